import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { issueDocument, type Signer, signersOf } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { registeredDecisions } from '../queries/decisions.ts'
import type { DecisionAsked } from '../rules/decision.ts'
import { type AwardedOnPaper, decisionOnPaper, titleOfDecision } from './decision-on-paper.ts'

/** What a decision on paper is written with. */
export type DecisionWork = { files: FileStore; publicUrl: string; demonstration: boolean }

/** A decision of the register by which awards are given. */
export type DecidedDocument = { decisionId: string; documentId: string; reference: string; decidedOn: CalendarDate }

type Asked = {
  decision: DecisionAsked
  proposals: readonly (AwardedOnPaper & {
    form: string
    formTitle: string
    forYear: number
    awardRoundId: string | null
  })[]
  decidingUnitId: string
  today: CalendarDate
}

/**
 * The decision in the outgoing register of the deciding unit: issued now, with the next number, its list and a PDF that waits for the
 * signatures; or one that stands there. Refuses `award.no-such-signer`, `award.no-such-document`, and what `issueDocument` refuses.
 */
export async function documentOfDecision(
  transaction: Database,
  official: Official,
  asked: Asked,
  work: DecisionWork,
): Promise<DecidedDocument> {
  const { decision, proposals, decidingUnitId, today } = asked
  const found =
    decision.result === 'registered'
      ? await registered(transaction, decidingUnitId, decision.documentId)
      : await issued(transaction, official, asked, work)
  const [first] = proposals
  const { id } = await transaction
    .insertInto('award_decision')
    .values({
      root_unit_id: await rootOf(transaction, decidingUnitId, today),
      ...{ unit_id: decidingUnitId, document_id: found.documentId, award_round_id: first?.awardRoundId ?? null },
      ...{ form: first?.form ?? '', for_year: first?.forYear ?? 0, decided_on: found.decidedOn },
      ...{ signer_name: found.signer?.name ?? '', signer_title: found.signer?.title ?? '' },
      decided_by_account_id: official.accountId,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return { decisionId: id, ...found }
}

async function registered(transaction: Database, unitId: string, documentId: string) {
  const document = (await registeredDecisions(transaction, unitId)).find(({ id }) => id === documentId)
  if (!document) {
    const message =
      'Quyết định này không còn trong sổ văn bản đi của cơ quan, đã bị thu hồi hoặc đã dùng cho khen thưởng khác. Hãy chọn lại.'
    throw new Refusal('invalid', 'award.no-such-document', message, { documentId: message })
  }
  return { documentId, reference: document.reference, decidedOn: document.issuedOn, signer: null }
}

async function issued(
  transaction: Database,
  official: Official,
  { decision, proposals, decidingUnitId, today }: Asked,
  { files, publicUrl, demonstration }: DecisionWork,
) {
  const signer: Signer | undefined = (await signersOf(transaction, decidingUnitId, today)).find(
    ({ postId }) => postId === decision.signerPostId,
  )
  if (!signer) {
    const message = 'Người này không còn giữ chức vụ ký văn bản của cơ quan. Hãy chọn lại người ký.'
    throw new Refusal('invalid', 'award.no-such-signer', message, { signerPostId: message })
  }
  const issuer = await unitOnPaper(transaction, decidingUnitId, today)
  const [first] = proposals
  const given = { formTitle: first?.formTitle ?? '', forYear: first?.forYear ?? 0 }
  const { number: _number, ...content } = decisionOnPaper({
    ...{ ...given, issuer, signer, decidedOn: today, reference: null, awards: proposals, demonstration },
    councilMetOn: await councilMetOn(transaction, first?.awardRoundId ?? null),
  })
  const documentId = await issueDocument(
    transaction,
    official,
    {
      entry: {
        ...{ unitId: decidingUnitId, issuingUnitId: decidingUnitId, draftingUnitId: decidingUnitId, type: 'QĐ' },
        ...{ symbol: '', issuedOn: today, summary: titleOfDecision(given), dueOn: null },
        ...{ basedOn: [], carriesOut: [], replaces: [] },
      },
      ...{ content, signer, recipientUnitIds: [] },
    },
    { files, publicUrl, today, permission: 'award.decide' },
  )
  const { reference } = await transaction
    .selectFrom('document')
    .select('reference')
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow()
  return { documentId, reference, decidedOn: today, signer }
}

/** When the council of the round met; null outside of rounds. */
async function councilMetOn(transaction: Database, roundId: string | null): Promise<CalendarDate | null> {
  if (roundId === null) return null
  const session = await transaction
    .selectFrom('award_session')
    .select('held_on as heldOn')
    .where('award_round_id', '=', roundId)
    .executeTakeFirst()
  return session?.heldOn ?? null
}

/** The province in which the unit lies on the day: whose officials read the decision. */
async function rootOf(transaction: Database, unitId: string, day: CalendarDate): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    select above.unit_id::text as id from units_above(array[${unitId}]::bigint[], ${day}::date) above
    join unit_version version on version.unit_id = above.unit_id
    where version.parent_unit_id is null and version.valid_from <= ${day}::date
    order by version.valid_from desc limit 1`.execute(transaction)
  return rows[0]?.id ?? unitId
}
