import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type IssueState, issueState, type SignatureRole } from '../rules/issue-state.ts'
import { ISSUER_NAME, unlessLimited } from './document-reach.ts'
import './tables.ts'

/** A document that goes out with digital signatures, as far as it has come. */
export type Issue = NonNullable<Awaited<ReturnType<typeof issueOf>>>

/** The issue of a document; null for one that goes out on paper alone. The caller has checked that the reader may see the document. */
export async function issueOf(database: Database, documentId: string) {
  const issue = await issues(database).where('issue.document_id', '=', documentId).executeTakeFirst()
  return issue ? withSignatures(database, issue) : null
}

/** The issue that bears the code; null for a code that was never given. For everybody: the code is the permission. */
export async function issueByCode(database: Database, code: string) {
  const issue = await issues(database).where('issue.code', '=', code).executeTakeFirst()
  return issue ? withSignatures(database, issue) : null
}

/** The issue that went out as exactly these bytes; null where there is none. For everybody: who asks has the file. */
export async function issueSentAs(database: Database, sha256: string) {
  const issue = await issues(database)
    .innerJoin('document_signature as signature', (join) =>
      join.onRef('signature.document_id', '=', 'issue.document_id').on('signature.role', '=', 'body'),
    )
    .where('signature.sha256', '=', sha256)
    .where('issue.sent_on', 'is not', null)
    .executeTakeFirst()
  return issue ? withSignatures(database, issue) : null
}

/** Issues of the registers of these units that wait for this signature and that the official may read, the oldest first. */
export async function issuesAwaiting(
  database: Database,
  official: Official,
  { unitIds, state, today }: { unitIds: readonly string[]; state: Exclude<IssueState, 'sent'>; today: CalendarDate },
) {
  if (unitIds.length === 0) return []
  const has = (role: SignatureRole) =>
    sql<boolean>`exists (select from document_signature given where given.document_id = issue.document_id and given.role = ${role})`
  const conditions = {
    prepared: sql<boolean>`not ${has('person')}`,
    'signed-by-person': sql<boolean>`${has('person')} and not ${has('body')}`,
    'signed-by-body': has('body'),
  }
  return database
    .selectFrom('document_issue as issue')
    .innerJoin('document', 'document.id', 'issue.document_id')
    .select(['document.id', 'document.reference', 'document.summary', 'document.issued_on as issuedOn'])
    .where('document.unit_id', 'in', [...unitIds])
    .where(unlessLimited(official, today))
    .where('document.withdrawn_on', 'is', null)
    .where('issue.sent_on', 'is', null)
    .where(conditions[state])
    .orderBy('document.issued_on')
    .orderBy('document.id')
    .limit(50)
    .execute()
}

function issues(database: Database) {
  return database
    .selectFrom('document_issue as issue')
    .innerJoin('document', 'document.id', 'issue.document_id')
    .innerJoin('stored_file as file', 'file.id', 'issue.file_id')
    .select([
      'issue.document_id as documentId',
      'issue.code',
      'issue.signer_name as signerName',
      'issue.signer_title as signerTitle',
      'issue.signature_place as place',
      'issue.file_id as preparedFileId',
      'issue.sha256 as preparedSha256',
      'file.name as fileName',
      'issue.prepared_at as preparedAt',
      'issue.sent_on as sentOn',
      'issue.sent_at as sentAt',
      sql<string[]>`issue.recipient_unit_ids::text[]`.as('recipientUnitIds'),
      sql<string[]>`array(select unit_name_on(recipient.id, document.issued_on)
        from unnest(issue.recipient_unit_ids) recipient (id))`.as('recipientNames'),
      'document.type',
      'document.reference',
      'document.issued_on as issuedOn',
      'document.withdrawn_on as withdrawnOn',
      ISSUER_NAME.as('issuer'),
    ])
}

async function withSignatures<
  Found extends { documentId: string; preparedFileId: string; preparedSha256: string; sentOn: string | null },
>(database: Database, issue: Found) {
  const signatures = await database
    .selectFrom('document_signature')
    .select([
      'role',
      'way',
      'signer',
      'organisation',
      'certificate_issuer as certificateIssuer',
      'signed_at as signedAt',
      'file_id as fileId',
      'sha256',
      'added_at as addedAt',
    ])
    .where('document_id', '=', issue.documentId)
    .orderBy(sql`role = 'body'`)
    .execute()
  const last = signatures.at(-1)
  return {
    ...issue,
    signatures,
    state: issueState({ signatures, sentOn: issue.sentOn }),
    /** The file as it stands now, with the signatures given so far. */
    current: { fileId: last?.fileId ?? issue.preparedFileId, sha256: last?.sha256 ?? issue.preparedSha256 },
  }
}
