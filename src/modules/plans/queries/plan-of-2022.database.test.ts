import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeDatabase, TEST_TODAY } from '../../../../tests/support/system.ts'
import { officialOf } from '../../../../tests/support/units-and-people.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { linksOf } from '../../documents/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { type Coverage, coverageOf } from '../rules/coverage.ts'
import { readingsOf } from '../rules/deadline-reading.ts'
import { haveReported, notReported, reportingUnder } from '../rules/reporting.ts'
import { derivedByContent, givenByContent } from './coverage.ts'
import { contentsOf, planById, plansBasedOn } from './plans.ts'
import { standingByContent } from './reviews.ts'
import { assignmentsOfTask, taskById, tasksOfPlan } from './tasks.ts'

/** The demonstration's plan 32/KH-UBND of 28/02/2022, read by Sở Nội vụ as of the days of that year. */
const THE_FIFTH = '2022-12-05'
const TODAY = TEST_TODAY

let made: Awaited<ReturnType<typeof makeDatabase>>
let database: Database
let collector: Official
let planId: string

beforeAll(async () => {
  made = await makeDatabase('province')
  database = made.database
  const account = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', 'tonghop.snv')
    .executeTakeFirstOrThrow()
  collector = await officialOf(database, account.id)
  const plan = await database
    .selectFrom('plan')
    .innerJoin('document', 'document.id', 'plan.document_id')
    .select('plan.id')
    .where('document.reference', '=', '32/KH-UBND')
    .executeTakeFirstOrThrow()
  planId = plan.id
})
afterAll(() => made.drop())

async function coverage() {
  const [contents, given, derived, units, below] = await Promise.all([
    contentsOf(database, planId),
    givenByContent(database, planId, TODAY),
    derivedByContent(database, planId),
    unitsOnDay(database, { today: TODAY, roots: collector.posts.map((post) => post.reachUnitId) }),
    plansBasedOn(database, collector, planId, TODAY),
  ])
  const ownPlans = new Map(below.map((each) => [each.unitId, each.id]))
  return { contents, below, matrix: coverageOf(contents, units, { given, derived, ownPlans }) }
}

const statesOf = ({ rows }: Coverage<{ id: string; kindCode: string; code: string }>, code: string) =>
  rows.find(({ unit }) => unit.code === code)?.cells.map(({ state }) => state)

describe('plan 32/KH-UBND', () => {
  test('goes down with its seven contents to thirty units, and its holes are seen', async () => {
    const { contents, matrix } = await coverage()
    expect(contents).toHaveLength(7)
    expect(matrix.rows).toHaveLength(30)
    // Each content reaches somebody, none reaches all but the first: what is missing is a hole and nothing else.
    const holes = matrix.rows.reduce((total, row) => total + row.holes, 0)
    expect(holes).toBe(7 * 30 - matrix.covered.reduce((total, each) => total + each, 0))
    expect(matrix.covered[0]).toBe(30)
    expect(matrix.covered.slice(1).every((each) => each > 0 && each < 30)).toBe(true)
    expect(statesOf(matrix, 'HG-CA')).toEqual(['covered', 'hole', 'hole', 'hole', 'covered', 'covered', 'hole'])
  })

  test('is carried out by plans of the units, each content by one of theirs, and in the register by their papers', async () => {
    const { contents, below } = await coverage()
    expect(below).toHaveLength(22)
    const own = await planById(database, collector, below[0]?.id ?? '', TODAY)
    const carriedOut = (await contentsOf(database, own?.id ?? '')).map((content) => content.carriesOutPosition)
    expect(carriedOut).toEqual([1, 2, 3, 4, 5, 7])
    expect(contents.map(({ position }) => position)).toEqual([1, 2, 3, 4, 5, 6, 7])
    const upper = await planById(database, collector, planId, TODAY)
    expect(await linksOf(database, collector, own?.documentId ?? '', TODAY)).toMatchObject([
      { kind: 'carries-out', targetDocumentId: upper?.documentId },
    ])
  })

  test('on 05/12/2022 has six who have not reported, late or with a day left as “trước ngày 05/12” is read', async () => {
    const report = (await tasksOfPlan(database, collector, planId, TODAY)).find((task) => task.dueOn === THE_FIFTH)
    const task = await taskById(database, collector, report?.id ?? '', TODAY)
    if (!task) throw new Error('The plan asks for no report by the fifth.')
    const units = await assignmentsOfTask(database, collector, task.id, TODAY)
    expect(units).toHaveLength(25)
    const [literal, inclusive] = readingsOf(task)
    if (!literal || !inclusive) throw new Error('There are two readings.')
    expect([literal.lastGoodDay, inclusive.lastGoodDay]).toEqual(['2022-12-04', THE_FIFTH])
    expect(task.dueReadingReason).not.toBe('')

    expect(notReported(units, THE_FIFTH).map(({ unitName }) => unitName)).toEqual([
      'Ủy ban nhân dân huyện Long Mỹ',
      'Ủy ban nhân dân huyện Phụng Hiệp',
      'Ủy ban nhân dân huyện Vị Thủy',
      'Ủy ban nhân dân thành phố Ngã Bảy',
      'Ủy ban nhân dân thành phố Vị Thanh',
      'Ủy ban nhân dân thị xã Long Mỹ',
    ])
    expect(haveReported(units, THE_FIFTH).at(-1)?.completedOn).toBe(THE_FIFTH)
    expect(reportingUnder(literal, units, THE_FIFTH)).toMatchObject({ onTime: 18, late: 1, overdue: 6, open: 0 })
    expect(reportingUnder(inclusive, units, THE_FIFTH)).toMatchObject({ onTime: 19, late: 0, overdue: 0, open: 6 })
    // To the day: one fewer had reported the day before, and two of the six reported in the week after.
    expect(notReported(units, '2022-12-04')).toHaveLength(7)
    expect(reportingUnder(literal, units, '2022-12-04')).toMatchObject({ overdue: 0, open: 7 })
    expect(reportingUnder(inclusive, units, '2022-12-06')).toMatchObject({ overdue: 6 })
    expect(notReported(units, '2022-12-12')).toHaveLength(4)
  })

  test('is reviewed by what was known on the day of the meeting', async () => {
    const half = { planId, from: '2022-01-01', to: '2022-06-30' }
    const [first] = await standingByContent(database, { ...half, asOf: '2022-07-08' })
    expect(first).toMatchObject({ position: 1, given: 30, onTime: 30, overdue: 0 })
    const whole = await standingByContent(database, { planId, from: '2022-01-01', to: '2022-12-31', asOf: THE_FIFTH })
    expect(whole[0]).toMatchObject({ given: 55, onTime: 48, late: 1, overdue: 6 })
  })
})
