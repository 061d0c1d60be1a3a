import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { CommentAudience } from '../rules/report-comment.ts'
import type { SupplementState } from '../rules/report-supplement.ts'

/** numeric travels as text, so that no digit is lost. */
type FrozenNumber = ColumnType<string | null, number | null, never>

declare module '../../../platform/database/database.ts' {
  interface Tables {
    report_submission_text: { submission_id: string; section_code: string; content: string; written_by: string }
    report_decision: {
      id: Generated<string>
      submission_id: string
      decision: 'accept' | 'return' | 'reopen'
      reason: string
      decided_on: string
      decided_by_account_id: string | null
      decided_at: Given<Date>
    }
    report_supplement: {
      id: Generated<string>
      report_id: string
      number: number | null
      state: Generated<SupplementState>
      reason: string
      content: string
      submission_id: string | null
      sent_on: string | null
      sent_at: Date | null
      as_of: string | null
      signer_name: string | null
      signer_title: string | null
      sent_by_account_id: string | null
      missing_units: Generated<string[]>
      gathered: Generated<string[]>
      decided_on: string | null
      decided_reason: Generated<string>
      decided_by_account_id: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_supplement_figure: {
      supplement_id: string
      indicator_code: string
      old_value: FrozenNumber
      old_record_count: number | null
      value: FrozenNumber
      record_count: number | null
    }
    report_lock: {
      id: Generated<string>
      request_id: string
      reason: string
      locked_on: string
      locked_by_account_id: string | null
      locked_at: Given<Date>
      lifted_on: string | null
      lifted_reason: string | null
      lifted_by_account_id: string | null
    }
    report_lock_opening: {
      id: Generated<string>
      lock_id: string
      unit_id: string
      reason: string
      opened_on: string
      opened_by_account_id: string | null
      opened_at: Given<Date>
      used_on: string | null
    }
    report_reminder: {
      id: Generated<string>
      duty_id: string
      message: string
      reminded_on: string
      reminded_by_account_id: string | null
      created_at: Given<Date>
    }
    report_section_assignment: {
      id: Generated<string>
      report_id: string
      section_code: string
      person_id: string
      due_on: string
      note: string
      assigned_by_account_id: string | null
      assigned_at: Given<Date>
      done_on: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_comment: {
      id: Generated<string>
      report_id: string
      section_code: string | null
      audience: CommentAudience
      words: string
      written_by_account_id: string | null
      written_at: Given<Date>
      side: CommentAudience
      resolved_on: string | null
      resolved_by_account_id: string | null
    }
  }
}
