import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { indicatorVersions, noSuchIndicator } from '../queries/definitions.ts'
import { type Draft, draftById } from '../queries/drafts.ts'
import { type Definition, settled, whyNotSound } from '../rules/definition.ts'
import { dependentsOf } from '../rules/dependents.ts'
import type { Indicator } from '../rules/indicator.ts'

/** What definitions are checked against: what can be counted, and where figures are used. */
export type Surroundings = { facts: readonly Fact[]; uses: readonly FigureUse[] }

type ToDraft = { definition: Definition; indicatorCode: string | null }

/**
 * Keeps a definition to be tried before it is put into force; answers the id of the draft. Refuses `indicators.no-such-indicator`, and
 * what is wrong with the definition as `settled` and `whyNotSound` say it.
 */
export function draftDefinition(
  database: Database,
  official: Official,
  { definition, indicatorCode }: ToDraft,
  { facts }: Pick<Surroundings, 'facts'>,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const sound = await soundDefinition(transaction, { definition, indicatorCode }, facts)
    const { id } = await transaction
      .insertInto('indicator_draft')
      .values({
        indicator_code: indicatorCode,
        definition: JSON.stringify(sound),
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordDraft(transaction, official, { id, action: 'indicators.draft-begun', summary: `Soạn “${sound.title}”` })
    return id
  })
}

/** Changes a draft. Refuses `indicators.no-such-draft`, and what `draftDefinition` refuses. */
export function changeDraft(
  database: Database,
  official: Official,
  { id, version, definition }: { id: string; version: string | null; definition: Definition },
  { facts }: Pick<Surroundings, 'facts'>,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForChange(transaction, { id, version })
    const { indicatorCode } = draft
    const kept = { ...definition, code: draft.definition.code }
    const sound = await soundDefinition(transaction, { definition: kept, indicatorCode }, facts)
    await transaction
      .updateTable('indicator_draft')
      .set({ definition: JSON.stringify(sound), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordDraft(transaction, official, {
      id,
      action: 'indicators.draft-changed',
      summary: `Sửa bản soạn “${sound.title}”`,
    })
  })
}

/** Throws a draft away. Refuses `indicators.no-such-draft`. */
export function removeDraft(
  database: Database,
  official: Official,
  { id, version }: { id: string; version: string | null },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { definition } = await draftForChange(transaction, { id, version })
    await transaction.deleteFrom('indicator_draft').where('id', '=', id).execute()
    await recordDraft(transaction, official, {
      id,
      action: 'indicators.draft-removed',
      summary: `Bỏ bản soạn “${definition.title}”`,
    })
  })
}

type ToIssue = { id: string; version: string | null; validFrom: CalendarDate | null; reason: string }

/**
 * Puts a draft into force, as a new indicator or as a new version of one, for periods that end on `validFrom` or later; answers the code.
 * Nothing that was fixed by an older version changes: refuses `indicators.version-too-early` when a report that was sent or a year that
 * was decided ends on that day or later, or another version begins then; `indicators.no-first-day` for a new version without a day; and
 * what `draftDefinition` refuses.
 */
export function issueDraft(
  database: Database,
  official: Official,
  { id, version, validFrom, reason }: ToIssue,
  { facts, uses }: Surroundings,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await sql`lock table indicator_version in share row exclusive mode`.execute(transaction)
    const draft = await draftForChange(transaction, { id, version })
    const definition = await soundDefinition(transaction, draft, facts)
    const versions = await indicatorVersions(transaction)
    const code =
      draft.indicatorCode === null
        ? await insertIndicator(transaction, definition, validFrom)
        : await insertVersion(transaction, official, {
            definition,
            code: draft.indicatorCode,
            validFrom,
            reason,
            versions,
            uses,
          })
    await transaction.deleteFrom('indicator_draft').where('id', '=', id).execute()
    await recordChange(transaction, {
      official,
      action: draft.indicatorCode === null ? 'indicators.indicator-added' : 'indicators.version-added',
      subject: { kind: 'indicator', id: code },
      unitId: null,
      summary: `${draft.indicatorCode === null ? 'Thêm chỉ tiêu' : 'Ban hành bản mới'}${since(validFrom)}: ${reason}`,
      after: { ...definition },
    })
    return code
  })
}

const since = (day: CalendarDate | null) => (day === null ? '' : `, cho kỳ kết thúc từ ngày ${formatCalendarDate(day)}`)

/**
 * Takes an indicator out of use after a day; figures of earlier periods stay. Refuses `indicators.no-such-indicator`,
 * `indicators.used-in-formula` while a formula in use needs it, and `indicators.retired-too-early` when a report that was sent or a year
 * that was decided is later.
 */
export function retireIndicator(
  database: Database,
  official: Official,
  { code, lastDay, reason }: { code: string; lastDay: CalendarDate; reason: string },
  { uses }: Pick<Surroundings, 'uses'>,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const versions = await indicatorVersions(transaction)
    const own = versions.find((each) => each.code === code)
    if (!own || own.retiredOn !== null) throw noSuchIndicator(code)
    const dependent = versions.find(
      (each) => each.retiredOn === null && dependentsOf(code, versions).includes(each.code),
    )
    if (dependent) {
      const message = `Công thức của “${dependent.title}” đang cần chỉ tiêu này. Hãy ngừng dùng hoặc đổi công thức ấy trước.`
      throw new Refusal('conflict', 'indicators.used-in-formula', message)
    }
    const fixed = await fixedUntil(transaction, [code], uses)
    if (fixed !== null && lastDay < fixed) {
      const message = `Đã có báo cáo đã gửi hoặc năm đã xếp loại dùng chỉ tiêu này cho kỳ đến ${formatCalendarDate(fixed)}. Hãy chọn ngày ấy hoặc ngày sau.`
      throw new Refusal('conflict', 'indicators.retired-too-early', message, { lastDay: message })
    }
    await transaction.updateTable('indicator').set({ retired_on: lastDay }).where('code', '=', code).execute()
    await recordChange(transaction, {
      official,
      action: 'indicators.indicator-retired',
      subject: { kind: 'indicator', id: code },
      unitId: null,
      summary: `Ngừng dùng sau ngày ${formatCalendarDate(lastDay)}: ${reason}`,
    })
  })
}

