import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_NOW, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf, recordChange } from '../../../platform/audit/record-change.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { officialOfAccount } from '../../identity/index.ts'
import { delegations } from '../queries/delegations.ts'
import { postsOf } from '../queries/people.ts'
import { type DelegationToGive, delegate, postsToDelegateFrom, withdrawDelegation } from './delegate.ts'
import { endPost } from './keep-people.ts'

async function delegated(changes: Partial<DelegationToGive> = {}) {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const { communeHead: head, communeClerk: clerk, administrator } = officials
  const [clerkPost] = await postsOf(database, clerk.personId, TEST_TODAY)
  const given = {
    fromPostId: head.posts[0]?.postId ?? '',
    toPostId: clerkPost?.id ?? '',
    permissions: ['petition.assign', 'task.assign'],
    validFrom: '2026-11-25',
    validTo: '2026-12-05',
    paper: 'Giấy ủy quyền số 12/GUQ-UBND ngày 20/11/2026',
    ...changes,
  }
  const clerkOn = async (day: string) => {
    const found = await officialOfAccount(database, clerk.accountId, day)
    if (!found) throw new Error('The account has gone.')
    return found
  }
  return { database, units, officials, head, clerk, administrator, given, clerkOn }
}

describe('a delegation', () => {
  test('gives its rights in the unit from its first day to its last, to nobody else', async () => {
    const { database, units, head, given, clerkOn, officials } = await delegated()
    await delegate(database, head, given, TEST_TODAY)
    const mayAssign = async (day: string) => may(await clerkOn(day), 'petition.assign')
    expect([await mayAssign('2026-11-24'), await mayAssign('2026-11-25')]).toEqual([false, true])
    expect([await mayAssign('2026-12-05'), await mayAssign('2026-12-06')]).toEqual([true, false])
    const during = await clerkOn('2026-12-01')
    expect(unitsFor(during, 'petition.assign')).toEqual([units.commune])
    expect(may(during, 'report.submit')).toBe(false)
    const beside = await officialOfAccount(database, officials.siblingClerk.accountId, '2026-12-01')
    expect(beside && may(beside, 'petition.assign')).toBe(false)
  })

  test('cannot be passed on', async () => {
    const { database, head, given, clerkOn } = await delegated()
    await delegate(database, head, given, TEST_TODAY)
    const during = await clerkOn('2026-12-01')
    expect(postsToDelegateFrom(during)).toEqual([])
    const passedOn = delegate(database, during, { ...given, toPostId: given.fromPostId }, '2026-12-01')
    await expect(passedOn).rejects.toMatchObject({ code: 'organisation.not-your-post' })
  })

  test('ends with the post of the one who gave it', async () => {
    const { database, head, administrator, given, clerkOn } = await delegated()
    await delegate(database, head, given, TEST_TODAY)
    const ending = { postId: given.fromPostId, lastDay: '2026-11-28', reason: '' }
    await endPost(database, administrator, ending, TEST_TODAY)
    expect(may(await clerkOn('2026-11-28'), 'petition.assign')).toBe(true)
    expect(may(await clerkOn('2026-11-29'), 'petition.assign')).toBe(false)
  })

  test('is taken back by who gave it, at once, and by nobody beside', async () => {
    const { database, head, clerk, officials, given, clerkOn } = await delegated()
    const id = await delegate(database, head, given, TEST_TODAY)
    const moment = { now: TEST_NOW, today: TEST_TODAY }
    const refused = { code: 'organisation.no-such-delegation' }
    const withdraw = (official: typeof head) => withdrawDelegation(database, official, { id, reason: 'đã về' }, moment)
    await expect(withdraw(officials.siblingClerk)).rejects.toMatchObject(refused)
    await expect(withdraw(clerk)).rejects.toMatchObject(refused)
    await withdraw(head)
    expect(may(await clerkOn('2026-12-01'), 'petition.assign')).toBe(false)
    await expect(withdraw(head)).rejects.toMatchObject({ code: 'organisation.delegation-over' })
    const told = await changesOf(database, { kind: 'person', id: clerk.personId })
    expect(told.map((change) => change.summary)).toEqual([
      'Thu hồi ủy quyền của Trần Văn Tám cho Nguyễn Thị Mai (Giấy ủy quyền số 12/GUQ-UBND ngày 20/11/2026): đã về',
      'Trần Văn Tám, Chủ tịch ủy quyền cho Nguyễn Thị Mai, Công chức văn phòng - thống kê từ ngày 25/11/2026 đến hết ngày 05/12/2026: giao xử lý đơn thư, giao nhiệm vụ (Giấy ủy quyền số 12/GUQ-UBND ngày 20/11/2026)',
    ])
  })

  test('is only to somebody of the same unit', async () => {
    const { database, head, officials, given } = await delegated()
    const [beside] = await postsOf(database, officials.siblingClerk.personId, TEST_TODAY)
    const toBeside = delegate(database, head, { ...given, toPostId: beside?.id ?? '' }, TEST_TODAY)
    await expect(toBeside).rejects.toMatchObject({ code: 'organisation.receiver-not-in-unit' })
    expect(await delegations(database, head, { today: TEST_TODAY })).toEqual([])
  })

  test('stands in the trail of what was done by it', async () => {
    const { database, head, given, clerkOn } = await delegated()
    await delegate(database, head, given, TEST_TODAY)
    const during = await clerkOn('2026-12-01')
    const actingPost = during.posts.find((post) => post.permissions.includes('petition.assign'))
    await recordChange(database, {
      official: { ...during, actingPost },
      action: 'petition.assigned',
      subject: { kind: 'petition', id: '7' },
      unitId: null,
      summary: 'Giao xử lý',
    })
    expect(await changesOf(database, { kind: 'petition', id: '7' })).toMatchObject([
      {
        actorName: 'Nguyễn Thị Mai',
        actorPost: 'Công chức văn phòng - thống kê, Ủy ban nhân dân xã Ba (theo ủy quyền của Trần Văn Tám, Chủ tịch)',
      },
    ])
  })
})
