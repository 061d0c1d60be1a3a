import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { CutOff, PeriodKind } from '../../../vocabulary/reporting-period.ts'
import type { DayShift } from '../rules/level-deadline.ts'
import type { ReportState } from '../rules/report-state.ts'
import type { TypeDefinition } from '../rules/type-definition.ts'
import './process-tables.ts'

/** A part of a frozen figure that was done on behalf of another body. */
export type FrozenPart = { unitId: string; unitName: string; value: number; recordCount: number }

declare module '../../../platform/database/database.ts' {
  interface Tables {
    report_type: {
      code: string
      title: string
      summary: string
      cut_off: CutOff
      period_kinds: PeriodKind[]
      sender_kinds: string[]
      receiver_kinds: string[]
      source: string
      position: number
      valid_from: string | null
      retired_on: string | null
    }
    report_type_version: {
      type_code: string
      number: number
      title: string
      summary: string
      cut_off: CutOff
      period_kinds: PeriodKind[]
      sender_kinds: string[]
      receiver_kinds: string[]
      source: string
      valid_from: string
      reason: string
      issued_by_account_id: string | null
      issued_at: Given<Date>
    }
    /** A view: all versions of all types. */
    report_type_definition: {
      code: string
      position: number
      number: number
      title: string
      summary: string
      cut_off: CutOff
      period_kinds: PeriodKind[]
      sender_kinds: string[]
      receiver_kinds: string[]
      source: string
      valid_from: string | null
      reason: string
      retired_on: string | null
    }
    report_type_draft: {
      id: Generated<string>
      type_code: string | null
      /** As `rules/type-definition.ts` has it; written as text. */
      definition: ColumnType<TypeDefinition, string, string>
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_section: {
      type_code: string
      version: number
      code: string
      position: number
      level: 1 | 2
      title: string
      hint: string
      indicator_codes: string[]
      unit_kinds: string[] | null
      about_kinds: string[] | null
    }
    report_request: {
      id: Generated<string>
      type_code: string
      type_version: number
      root_unit_id: string
      collecting_unit_id: string
      period_code: string
      period_title: string
      period_from: string
      period_to: string
      due_on: string
      due_on_excluded: boolean
      last_good_day: ColumnType<string, never, never>
      basis: string
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_duty: {
      id: Generated<string>
      request_id: string
      unit_id: string
      created_at: Given<Date>
      due_on: string | null
      due_on_excluded: boolean | null
      last_good_day: ColumnType<string | null, never, never>
      set_on: string | null
      set_excluded: boolean | null
      shift: DayShift | null
      due_basis: string | null
      due_words: string | null
    }
    report_deadline: {
      id: Generated<string>
      type_code: string
      sender_kind: string | null
      period_kind: PeriodKind
      months_after: number | null
      day_of_month: number | null
      days_after: number | null
      excluded: boolean
      shift: DayShift
      from_year: number
      to_year: number | null
      basis: string
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report: {
      id: Generated<string>
      type_code: string
      type_version: number
      unit_id: string
      request_id: string | null
      period_code: string
      period_title: string
      period_from: string
      period_to: string
      state: Generated<ReportState>
      first_submitted_on: string | null
      submitted_on: string | null
      returned_reason: string | null
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_text: {
      report_id: string
      section_code: string
      content: string
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    report_submission: {
      id: Generated<string>
      report_id: string
      number: number
      submitted_on: string
      as_of: string
      signer_name: string
      signer_title: string
      missing_units: Generated<string[]>
      submitted_by_account_id: string | null
      submitted_at: Given<Date>
    }
    report_manifest: { submission_id: string; content: string; sha256: string }
    report_document: { document_id: string; submission_id: string }
    report_figure: {
      submission_id: string
      indicator_code: string
      /** numeric travels as text, so that no digit is lost. */
      value: ColumnType<string | null, number | null, never>
      record_count: number | null
      last_year_value: ColumnType<string | null, number | null, never>
      on_behalf_of: ColumnType<FrozenPart[], string, never>
      override_value: ColumnType<string | null, number | null | undefined, never>
      override_reason: string | null
      override_basis: string | null
      counted_unit_id: string | null
      record_ids: string[] | null
    }
  }
}
