import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { NoReading } from '../reading/reading-limits.ts'
import type { Limits, Secrecy } from '../rules/document-limits.ts'
import type { SignaturePlace, SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import type { NumberScheme } from '../rules/number-scheme.ts'
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
      limits: Generated<Limits>
      secrecy: Generated<Secrecy | null>
      identifier: Generated<string>
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
      is_limited: Generated<boolean>
    }
    attachment_text: {
      attachment_id: string
      document_id: string
      state: Generated<'waiting' | 'read' | 'unreadable'>
      reason: Generated<NoReading | null>
      page_count: Generated<number | null>
      is_cut: Generated<boolean>
      read_at: Generated<Date | null>
    }
    attachment_text_part: {
      attachment_id: string
      part: number
      content: string
      words: ColumnType<string, string, string>
    }
    document_reader: {
      id: Generated<string>
      document_id: string
      person_id: string | null
      unit_id: string | null
      role_code: string | null
      added_by_account_id: string | null
      added_at: Given<Date>
    }
    document_reading: {
      id: Generated<string>
      document_id: string
      attachment_id: string | null
      account_id: string
      read_at: Given<Date>
    }
    signature_picture: {
      id: Generated<string>
      person_id: string | null
      unit_id: string | null
      width_in_millimetres: string
      height_in_millimetres: string
      sealed: string
      kept_by_account_id: string | null
      kept_at: Generated<Date>
    }
    document_numbering: {
      unit_id: string
      year: number
      scheme: NumberScheme
      decided_by_account_id: string | null
      decided_at: Generated<Date>
    }
  }
}
