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
    }
    plan_content: { id: Generated<string>; plan_id: string; position: number; title: string }
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
    }
    task_evidence: {
      id: Generated<string>
      assignment_id: string
      subject_kind: string
      subject_id: string
      title: string
      linked_by_account_id: string | null
      linked_at: Given<Date>
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
