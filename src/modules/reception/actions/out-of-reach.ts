import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsUnder } from '../../organisation/index.ts'

export const noSuchDay = () =>
  new Refusal('not-found', 'reception.no-such-day', 'Không có ngày tiếp công dân này trong phạm vi của bạn.')
export const noSuchSession = () =>
  new Refusal('not-found', 'reception.no-such-session', 'Không có buổi tiếp công dân này trong phạm vi của bạn.')
export const noSuchVisit = () =>
  new Refusal('not-found', 'reception.no-such-visit', 'Không có lượt tiếp này trong phạm vi của bạn.')
export const noSuchItem = () =>
  new Refusal('not-found', 'reception.no-such-item', 'Không có việc này trong phạm vi của bạn.')

/** Refuses `reception.not-your-unit`, naming the field `unitId`. */
export async function requireUnit(
  transaction: Database,
  official: Official,
  { unitId, permission, today }: { unitId: string; permission: string; today: CalendarDate },
): Promise<void> {
  const found = await sql`select from unit where id = ${unitId}::bigint
    and id in ${unitsUnder(unitsFor(official, permission), today)}`.execute(transaction)
  if (found.rows.length > 0) return
  const message = 'Bạn không làm việc tiếp công dân cho đơn vị này. Hãy chọn đơn vị của mình.'
  throw new Refusal('invalid', 'reception.not-your-unit', message, { unitId: message })
}

/** Refuses `reception.denunciation-of-another-register`: what was denounced is written and read in the register of the very unit. */
export function refuseOtherRegister(visit: { contentIsOpen: boolean }): void {
  if (visit.contentIsOpen) return
  throw new Refusal(
    'not-allowed',
    'reception.denunciation-of-another-register',
    'Lượt tiếp này là tố cáo. Chỉ người giữ sổ của chính đơn vị đã tiếp được mở để ghi, sửa.',
  )
}
