import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { knownAround, type TypeDraft, typeDraftById } from '../queries/report-type-drafts.ts'
import { holdType, noSuchType, typeVersions } from '../queries/report-types.ts'
import { codeOf, requireSound, type TypeDefinition } from '../rules/type-definition.ts'

/** Words that stand in addresses where the code of a type would stand. */
const RESERVED_CODES = ['new', 'import', 'drafts']

/**
 * Keeps a version of a report type to be worked on; answers the id of the draft. `typeCode` is the type of which it is to be a new version;
 * null makes a new type. Refuses `report.no-such-type` and `report.unsound-type`.
 */
export function draftReportType(
  database: Database,
  official: Official,
  { definition, typeCode }: { definition: TypeDefinition; typeCode: string | null },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    if (typeCode !== null && (await typeVersions(transaction, typeCode)).length === 0) throw noSuchType('not-found')
    requireSound(definition, await knownAround(transaction, today), { finished: false })
    const { id } = await transaction
      .insertInto('report_type_draft')
      .values({
        type_code: typeCode,
        definition: JSON.stringify(definition),
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await recordDraft(transaction, official, {
      ...{ id, action: 'report.type-draft-begun', summary: `Soạn “${definition.title}”` },
    })
    return id
  })
}

export type ChangeOfDraft = {
  id: string
  version: string | null
  /** What becomes of the definition. */
  change: (definition: TypeDefinition) => TypeDefinition
  /** What was done, for the history. */
  summary: string
  /** The draft as the form shows it, for whoever opened it before somebody else changed it. */
  values?: (draft: TypeDraft) => Record<string, string | string[]>
}

/** Changes a draft. Refuses `report.no-such-draft`, `report.unsound-type` and what `change` refuses; throws StaleEdit. */
export function changeTypeDraft(
  database: Database,
  official: Official,
  { id, version, change, summary, values = () => ({}) }: ChangeOfDraft,
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForChange(transaction, { id, version, values })
    const definition = { ...change(draft.definition), code: draft.definition.code }
    requireSound(definition, await knownAround(transaction, today), { finished: false })
    await transaction
      .updateTable('report_type_draft')
      .set({ definition: JSON.stringify(definition), ...changedBy(official) })
      .where('id', '=', id)
      .execute()
    await recordDraft(transaction, official, { id, action: 'report.type-draft-changed', summary })
  })
}

/** Throws a draft away. Refuses `report.no-such-draft`. */
export function removeTypeDraft(
  database: Database,
  official: Official,
  { id, version }: { id: string; version: string | null },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const { definition } = await draftForChange(transaction, { id, version })
    await transaction.deleteFrom('report_type_draft').where('id', '=', id).execute()
    await recordDraft(transaction, official, {
      ...{ id, action: 'report.type-draft-removed', summary: `Bỏ bản soạn “${definition.title}”` },
    })
  })
}

type ToIssue = { id: string; version: string | null; validFrom: CalendarDate | null; reason: string }

/**
 * Puts a draft into force, as a new type or as a new version of one, for periods that end on `validFrom` or later and that nobody has
 * begun to report; answers the code of the type. Refuses `report.unsound-type` while something is unfinished, `report.no-first-day` for a
 * new version without a day, `report.version-too-early` when another version begins on that day or later.
 */
export function issueTypeDraft(
  database: Database,
  official: Official,
  { id, version, validFrom, reason }: ToIssue,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const draft = await draftForChange(transaction, { id, version })
    const { definition, typeCode } = draft
    requireSound(definition, await knownAround(transaction, today), { finished: true })
    const issued =
      typeCode === null
        ? await insertType(transaction, definition, validFrom)
        : await insertVersion(transaction, official, { definition, typeCode, validFrom, reason })
    await insertSections(transaction, issued, definition)
    await transaction.deleteFrom('report_type_draft').where('id', '=', id).execute()
    await recordChange(transaction, {
      official,
      action: typeCode === null ? 'report.type-added' : 'report.type-version-added',
      subject: { kind: 'report-type', id: issued.code },
      unitId: null,
      summary: `${typeCode === null ? 'Thêm loại báo cáo' : `Ban hành bản ${issued.number}`}${since(validFrom)}: ${reason}`,
      after: { ...definition, code: issued.code, version: issued.number },
    })
    return issued.code
  })
}

const since = (day: CalendarDate | null) => (day === null ? '' : `, cho kỳ kết thúc từ ngày ${formatCalendarDate(day)}`)

