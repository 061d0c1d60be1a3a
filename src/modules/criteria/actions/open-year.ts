import { type SqlBool, sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { compareNames } from '../../../vocabulary/vietnamese.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { criteriaSetById } from '../queries/criteria-sets.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { type PartToOpen, planOpening } from './plan-opening.ts'
import type { By } from './write-sheet.ts'

export type YearToOpen = {
  setId: string
  year: number
  /** The province whose units are scored. */
  rootUnitId: string
  /** The blocks that are scored, each with the kind of unit of the set that its members are. */
  blocks: readonly { blockId: string; unitKind: string }[]
  /** Last days, all inside. */
  selfAssessBy: CalendarDate
  verifyBy: CalendarDate
  decideBy: CalendarDate
  illustration?: string
}

/**
 * Opens the assessment of a year: one sheet for every unit that is in the chosen blocks on the last day of the window. Answers the
 * id of the year. Where two sets share the year, its earlier part is opened with it: a second sheet for each of the same units, scored
 * by the earlier set over its own days. Refuses `criteria.no-such-set`, `criteria.year-not-in-set`, `criteria.year-already-open`,
 * `criteria.days-out-of-order`, `criteria.no-block`, `criteria.block-not-in-set`, `criteria.kind-not-in-set`,
 * `criteria.unit-in-two-blocks`, `criteria.no-unit`, `criteria.unit-scored-already`, `criteria.other-set-holds`,
 * `criteria.kinds-differ` and `criteria.not-your-province`.
 */
export function openYear(database: Database, by: By, given: YearToOpen, today: CalendarDate): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const kept = await criteriaSetById(transaction, given.setId)
    if (!kept) throw new Refusal('not-found', 'criteria.no-such-set', 'Không có bộ tiêu chí này.')
    const window = kept.content.years.find((each) => each.year === given.year)
    if (!window) {
      throw problem(
        'year-not-in-set',
        'year',
        `Bộ tiêu chí không dùng cho năm ${given.year}. Các năm được áp dụng: ${kept.content.years.map((each) => each.year).join(', ')}.`,
      )
    }
    refuseDisorder(given)
    if (by) await requireProvince(transaction, by, given.rootUnitId, today)
    const kinds = given.blocks.map((block) => block.unitKind)
    await refuseBlocks(transaction, kept.content, given, window.to)
    const { parts, because } = await planOpening(transaction, kept, window, kinds)
    for (const part of parts) {
      await refuseSecondOpening(transaction, given, part)
      await refuseBlocks(transaction, part.set, given, window.to)
    }
    await refuseUnitsOpenedElsewhere(transaction, given, window.to)
    const [part, earlier] = parts.toReversed()
    if (part === undefined) throw new Error('A year has at least one part.')
    const id = await addYear(transaction, by, given, part, today)
    const units = await addSheets(transaction, by, {
      yearId: id,
      onDay: window.to,
      illustration: given.illustration ?? null,
    })
    if (units === 0)
      throw problem('no-unit', 'form', 'Các khối đã chọn không có đơn vị nào trong năm này. Hãy chọn khối khác.')
    await recordChange(transaction, {
      official: by,
      action: 'criteria.year-opened',
      subject: { kind: 'assessment-year', id },
      unitId: given.rootUnitId,
      summary: `Mở năm chấm điểm ${given.year} theo “${kept.title}”: ${units} đơn vị, hạn tự chấm ${formatCalendarDate(given.selfAssessBy)}${earlier ? `. Năm chấm theo hai phần: ${because}` : ''}`,
      after: { ...given },
    })
    if (earlier)
      await addEarlierPart(transaction, by, { given, wholeYearId: id, earlier, because, onDay: window.to }, today)
    return id
  })
}

