import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApiToken } from '../src/modules/identity/index.ts'
import { openSession } from '../src/modules/identity/queries/session.ts'
import { type RunningSystem, startSystem } from './support/system.ts'

/**
 * The figures that the sources of the demonstration state (docs/demonstration.md), each asked of the running system for the right body
 * and period, and each opened to the records behind it. Nothing here is typed into the system: the figures are counted from rows.
 */

type StatedFigure = {
  states: string
  account: string
  unit: string
  from: string
  to: string
  indicator: string
  value: number
  /** How the source breaks it down: by the body on whose behalf it was done. */
  onBehalfOf?: Record<string, number>
}

const HAU_GIANG = 'lanhdao.tinh'
const OFFICE = 'canbo.vanphong'
const DONG_THAP = 'lanhdao.dongthap'
const MID_2021 = { from: '2021-01-01', to: '2021-07-15' }
const THIRD_QUARTER_2019 = { from: '2019-07-01', to: '2019-09-30' }
const FIVE_MONTHS_2023 = { from: '2023-01-01', to: '2023-05-31' }

const FIGURES: StatedFigure[] = [
  {
    states: '28 people in the office of the Council',
    account: HAU_GIANG,
    unit: 'HG-VPHDND',
    ...MID_2021,
    indicator: 'staff.count',
    value: 28,
  },
  {
    states: '6 members of the standing body',
    account: HAU_GIANG,
    unit: 'HG-HDND',
    ...MID_2021,
    indicator: 'standing-body.members',
    value: 6,
  },
  {
    states: '3 committees of the Council',
    account: HAU_GIANG,
    unit: 'HG-HDND',
    ...MID_2021,
    indicator: 'council-committee.count',
    value: 3,
  },
  {
    states: '12 dialogues',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    ...THIRD_QUARTER_2019,
    indicator: 'dialogue.count',
    value: 12,
  },
  {
    states: '2.657 participants',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    ...THIRD_QUARTER_2019,
    indicator: 'dialogue.participants',
    value: 2657,
  },
  {
    states: '8.669 opinions',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    ...THIRD_QUARTER_2019,
    indicator: 'dialogue.opinions',
    value: 8669,
  },
  {
    states: '7 training classes',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    ...THIRD_QUARTER_2019,
    indicator: 'training.count',
    value: 7,
  },
  {
    states: '752 trainees',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    ...THIRD_QUARTER_2019,
    indicator: 'training.trainees',
    value: 752,
  },
  {
    states: '10 authors awarded in the second stage of the contest',
    account: HAU_GIANG,
    unit: 'HG-BDV',
    from: '2019-01-01',
    to: '2019-12-31',
    indicator: 'contest.authors-awarded',
    value: 10,
  },
  {
    states: '16 resolutions advised',
    account: OFFICE,
    unit: 'VP002-VP',
    ...FIVE_MONTHS_2023,
    indicator: 'resolution.advised',
    value: 16,
  },
  {
    states: '236 petitions',
    account: OFFICE,
    unit: 'VP002-VP',
    ...FIVE_MONTHS_2023,
    indicator: 'petition.received',
    value: 236,
    onBehalfOf: { 'VP002-DBQH': 46, 'VP002-TTHDND': 190 },
  },
  {
    states: '7 supervisions',
    account: OFFICE,
    unit: 'VP002-VP',
    ...FIVE_MONTHS_2023,
    indicator: 'supervision.count',
    value: 7,
    onBehalfOf: { 'VP002-HDND': 1, 'VP002-DBQH': 3, 'VP002-BVHXH': 1, 'VP002-BDT': 2 },
  },
  {
    states: '7 contents of the plan of 2022',
    account: HAU_GIANG,
    unit: 'HG-UBND',
    from: '2022-02-28',
    to: '2022-02-28',
    indicator: 'plan.contents',
    value: 7,
  },
  {
    states: '32 units excellent in 2021',
    account: DONG_THAP,
    unit: 'DT',
    from: '2021-01-01',
    to: '2021-12-31',
    indicator: 'rank.excellent',
    value: 32,
  },
  {
    states: '37 units excellent in 2022',
    account: DONG_THAP,
    unit: 'DT',
    from: '2022-01-01',
    to: '2022-12-31',
    indicator: 'rank.excellent',
    value: 37,
  },
  {
    states: 'no unit that did not complete its duty in 2022',
    account: DONG_THAP,
    unit: 'DT',
    from: '2022-01-01',
    to: '2022-12-31',
    indicator: 'rank.not-completed',
    value: 0,
  },
  {
    states: '10 collectives commended for 2022',
    account: DONG_THAP,
    unit: 'DT',
    from: '2023-03-30',
    to: '2023-03-30',
    indicator: 'award.collectives',
    value: 10,
  },
  {
    states: '15 individuals commended for 2022',
    account: DONG_THAP,
    unit: 'DT',
    from: '2023-03-30',
    to: '2023-03-30',
    indicator: 'award.individuals',
    value: 15,
  },
  {
    states: 'the coordination plan for 2023 signed on 30 March 2023',
    account: DONG_THAP,
    unit: 'DT-UBND',
    from: '2023-03-30',
    to: '2023-03-30',
    indicator: 'coordination.plans-signed',
    value: 1,
  },
]

type Figures = {
  figures: { value: number | null; recordCount: number | null; onBehalfOf: { unit: string; value: number }[] }[]
}
type Records = {
  total: { value: number; recordCount: number }
  records: { id: string; title: string; value: number }[]
  next: string | null
}

let system: RunningSystem
const tokens = new Map<string, string>()

beforeAll(async () => {
  system = await startSystem('province')
})
afterAll(() => system.stop())

