import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import '../queries/tables.ts'
import { AWARD_FORMS, type AwardForm, RECIPIENT_KINDS, type RecipientKind } from '../rules/award.ts'
import { refuseProposalDay, refuseRecipient, refuseSecondProposal } from '../rules/proposal.ts'
import { postsReaching } from './posts-reaching.ts'

export type AwardToPropose = {
  form: AwardForm
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
}

/**
 * Proposes a unit or a person for an award and answers the id. Refuses a unit out of reach (`award.not-your-unit`), a recipient that
 * does not fit the form, a day that cannot be, and the same recipient twice for one form and year (`award.proposed-twice`).
 */
export function proposeAward(
  database: Database,
  official: Official,
  given: AwardToPropose,
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    refuseRecipient(given)
    refuseProposalDay(given, today)
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
    refuseSecondProposal(given, await standingProposals(transaction, given))
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
        created_by_account_id: official.accountId,
        changed_by_account_id: official.accountId,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    const recipient = given.recipientKind === 'individual' ? given.personName : RECIPIENT_KINDS.collective.toLowerCase()
    await recordChange(transaction, {
      official,
      action: 'award.proposed',
      subject: { kind: 'award', id },
      unitId: given.unitId,
      summary: `Đề nghị tặng ${AWARD_FORMS[given.form]} năm ${given.forYear} cho ${recipient}`,
      after: { ...given },
    })
    return id
  })
}

/** Proposals of the same unit, form and year. The unit stays locked until the transaction ends, so that two of them don't cross. */
async function standingProposals(transaction: Database, { unitId, form, forYear }: AwardToPropose) {
  await sql`select from unit where id = ${unitId} for no key update`.execute(transaction)
  return transaction
    .selectFrom('award')
    .select(['recipient_kind as recipientKind', 'person_name as personName', 'state'])
    .where('unit_id', '=', unitId)
    .where('form', '=', form)
    .where('for_year', '=', forYear)
    .execute()
}
