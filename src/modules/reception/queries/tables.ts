import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { Mode, Receiver, SessionKind } from '../rules/session.ts'
import type { Outcome, VisitKind } from '../rules/visit.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    reception_day: {
      id: Generated<string>
      unit_id: string
      post_id: string
      leader_name: string
      leader_title: string
      planned_on: string
      starts_at: string
      ends_at: string
      place: string
      mode: Mode
      seats: number
      attendants: Generated<string>
      topic: Generated<string>
      published_on: string | null
      substitute_post_id: Generated<string | null>
      substitute_name: Generated<string | null>
      substitute_title: Generated<string | null>
      substitute_reason: Generated<string>
      substitute_paper: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    reception_day_change: {
      id: Generated<string>
      day_id: string
      from_on: string
      to_on: string
      reason: string
      announced_on: string
      recorded_by_account_id: string | null
      recorded_at: Given<Date>
    }
    reception_session: {
      id: Generated<string>
      unit_id: string
      day_id: string | null
      activity_id: string
      kind: SessionKind
      receiver: Receiver
      received_by: string
      held_on: string
      place: string
      mode: Mode
      note: Generated<string>
      withdrawn_on: Generated<string | null>
      withdrawn_reason: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    reception_visit: {
      id: Generated<string>
      session_id: string
      position: number
      kind: VisitKind
      content: string
      person_count: number
      first_visit_id: string | null
      resolved_by: Generated<string>
      within_competence: boolean | null
      outcome: Outcome | null
      other_body: Generated<string>
      document_number: Generated<string>
      refusal_ground: string | null
      refused_on: string | null
      refusal_due_on: string | null
      papers: Generated<string>
      answer_due_on: string | null
      result: Generated<string>
      result_on: string | null
      note: Generated<string>
      petition_id: Generated<string | null>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    reception_visitor: {
      id: Generated<string>
      visit_id: string
      visit_kind: VisitKind
      position: number
      full_name: string
      address: Generated<string>
      id_number: Generated<string>
    }
    reception_registration: {
      id: Generated<string>
      day_id: string
      code: string
      secret_digest: string
      kind: VisitKind | null
      full_name: string
      contact: string
      subject: string
      visit_id: Generated<string | null>
      cancelled_at: Date | null
      illustration: string | null
      registered_at: Given<Date>
    }
    reception_conclusion: {
      session_id: string
      document_number: Generated<string>
      issued_on: string
      summary: Generated<string>
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    reception_conclusion_item: {
      id: Generated<string>
      session_id: string
      position: number
      content: string
      responsible_unit_id: string
      due_on: string
      done_on: string | null
      result: Generated<string>
      done_by_account_id: string | null
      version: Generated<number>
    }
  }
}