/** Takes a type out of use after a day: what was asked for or begun goes on. Refuses `report.no-such-type`. */
export function retireReportType(
  database: Database,
  official: Official,
  { code, lastDay, reason }: { code: string; lastDay: CalendarDate; reason: string },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await holdType(transaction, code, 'change')
    const [type] = await typeVersions(transaction, code)
    if (!type || type.retiredOn !== null) throw noSuchType('not-found')
    await transaction.updateTable('report_type').set({ retired_on: lastDay }).where('code', '=', code).execute()
    await recordChange(transaction, {
      official,
      action: 'report.type-retired',
      subject: { kind: 'report-type', id: code },
      unitId: null,
      summary: `Ngừng dùng sau ngày ${formatCalendarDate(lastDay)}: ${reason}`,
    })
  })
}

type Issued = { code: string; number: number }

async function insertType(
  transaction: Database,
  definition: TypeDefinition,
  validFrom: CalendarDate | null,
): Promise<Issued> {
  await sql`lock table report_type in share row exclusive mode`.execute(transaction)
  const known = await transaction.selectFrom('report_type').select(['code', 'position']).execute()
  const taken = [...known.map(({ code }) => code), ...RESERVED_CODES]
  const code = taken.includes(definition.code) ? codeOf(definition.title, taken, 'bao-cao') : definition.code
  const position = Math.max(0, ...known.map((type) => type.position)) + 1
  await transaction
    .insertInto('report_type')
    .values({ ...columns(definition), code, position, valid_from: validFrom, retired_on: null })
    .execute()
  // The checks that ask nothing of a certain figure hold for every report.
  await sql`insert into report_check (type_code, code, position, strength, rule, amount, least, sentence)
    select ${code}, code, position, strength, rule, amount, least, sentence from report_check
    where indicator_code is null and type_code = (
      select checked.type_code from report_check checked join report_type type on type.code = checked.type_code
      order by type.position limit 1)`.execute(transaction)
  return { code, number: 1 }
}

async function insertVersion(
  transaction: Database,
  official: Official,
  given: { definition: TypeDefinition; typeCode: string; validFrom: CalendarDate | null; reason: string },
): Promise<Issued> {
  const { definition, typeCode, validFrom, reason } = given
  if (validFrom === null) {
    const message = 'Hãy nhập ngày bắt đầu dùng bản mới: kỳ kết thúc từ ngày ấy viết theo bản mới.'
    throw new Refusal('invalid', 'report.no-first-day', message, { validFrom: message })
  }
  await holdType(transaction, typeCode, 'change')
  const latest = (await typeVersions(transaction, typeCode)).at(-1)
  if (!latest) throw noSuchType('not-found')
  if (latest.validFrom !== null && validFrom <= latest.validFrom) {
    const message = `Bản mới phải bắt đầu sau ngày ${formatCalendarDate(latest.validFrom)}, ngày bắt đầu của bản ${latest.number}.`
    throw new Refusal('conflict', 'report.version-too-early', message, { validFrom: message })
  }
  const number = latest.number + 1
  await transaction
    .insertInto('report_type_version')
    .values({
      ...columns(definition),
      type_code: typeCode,
      number,
      valid_from: validFrom,
      reason,
      issued_by_account_id: official.accountId,
    })
    .execute()
  return { code: typeCode, number }
}

async function insertSections(transaction: Database, issued: Issued, { sections }: TypeDefinition): Promise<void> {
  await transaction
    .insertInto('report_section')
    .values(
      sections.map((section, index) => ({
        type_code: issued.code,
        version: issued.number,
        position: (index + 1) * 10,
        code: section.code,
        level: section.level,
        title: section.title,
        hint: section.hint,
        indicator_codes: [...section.indicatorCodes],
        unit_kinds: section.unitKinds === null ? null : [...section.unitKinds],
        about_kinds: section.aboutKinds === null ? null : [...section.aboutKinds],
      })),
    )
    .execute()
}

function columns(definition: TypeDefinition) {
  return {
    title: definition.title,
    summary: definition.summary,
    cut_off: definition.cutOff,
    period_kinds: [...definition.periodKinds],
    sender_kinds: [...definition.senderKinds],
    receiver_kinds: [...definition.receiverKinds],
    source: definition.source,
  }
}

async function draftForChange(
  transaction: Database,
  {
    id,
    version,
    values = () => ({}),
  }: { id: string; version: string | null; values?: NonNullable<ChangeOfDraft['values']> },
): Promise<TypeDraft> {
  await sql`select from report_type_draft where id = ${id}::bigint for update`.execute(transaction)
  const draft = await typeDraftById(transaction, id)
  refuseStaleEdit(version, draft, () => values(draft))
  return draft
}

function recordDraft(
  transaction: Database,
  official: Official,
  { id, action, summary }: { id: string; action: string; summary: string },
): Promise<void> {
  return recordChange(transaction, {
    official,
    action,
    subject: { kind: 'report-type-draft', id },
    unitId: null,
    summary,
  })
}
