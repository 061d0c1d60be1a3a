import { describe, expect, test } from 'vitest'
import { openSampleYear } from '../../../../tests/support/assessed-year.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { timetableOf } from '../queries/timetable.ts'
import { limitsOfYears } from './recount-timetables.ts'
import { setTimetable } from './set-timetable.ts'

const today = TEST_TODAY
const CHANGE = { from: '2026-01-01', today, reason: 'lịch nghỉ năm 2026' }

describe('the timetable of a running year', () => {
  test('is counted anew when days off change: days that were moved by a holiday move, “trước ngày” does not', async () => {
    const database = await databaseForTest()
    const province = await sampleProvince(database)
    const { collector, administrator } = province.officials
    const yearId = await openSampleYear(database, province)
    const limits = [
      { step: 'self-assessment', statedOn: '2026-11-30', isBefore: false },
      // A Sunday: the Monday after it is the last day.
      { step: 'verification', statedOn: '2026-12-13', isBefore: false },
      { step: 'decision', statedOn: '2026-12-26', isBefore: true },
    ] as const
    await setTimetable(database, collector, { yearId, limits, reason: '' }, today)
    const days = async () => (await timetableOf(database, yearId)).map((limit) => limit.lastDay)
    expect(await days()).toEqual(['2026-11-30', '2026-12-14', '2026-12-25'])
    expect(await limitsOfYears.recount(database, administrator, CHANGE)).toBe(0)

    // As counted by a calendar in which 14 and 15 December were days off; in the one in force they are not.
    await database
      .updateTable('assessment_year_step')
      .set({ last_day: '2026-12-16' })
      .where('step', '=', 'verification')
      .execute()
    expect(await limitsOfYears.recount(database, administrator, { ...CHANGE, from: '2027-01-01' })).toBe(0)
    expect(await limitsOfYears.recount(database, administrator, CHANGE)).toBe(1)
    expect(await days()).toEqual(['2026-11-30', '2026-12-14', '2026-12-25'])
    const year = await database.selectFrom('assessment_year').select('verify_by').executeTakeFirstOrThrow()
    expect(year.verify_by).toBe('2026-12-14')
    const [last] = await changesOf(database, { kind: 'assessment-year', id: yearId })
    expect(last?.summary).toBe('Tính lại hạn năm 2026 (lịch nghỉ năm 2026): Thẩm định đến hết 14/12/2026')
  })
})
