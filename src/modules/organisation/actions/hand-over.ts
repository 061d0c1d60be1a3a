import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Handover } from '../../../platform/database/handover.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { possibleReceivers } from '../queries/delegations.ts'
import { type PostRecord, postById } from '../queries/people.ts'
import { reaches } from '../queries/unit-record.ts'
import { noSuchPost } from './keep-people.ts'

/** Open work that stands on the holder's name in the unit of the post, by kind; kinds of which there is none are left out. */
export async function openWork(
  database: Database,
  handovers: readonly Handover[],
  post: { unitId: string; personId: string },
): Promise<{ title: string; count: number }[]> {
  const counted = await Promise.all(
    handovers.map(async ({ title, count }) => ({
      title,
      count: await count(database, { unitId: post.unitId, fromPersonId: post.personId }),
    })),
  )
  return counted.filter(({ count }) => count > 0)
}

/**
 * Hands all open work of a post's holder in its unit to another person of that unit, in one transaction.
 * Refuses `organisation.no-such-post`, `organisation.receiver-not-in-unit`, `organisation.nothing-to-hand-over`, and what a kind of
 * work refuses to its receiver.
 */
export function handOver(
  database: Database,
  official: Official,
  { handovers, ...given }: { handovers: readonly Handover[]; postId: string; toPersonId: string; note: string },
  today: CalendarDate,
): Promise<PostRecord> {
  return inTransaction(database, async (transaction) => {
    const post = await postToHandOver(transaction, official, given.postId, today)
    const inUnit = { unitIds: [post.unitId], notPersonId: post.personId, today }
    const receiver = (await possibleReceivers(transaction, inUnit)).find((each) => each.personId === given.toPersonId)
    if (!receiver) {
      const message = `Hãy chọn một người khác đang giữ chức vụ tại ${post.unitName}.`
      throw new Refusal('invalid', 'organisation.receiver-not-in-unit', message, { toPersonId: message })
    }
    const work = { unitId: post.unitId, fromPersonId: post.personId, toPersonId: receiver.personId, note: given.note }
    const done: string[] = []
    for (const kind of handovers) {
      const count = await kind.handOver(transaction, official, { ...work, today })
      if (count > 0) done.push(`${kind.title}: ${count}`)
    }
    if (done.length === 0) {
      throw new Refusal(
        'conflict',
        'organisation.nothing-to-hand-over',
        `${post.fullName} không còn việc nào đứng tên mình tại ${post.unitName}, nên không có gì để bàn giao.`,
      )
    }
    for (const id of [post.personId, receiver.personId]) {
      await recordChange(transaction, {
        official,
        action: 'organisation.work-handed-over',
        subject: { kind: 'person', id },
        unitId: post.unitId,
        summary: `${post.fullName} bàn giao cho ${receiver.fullName} tại ${post.unitName}: ${done.join('; ')} (${given.note})`,
        after: { ...work },
      })
    }
    return post
  })
}

/** The post, when this official may hand over the work of its unit. Refuses `organisation.no-such-post`. */
export async function postToHandOver(
  database: Database,
  official: Official,
  postId: string,
  today: CalendarDate,
): Promise<PostRecord> {
  const post = await postById(database, official, postId, today)
  if (!post || !(await reaches(database, official, 'post.hand-over', post.unitId, today))) throw noSuchPost()
  return post
}
