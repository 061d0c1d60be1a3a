import { sql } from 'kysely'
import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { FORM_COLUMNS, RECIPIENT_COLUMNS } from '../queries/award-columns.ts'
import { awardForms } from '../queries/award-forms.ts'
import { blockOfAward, quotasOf } from '../queries/award-rounds.ts'
import { countedOfRound } from '../queries/round-awards.ts'
import '../queries/tables.ts'
import { recipientInWords } from '../rules/award.ts'
import { refuseLevel } from '../rules/award-form.ts'
import { refuseWithoutVote } from '../rules/council.ts'
import {
  type Decided,
  type DecisionAsked,
  decisionInWords,
  refuseDecision,
  refuseMixed,
  refuseToDecide,
} from '../rules/decision.ts'
import { refuseOverQuota } from '../rules/quota.ts'
import { type DecidedDocument, type DecisionWork, documentOfDecision } from './document-of-decision.ts'
import { lockRound } from './keep-award-round.ts'
import { postsReaching } from './posts-reaching.ts'

/**
 * Decides on proposals, one or several at once: awards them by a decision of the official's unit – written now, with the next number of its
 * register, or standing there – or refuses them with a reason. Answers the id of the decision; null for a refusal. All or none: refuses
 * when one of them is out of reach (`award.no-such-award`), decided already, not voted for by the council of its round, on another level
 * (`award.not-this-level`), over a quota (`award.quota-exceeded`), and what issuing a document refuses.
 */
export function decideAwards(
  database: Database,
  official: Official,
  { awardIds, decision, today }: { awardIds: readonly string[]; decision: DecisionAsked; today: CalendarDate },
  work: DecisionWork,
): Promise<string | null> {
  return inTransaction(database, async (transaction) => {
    refuseDecision(decision)
    const ids = [...new Set(awardIds)]
    const proposals = await proposalsForUpdate(transaction, ids)
    const unitIds = [...new Set(proposals.map((proposal) => proposal.unitId))]
    const posts = await postsReaching(transaction, official, { permission: 'award.decide', unitIds, today })
    if (proposals.length < ids.length || posts.size < unitIds.length) throw noSuchAward()
    if (decision.result === 'refused') {
      const { reason } = decision
      for (const proposal of proposals) {
        refuseToDecide({ ...proposal, recipient: recipientInWords(proposal) }, { decidedOn: today })
        const outcome = { state: 'refused' as const, refused_reason: reason, refused_on: today }
        await writeOutcome(transaction, official, { proposal, outcome, decided: { reason } })
      }
      return null
    }
    const decidingUnitId = unitIds.map((id) => posts.get(id)?.unitId)[0] ?? ''
    await refuseAwards(transaction, proposals, { decidingUnitId, today })
    const document = await documentOfDecision(
      transaction,
      official,
      { decision, proposals, decidingUnitId, today },
      work,
    )
    const { decisionId, reference, decidedOn } = document
    for (const proposal of proposals) {
      refuseToDecide({ ...proposal, recipient: recipientInWords(proposal) }, { decidedOn })
      const outcome = {
        ...{ state: 'awarded' as const, decision_number: reference, awarded_on: decidedOn },
        ...{ deciding_unit_id: decidingUnitId, award_decision_id: decisionId },
      }
      const decided = { decisionNumber: reference, decidedOn }
      await writeOutcome(transaction, official, { proposal, outcome, decided })
    }
    await recordDecision(transaction, official, { document, decidingUnitId, proposals })
    return decisionId
  })
}

export const noSuchAward = () =>
  new Refusal('not-found', 'award.no-such-award', 'Không có đề nghị khen thưởng này trong phạm vi của bạn.')

type Outcome =
  | { state: 'refused'; refused_reason: string; refused_on: CalendarDate }
  | {
      state: 'awarded'
      decision_number: string
      awarded_on: CalendarDate
      deciding_unit_id: string
      award_decision_id: string
    }

async function writeOutcome(
  transaction: Database,
  official: Official,
  { proposal, outcome, decided }: { proposal: ProposalToDecide; outcome: Outcome; decided: Decided },
): Promise<void> {
  await transaction
    .updateTable('award')
    .set({ ...outcome, ...changedBy(official) })
    .where('id', '=', proposal.id)
    .execute()
  await recordChange(transaction, {
    official,
    action: outcome.state === 'awarded' ? 'award.awarded' : 'award.refused',
    subject: { kind: 'award', id: proposal.id },
    unitId: proposal.unitId,
    summary: decisionInWords(proposal.formTitle, decided),
    before: { state: 'proposed' },
    after: { ...decided },
  })
}

/** All that can stand against awarding these together, before a number is taken. */
async function refuseAwards(
  transaction: Database,
  proposals: readonly ProposalToDecide[],
  { decidingUnitId, today }: { decidingUnitId: string; today: CalendarDate },
): Promise<void> {
  for (const proposal of proposals)
    if (proposal.state !== 'proposed')
      refuseToDecide({ ...proposal, recipient: recipientInWords(proposal) }, { decidedOn: today })
  refuseMixed(proposals)
  const form = (await awardForms(transaction)).find(({ code }) => code === proposals[0]?.form)
  const deciding = await transaction
    .selectFrom('unit_version')
    .select(['kind_code as kindCode', 'name'])
    .where('unit_id', '=', decidingUnitId)
    .where('valid_from', '<=', today)
    .orderBy('valid_from', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow()
  if (form) refuseLevel(form, deciding)
  for (const proposal of proposals) refuseWithoutVote({ ...proposal, recipient: recipientInWords(proposal) })
  const roundId = proposals[0]?.awardRoundId ?? null
  if (roundId === null) return
  // Two decisions of one round wait for each other, so that together they stay within its quotas.
  await lockRound(transaction, roundId)
  const standing = (await countedOfRound(transaction, roundId)).filter(({ state }) => state === 'awarded')
  refuseOverQuota(await quotasOf(transaction, roundId), { standing, given: proposals })
}

async function recordDecision(
  transaction: Database,
  official: Official,
  {
    document,
    decidingUnitId,
    proposals,
  }: { document: DecidedDocument; decidingUnitId: string; proposals: readonly ProposalToDecide[] },
): Promise<void> {
  await recordChange(transaction, {
    official,
    action: 'award.decided',
    subject: { kind: 'award-decision', id: document.decisionId },
    unitId: decidingUnitId,
    summary: `${decisionInWords(proposals[0]?.formTitle ?? '', { decisionNumber: document.reference, decidedOn: document.decidedOn })} cho ${proposals.length} tập thể, cá nhân`,
    after: { awardIds: proposals.map(({ id }) => id), documentId: document.documentId },
  })
}

export type ProposalToDecide = Awaited<ReturnType<typeof proposalsForUpdate>>[number]

/** The proposals, locked in the order of their ids until the transaction ends. */
function proposalsForUpdate(transaction: Database, ids: readonly string[]) {
  return transaction
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .leftJoin('award_vote as vote', 'vote.award_id', 'award.id')
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      'award.state',
      'award.award_round_id as awardRoundId',
      'award.achievement',
      'award.proposed_on as proposedOn',
      'vote.is_carried as isCarried',
      blockOfAward.as('blockId'),
      sql<string>`unit_name_on(award.unit_id, award.proposed_on)`.as('unitName'),
    ])
    .where('award.id', 'in', [...ids])
    .orderBy('award.id')
    .forUpdate('award')
    .execute()
}
