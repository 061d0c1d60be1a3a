import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { modelFields } from '../queries/model-fields.ts'
import { refuseLastField } from '../rules/model-field.ts'
import { modelFieldFormValues } from '../rules/model-field-form-values.ts'

const PERMISSION = 'movement-field.manage'

/**
 * Adds a field in which models can be registered and answers its code. Refuses `organisation.concerns-whole-province` and
 * `movement.field-title-taken`.
 */
export function addModelField(
  database: Database,
  official: Official,
  { title, today }: { title: string; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, PERMISSION, today)
    const fields = await lockedFields(transaction)
    refuseTakenTitle(fields, title)
    const position = fields.length + 1
    const code = `field-${position}`
    await transaction
      .insertInto('movement_field')
      .values({ code, title, position, changed_by_account_id: official.accountId })
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'movement.field-added', subject: { kind: 'movement-field', id: code }, unitId: null },
      ...{ summary: `Thêm lĩnh vực mô hình: ${title}`, after: { title } },
    })
    return code
  })
}

/**
 * Renames a field, ends it or takes it into use again; models keep the field they have. `version` is the one the person saw; when
 * somebody saved it since, throws StaleEdit. Refuses as `addModelField`, `movement.no-such-field` and `movement.last-field`.
 */
export function changeModelField(
  database: Database,
  official: Official,
  {
    code,
    version,
    given,
    today,
  }: {
    code: string
    version: string | null
    given: { title: string; endedOn: CalendarDate | null }
    today: CalendarDate
  },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, PERMISSION, today)
    const fields = await lockedFields(transaction)
    const before = fields.find((field) => field.code === code)
    if (!before) throw noSuchField()
    refuseStaleEdit(version, before, () => modelFieldFormValues(before))
    const others = fields.filter((field) => field.code !== code)
    refuseTakenTitle(others, given.title)
    refuseLastField(given.endedOn, others)
    await transaction
      .updateTable('movement_field')
      .set({ title: given.title, ended_on: given.endedOn, ...changedBy(official) })
      .where('code', '=', code)
      .execute()
    const until = given.endedOn === null ? '' : `, dùng đến hết ngày ${formatCalendarDate(given.endedOn)}`
    await recordChange(transaction, {
      ...{ official, action: 'movement.field-changed', subject: { kind: 'movement-field', id: code }, unitId: null },
      summary: `Sửa lĩnh vực mô hình: ${given.title}${until}`,
      before: { title: before.title, endedOn: before.endedOn },
      after: given,
    })
  })
}

export const noSuchField = () =>
  new Refusal('not-found', 'movement.no-such-field', 'Không có lĩnh vực này trong danh mục.')

/** One list for the whole installation: two who change it do so one after the other. */
async function lockedFields(transaction: Database) {
  await sql`lock table movement_field in share row exclusive mode`.execute(transaction)
  return modelFields(transaction)
}

function refuseTakenTitle(fields: readonly { title: string }[], title: string): void {
  const same = (other: string) => other.toLocaleLowerCase('vi') === title.toLocaleLowerCase('vi')
  if (!fields.some((field) => same(field.title))) return
  const message = `Đã có lĩnh vực “${title}”. Hãy dùng lĩnh vực đó, hoặc đặt tên khác.`
  throw new Refusal('invalid', 'movement.field-title-taken', message, { title: message })
}