async function ask<Answer>(account: string, path: string): Promise<Answer> {
  if (!tokens.has(account)) {
    const { id } = await system.database
      .selectFrom('account')
      .select('id')
      .where('user_name', '=', account)
      .executeTakeFirstOrThrow()
    tokens.set(account, await createApiToken(system.database, id))
  }
  const answer = await fetch(`${system.address}/api/v1${path}`, {
    headers: { authorization: `Bearer ${tokens.get(account)}` },
  })
  expect(answer.status, await answer.clone().text()).toBe(200)
  return (await answer.json()) as Answer
}

async function allRecords({ account, unit, from, to, indicator }: StatedFigure, behalf?: string) {
  const records: Records['records'] = []
  let after: string | null = null
  do {
    const query = new URLSearchParams({ unit, from, to, ...(behalf ? { behalf } : {}), ...(after ? { after } : {}) })
    const page: Records = await ask<Records>(account, `/figures/${indicator}/records?${query}`)
    records.push(...page.records)
    after = page.next
  } while (after !== null)
  return records
}

const sum = (records: { value: number }[]) => records.reduce((total, record) => total + record.value, 0)

describe('the system counts what the sources state', () => {
  test.each(FIGURES)('$states', async (stated) => {
    const { account, unit, from, to, indicator, value, onBehalfOf } = stated
    const query = new URLSearchParams({ unit, from, to, indicator })
    const { figures } = await ask<Figures>(account, `/figures?${query}`)
    expect(figures).toHaveLength(1)
    expect(figures[0]?.value).toBe(value)

    const records = await allRecords(stated)
    expect(sum(records)).toBe(value)
    expect(records).toHaveLength(figures[0]?.recordCount ?? -1)
    expect(new Set(records.map((record) => record.id)).size).toBe(records.length)

    if (!onBehalfOf) return
    expect(Object.fromEntries(figures[0]?.onBehalfOf.map((body) => [body.unit, body.value]) ?? [])).toEqual(onBehalfOf)
    for (const [body, part] of Object.entries(onBehalfOf)) expect(sum(await allRecords(stated, body))).toBe(part)
  })

  test('one chief, two deputies, two heads and two deputy heads of division lead the office', async () => {
    const office = FIGURES[0]
    if (!office) throw new Error('The figure has gone.')
    const records = await allRecords(office)
    const leaders = ['Chánh Văn phòng', 'Phó Chánh Văn phòng', 'Trưởng phòng', 'Phó Trưởng phòng']
    const counted = leaders.map((title) => records.filter((record) => titleOf(record.title) === title).length)
    expect(counted).toEqual([1, 2, 2, 2])
  })
})

describe('the yearly report of 2022, due before 5 December 2022 to UBND tỉnh through Sở Nội vụ', () => {
  /** The units on the board of the request, each with its status, as people see it on the day. */
  async function boardOn(day: string): Promise<{ unit: string; status: string }[]> {
    const { id } = await system.database
      .selectFrom('report_request')
      .select('id')
      .where('period_code', '=', '2022')
      .executeTakeFirstOrThrow()
    const page = await pageOf('tonghop.snv', `/reports/requests/${id}?asOf=${day}`)
    const rows = [...page.matchAll(/<tr[^>]*>(.*?)<\/tr>/gs)].map((row) =>
      [...(row[1] ?? '').matchAll(/<t[hd][^>]*>(.*?)<\/t[hd]>/gs)].map((cell) => textOf(cell[1] ?? '')),
    )
    return rows
      .filter((cells) => STATUSES.some((status) => cells.includes(status)))
      .map((cells) => ({ unit: cells[0] ?? '', status: cells.find((cell) => STATUSES.includes(cell)) ?? '' }))
  }

  test('is late on that very day for exactly the units that had not sent it by the 4th', async () => {
    const sent = await system.database
      .selectFrom('report_duty as duty')
      .innerJoin('report_request as request', 'request.id', 'duty.request_id')
      .leftJoin('report', (join) =>
        join.onRef('report.unit_id', '=', 'duty.unit_id').onRef('report.period_code', '=', 'request.period_code'),
      )
      .innerJoin('unit_version as version', 'version.unit_id', 'duty.unit_id')
      .select(['version.name', 'report.first_submitted_on as sentOn'])
      .where('request.period_code', '=', '2022')
      .execute()
    const late = sent.filter(({ sentOn }) => sentOn === null || sentOn > '2022-12-04').map(({ name }) => name)
    expect(late.length).toBeGreaterThan(0)
    const board = await boardOn('2022-12-05')
    expect(board).toHaveLength(sent.length)
    const notInTime = board.filter(({ status }) => status !== 'Đã gửi đúng hạn').map(({ unit }) => unit)
    expect(notInTime.sort()).toEqual(late.sort())
  })

  test('is late for nobody on the 4th, the last good day', async () => {
    expect((await boardOn('2022-12-04')).filter(({ status }) => status === 'Chưa gửi, quá hạn')).toEqual([])
  })
})

const STATUSES = ['Đã gửi đúng hạn', 'Đã gửi, chậm', 'Chưa gửi, còn hạn', 'Chưa gửi, quá hạn']

const textOf = (html: string) => html.replace(/<[^>]*>/g, '').trim()

async function pageOf(account: string, path: string): Promise<string> {
  const { id } = await system.database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', account)
    .executeTakeFirstOrThrow()
  const cookie = `danvan_session=${await openSession(system.database, id, { device: '', now: system.clock.now })}`
  const answer = await fetch(`${system.address}${path}`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  return answer.text()
}

/** A post is listed as “name – title”. */
const titleOf = (listed: string) => listed.split(/ [–-] /).at(-1)
