import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { requireWholeProvince } from '../../organisation/index.ts'
import { awardForms } from '../queries/award-forms.ts'
import type { ShareOf } from '../rules/award-form.ts'
import { awardFormValues } from '../rules/award-form-values.ts'

const PERMISSION = 'award-form.manage'

export type AwardFormToKeep = {
  title: string
  decidingKinds: readonly string[]
  forCollectives: boolean
  forIndividuals: boolean
  legalSource: string
  requiredPercent: number | null
  shareOf: ShareOf
  shareSource: string
  shareIsChecked: boolean
  endedOn: CalendarDate | null
}

type Work = { given: AwardFormToKeep; today: CalendarDate }

/**
 * Adds a form of award and answers its code. Refuses `organisation.concerns-whole-province`, `award.form-title-taken` and
 * `award.form-for-nobody`.
 */
export function addAwardForm(database: Database, official: Official, { given, today }: Work): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, PERMISSION, today)
    const forms = await lockedForms(transaction)
    refuseUnfit(given, forms)
    const position = forms.length + 1
    const code = `form-${position}`
    await transaction
      .insertInto('award_form')
      .values({ code, position, ...columns(given), changed_by_account_id: official.accountId })
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'award.form-added', subject: { kind: 'award-form', id: code } },
      ...{ unitId: postFor(official, PERMISSION)?.unitId ?? null },
      ...{ summary: `Thêm hình thức khen thưởng: ${given.title}`, after: { ...given } },
    })
    return code
  })
}

/**
 * Changes a form; awards keep the form they have. `version` is the one the person saw; when somebody saved it since, throws StaleEdit.
 * Refuses as `addAwardForm`, and `award.no-such-form`.
 */
export function changeAwardForm(
  database: Database,
  official: Official,
  { code, version, given, today }: Work & { code: string; version: string | null },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await requireWholeProvince(transaction, official, PERMISSION, today)
    const forms = await lockedForms(transaction)
    const before = forms.find((form) => form.code === code)
    if (!before) throw noSuchForm()
    refuseStaleEdit(version, before, () => awardFormValues(before))
    refuseUnfit(
      given,
      forms.filter((form) => form.code !== code),
    )
    await transaction
      .updateTable('award_form')
      .set({ ...columns(given), ...changedBy(official) })
      .where('code', '=', code)
      .execute()
    await recordChange(transaction, {
      ...{ official, action: 'award.form-changed', subject: { kind: 'award-form', id: code } },
      ...{ unitId: postFor(official, PERMISSION)?.unitId ?? null },
      summary: `Sửa hình thức khen thưởng: ${given.title}`,
      before: { ...before },
      after: { ...given },
    })
  })
}

export const noSuchForm = () =>
  new Refusal('not-found', 'award.no-such-form', 'Không có hình thức khen thưởng này trong danh mục.')

/** One list for the whole installation: two who change it do so one after the other. */
async function lockedForms(transaction: Database) {
  await sql`lock table award_form in share row exclusive mode`.execute(transaction)
  return awardForms(transaction)
}

function columns(given: AwardFormToKeep) {
  return {
    ...{ title: given.title, deciding_kinds: [...given.decidingKinds] },
    ...{ for_collectives: given.forCollectives, for_individuals: given.forIndividuals },
    ...{ legal_source: given.legalSource, required_percent: given.requiredPercent, share_of: given.shareOf },
    ...{ share_source: given.shareSource, share_is_checked: given.shareIsChecked, ended_on: given.endedOn },
  }
}

function refuseUnfit(given: AwardFormToKeep, others: readonly { title: string }[]): void {
  const same = (other: string) => other.toLocaleLowerCase('vi') === given.title.toLocaleLowerCase('vi')
  if (others.some((form) => same(form.title))) {
    const message = `Đã có hình thức “${given.title}”. Hãy dùng hình thức đó, hoặc đặt tên khác.`
    throw new Refusal('invalid', 'award.form-title-taken', message, { title: message })
  }
  if (!given.forCollectives && !given.forIndividuals) {
    const message = 'Hãy chọn hình thức này tặng cho tập thể, cá nhân hay cả hai.'
    throw new Refusal('invalid', 'award.form-for-nobody', message, { recipients: message })
  }
}
