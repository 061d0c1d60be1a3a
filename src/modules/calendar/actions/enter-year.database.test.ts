import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { calendarInForce } from '../queries/calendar-in-force.ts'
import { deadline } from '../rules/deadline.ts'
import { nationalCalendar } from '../rules/holidays.ts'
import { daysOfYear, doubtAbout } from '../rules/working-days.ts'
import { enterYear, type YearToEnter } from './enter-year.ts'

const YEAR_2027 = daysOfYear(nationalCalendar, 2027)

async function province() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const asked: { from: string; reason: string }[] = []
  const recounts = [
    {
      title: 'Đơn thư',
      recount: async (
        _transaction: unknown,
        _official: unknown,
        { from, reason }: { from: string; reason: string },
      ) => {
        asked.push({ from, reason })
        return 3
      },
    },
  ]
  const enter = (given: Partial<YearToEnter>, version: string | null = null, official = officials.administrator) =>
    enterYear(database, official, {
      version,
      given: { year: 2027, decision: 'Văn bản 1/VPCP-KGVX', settled: true, days: YEAR_2027, ...given },
      recounts,
      today: TEST_TODAY,
    })
  return { database, officials, asked, enter }
}

describe('The days of a year, once entered', () => {
  test('are those by which limits are counted, with the document as their source', async () => {
    const { database, enter } = await province()
    await enter({
      days: [...YEAR_2027, { date: '2027-02-11', kind: 'compensatory-off', name: 'nghỉ bù Tết Nguyên đán' }],
    })
    const calendar = await calendarInForce(database)
    const asked = { rule: 'kn-accept', start: '2027-02-03' }
    expect(deadline(asked, nationalCalendar).due).not.toBe(deadline(asked, calendar).due)
    expect(calendar.days.get('2027-02-11')).toMatchObject({ source: 'Văn bản 1/VPCP-KGVX', status: 'decided' })
    // What the law fixed keeps its own source.
    expect(calendar.days.get('2027-01-01')).toEqual(nationalCalendar.days.get('2027-01-01'))
    expect(doubtAbout('2027-02-05', calendar)).toBeNull()
  })

  test('have open limits counted anew from the first day whose meaning changed, and the trail says how many', async () => {
    const { database, asked, enter } = await province()
    const changed = await enter({ days: YEAR_2027.filter(({ date }) => date !== '2027-02-10') })
    expect(changed).toEqual([{ title: 'Đơn thư', changed: 3 }])
    expect(asked).toEqual([{ from: '2027-02-10', reason: 'Lịch nghỉ năm 2027 theo Văn bản 1/VPCP-KGVX' }])
    const [told] = await changesOf(database, { kind: 'calendar-year', id: '2027' })
    expect(told?.summary).toBe('Ghi lịch nghỉ năm 2027 theo Văn bản 1/VPCP-KGVX; tính lại thời hạn: 3 đơn thư')
  })

  test('have nothing counted anew when only the document is named', async () => {
    const { asked, enter } = await province()
    await enter({})
    expect(asked).toEqual([])
  })

  test('can be entered again; who writes over something unseen is shown it first', async () => {
    const { database, enter } = await province()
    await enter({}, '0')
    await expect(enter({ settled: false }, '0')).rejects.toMatchObject({ code: 'form.changed-meanwhile' })
    await enter({ days: [] }, '1')
    expect(daysOfYear(await calendarInForce(database), 2027)).toEqual([])
  })

  test('are entered only by somebody who answers for a whole province', async () => {
    const { officials, enter } = await province()
    await expect(enter({}, null, officials.communeClerk)).rejects.toMatchObject({
      code: 'organisation.concerns-whole-province',
    })
  })
})
