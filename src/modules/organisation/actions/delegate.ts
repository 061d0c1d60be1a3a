import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official, PostHeld } from '../../../vocabulary/official.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type DelegationRecord, delegations, permissionsOfPost, possibleReceivers } from '../queries/delegations.ts'
import { reaches } from '../queries/unit-record.ts'
import { type DelegationAsked, delegationState, requireDelegation } from '../rules/delegation.ts'
import '../queries/tables.ts'

export type DelegationToGive = DelegationAsked & { fromPostId: string; toPostId: string; paper: string }

/** The posts of the official whose rights may be delegated: held by themselves, not received. */
export function postsToDelegateFrom(official: Official): PostHeld[] {
  return official.posts.filter((post) => !post.delegatedBy && post.permissions.includes('post.delegate'))
}

/**
 * Lets another official of the same unit use rights of one's post from–to (ủy quyền). Answers the id.
 * Refuses what `requireDelegation` refuses, `organisation.not-your-post` and `organisation.receiver-not-in-unit`.
 */
export function delegate(
  database: Database,
  official: Official,
  given: DelegationToGive,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const post = postsToDelegateFrom(official).find((held) => held.postId === given.fromPostId)
    if (!post) {
      const message = 'Hãy chọn chức vụ đang giữ của bạn.'
      throw new Refusal('invalid', 'organisation.not-your-post', message, { fromPostId: message })
    }
    requireDelegation(given, await permissionsOfPost(transaction, post.postId), today)
    const inUnit = { unitIds: [post.unitId], notPersonId: official.personId, today }
    const receiver = (await possibleReceivers(transaction, inUnit)).find((each) => each.id === given.toPostId)
    if (!receiver) {
      const message = `Hãy chọn một người khác đang giữ chức vụ tại ${post.unitName}.`
      throw new Refusal('invalid', 'organisation.receiver-not-in-unit', message, { toPostId: message })
    }
    const { id } = await transaction
      .insertInto('delegation')
      .values({
        from_post_id: post.postId,
        to_post_id: receiver.id,
        permissions: [...given.permissions],
        paper: given.paper,
        valid_from: given.validFrom,
        valid_to: given.validTo,
        created_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const rights = given.permissions.map((permission) => permissionInWords(permission) ?? permission).join(', ')
    await tellBoth(transaction, official, {
      personIds: [official.personId, receiver.personId],
      unitId: post.unitId,
      action: 'organisation.delegation-given',
      summary: `${official.fullName}, ${post.title} ủy quyền cho ${receiver.fullName}, ${receiver.title} từ ngày ${formatCalendarDate(given.validFrom)} đến hết ngày ${formatCalendarDate(given.validTo)}: ${rights} (${given.paper})`,
      after: { delegationId: id, ...given },
    })
    return id
  })
}

/**
 * Takes a delegation back before its end, at once. By the one who gave it, or by who manages the unit.
 * Refuses `organisation.no-such-delegation` and `organisation.delegation-over`.
 */
export function withdrawDelegation(
  database: Database,
  official: Official,
  { id, reason }: { id: string; reason: string },
  { now, today }: { now: Date; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await sql`select from delegation where id = ${id} for update`.execute(transaction)
    const delegation = await withdrawable(transaction, official, id, today)
    const state = delegationState(delegation, today)
    if (state === 'withdrawn' || state === 'ended') {
      throw new Refusal(
        'conflict',
        'organisation.delegation-over',
        'Việc ủy quyền này đã hết hiệu lực hoặc đã thu hồi.',
      )
    }
    await transaction
      .updateTable('delegation')
      .set({ withdrawn_at: now, withdrawn_reason: reason })
      .where('id', '=', id)
      .execute()
    await tellBoth(transaction, official, {
      personIds: [delegation.giverId, delegation.receiverId],
      unitId: delegation.unitId,
      action: 'organisation.delegation-withdrawn',
      summary: `Thu hồi ủy quyền của ${delegation.giverName} cho ${delegation.receiverName} (${delegation.paper}): ${reason}`,
      before: { delegationId: id, validTo: delegation.validTo },
    })
  })
}

/** The delegation, when this official may take it back. Refuses `organisation.no-such-delegation`. */
export async function withdrawable(
  database: Database,
  official: Official,
  id: string,
  today: CalendarDate,
): Promise<DelegationRecord> {
  const [delegation] = await delegations(database, official, { id, today })
  if (delegation) {
    if (delegation.giverId === official.personId) return delegation
    if (await reaches(database, official, 'organisation.manage', delegation.unitId, today)) return delegation
  }
  throw new Refusal(
    'not-found',
    'organisation.no-such-delegation',
    'Không có việc ủy quyền này, hoặc bạn không phải người ủy quyền.',
  )
}

type Told = {
  personIds: readonly string[]
  unitId: string
  action: string
  summary: string
  before?: Record<string, unknown>
  after?: Record<string, unknown>
}

/** The same entry on the pages of both people. */
async function tellBoth(transaction: Database, official: Official, { personIds, ...change }: Told): Promise<void> {
  for (const id of personIds) {
    await recordChange(transaction, { official, subject: { kind: 'person', id }, ...change })
  }
}
