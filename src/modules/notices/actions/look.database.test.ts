import { beforeEach, describe, expect, test } from 'vitest'
import { databaseForTest } from '../../../../tests/support/system.ts'
import type { Database } from '../../../platform/database/database.ts'
import { type Choices, type StandingDuty, USUAL_CHOICES } from '../rules/notice.ts'
import { keepChoices } from './keep-choices.ts'
import { type Look, look } from './look.ts'
import '../../../platform/mail/tables.ts'

let database: Database
let official: { accountId: string; userName: string; personId: string; fullName: string; posts: [] }

beforeEach(async () => {
  database = await databaseForTest()
  const person = await database
    .insertInto('person')
    .values({ full_name: 'Trần Văn Tám' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const account = await database
    .insertInto('account')
    .values({
      ...{ user_name: 'tam', person_id: person.id, password_digest: null, disabled_at: null },
      ...{ email: 'tam@xa.example', email_confirmed_at: new Date() },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  official = { accountId: account.id, userName: 'tam', personId: person.id, fullName: 'Trần Văn Tám', posts: [] }
})

const duty = (number: number, state: StandingDuty['state']): StandingDuty => ({
  ...{ key: `/tasks/${number}`, href: `/tasks/${number}`, module: 'plans', isUrged: false, urging: null },
  ...{ state, dueOn: '2026-11-20' },
})

/** A look on a day of November 2026 at the hour; the digest comes at 7. */
const lookOn = (day: number, hour: number, standing: StandingDuty[], given: Partial<Look> = {}) =>
  look(database, official, standing, {
    now: new Date(Date.UTC(2026, 10, day, hour - 7)),
    today: `2026-11-${day}`,
    ...{ hour, sendsMail: true, publicUrl: 'http://danvan.example', titles: { plans: 'Nhiệm vụ, kế hoạch' } },
    ...given,
  })
const mails = () =>
  database.selectFrom('mail_message').select(['purpose', 'subject', 'recipient']).orderBy('id').execute()
const notices = () => database.selectFrom('notice').select(['kind', 'duty_key as key']).orderBy('id').execute()
const choose = (given: Partial<Choices>) =>
  keepChoices(database, official, { choices: { ...USUAL_CHOICES, ...given }, digest: 'none', digestHour: 7 })

describe('looking at the duties of a person', () => {
  test('tells each limit once, in one mail, and gathers the rest', async () => {
    await lookOn(23, 6, [duty(1, 'late'), duty(2, 'waiting')])
    expect(await notices()).toEqual([{ kind: 'late', key: '/tasks/1' }])
    expect(await mails()).toEqual([])

    await lookOn(23, 7, [duty(1, 'late'), duty(2, 'waiting')])
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Thư tổng hợp: 1 việc quá hạn, 0 việc sắp đến hạn, 1 việc đang chờ – Dân vận chính quyền',
    ])

    const standing = [duty(1, 'late'), duty(2, 'due'), duty(3, 'late'), duty(4, 'waiting')]
    await lookOn(23, 8, standing)
    await lookOn(23, 9, standing)
    expect((await mails()).slice(1)).toEqual([
      {
        purpose: 'notices',
        recipient: 'tam@xa.example',
        subject: '1 việc vừa quá hạn, 1 việc sắp đến hạn – Dân vận chính quyền',
      },
    ])
    expect((await notices()).slice(1)).toEqual([
      { kind: 'due', key: '/tasks/2' },
      { kind: 'late', key: '/tasks/3' },
      { kind: 'new', key: '/tasks/4' },
    ])

    // Gone and back again: told already.
    await lookOn(24, 6, [])
    await lookOn(24, 6, standing)
    expect(await notices()).toHaveLength(4)
  })

  test('tells of each urging of the same duty once, also when the duty was gone in between', async () => {
    const urged = (urging: string) => [{ ...duty(1, 'late'), isUrged: true, urging }]
    await lookOn(23, 6, [duty(1, 'late')])
    for (const urging of ['4', '4', '9', '9']) await lookOn(23, 8, urged(urging))
    expect(await notices()).toHaveLength(3)
    await lookOn(23, 9, [])
    await lookOn(23, 9, urged('9'))
    await lookOn(23, 9, [])
    await lookOn(23, 9, urged('12'))
    await lookOn(23, 10, urged('12'))
    expect(await notices()).toEqual([
      { kind: 'late', key: '/tasks/1' },
      { kind: 'urged', key: '/tasks/1' },
      { kind: 'urged', key: '/tasks/1' },
      { kind: 'urged', key: '/tasks/1' },
    ])
    expect((await mails()).filter(({ purpose }) => purpose === 'notices')).toHaveLength(3)
  })

  test('taken by two processes at once, tells each limit once', async () => {
    await lookOn(23, 6, [])
    await Promise.all([1, 2, 3].map(() => lookOn(23, 6, [duty(1, 'late')])))
    expect(await notices()).toHaveLength(1)
    expect(await mails()).toHaveLength(1)
  })

  test('follows what the person has chosen', async () => {
    await choose({ late: 'none', due: 'app' })
    await lookOn(23, 6, [])
    await lookOn(23, 8, [duty(1, 'late'), duty(2, 'due')])
    expect(await mails()).toEqual([])
    const shown = await database.selectFrom('notice').select(['kind', 'is_shown']).orderBy('id').execute()
    expect(shown).toEqual([
      { kind: 'late', is_shown: false },
      { kind: 'due', is_shown: true },
    ])
  })

  test('queues no mail where none is sent, or nobody confirmed an address', async () => {
    await lookOn(23, 6, [])
    await lookOn(23, 8, [duty(1, 'late')], { sendsMail: false })
    await database.updateTable('account').set({ email: null, email_confirmed_at: null }).execute()
    await lookOn(23, 9, [duty(2, 'late')])
    expect(await mails()).toEqual([])
    expect(await notices()).toHaveLength(2)
  })
})
