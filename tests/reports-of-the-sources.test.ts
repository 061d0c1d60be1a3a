import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { modules } from '../src/application.ts'
import { paragraphsOfBody, readWord, type WordTable } from '../src/modules/documents/word/read-word.ts'
import { reportAnswer, reportContent, reportOrPlan, writeReport } from '../src/modules/reports/index.ts'
import type { Database } from '../src/platform/database/database.ts'
import { readRows } from '../src/platform/spreadsheet/read-rows.ts'
import { formatNumber } from '../src/vocabulary/vietnamese.ts'
import { readPdf } from './support/read-pdf.ts'
import { makeDatabase, TEST_TODAY } from './support/system.ts'

/**
 * The periodic reports that the sources of the demonstration speak of, each for its body and its period, as Word, Excel and PDF read
 * back by other programs; their figures counted once more by statements written by hand, which know nothing of indicators.
 */

/** The unit and all that stood below it, as they were at the end of the period. */
const BELOW = (code: string, to: string) => sql`
  below as (
    select id from unit where code = ${code}
    union
    select version.unit_id from unit_version version join below on version.parent_unit_id = below.id
    where version.valid_from <= ${to}::date)`

type Asked = { code: string; from: string; to: string }

async function numberOf(database: Database, { code, from, to }: Asked, select: string): Promise<number> {
  const { rows } = await sql<{ number: string }>`
    with recursive ${BELOW(code, to)}, of_period as (select ${from}::date as first_day, ${to}::date as last_day)
    ${sql.raw(select)}`.execute(database)
  return Number(rows[0]?.number)
}

const ACTIVITIES = (kind: string, counted: string) => `
  select coalesce(${counted}, 0) as number from activity, of_period
  where kind_code = '${kind}' and unit_id in (select id from below) and withdrawn_on is null and held_on between first_day and last_day`

const BY_HAND: Readonly<Record<string, string>> = {
  'dialogue.count': ACTIVITIES('dialogue', 'count(*)'),
  'dialogue.participants': ACTIVITIES('dialogue', 'sum(participant_count)'),
  'dialogue.opinions': ACTIVITIES('dialogue', 'sum(opinion_count)'),
  'training.count': ACTIVITIES('training', 'count(*)'),
  'training.trainees': ACTIVITIES('training', 'sum(participant_count)'),
  'supervision.count': ACTIVITIES('supervision', 'count(*)'),
  'contest.authors-awarded': `
    select count(*) as number from contest_award join contest_entry on contest_entry.id = entry_id
    join contest on contest.id = contest_id, of_period
    where contest.unit_id in (select id from below) and awarded_on between first_day and last_day`,
  'petition.received': `
    select count(*) as number from petition, of_period
    where unit_id in (select id from below) and received_on between first_day and last_day`,
  'resolution.advised': `
    select count(*) as number from document, of_period
    where coalesce(drafting_unit_id, unit_id) in (select id from below) and type = 'NQ' and direction = 'outgoing'
      and issued_on between first_day and last_day`,
  'staff.count': `
    select count(distinct (person_id, unit_id)) as number from post, of_period
    where unit_id in (select id from below) and last_day between valid_from and coalesce(valid_to, 'infinity')`,
}

const REPORTS = [
  {
    source: 'the quarter of the mobilisation boards',
    asked: { code: 'HG-BDV', from: '2019-07-01', to: '2019-09-30' },
    period: '2019-Q3',
    states: {
      ...{ 'dialogue.count': 12, 'dialogue.participants': 2657, 'dialogue.opinions': 8669 },
      ...{ 'training.count': 7, 'training.trainees': 752, 'contest.authors-awarded': 10 },
    },
  },
  {
    source: 'the five months of an office of the delegation and the Council',
    asked: { code: 'VP002-VP', from: '2023-01-01', to: '2023-05-31' },
    period: '2023-5M',
    states: { 'resolution.advised': 16, 'petition.received': 236, 'supervision.count': 7 },
    onBehalfOf: { 'petition.received': [46, 190], 'supervision.count': [1, 1, 2, 3] },
  },
  {
    source: 'the half-year of the office of the Council',
    asked: { code: 'HG-VPHDND', from: '2021-01-01', to: '2021-06-30' },
    period: '2021-H1',
    states: { 'staff.count': 28, 'standing-body.members': 6, 'council-committee.count': 3 },
  },
] as const

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  ;({ database, drop } = await makeDatabase('province'))
})
afterAll(() => drop())

async function report(unitCode: string, periodCode: string) {
  const facts = modules().flatMap((module) => module.facts ?? [])
  const found = await reportOrPlan(database, { typeCode: 'mobilisation', unitCode, periodCode }, TEST_TODAY)
  return reportContent(database, facts, found, TEST_TODAY)
}

describe.each(REPORTS)('$source', ({ asked, period, states, ...rest }) => {
  test('has the figures that the source states, which a count by hand finds too', async () => {
    const { sections } = reportAnswer(await report(asked.code, period))
    const figures = sections.flatMap((section) => section.figures)
    const reported = (code: string) => figures.find(({ indicator }) => indicator === code)?.value
    expect(Object.fromEntries(Object.keys(states).map((code) => [code, reported(code)]))).toEqual(states)
    for (const [code, statement] of Object.entries(BY_HAND)) {
      if (reported(code) === undefined) continue
      expect(await numberOf(database, asked, statement), code).toBe(reported(code))
    }
    for (const [code, parts] of Object.entries('onBehalfOf' in rest ? rest.onBehalfOf : {})) {
      const counted = figures.find(({ indicator }) => indicator === code)?.onBehalfOf.map(({ value }) => value)
      expect(
        counted?.sort((one, other) => one - other),
        code,
      ).toEqual(parts)
    }
  })

  test('goes out as Word, Excel and PDF with every figure as it is', async () => {
    const content = await report(asked.code, period)
    const [word, excel, pdf] = await Promise.all(
      (['docx', 'xlsx', 'pdf'] as const).map((format) =>
        writeReport(database, content, { demonstration: true, format }),
      ),
    )
    const onPaper = readWord(word ?? Buffer.alloc(0))
    const tables = onPaper.body.filter((piece): piece is WordTable => 'cells' in piece)
    const wordRows = tables.flatMap(({ cells }) => cells.map((row) => row.map(([first]) => first?.text ?? '')))
    const [sheet] = await readRows(excel ?? Buffer.alloc(0))
    const { text } = await readPdf(pdf ?? Buffer.alloc(0))
    const figures = content.sections.flatMap((section) => section.figures)
    expect(figures.length).toBeGreaterThanOrEqual(20)
    for (const { title, unitOfMeasure, amount, lastYear } of figures) {
      const [now, before] = [amount?.value ?? null, lastYear].map((value) =>
        value === null ? '…' : formatNumber(value),
      )
      expect(wordRows.find(([cell]) => cell === title)?.slice(2, 4), title).toEqual([now, before])
      expect(sheet?.rows.find(({ cells }) => cells[1] === title)?.cells.slice(3, 5), title).toEqual([
        amount?.value ?? '…',
        lastYear ?? '…',
      ])
      expect(text, title).toContain(`${title} ${unitOfMeasure} ${now} ${before}`)
    }
    expect(paragraphsOfBody(onPaper).map((paragraph) => paragraph.text)).toContain('BÁO CÁO')
  })
})
