import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { ReportSection, ReportType } from '../rules/report-type.ts'
import './tables.ts'

/** The types of report, in their order. */
export function reportTypes(database: Database): Promise<ReportType[]> {
  return database
    .selectFrom('report_type')
    .select([
      'code',
      'title',
      'summary',
      'cut_off as cutOff',
      'period_kinds as periodKinds',
      'sender_kinds as senderKinds',
      'receiver_kinds as receiverKinds',
      'source',
    ])
    .orderBy('position')
    .execute()
}

/** One type of report. Refuses `report.no-such-type`. */
export async function reportType(database: Database, code: string): Promise<ReportType> {
  const found = (await reportTypes(database)).find((type) => type.code === code)
  if (found) return found
  throw new Refusal('invalid', 'report.no-such-type', 'Không có loại báo cáo này. Hãy chọn trong danh sách.')
}

/** The outline of a type of report, with the sections of all kinds of unit. */
export function sectionsOf(database: Database, typeCode: string): Promise<ReportSection[]> {
  return database
    .selectFrom('report_section')
    .select([
      'code',
      'level',
      'title',
      'hint',
      'indicator_codes as indicatorCodes',
      'unit_kinds as unitKinds',
      'about_kinds as aboutKinds',
    ])
    .where('type_code', '=', typeCode)
    .orderBy('position')
    .execute()
}
