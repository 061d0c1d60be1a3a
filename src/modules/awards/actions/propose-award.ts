import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsPlacedUnder } from '../../organisation/index.ts'
import { awardForms } from '../queries/award-forms.ts'
import { awardRoundById } from '../queries/award-rounds.ts'
import '../queries/tables.ts'
import { withdrawnOn } from '../queries/withdrawn.ts'
import { isSameRecipient, RECIPIENT_KINDS, type RecipientKind } from '../rules/award.ts'
import { refuseForm } from '../rules/award-form.ts'
import { refuseForRound } from '../rules/award-round.ts'
import { refuseProposalDay, refuseRecipient, refuseSecondProposal } from '../rules/proposal.ts'
import { postsReaching } from './posts-reaching.ts'

export type AwardToPropose = {
  /** The code of a form of award. */
  form: string
  /** The year whose work is commended. */
  forYear: number
  recipientKind: RecipientKind
  /** The collective itself, or the unit of the individual. */
  unitId: string
  /** Empty for a collective. */
  personName: string
  personPost: string
  achievement: string
  proposedOn: CalendarDate
  /** The round in which it is proposed; none for a proposal outside of rounds. */
  awardRoundId?: string | null
}

/** How the system came upon a recipient: the rule and the result, in words. */
export type FoundBySystem = { basis: string }

/**
 * Proposes a unit or a person for an award and answers the id. Refuses a unit out of reach (`award.not-your-unit`), a form or a round that
 * does not fit, a recipient that does not fit the form, a day that cannot be, and the same recipient twice for one form and year
 * (`award.proposed-twice`). `found` says by what the system proposes it, when it does.
 */
export function proposeAward(
  database: Database,
  official: Official,
  given: AwardToPropose,
  today: CalendarDate,
  found?: FoundBySystem,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseRecipient(given)
    const form = (await awardForms(transaction)).find(({ code }) => code === given.form)
    refuseForm(form, { recipientKind: given.recipientKind, on: given.proposedOn })
    refuseProposalDay(given, today)
    await refuseOtherRound(transaction, official, given, today)
    const posts = await postsReaching(transaction, official, {
      permission: 'award.propose',
      unitIds: [given.unitId],
      today,
    })
    const post = posts.get(given.unitId)
    if (!post) {
      const message = 'Bạn không được đề nghị khen thưởng cho đơn vị này. Hãy chọn đơn vị trong phạm vi của mình.'
      throw new Refusal('invalid', 'award.not-your-unit', message, { unitId: message })
    }
    const standing = await standingProposals(transaction, given)
    refuseSecondProposal({ ...given, formTitle: form.title }, standing)
    await letBeProposedAnew(transaction, given, standing)
    const { id } = await transaction
      .insertInto('award')
      .values({
        form: given.form,
        for_year: given.forYear,
        recipient_kind: given.recipientKind,
        unit_id: given.unitId,
        person_name: given.recipientKind === 'individual' ? given.personName : null,
        person_post: given.personPost === '' ? null : given.personPost,
        achievement: given.achievement,
        proposed_by_unit_id: post.unitId,
        proposed_on: given.proposedOn,
        award_round_id: given.awardRoundId ?? null,
        origin: found ? 'system' : 'unit',
        basis: found?.basis ?? '',
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const recipient = given.recipientKind === 'individual' ? given.personName : RECIPIENT_KINDS.collective.toLowerCase()
    const words = `Đề nghị tặng ${form.title} năm ${given.forYear} cho ${recipient}`
    await recordChange(transaction, {
      official,
      action: 'award.proposed',
      subject: { kind: 'award', id },
      unitId: given.unitId,
      summary: found ? `${words}, theo danh sách hệ thống lập. ${found.basis}` : words,
      after: { ...given, ...found },
    })
    return id
  })
}

/** Refuses `award.no-such-round` about the field, and what the days and the province of the round refuse. */
async function refuseOtherRound(
  transaction: Database,
  official: Official,
  { awardRoundId = null, unitId, proposedOn, forYear }: AwardToPropose,
  today: CalendarDate,
): Promise<void> {
  if (awardRoundId === null) return
  const round = await awardRoundById(transaction, official, awardRoundId, today)
  const found = round
    ? await sql`select 1 where ${unitId}::bigint in ${unitsPlacedUnder([round.rootUnitId], today)}`.execute(transaction)
    : { rows: [] }
  if (!round || found.rows.length === 0) {
    const message = 'Không có đợt xét này cho đơn vị được chọn. Hãy chọn đợt khác, hoặc đề nghị ngoài đợt.'
    throw new Refusal('invalid', 'award.no-such-round', message, { awardRoundId: message })
  }
  refuseForRound(round, { proposedOn, forYear, byManager: round.isTheirsToManage })
}

/** Proposals of the same unit, form and year. The unit stays locked until the transaction ends, so that two of them don't cross. */
async function standingProposals(transaction: Database, { unitId, form, forYear }: AwardToPropose) {
  await sql`select from unit where id = ${unitId} for no key update`.execute(transaction)
  return transaction
    .selectFrom('award')
    .select([
      ...([
        'award.id',
        'award.recipient_kind as recipientKind',
        'award.person_name as personName',
        'award.state',
      ] as const),
      withdrawnOn.as('withdrawnOn'),
    ])
    .where('unit_id', '=', unitId)
    .where('form', '=', form)
    .where('for_year', '=', forYear)
    .execute()
}

/** What a decision that was withdrawn since had given the recipient stands no longer against the proposal. */
async function letBeProposedAnew(
  transaction: Database,
  given: AwardToPropose,
  standing: Awaited<ReturnType<typeof standingProposals>>,
): Promise<void> {
  const annulled = standing.filter((other) => other.withdrawnOn !== null && isSameRecipient(other, given))
  if (annulled.length === 0) return
  await transaction
    .updateTable('award')
    .set({ is_proposed_anew: true })
    .where(
      'id',
      'in',
      annulled.map(({ id }) => id),
    )
    .execute()
}
