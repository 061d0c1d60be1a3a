import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Handover } from '../../../platform/database/handover.ts'
import { postsOf } from '../queries/people.ts'
import { handOver, openWork } from './hand-over.ts'

/** Work that is counted and passed on without a table of its own. */
function workOf(personId: string, amount: number): Handover {
  let holder = personId
  return {
    title: 'Việc thử',
    count: async (_database, of) => (of.fromPersonId === holder ? amount : 0),
    handOver: async (_transaction, _official, work) => {
      if (work.fromPersonId !== holder) return 0
      holder = work.toPersonId
      return amount
    },
  }
}

async function postOfTheClerk() {
  const database = await databaseForTest()
  const { officials } = await sampleProvince(database)
  const { communeClerk: clerk, communeHead: head } = officials
  const [post] = await postsOf(database, clerk.personId, TEST_TODAY)
  const given = {
    handovers: [workOf(clerk.personId, 3)],
    postId: post?.id ?? '',
    toPersonId: head.personId,
    note: 'QĐ 7',
  }
  return { database, officials, clerk, head, given }
}

describe('handing over the work of a post', () => {
  test('passes every kind of work to a person of the same unit and tells it on both pages', async () => {
    const { database, clerk, head, given } = await postOfTheClerk()
    const post = await handOver(database, head, given, TEST_TODAY)
    expect(await openWork(database, given.handovers, post)).toEqual([])
    for (const { personId } of [clerk, head]) {
      expect(await changesOf(database, { kind: 'person', id: personId })).toMatchObject([
        { summary: 'Nguyễn Thị Mai bàn giao cho Trần Văn Tám tại Ủy ban nhân dân xã Ba: Việc thử: 3 (QĐ 7)' },
      ])
    }
  })

  test('is refused to other units, by other heads, and where there is nothing', async () => {
    const { database, officials, head, given } = await postOfTheClerk()
    const beside = { ...given, toPersonId: officials.siblingClerk.personId }
    await expect(handOver(database, head, beside, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.receiver-not-in-unit',
    })
    await expect(handOver(database, officials.siblingClerk, given, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.no-such-post',
    })
    await expect(handOver(database, head, { ...given, handovers: [] }, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.nothing-to-hand-over',
    })
  })
})
