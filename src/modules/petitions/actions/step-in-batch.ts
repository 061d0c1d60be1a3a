import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { petitionById } from '../queries/petition.ts'
import type { BatchStep } from '../queries/tables.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { replyFrom } from '../rules/reply-template.ts'
import { takeStep } from './take-step.ts'
import type { EventWords } from './write-petition.ts'

/** More would keep the person waiting and others out. */
export const MOST_IN_BATCH = 50

/**
 * Names one person to handle several petitions; each in a transaction of its own, so that one that is refused keeps no other back.
 * Answers the id of the account of it, which is kept on `records`.
 */
export function assignInBatch(
  database: Database,
  records: Database,
  official: Official,
  {
    petitionIds,
    personId,
    note,
    today,
  }: { petitionIds: readonly string[]; personId: string; note: string; today: CalendarDate },
): Promise<string> {
  return inBatch(records, official, { what: 'assigned', petitionIds }, (petitionId) =>
    takeStep(
      database,
      official,
      { petitionId, event: { kind: 'assigned', on: today, personId }, words: { note } },
      today,
    ),
  )
}

/** The same with one answer to each, whose fields each petition fills in. */
export function answerInBatch(
  database: Database,
  records: Database,
  official: Official,
  {
    petitionIds,
    template,
    on,
    words,
    today,
  }: { petitionIds: readonly string[]; template: string; on: CalendarDate; words: EventWords; today: CalendarDate },
): Promise<string> {
  return inBatch(records, official, { what: 'answered', petitionIds }, async (petitionId) => {
    const petition = await petitionById(database, official, petitionId, today)
    if (!petition) throw noSuchPetition()
    // Refused by `takeStep` in any case; a text about it is not even made.
    const note =
      petition.title === null
        ? ''
        : replyFrom(template, { ...petition, title: petition.title, unitName: petition.handlingUnitName }, on)
    await takeStep(
      database,
      official,
      { petitionId, event: { kind: 'answered', on }, words: { ...words, note } },
      today,
    )
  })
}

async function inBatch(
  records: Database,
  official: Official,
  { what, petitionIds }: { what: BatchStep; petitionIds: readonly string[] },
  take: (petitionId: string) => Promise<void>,
): Promise<string> {
  const results: { petition_id: string; refusal: string }[] = []
  for (const petitionId of petitionIds) {
    try {
      await take(petitionId)
      results.push({ petition_id: petitionId, refusal: '' })
    } catch (refusal) {
      if (!(refusal instanceof Refusal)) throw refusal
      // What is not there can't be told of.
      if (refusal.kind !== 'not-found') results.push({ petition_id: petitionId, refusal: refusal.messageForPerson })
    }
  }
  const { id } = await records
    .insertInto('petition_batch')
    .values({ what, account_id: official.accountId })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (results.length > 0) {
    await records
      .insertInto('petition_batch_result')
      .values(results.map((result, position) => ({ batch_id: id, position, ...result })))
      .execute()
  }
  return id
}
