import type { Context } from '../../../platform/http/context.ts'
import { requireWholeProvince } from '../../organisation/index.ts'

export const MANAGING = 'dashboard.manage'
export const SETTINGS = { href: '/dashboard-settings', text: 'Cài đặt bảng theo dõi' }

/** What everybody sees belongs to no unit. */
export const requireManager = ({ database, official, today }: Context) =>
  requireWholeProvince(database, official, MANAGING, today)
