import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { opinionById } from '../queries/opinions.ts'
import { noSuchOpinion } from '../rules/opinion.ts'
import { firstRaised } from '../rules/opinion-raised-again.ts'
import { requireOpinion } from './answer-opinion.ts'

/**
 * Says that two opinions are about one matter, with all that each was linked with before: the first time it was raised stands for all.
 * Refuses `opinion.no-such-opinion` when either is out of reach, `opinion.not-your-unit`, `opinion.itself`, and
 * `opinion.already-linked`.
 */
export function linkOpinions(
  database: Database,
  official: Official,
  { id, otherId }: { id: string; otherId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (id === otherId)
      throw new Refusal('invalid', 'opinion.itself', 'Đây chính là ý kiến đang mở. Hãy chọn ý kiến khác.')
    const opinion = await requireOpinion(transaction, official, id, today)
    const other = await opinionById(transaction, official, otherId, today)
    if (!other) throw noSuchOpinion()
    const heads = [opinion.firstRaisedId ?? opinion.id, other.firstRaisedId ?? other.id] as const
    if (heads[0] === heads[1]) {
      throw new Refusal('conflict', 'opinion.already-linked', 'Hai ý kiến này đã được liên kết là cùng một việc.')
    }
    const members = await membersOf(transaction, heads)
    await headedByFirst(transaction, members)
    await recordChange(transaction, {
      official,
      action: 'opinion.linked',
      subject: { kind: 'opinion', id },
      unitId: opinion.responsibleUnitId ?? opinion.activityUnitId,
      summary: `Liên kết với ý kiến nêu ngày ${formatCalendarDate(other.heldOn)} là cùng một việc`,
      before: { firstRaisedId: opinion.firstRaisedId },
      after: { firstRaisedId: firstRaised(members)?.id ?? null, opinions: members.length },
    })
  })
}

/**
 * Takes an opinion out of the matter with which it was linked; the others stay together. Refuses `opinion.no-such-opinion`,
 * `opinion.not-your-unit` and `opinion.not-linked`.
 */
export function unlinkOpinion(database: Database, official: Official, id: string, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const opinion = await requireOpinion(transaction, official, id, today)
    const headId = opinion.firstRaisedId ?? id
    const others = (await membersOf(transaction, [headId])).filter((member) => member.id !== id)
    if (others.length === 0) {
      throw new Refusal('conflict', 'opinion.not-linked', 'Ý kiến này không liên kết với ý kiến nào.')
    }
    await transaction.updateTable('opinion').set({ first_raised_id: null }).where('id', '=', id).execute()
    await headedByFirst(transaction, others)
    await recordChange(transaction, {
      official,
      action: 'opinion.unlinked',
      subject: { kind: 'opinion', id },
      unitId: opinion.responsibleUnitId ?? opinion.activityUnitId,
      summary: 'Bỏ liên kết với các ý kiến khác',
      before: { firstRaisedId: opinion.firstRaisedId },
      after: { firstRaisedId: null },
    })
  })
}

/** All opinions of the matters, locked. */
async function membersOf(transaction: Database, headIds: readonly string[]) {
  return transaction
    .selectFrom('opinion')
    .innerJoin('activity', 'activity.id', 'opinion.activity_id')
    .select(['opinion.id', 'activity.held_on as heldOn'])
    .where((opinion) =>
      opinion.or([opinion('opinion.id', 'in', [...headIds]), opinion('opinion.first_raised_id', 'in', [...headIds])]),
    )
    .orderBy('opinion.id')
    .forUpdate('opinion')
    .execute()
}

async function headedByFirst(
  transaction: Database,
  members: readonly { id: string; heldOn: CalendarDate }[],
): Promise<void> {
  const head = firstRaised(members)
  if (!head) return
  await transaction.updateTable('opinion').set({ first_raised_id: null }).where('id', '=', head.id).execute()
  const rest = members.filter(({ id }) => id !== head.id).map(({ id }) => id)
  if (rest.length === 0) return
  await transaction.updateTable('opinion').set({ first_raised_id: head.id }).where('id', 'in', rest).execute()
}
