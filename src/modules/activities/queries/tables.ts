import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { ParticipantMethod } from '../rules/activity.ts'
import type { ActivityDetails } from '../rules/activity-details.ts'
import type { InvitationAnswer } from '../rules/invitation.ts'
import type { AnswerKind, RecommendationKind, RecommendationState } from '../rules/recommendation.ts'

/** Written as text, read as what it says. */
type Details = ColumnType<ActivityDetails, string | undefined, string>

declare module '../../../platform/database/database.ts' {
  interface Tables {
    activity_kind: { code: string; title: string; position: number }
    activity: {
      id: Generated<string>
      kind_code: string
      title: string
      held_on: string
      place: string
      unit_id: string
      behalf_unit_id: string | null
      chaired_by: string
      participant_count: number
      opinion_count: Generated<number>
      content: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
      withdrawn_on: string | null
      withdrawn_reason: string | null
      register_path: Generated<string | null>
      participant_method: Generated<ParticipantMethod>
      details: Details
      public_result: Generated<string>
      result_published_on: Generated<string | null>
    }
    activity_photo: {
      id: Generated<string>
      activity_id: string
      alternative_text: string
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    pasted_activities: {
      id: Generated<string>
      account_id: string
      unit_id: string
      kind_code: string
      content: string
      created_at: Given<Date>
    }
    planned_activity: {
      id: Generated<string>
      kind_code: string
      title: string
      planned_on: string
      starts_at: string
      place: string
      unit_id: string
      chaired_by: string
      content: string
      details: Details
      announced_on: Generated<string | null>
      notice: Generated<string>
      cancelled_on: Generated<string | null>
      cancelled_reason: Generated<string>
      activity_id: Generated<string | null>
      check_in_code: string
      illustration: Generated<string | null>
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    planned_activity_agenda: {
      planned_activity_id: string
      position: number
      starts_at: string
      content: string
      speaker: string
    }
    planned_activity_invitation: {
      id: Generated<string>
      planned_activity_id: string
      unit_id: string | null
      guest: Generated<string>
      answer: Generated<InvitationAnswer | null>
      answer_words: Generated<string>
      answered_on: Generated<string | null>
      came: Generated<boolean>
    }
    planned_activity_check_in: {
      id: Generated<string>
      planned_activity_id: string
      account_id: string | null
      device_digest: string | null
      checked_in_at: Given<Date>
    }
    recommendation: {
      id: Generated<string>
      activity_id: string
      position: number
      kind: RecommendationKind
      content: string
      responsible_unit_id: string
      due_on: string | null
      state: Generated<RecommendationState>
      answer_kind: Generated<AnswerKind | null>
      closed_on: Generated<string | null>
      withdrawn_on: Generated<string | null>
      withdrawn_reason: Generated<string>
      illustration: Generated<string | null>
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    recommendation_step: {
      id: Generated<string>
      recommendation_id: string
      kind: 'answered' | 'sent-back' | 'closed'
      answer_kind: AnswerKind | null
      words: string
      happened_on: string
      document_id: string | null
      activity_id: string | null
      account_id: string | null
      created_at: Given<Date>
    }
    activity_search: { activity_id: string; words: ColumnType<string, string, string> }
    opinion: {
      id: Generated<string>
      activity_id: string
      position: number
      content: string
      raised_by: Generated<string>
      responsible_unit_id: string | null
      due_on: string | null
      answer: string | null
      answered_on: string | null
      answered_by_account_id: string | null
      first_raised_id: Generated<string | null>
    }
  }
}