async function addYear(
  transaction: Database,
  by: By,
  given: YearToOpen,
  part: PartToOpen,
  today: CalendarDate,
): Promise<string> {
  const { id } = await transaction
    .insertInto('assessment_year')
    .values({
      root_unit_id: given.rootUnitId,
      year: given.year,
      criteria_set_id: part.setId,
      window_from: part.from,
      window_to: part.to,
      opened_on: today,
      self_assess_by: given.selfAssessBy,
      verify_by: given.verifyBy,
      decide_by: given.decideBy,
      decision_number: null,
      decided_on: null,
      published_on: null,
      illustration: given.illustration ?? null,
      opened_by_account_id: by?.accountId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const blocks = given.blocks.map(({ blockId, unitKind }) => ({
    assessment_year_id: id,
    block_id: blockId,
    unit_kind: unitKind,
  }))
  await transaction.insertInto('assessment_year_block').values(blocks).execute()
  return id
}

/** The units of the whole year answer for its earlier part too, whoever did the work then: a merged unit for those it took over. */
async function addEarlierPart(
  transaction: Database,
  by: By,
  {
    given,
    wholeYearId,
    earlier,
    because,
    onDay,
  }: { given: YearToOpen; wholeYearId: string; earlier: PartToOpen; because: string; onDay: CalendarDate },
  today: CalendarDate,
): Promise<void> {
  const id = await addYear(transaction, by, given, earlier, today)
  const illustration = given.illustration ?? null
  await addSheets(transaction, by, { yearId: id, onDay, illustration })
  await transaction
    .insertInto('assessment_year_split')
    .values({ whole_year_id: wholeYearId, earlier_year_id: id, earlier_percent: earlier.percent, because })
    .execute()
  await recordChange(transaction, {
    official: by,
    action: 'criteria.year-opened',
    subject: { kind: 'assessment-year', id },
    unitId: given.rootUnitId,
    summary: `Mở phần đầu của năm chấm điểm ${given.year}, đến hết ngày ${formatCalendarDate(earlier.to)}, theo “${earlier.set.title}”`,
    after: { wholeYearId, percent: earlier.percent },
  })
}

/** The sheets lie in the order in which lists show them: by block, then by name. */
async function addSheets(
  transaction: Database,
  by: By,
  { yearId, onDay, illustration }: { yearId: string; onDay: CalendarDate; illustration: string | null },
): Promise<number> {
  const members = await transaction
    .selectFrom('assessment_year_block as chosen')
    .innerJoin('block_membership as member', 'member.block_id', 'chosen.block_id')
    .select([
      'member.unit_id',
      'chosen.block_id',
      'chosen.unit_kind',
      sql<string>`coalesce(unit_name_on(member.unit_id, ${onDay}::date), '')`.as('name'),
    ])
    .where('chosen.assessment_year_id', '=', yearId)
    .where(sql<SqlBool>`${onDay}::date between member.valid_from and coalesce(member.valid_to, 'infinity')`)
    .execute()
  const sorted = members.sort(
    (first, second) => Number(first.block_id) - Number(second.block_id) || compareNames(first.name, second.name),
  )
  if (sorted.length === 0) return 0
  await transaction
    .insertInto('assessment')
    .values(
      sorted.map(({ name: _name, ...member }) => ({
        ...member,
        assessment_year_id: yearId,
        self_total: null,
        verified_total: null,
        not_ranked_reason: null,
        submitted_on: null,
        submitted_by_account_id: null,
        verified_on: null,
        verified_by_account_id: null,
        illustration,
        changed_by_account_id: by?.accountId ?? null,
      })),
    )
    .execute()
  return sorted.length
}

function refuseDisorder({ selfAssessBy, verifyBy, decideBy }: YearToOpen): void {
  if (verifyBy < selfAssessBy) {
    throw problem('days-out-of-order', 'verifyBy', 'Hạn thẩm định phải từ hạn tự chấm điểm trở đi. Hãy sửa lại ngày.')
  }
  if (decideBy < verifyBy) {
    throw problem('days-out-of-order', 'decideBy', 'Hạn quyết định phải từ hạn thẩm định trở đi. Hãy sửa lại ngày.')
  }
}

async function requireProvince(transaction: Database, by: NonNullable<By>, rootUnitId: string, today: CalendarDate) {
  const found = await transaction
    .selectFrom('unit')
    .select('id')
    .where('id', '=', rootUnitId)
    .where('id', 'in', unitsUnder(unitsFor(by, 'criteria.manage'), today))
    .executeTakeFirst()
  if (!found)
    throw problem(
      'not-your-province',
      'rootUnitId',
      'Bạn không được mở năm chấm điểm cho tỉnh này. Hãy chọn tỉnh của mình.',
    )
}

async function refuseSecondOpening(transaction: Database, given: YearToOpen, part: PartToOpen): Promise<void> {
  const found = await transaction
    .selectFrom('assessment_year')
    .select('id')
    .where('root_unit_id', '=', given.rootUnitId)
    .where('year', '=', given.year)
    .where('criteria_set_id', '=', part.setId)
    .where('window_from', '=', part.from)
    .where('window_to', '=', part.to)
    .executeTakeFirst()
  if (!found) return
  const message = `Năm ${given.year} đã được mở để chấm điểm theo bộ này. Hãy xem năm này trong danh sách, không cần mở lại.`
  throw new Refusal('conflict', 'criteria.year-already-open', message, { year: message })
}

/** A year may be opened by two sets, each for its own kinds of unit; no unit is scored twice. */
async function refuseUnitsOpenedElsewhere(
  transaction: Database,
  given: YearToOpen,
  onDay: CalendarDate,
): Promise<void> {
  const found = await sql<{ name: string; title: string }>`
    select unit_name_on(member.unit_id, ${onDay}::date) as name, criteria_set.title
    from block_membership member
    join assessment on assessment.unit_id = member.unit_id
    join assessment_year year on year.id = assessment.assessment_year_id and year.year = ${given.year}
    join criteria_set on criteria_set.id = year.criteria_set_id
    where member.block_id = any(${given.blocks.map((block) => block.blockId)}::bigint[])
      and ${onDay}::date between member.valid_from and coalesce(member.valid_to, 'infinity')
    limit 1`.execute(transaction)
  const [unit] = found.rows
  if (!unit) return
  throw problem(
    'unit-scored-already',
    'form',
    `${unit.name} đã có bảng chấm điểm năm ${given.year} theo “${unit.title}”. Mỗi đơn vị chỉ chấm theo một bộ; hãy bỏ khối đó.`,
  )
}

async function refuseBlocks(
  transaction: Database,
  set: CriteriaSet,
  given: YearToOpen,
  onDay: CalendarDate,
): Promise<void> {
  if (given.blocks.length === 0) throw problem('no-block', 'form', 'Hãy chọn ít nhất một khối để chấm điểm.')
  const blocks = await transaction
    .selectFrom('block')
    .select(['id', 'code', 'title'])
    .where('root_unit_id', '=', given.rootUnitId)
    .execute()
  for (const { blockId, unitKind } of given.blocks) {
    const block = blocks.find((each) => each.id === blockId)
    if (!block) throw new Refusal('not-found', 'criteria.no-such-block', 'Không có khối này trong tỉnh đã chọn.')
    if (!set.unitKinds.some((kind) => kind.code === unitKind)) {
      throw problem(
        'kind-not-in-set',
        `block:${blockId}`,
        `Hãy chọn loại đơn vị có trong bộ tiêu chí cho ${block.title}.`,
      )
    }
    if (set.blocks && !set.blocks.some((each) => each.code === block.code)) {
      throw problem(
        'block-not-in-set',
        `block:${blockId}`,
        `Bộ tiêu chí không có ${block.title} (mã ${block.code}). Các khối của bộ tiêu chí: ${set.blocks.map((each) => `${each.title} (${each.code})`).join('; ')}.`,
      )
    }
  }
  const twice = await sql<{ name: string }>`
    select unit_name_on(unit_id, ${onDay}::date) as name from block_membership
    where block_id = any(${given.blocks.map((block) => block.blockId)}::bigint[])
      and ${onDay}::date between valid_from and coalesce(valid_to, 'infinity')
    group by unit_id having count(*) > 1 limit 1`.execute(transaction)
  const [unit] = twice.rows
  if (unit) {
    throw problem(
      'unit-in-two-blocks',
      'form',
      `${unit.name} có mặt trong hai khối đã chọn. Mỗi đơn vị chỉ được xếp loại trong một khối; hãy bỏ bớt một khối.`,
    )
  }
}

function problem(code: string, field: string, message: string): Refusal {
  return new Refusal('invalid', `criteria.${code}`, message, { [field]: message })
}
