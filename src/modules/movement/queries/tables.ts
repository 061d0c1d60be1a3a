import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { EntryState } from '../rules/judged-contest.ts'
import type { ModelRegistration, ModelState, OwnerKind, RecognitionLevel } from '../rules/model.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    movement_field: {
      code: string
      title: string
      position: number
      ended_on: Generated<string | null>
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    movement_model: {
      id: Generated<string>
      unit_id: string
      name: string
      registration: ModelRegistration
      field_code: string
      owner_kind: OwnerKind
      owner_name: string
      content: string
      year: number
      registered_on: string
      replicates_model_id: string | null
      situation: Generated<string>
      goals: Generated<string>
      area: Generated<string>
      forces: Generated<string>
      resources: Generated<string>
      schedule: Generated<string>
      output: Generated<string>
      lasting: Generated<string>
      difference: Generated<string>
      continues_model_id: Generated<string | null>
      recognition_level: Generated<RecognitionLevel | null>
      recognition_document_id: Generated<string | null>
      faded_on: Generated<string | null>
      faded_reason: Generated<string>
      released_on: Generated<string | null>
      public_words: Generated<string>
      state: Generated<ModelState>
      reviewed_on: string | null
      review_note: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    movement_model_search: { model_id: string; words: ColumnType<string, string, string> }
    model_photo: {
      id: Generated<string>
      visit_id: string
      alternative_text: string
      is_public: boolean
      agreed_by: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    model_visit: {
      id: Generated<string>
      model_id: string
      visited_on: string
      visited_by: string
      seen: string
      is_alive: boolean
      to_mend: string
      mend_by: string | null
      illustration: string | null
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    model_panel: {
      board_id: string
      title: string
      year: number
      level: RecognitionLevel
      threshold: string | null
      illustration: string | null
    }
    model_not_eligible: { board_id: string; model_id: string; reason: string }
    contest: {
      id: Generated<string>
      unit_id: string
      title: string
      content: string
      opened_on: string
      is_judged: Generated<boolean>
      results_published_on: Generated<string | null>
      results_decision: Generated<string>
      illustration: string | null
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    contest_member: { contest_id: string; person_id: string; part: 'secretary' | 'juror'; named_on: string }
    contest_stage: {
      id: Generated<string>
      contest_id: string
      position: number
      title: string
      opens_on: Generated<string | null>
      closes_on: Generated<string | null>
      board_id: Generated<string | null>
    }
    contest_entry: {
      id: Generated<string>
      contest_id: string
      stage_id: string
      author_name: string
      author_place: string
      work_title: string
      number: Generated<number | null>
      content: Generated<string>
      state: Generated<EntryState | null>
      refusal_reason: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: Generated<string | null>
      changed_at: Generated<Date>
    }
    contest_award: {
      id: Generated<string>
      entry_id: string
      prize: string
      awarded_on: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    contest_author: {
      entry_id: string
      author_name: string
      author_place: string
      contact: string
      unit_id: string | null
      entered_by_person_id: string | null
      code: string | null
      secret_digest: string | null
      erased_on: Generated<string | null>
      created_at: Given<Date>
    }
    contest_entry_file: { entry_id: string; stored_file_id: string }
    movement_board: {
      id: Generated<string>
      kind: 'jury' | 'panel'
      unit_id: string
      contest_id: string | null
      criterion_spread_percent: Generated<number>
      total_spread_percent: Generated<number>
      opened_on: Generated<string | null>
      decided_on: Generated<string | null>
      decision: Generated<string>
      choice_reason: Generated<string>
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    board_criterion: { id: Generated<string>; board_id: string; position: number; title: string; maximum: string }
    board_member: {
      board_id: string
      person_id: string
      contest_id: string | null
      contest_part: Generated<'juror'>
      closed_at: Generated<Date | null>
    }
    board_subject: {
      id: Generated<string>
      board_id: string
      entry_id: string | null
      model_id: string | null
      result: Generated<string | null>
      place: Generated<number | null>
      outcome: Generated<'chosen' | 'not-chosen' | null>
      reason: Generated<string>
      discussion: Generated<string>
      discussed_on: Generated<string | null>
    }
    board_conflict: { subject_id: string; person_id: string; declared_at: Given<Date> }
    board_sheet: {
      id: Generated<string>
      subject_id: string
      person_id: string
      turn: Generated<number>
      reason: Generated<string>
      note: Generated<string>
      written_at: Generated<Date>
    }
    board_mark: { sheet_id: string; criterion_id: string; points: string }
  }
}
