import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CountedForms, casesOfCell, countForms } from '../../src/modules/reports/queries/forms/count-forms.ts'
import { PETITIONS } from '../../src/modules/reports/queries/forms/sources.ts'
import { checkSums } from '../../src/modules/reports/rules/forms/check-sums.ts'
import { PETITION_FORMS } from '../../src/modules/reports/rules/forms/forms.ts'
import { ALL_PETITIONS } from '../../src/modules/reports/rules/forms/forms-of-processing.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { keepLives } from '../support/kept-lives.ts'
import { randomLife } from '../support/random-life.ts'
import { carryOutReform, officialNamed, unitCoded } from '../support/reorganisation.ts'
import { makeDatabase, TEST_TODAY } from '../support/system.ts'

/** The year before, the year of and a quarter after the reorganisation of 1 July 2025, each as the Inspectorate cuts it off. */
const BEFORE = { from: '2023-12-15', to: '2024-12-14' }
const ACROSS = { from: '2024-12-15', to: '2025-12-14' }
const AFTER = { from: '2026-06-15', to: '2026-09-14' }

/**
 * Form 01/XLD once more, by one statement that reads nothing but the log (`petition_event`) and, for who signed, the letter itself.
 * Written from the form and the law, without the rules of this system.
 */
const ORACLE = `
  with ending as (
    select petition_id, position, happened_on from petition_event
    where kind in ('answered', 'decided', 'refused', 'guided', 'returned', 'filed', 'stopped', 'closed')
      or (kind = 'transferred' and unit_id is null) or (kind = 'withdrawn' and coalesce(details ->> 'extent', 'whole') = 'whole')
  ),
  -- Found to be of a kind, and whether the matter was still open then: if so, all that was found of it before is void.
  kind_found as (
    select found.petition_id, found.position, found.happened_on, found.kind_code,
      not exists (select from ending where ending.petition_id = found.petition_id and ending.position < found.position
        and not exists (select from petition_event again where again.petition_id = found.petition_id and again.kind = 'reopened'
          and again.position > ending.position and again.position < found.position)) as was_open,
      row_number() over (partition by found.petition_id order by found.position) as nth
    from petition_event found where found.kind = 'classified'
  ),
  -- A unit's time with a petition begins when it is received, passed on to it, or reopened.
  beginning as (
    select event.petition_id, event.position, event.kind,
      case when event.kind = 'received' then coalesce((select c.happened_on from petition_event c where c.petition_id = event.petition_id
        and c.kind = 'corrected' order by c.position desc limit 1), event.happened_on) else event.happened_on end as begun_on,
      case when event.kind = 'reopened' then (select before.unit_id from petition_event before where before.petition_id = event.petition_id
        and before.position < event.position and before.unit_id is not null order by before.position desc limit 1)
        else event.unit_id end as unit_id
    from petition_event event
    where event.kind in ('received', 'reopened') or (event.kind = 'transferred' and event.unit_id is not null)
  ),
  passage as (
    select beginning.*, coalesce(lead(position) over life, 100000) as next_position,
      lead(kind) over life = 'transferred' as is_sent_on, lead(begun_on) over life as next_on
    from beginning where begun_on <= $2 window life as (partition by petition_id order by position)
  ),
  known as (
    select passage.*, petition.signatory_count, petition.sender_name, petition.kind_code as kind_now,
      (select min(ending.happened_on) from ending where ending.petition_id = passage.petition_id
        and ending.position between passage.position and passage.next_position and ending.happened_on <= $2) as ended_on,
      (select found.kind_code from kind_found found where found.petition_id = passage.petition_id and found.position < passage.next_position
        and (found.nth = 1 or (found.happened_on <= $2 and (found.was_open or found.position < passage.position)))
        order by found.position desc limit 1) as content,
      coalesce((select max(found.position) from kind_found found where found.petition_id = passage.petition_id and found.nth > 1
        and found.was_open and found.position < passage.next_position and found.happened_on <= $2), 0) as void_before
    from passage join petition on petition.id = passage.petition_id
    where passage.unit_id = any($3::bigint[])
  ),
  step as (
    select known.petition_id, known.position as of_passage, event.position, event.kind, event.details,
      event.position > known.position as is_own
    from known join petition_event event on event.petition_id = known.petition_id and event.position > known.void_before
      and event.position < known.next_position and event.happened_on <= $2
  ),
  told as (
    select known.*,
      array(select step.kind from step where step.petition_id = known.petition_id and step.of_passage = known.position and step.is_own
        order by step.position) as steps,
      exists (select from step where step.petition_id = known.petition_id and step.of_passage = known.position and step.kind = 'accepted') as is_accepted,
      exists (select from step where step.petition_id = known.petition_id and step.of_passage = known.position and step.kind = 'second-round') as is_second,
      coalesce((select jsonb_array_length(step.details -> 'gaps') from step where step.petition_id = known.petition_id
        and step.of_passage = known.position and step.kind = 'examined' order by step.position desc limit 1), 0) > 0 as lacks_something,
      coalesce((select step.kind = 'merged' from step where step.petition_id = known.petition_id and step.of_passage = known.position
        and step.kind in ('merged', 'unmerged') order by step.position desc limit 1), false) as is_joined,
      exists (select from petition_event again where again.petition_id = known.petition_id and again.kind = 'reopened'
        and again.position <= known.position) as is_anew
    from known
  ),
  line as (
    select told.*,
      case
        when not (is_accepted or is_joined or coalesce(is_sent_on, false) or ended_on is not null) then 'waiting'
        when lacks_something or steps && array['filed', 'refused'] then 'wanting'
        when is_sent_on then 'sent'
        when steps && array['guided', 'returned'] then 'guided'
        when not 'transferred' = any(steps) then 'ours'
        when 'urged' = any(steps[array_position(steps, 'transferred'):]) then 'urged'
        else 'sent' end as made,
      case when signatory_count > 1 then 'several' when kind_now <> 'denunciation' and sender_name = '' then 'other' else 'one' end as signed,
      is_second or is_anew as is_again
    from told
    where begun_on <= $2 and coalesce(case when is_sent_on then next_on end, ended_on, 'infinity') >= $1
  ),
  sorted as (select line.*, made in ('ours', 'guided', 'sent', 'urged') as fits from line)
  select count(*)::int as c1,
    count(*) filter (where begun_on < $1 and signed = 'one')::int as c2,
    count(*) filter (where begun_on < $1 and signed = 'several')::int as c3,
    count(*) filter (where begun_on < $1 and signed = 'other')::int as c4,
    count(*) filter (where begun_on >= $1 and signed = 'one')::int as c5,
    count(*) filter (where begun_on >= $1 and signed = 'several')::int as c6,
    count(*) filter (where begun_on >= $1 and signed = 'other')::int as c7,
    count(*) filter (where made <> 'waiting')::int as c8,
    count(*) filter (where fits)::int as c9,
    count(*) filter (where fits and not is_joined)::int as c10,
    count(*) filter (where fits and content = 'complaint')::int as c11,
    count(*) filter (where fits and content = 'denunciation')::int as c12,
    count(*) filter (where fits and content in ('proposal', 'feedback'))::int as c13,
    count(*) filter (where made = 'ours' and ended_on is not null and not is_again)::int as c14,
    count(*) filter (where made = 'ours' and ended_on is not null and is_again)::int as c15,
    count(*) filter (where made = 'ours' and ended_on is null)::int as c16,
    count(*) filter (where fits and made <> 'ours')::int as c17,
    count(*) filter (where made = 'ours')::int as c18,
    count(*) filter (where made = 'ours' and content = 'complaint')::int as c19,
    count(*) filter (where made = 'ours' and content = 'denunciation')::int as c20,
    count(*) filter (where made = 'ours' and content in ('proposal', 'feedback'))::int as c21,
    count(*) filter (where fits and made <> 'ours')::int as c22,
    count(*) filter (where made = 'guided')::int as c23,
    count(*) filter (where made = 'sent')::int as c24,
    count(*) filter (where made = 'urged')::int as c25,
    count(*) filter (where fits and made <> 'ours' and 'replied' = any(steps))::int as c26
  from sorted`

