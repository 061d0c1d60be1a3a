import { sql } from 'kysely'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type PetitionRecord, petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { PETITION_KINDS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { standingFrom } from '../rules/petition-standing.ts'
import { registerPetition } from './register-petition.ts'
import { STEP_PERMISSIONS, writeStep } from './take-step.ts'
import { type EventWords, petitionForUpdate } from './write-petition.ts'

type Link = { petitionId: string; words?: EventWords; on: CalendarDate }

/**
 * Makes a petition one case with one received before: both stay petitions with a number and an answer of their own.
 * Refuses what `afterEvent` refuses, `petition.other-kind`, `petition.own-case`, `petition.case-is-elsewhere` when the other is itself
 * part of a case, and `petition.leads-a-case` when others were merged into this one.
 */
export function mergePetition(
  database: Database,
  official: Official,
  { petitionId, intoPetitionId, words, on }: Link & { intoPetitionId: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    if (petitionId === intoPetitionId)
      throw conflict('petition.own-case', 'Không nhập đơn vào chính nó. Hãy chọn đơn khác.')
    await lockBoth(transaction, petitionId, intoPetitionId)
    const asked = { id: petitionId, permission: STEP_PERMISSIONS.merged, today }
    const { petition, standing: before } = await petitionForUpdate(transaction, official, asked)
    const other = await otherPetition(transaction, official, intoPetitionId, { kind: petition.kind, today })
    const otherStanding = standingFrom(await logOf(transaction, intoPetitionId))
    if (otherStanding.mergedIntoId !== null) {
      throw conflict(
        'petition.case-is-elsewhere',
        `Đơn số ${petitionNumber(other)} đã nhập vào vụ việc của đơn khác. Hãy nhập thẳng vào đơn đó.`,
      )
    }
    const merged = await transaction
      .selectFrom('petition')
      .select('id')
      .where('merged_into_id', '=', petitionId)
      .executeTakeFirst()
    if (merged) {
      throw conflict(
        'petition.leads-a-case',
        'Có đơn khác đã nhập vào vụ việc của đơn này. Hãy bỏ nhập các đơn đó trước, hoặc nhập đơn kia vào đơn này.',
      )
    }
    const event = { kind: 'merged', on, intoPetitionId } as const
    await writeStep(transaction, official, { petition, before, event, ...(words ? { words } : {}), today })
  })
}

/**
 * Says that a petition is the second complaint or a further denunciation after another; null when the first was handled outside this
 * system. Refuses what `afterEvent` refuses, `petition.other-kind`, and `petition.first-not-settled`.
 * Source: Law on Complaints 02/2011/QH13, Article 33(1); Law on Denunciations 25/2018/QH14, Articles 37 and 38.
 */
export function markSecondRound(
  database: Database,
  official: Official,
  { petitionId, firstPetitionId, words, on }: Link & { firstPetitionId: string | null },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const asked = { id: petitionId, permission: STEP_PERMISSIONS['second-round'], today }
    const { petition, standing: before } = await petitionForUpdate(transaction, official, asked)
    if (firstPetitionId !== null) {
      if (firstPetitionId === petitionId)
        throw conflict('petition.own-case', 'Đơn này không thể là đơn lần đầu của chính nó. Hãy chọn đơn khác.')
      const first = await otherPetition(transaction, official, firstPetitionId, { kind: petition.kind, today })
      const overdue = first.endedOn === null && first.dueOn !== null && first.dueOn < today
      if (first.endedOn === null && !overdue) {
        throw conflict(
          'petition.first-not-settled',
          `Đơn số ${petitionNumber(first)} còn trong thời hạn giải quyết nên chưa có đơn lần hai (khoản 1 Điều 33 Luật Khiếu nại 02/2011/QH13; Điều 37, Điều 38 Luật Tố cáo 25/2018/QH14).`,
        )
      }
    }
    const event = { kind: 'second-round', on, firstPetitionId } as const
    await writeStep(transaction, official, { petition, before, event, ...(words ? { words } : {}), today })
  })
}

/**
 * Makes one content of a petition a petition of its own, received on the same day from the same sender, and answers its id. The limits
 * of the part run from that same receipt.
 */
export function splitPetition(
  database: Database,
  official: Official,
  given: Link & { kind: Exclude<PetitionKind, 'denunciation'>; title: string; content: string },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    const { petitionId, kind, title, content, on, words } = given
    const asked = { id: petitionId, permission: STEP_PERMISSIONS.split, today }
    const { petition, standing: before } = await petitionForUpdate(transaction, official, asked)
    const { senderName, senderAddress, senderPhone, signatoryCount, behalfUnitId, channel, receivedOn } = petition
    const sender = { senderName, senderAddress, senderPhone, signatoryCount }
    const receipt = { behalfUnitId, channel, receivedOn, forwardedBy: petition.forwardedBy ?? '' }
    const partId = await registerPetition(
      transaction,
      official,
      { ...sender, ...receipt, kind, title, content, unitId: petition.handlingUnitId, files: [] },
      today,
    )
    const split = { kind: 'split', on, partPetitionId: partId } as const
    await writeStep(transaction, official, { petition, before, event: split, ...(words ? { words } : {}), today })
    const part = await petitionForUpdate(transaction, official, { ...asked, id: partId })
    const separated = { kind: 'separated', on: today, fromPetitionId: petitionId } as const
    await writeStep(transaction, official, { petition: part.petition, before: part.standing, event: separated, today })
    return partId
  })
}

/** In the order of their ids, so that two people linking the same two in opposite directions wait instead of blocking each other. */
async function lockBoth(transaction: Database, one: string, other: string): Promise<void> {
  await sql`select from petition where id in (${one}, ${other}) order by id for update`.execute(transaction)
}

/** The petition to link with, of the same kind and one that the official may open. */
async function otherPetition(
  transaction: Database,
  official: Official,
  id: string,
  { kind, today }: { kind: PetitionKind; today: CalendarDate },
): Promise<PetitionRecord> {
  const other = await petitionById(transaction, official, id, today)
  if (!other?.opened) throw noSuchPetition()
  if (other.kind === kind) return other
  throw conflict(
    'petition.other-kind',
    `Đơn số ${petitionNumber(other)} là đơn ${PETITION_KINDS[other.kind].toLowerCase()}, đơn này là đơn ${PETITION_KINDS[kind].toLowerCase()}. Chỉ liên kết đơn cùng loại; hãy phân loại lại nếu cần.`,
  )
}

function conflict(code: string, message: string): Refusal {
  return new Refusal('conflict', code, message)
}
