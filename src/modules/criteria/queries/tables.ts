import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { AppealState } from '../rules/appeal.ts'
import type { AssessmentState, YearState } from '../rules/assessment-state.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import type { ImportQuestion } from '../rules/import-question.ts'
import type { FigureValue } from '../rules/input.ts'
import type { RankCode } from '../rules/rank-code.ts'
import type { Decisions } from '../rules/rank-units.ts'
import type { PartOfYear } from '../rules/score-by-periods.ts'
import type { Effect } from '../rules/sum-tree.ts'
import type { YearStep } from '../rules/timetable.ts'
import type { UnitInputs } from '../rules/unit-inputs.ts'
import type { SampleInputs } from '../rules/worked-example.ts'

/** What people decided for a year where no rule does. */
export type YearDecisions = Decisions & {
  /** Why a quota was passed, by code of quota and of block. */
  readonly quotasPassed?: readonly { readonly quota: string; readonly block: string; readonly reason: string }[]
}

/** Empty when the row is made, filled later. */
type NotYet<Type> = ColumnType<Type | null, undefined, Type | null>

/** jsonb that is written as text. */
type Json<Type> = ColumnType<Type, string, string>

declare module '../../../platform/database/database.ts' {
  interface Tables {
    criteria_set: {
      id: Generated<string>
      code: string
      version: number
      title: string
      legal_act_number: string
      legal_act_date: string
      legal_act_issuer: string
      effective_from: string
      effective_to: string | null
      years: number[]
      unit_kinds: string[]
      demonstration_note: string | null
      content: Json<CriteriaSet>
      digest: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    criteria_set_draft: {
      id: Generated<string>
      content: Json<CriteriaSet>
      sample: ColumnType<SampleInputs, string | undefined, string>
      questions: ColumnType<readonly ImportQuestion[], string | undefined, string>
      based_on_set_id: string | null
      kept_as_set_id: string | null
      discarded_on: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    assessment_year: {
      id: Generated<string>
      root_unit_id: string
      year: number
      criteria_set_id: string
      state: Generated<YearState>
      window_from: string
      window_to: string
      opened_on: string
      self_assess_by: string
      verify_by: string
      decide_by: string
      decision_number: string | null
      decided_on: string | null
      decision_document_id: NotYet<string>
      second_marks_left_reason: NotYet<string>
      decisions: ColumnType<YearDecisions, string | undefined, string>
      published_on: string | null
      illustration: string | null
      version: Generated<number>
      opened_by_account_id: string | null
      opened_at: Given<Date>
    }
    assessment_year_block: { assessment_year_id: string; block_id: string; unit_kind: string }
    assessment_year_split: {
      whole_year_id: string
      earlier_year_id: string
      earlier_percent: string
      because: string
    }
    assessment: {
      id: Generated<string>
      assessment_year_id: string
      unit_id: string
      block_id: string
      unit_kind: string
      state: Generated<AssessmentState>
      self_total: string | null
      verified_total: string | null
      not_ranked_reason: string | null
      submitted_on: string | null
      submitted_by_account_id: string | null
      verified_on: string | null
      verified_by_account_id: string | null
      signed_title: NotYet<string>
      signed_statement: NotYet<string>
      appeal_total: NotYet<string>
      illustration: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    assessment_figure: {
      assessment_id: string
      code: string
      value: Json<FigureValue>
      source: 'counted' | 'unit' | 'verifier'
      record_count: number | null
      given_by_account_id: string | null
      given_at: Generated<Date>
    }
    assessment_score: {
      id: Generated<string>
      assessment_id: string
      criterion_code: string
      not_applicable: Generated<boolean>
      self_points: string | null
      self_explanation: string | null
      self_state: string | null
      self_note: Generated<string>
      verified_points: string | null
      verified_explanation: string | null
      verified_changed: Generated<boolean>
      verified_reason: Generated<string>
      verified_by_account_id: string | null
      verified_on: string | null
      appeal_points: string | null
      appeal_reason: string | null
      evidence_reason: Generated<string>
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    assessment_evidence: {
      id: Generated<string>
      assessment_id: string
      criterion_code: string
      subject_kind: string
      subject_id: string
      title: string
      happened_on: string
      linked_by_account_id: string | null
      linked_at: Given<Date>
    }
    ranking_result: {
      assessment_id: string
      assessment_year_id: string
      unit_id: string
      year: number
      block_id: string
      self_total: string | null
      verified_total: string | null
      appeal_total: string | null
      rank_title: string | null
      rank_level: number | null
      rank_code: RankCode | null
      rank_by_points: string | null
      position: number | null
      not_ranked_reason: string | null
      set_digest: string
      inputs: ColumnType<UnitInputs, string, never>
      changed_points: ColumnType<Record<string, string>, string, never>
      effects: ColumnType<readonly Effect[], string, never>
      earlier_part: ColumnType<FrozenPart | null, never, never>
      frozen_at: Given<Date>
    }
    assessment_year_step: {
      assessment_year_id: string
      step: YearStep
      stated_on: string
      is_before: boolean
      last_day: string
    }
    assessment_explanation: {
      id: Generated<string>
      assessment_id: string
      criterion_code: string
      question: string
      asked_on: string
      asked_by_account_id: string | null
      answer: string | null
      answered_on: string | null
      answered_by_account_id: string | null
    }
    assessment_appeal: {
      id: Generated<string>
      assessment_id: string
      criterion_code: string
      asked_points: string
      reason: string
      filed_on: string
      filed_by_account_id: string | null
      state: Generated<AppealState>
      given_points: string | null
      answer: string | null
      answered_on: string | null
      answered_by_account_id: string | null
    }
    assessment_assignment: {
      id: Generated<string>
      assessment_year_id: string
      account_id: string
      unit_id: string | null
      criterion_code: string | null
      assigned_on: string
      assigned_by_account_id: string | null
    }
    second_marking: {
      assessment_year_id: string
      seed: string
      percent: number
      marker_account_id: string
      drawn_on: string
      drawn_by_account_id: string | null
    }
    second_marking_replaced: {
      id: Generated<string>
      assessment_year_id: string
      seed: string
      percent: number
      marker_account_id: string
      drawn_on: string
      drawn_by_account_id: string | null
      drawn: Json<readonly { assessmentId: string; criterionCode: string }[]>
      replaced_on: string
      replaced_by_account_id: string | null
      reason: string
    }
    second_mark: {
      id: Generated<string>
      assessment_id: string
      criterion_code: string
      marker_account_id: string
      points: NotYet<string>
      reason: Generated<string>
      marked_on: NotYet<string>
      first_points: NotYet<string>
      settled_points: NotYet<string>
      settled_reason: NotYet<string>
      settled_on: NotYet<string>
      settled_by_account_id: NotYet<string>
    }
    council_session: {
      id: Generated<string>
      assessment_year_id: string
      held_on: string
      place: string
      chaired_by: string
      secretary: string
      conclusion: string
      version: Generated<number>
      recorded_by_account_id: string | null
      recorded_at: Given<Date>
    }
    council_member: {
      council_session_id: string
      ordinal: number
      full_name: string
      office: string
      unit_id: string | null
      is_present: boolean
    }
    council_vote: {
      id: Generated<string>
      council_session_id: string
      matter: string
      title: string
      unit_codes: string[]
      decision: Json<YearDecisions>
      votes_for: number
      votes_against: number
      votes_abstained: number
      aside: string[]
      reason: string
      replaces_vote_id: string | null
      again_reason: string | null
      is_replaced: Generated<boolean>
      voted_at: Given<Date>
    }
    assessment_reopening: {
      id: Generated<string>
      assessment_year_id: string
      reopened_on: string
      reopened_by_account_id: string | null
      reason: string
      decision_number: string
      decided_on: string
      published_on: string | null
    }
    ranking_result_superseded: {
      assessment_reopening_id: string
      assessment_id: string
      result: ColumnType<SupersededResult, string, never>
    }
  }
}

/** The earlier part of a year that two sets share, as it was frozen with the result of the whole year. */
export type FrozenPart = PartOfYear & {
  assessmentId: string
  setDigest: string
  selfTotal: string | null
  total: string
  inputs: UnitInputs
  changed: Record<string, string>
}

/** A frozen result as it stood before its year was opened again: the row as it was. */
export type SupersededResult = {
  unit_id: string | number
  verified_total: string | number | null
  appeal_total: string | number | null
  rank_title: string | null
  position: number | null
}
