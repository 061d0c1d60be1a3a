import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    plan: {
      id: Generated<string>
      unit_id: string
      document_id: string | null
      title: string
      year: number
      issued_on: string | null
      based_on_plan_id: string | null
      following_unit_id: string | null
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_reason: string | null
      copied_from_plan_id: Generated<string | null>
    }
    plan_content: {
      id: Generated<string>
      plan_id: string
      position: number
      title: string
      carries_out_content_id: Generated<string | null>
      copied_from_content_id: Generated<string | null>
    }
    task: {
      id: Generated<string>
      plan_content_id: string
      title: string
      product: Generated<string>
      due_on: string
      due_on_excluded: Generated<boolean>
      last_good_day: ColumnType<string, never, never>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_reason: string | null
      due_wording: Generated<'by' | 'before'>
      due_reading_reason: Generated<string>
      due_time: Generated<string | null>
      target_amount: Generated<number | null>
      target_measure: Generated<string>
      target_counts: Generated<string | null>
      period_from: Generated<string | null>
      period_to: Generated<string | null>
      carries_out_content_id: Generated<string | null>
      copied_from_task_id: Generated<string | null>
      review_meeting_id: Generated<string | null>
    }
    task_milestone: { id: Generated<string>; task_id: string; position: number; title: string; due_on: string }
    review_meeting: {
      id: Generated<string>
      plan_id: string
      kind: 'interim' | 'final'
      held_on: string
      period_from: string
      period_to: string
      results: Generated<string>
      shortcomings: Generated<string>
      conclusions: Generated<string>
      illustration: Generated<string | null>
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    task_question: {
      id: Generated<string>
      assignment_id: string
      question: string
      asked_on: string
      asked_by_account_id: string | null
      answer: Generated<string | null>
      answered_on: Generated<string | null>
      answered_by_account_id: Generated<string | null>
    }
    task_assignment: {
      id: Generated<string>
      task_id: string
      unit_id: string
      part: Generated<'lead' | 'coordinate'>
      state: Generated<'assigned' | 'in-progress' | 'completed' | 'refused' | 'withdrawn'>
      assigned_on: Generated<string>
      comment: Generated<string>
      completed_on: string | null
      explanation: Generated<string>
      refused_on: string | null
      refusal_reason: Generated<string>
      refusal_answer: Generated<string>
      withdrawn_on: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      received_on: Generated<string | null>
      stated_percent: Generated<number | null>
    }
    task_evidence: {
      id: Generated<string>
      assignment_id: string
      subject_kind: string
      subject_id: string
      title: string
      linked_by_account_id: string | null
      linked_at: Given<Date>
      milestone_id: Generated<string | null>
    }
    task_reminder: {
      id: Generated<string>
      assignment_id: string
      message: string
      reminded_on: string
      reminded_by_account_id: string | null
      created_at: Given<Date>
    }
  }
}
