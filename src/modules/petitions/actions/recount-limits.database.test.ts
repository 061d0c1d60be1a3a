import { expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { inTransaction } from '../../../platform/database/database.ts'
import { nationalCalendar } from '../../calendar/index.ts'
import { petitionLimits } from './recount-limits.ts'
import { registerPetition } from './register-petition.ts'
import { takeStep } from './take-step.ts'

/** Two feedbacks received on the same day, one answered; then two more days of this week are off. */
async function twoPetitions() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeClerk, communeHead } = officials
  const register = (title: string) =>
    registerPetition(
      database,
      communeClerk,
      {
        kind: 'feedback',
        channel: 'counter',
        receivedOn: '2026-11-20',
        unitId: units.commune,
        behalfUnitId: null,
        forwardedBy: '',
        title,
        content: '',
        senderName: '',
        senderAddress: '',
        senderPhone: '',
        signatoryCount: 1,
        files: [],
      },
      TEST_TODAY,
    )
  const [open, answered] = [await register('Đường hỏng'), await register('Đèn hỏng')]
  const event = { kind: 'answered', on: TEST_TODAY } as const
  await takeStep(database, communeHead, { petitionId: answered, event, words: { note: 'Đã sửa.' } }, TEST_TODAY)
  const dueOf = async (id: string) =>
    (await database.selectFrom('petition').select('due_on').where('id', '=', id).executeTakeFirst())?.due_on
  return { database, officials, open, answered, dueOf }
}

/** The year as it is known, with some days more that are off. */
async function decide(database: Awaited<ReturnType<typeof twoPetitions>>['database'], ...dates: string[]) {
  const known = [...nationalCalendar.days.values()].filter(({ date }) => date.startsWith('2026'))
  const added = dates.map((date) => ({
    date,
    kind: 'holiday' as const,
    name: 'nghỉ',
    source: 'QĐ 1',
    status: 'decided' as const,
  }))
  await database
    .insertInto('calendar_year')
    .values({ year: 2026, decision: 'QĐ 1', settled: true, changed_by_account_id: null })
    .execute()
  await database
    .insertInto('calendar_day')
    .values([...known, ...added].map(({ date, ...day }) => ({ ...day, day: date, year: 2026 })))
    .execute()
}

test('when days off are decided, limits that run move and tell so; those of what has ended stay', async () => {
  const { database, officials, open, answered, dueOf } = await twoPetitions()
  const before = { open: await dueOf(open), answered: await dueOf(answered) }
  await decide(database, '2026-11-24', '2026-11-25')
  const recount = () =>
    inTransaction(database, (transaction) =>
      petitionLimits.recount(transaction, officials.administrator, {
        from: '2026-11-24',
        today: TEST_TODAY,
        reason: 'Lịch nghỉ năm 2026 theo QĐ 1',
      }),
    )
  expect(await recount()).toBe(1)
  expect(await dueOf(open)).not.toBe(before.open)
  expect(await dueOf(answered)).toBe(before.answered)
  const [told] = await changesOf(database, { kind: 'petition', id: open })
  expect(told?.summary).toMatch(/^Tính lại thời hạn: ngày \d\d\/12\/2026 \(Lịch nghỉ năm 2026 theo QĐ 1\)$/)
  // Counting anew changes nothing more.
  expect(await recount()).toBe(0)
})
