import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { SignaturePlace, SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import type { DocumentType, LinkKind } from '../rules/register-entry.ts'

/** A column that the database computes from others. */
type Computed<Type> = ColumnType<Type, never, never>

declare module '../../../platform/database/database.ts' {
  interface Tables {
    document: {
      id: Generated<string>
      unit_id: string
      direction: 'outgoing' | 'incoming'
      type: DocumentType
      reference: string
      issued_on: string
      issuing_unit_id: string | null
      issuing_body: string | null
      drafting_unit_id: string | null
      summary: string
      number: number | null
      symbol: string | null
      series: string | null
      number_year: Computed<number>
      arrived_on: string | null
      arrival_number: number | null
      arrival_year: Computed<number | null>
      registered_on: Computed<string>
      due_on: string | null
      handled_on: string | null
      handling_note: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_reason: string | null
    }
    document_issue: {
      document_id: string
      code: string
      signer_name: string
      signer_title: string
      file_id: string
      sha256: string
      signature_place: ColumnType<SignaturePlace, string, never>
      recipient_unit_ids: string[]
      prepared_by_account_id: string | null
      prepared_at: Given<Date>
      sent_on: string | null
      sent_by_account_id: string | null
      sent_at: Date | null
    }
    document_signature: {
      document_id: string
      role: SignatureRole
      way: SignatureWay
      signer: string
      organisation: string
      certificate_issuer: string
      signed_at: Date | null
      file_id: string
      sha256: string
      added_by_account_id: string | null
      added_at: Given<Date>
    }
    document_search: { document_id: string; words: ColumnType<string, string, string> }
    document_link: {
      document_id: string
      kind: LinkKind
      position: number
      target_document_id: string | null
      target_text: string
    }
    document_recipient: { document_id: string; unit_id: string; sent_on: string }
    attachment: {
      id: Generated<string>
      subject_kind: string
      subject_id: string
      unit_id: string
      stored_file_id: string
      read_permission: Generated<string>
      handling_unit_id: string | null
      attached_by_account_id: string | null
      attached_at: Given<Date>
      removed_at: Date | null
      removed_by_account_id: string | null
    }
  }
}