async function soundDefinition(
  transaction: Database,
  { definition, indicatorCode }: ToDraft,
  facts: readonly Fact[],
): Promise<Definition> {
  const versions = await indicatorVersions(transaction)
  const own = versions.find((version) => version.code === indicatorCode)
  if (indicatorCode !== null && !own) throw noSuchIndicator(indicatorCode)
  // The name of a figure is for good, so that what was once reported is called what it was called.
  const named = own ? { ...definition, code: own.code, title: own.title, theme: own.theme } : definition
  const kept =
    own && named.measure !== 'share' && named.measure !== 'formula'
      ? { ...named, unitOfMeasure: own.unitOfMeasure }
      : named
  const sound = settled(kept, versions)
  const fact = facts.find((offered) => offered.code === sound.factCode)
  const refusal = whyNotSound(sound, fact, versions)
  if (refusal) throw refusal
  return sound
}

async function insertIndicator(
  transaction: Database,
  definition: Definition,
  validFrom: CalendarDate | null,
): Promise<string> {
  const { rows } = await sql<{ position: number; taken: boolean }>`
    select coalesce(max(position), 0) + 10 as position, bool_or(code = ${definition.code}) as taken from indicator`.execute(
    transaction,
  )
  const [{ position, taken } = { position: 10, taken: false }] = rows
  const code = taken ? `${definition.code}-${position}` : definition.code
  const { title, theme, unitOfMeasure } = definition
  await transaction
    .insertInto('indicator')
    .values({
      ...columns(definition),
      code,
      title,
      theme,
      position,
      unit_of_measure: unitOfMeasure,
      valid_from: validFrom,
      retired_on: null,
    })
    .execute()
  return code
}

type NewVersion = {
  definition: Definition
  code: string
  validFrom: CalendarDate | null
  reason: string
  versions: readonly Indicator[]
  uses: readonly FigureUse[]
}

async function insertVersion(
  transaction: Database,
  official: Official,
  { definition, code, validFrom, reason, versions, uses }: NewVersion,
): Promise<string> {
  if (validFrom === null) {
    const message = 'Hãy nhập ngày bắt đầu dùng bản mới: kỳ kết thúc từ ngày ấy tính theo bản mới.'
    throw new Refusal('invalid', 'indicators.no-first-day', message, { validFrom: message })
  }
  const own = versions.filter((each) => each.code === code)
  const latest =
    own
      .map((each) => each.validFrom ?? '')
      .sort()
      .at(-1) ?? ''
  const fixed = await fixedUntil(transaction, [code, ...dependentsOf(code, versions)], uses)
  const earliest = [latest, fixed ?? ''].sort().at(-1) ?? ''
  if (validFrom <= earliest) {
    const why =
      earliest === latest
        ? 'bản trước bắt đầu từ ngày ấy'
        : 'đã có báo cáo đã gửi hoặc năm đã xếp loại dùng chỉ tiêu này cho kỳ đến ngày ấy'
    const message = `Bản mới phải bắt đầu sau ngày ${formatCalendarDate(earliest)}: ${why}, và số đã gửi không được thay đổi.`
    throw new Refusal('conflict', 'indicators.version-too-early', message, { validFrom: message })
  }
  const number = Math.max(...own.map((each) => each.version)) + 1
  await transaction
    .insertInto('indicator_version')
    .values({
      ...columns(definition),
      indicator_code: code,
      number,
      valid_from: validFrom,
      reason,
      issued_by_account_id: official.accountId,
    })
    .execute()
  return code
}

async function fixedUntil(
  transaction: Database,
  codes: readonly string[],
  uses: readonly FigureUse[],
): Promise<CalendarDate | null> {
  let last: CalendarDate | null = null
  for (const code of codes) {
    for (const use of uses) {
      const until = (await use.fixedUntil?.(transaction, code)) ?? null
      if (until !== null && (last === null || until > last)) last = until
    }
  }
  return last
}

async function draftForChange(
  transaction: Database,
  { id, version }: { id: string; version: string | null },
): Promise<Draft> {
  await sql`select from indicator_draft where id = ${id}::bigint for update`.execute(transaction)
  const draft = await draftById(transaction, id)
  refuseStaleEdit(version, draft, () => ({}))
  return draft
}

function recordDraft(
  transaction: Database,
  official: Official,
  given: { id: string; action: string; summary: string },
): Promise<void> {
  const { id, action, summary } = given
  return recordChange(transaction, {
    official,
    action,
    subject: { kind: 'indicator-draft', id },
    unitId: null,
    summary,
  })
}

function columns(definition: Definition) {
  return {
    explanation: definition.explanation,
    source: definition.source,
    fact_code: definition.factCode,
    measure: definition.measure,
    measure_column: definition.measureColumn,
    filters: JSON.stringify(definition.filters),
    part_filters: definition.partFilters === null ? null : JSON.stringify(definition.partFilters),
    formula: definition.formula,
    decimals: definition.decimals,
    adds_up: definition.addsUp,
    time: definition.time,
  }
}