describe('form 01/XLD of the demonstration province', () => {
  let database: Database
  let drop: () => Promise<void>
  let reader: Official
  let old: string
  let heir: string

  beforeAll(async () => {
    const made = await makeDatabase('province')
    database = made.database
    drop = made.drop
    old = await unitCoded(database, 'HG')
    await fillBothYears()
    await carryOutReform(database)
    heir = await unitCoded(database, 'P92')
    reader = await officialNamed(database, 'tonghop.snv')
  })
  afterAll(() => drop())

  /** The demonstration has letters of two short times only: lives of all sorts in four of its units, before and after the reform. */
  async function fillBothYears(): Promise<void> {
    const communes = await database
      .selectFrom('unit_version')
      .select('unit_id as id')
      .where('kind_code', '=', 'commune')
      .where('unit_id', 'in', await unitsBelow(old))
      .orderBy('unit_id')
      .limit(4)
      .execute()
    const people = await database.selectFrom('person').select('id').limit(5).execute()
    const first = await database.selectFrom('petition').select('id').orderBy('id').executeTakeFirstOrThrow()
    const ids = { units: communes.map(({ id }) => id), people: people.map(({ id }) => id), petitions: [first.id] }
    const lives = fc.sample(randomLife(ids, { first: '2023-06-01', last: TEST_TODAY }), { numRuns: 220, seed: 8 })
    await keepLives(database, lives, { caseId: first.id, signatories: (index) => (index % 7 === 0 ? 6 : 1) })
  }

  async function oracle(period: { from: string; to: string }, unitIds: readonly string[]) {
    const parameters: Record<string, unknown> = {
      $1: sql`${period.from}::date`,
      $2: sql`${period.to}::date`,
      $3: sql`${[...unitIds]}`,
    }
    const pieces = ORACLE.split(/(\$\d)/).map((piece) => parameters[piece] ?? sql.raw(piece))
    const { rows } = await sql<Record<string, number>>`${sql.join(pieces, sql``)}`.execute(database)
    return rows[0]
  }

  async function unitsBelow(unitId: string): Promise<string[]> {
    const { rows } = await sql<{ id: string }>`
      with recursive below as (
        select ${unitId}::bigint as id union
        select version.unit_id from unit_version version join below on version.parent_unit_id = below.id)
      select id::text from below`.execute(database)
    return rows.map(({ id }) => id)
  }

  /** Somebody who answers for the whole unit. */
  const readerOf = (unitId: string): Official => ({
    ...reader,
    posts: reader.posts.map((post) => ({ ...post, unitId, reachUnitId: unitId })),
  })

  const formOf = (unitId: string, period: { from: string; to: string }, reading: 'then' | 'now') =>
    countForms(database, PETITIONS, { official: readerOf(unitId), today: TEST_TODAY, unitId, period, reading })

  const asOracle = ({ total }: CountedForms) =>
    Object.fromEntries(Object.entries(total['01/XLD'] ?? {}).map(([number, value]) => [`c${number}`, value]))

  test.each([
    ['before the reorganisation, of the province that has gone', BEFORE, 'old', 'then'],
    ['across the reorganisation, of the province that has gone', ACROSS, 'old', 'then'],
    ['across the reorganisation, of its heir, as it was at the time', ACROSS, 'heir', 'then'],
    ['across the reorganisation, of its heir, by the units of today', ACROSS, 'heir', 'now'],
    ['after the reorganisation, of the heir', AFTER, 'heir', 'then'],
  ] as const)('equals what the logs say %s', async (_, period, which, reading) => {
    const unitId = which === 'old' ? old : heir
    const form = await countForms(database, PETITIONS, {
      official: readerOf(unitId),
      today: TEST_TODAY,
      unitId,
      period,
      reading,
    })
    const units = which === 'old' ? await unitsBelow(old) : [...(await unitsBelow(old)), ...(await unitsBelow(heir))]
    const expected = await oracle(period, units)
    expect(asOracle(form)).toEqual(expected)
    expect(expected?.c1).toBeGreaterThan(20)
    for (const definition of PETITION_FORMS) {
      for (const { numbers } of [...form.rows, { numbers: form.total }])
        expect(checkSums(definition, numbers).filter(({ passed }) => !passed)).toEqual([])
    }
  })

  test('has rows that sum up to the total, and numbers that open to their petitions', async () => {
    const form = await formOf(heir, ACROSS, 'now')
    expect(form.rows.length).toBeGreaterThan(3)
    for (const { number } of ALL_PETITIONS.columns) {
      const sum = form.rows.reduce((total, { numbers }) => total + (numbers['01/XLD']?.[number] ?? 0), 0)
      expect([number, sum]).toEqual([number, form.total['01/XLD']?.[number]])
    }
    const row = form.rows.find(({ numbers }) => (numbers['01/XLD']?.[9] ?? 0) > 0)
    const asked = { official: readerOf(heir), today: TEST_TODAY, unitId: heir, period: ACROSS, reading: 'now' as const }
    const adds = ALL_PETITIONS.columns[8]?.adds ?? (() => 0)
    const cell = await casesOfCell(database, PETITIONS, { ...asked, adds, row: row?.key ?? null })
    expect(cell.value).toBe(row?.numbers['01/XLD']?.[9])
    // A petition that two units of the row pass on is counted twice and stands in the list once.
    expect(cell.listed).toBeGreaterThan(0)
    expect(cell.listed).toBeLessThanOrEqual(cell.value)
    expect(cell.cases.length).toBe(Math.min(cell.listed, 50))
  })
})
