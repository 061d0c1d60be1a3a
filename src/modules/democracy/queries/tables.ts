import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { DecisionForm, DecisionOutcome, DecisionScope, Matter, Recognition } from '../rules/community-decision.ts'
import type { ConsultationMatter, OpinionChannel } from '../rules/consultation.ts'
import type { DisclosureForm, Occurrence, Quarter } from '../rules/disclosure.ts'
import type { InspectionForm } from '../rules/inspection-board.ts'
import type { MediationKind, MediationOutcome } from '../rules/mediation.ts'

/** What every kind of record here has: who made and changed it, and how often. */
type Kept = {
  id: Generated<string>
  unit_id: string
  illustration: string | null
  version: Generated<number>
  created_by_account_id: string | null
  created_at: Given<Date>
  changed_by_account_id: string | null
  changed_at: Generated<Date>
}

type Withdrawable = { withdrawn_on: ColumnType<string | null, undefined, string>; withdrawn_reason: Generated<string> }

declare module '../../../platform/database/database.ts' {
  interface Tables {
    disclosure_content_version: {
      code: string
      valid_from: string
      valid_to: string | null
      position: number
      title: string
      short_title: string
      occurs: Occurrence
      source: string
    }
    disclosure: Kept &
      Withdrawable & {
        content_code: string
        year: number
        quarter: Quarter | null
        title: string
        document_number: string
        document_issued_on: string
        summary: string
        due_on: string | null
        disclosed_on: string | null
      }
    disclosure_posting: {
      id: Generated<string>
      disclosure_id: string
      form: DisclosureForm
      place: string
      posted_on: string
      posted_until: string | null
      minutes: string
      illustration: string | null
      created_by_account_id: string | null
      created_at: Given<Date>
    }
    residential_area: Kept & { name: string; household_count: number; counted_on: string; ended_on: string | null }
    community_decision: Kept &
      Withdrawable & {
        scope: DecisionScope
        residential_area_id: string | null
        matter: Matter
        form: DecisionForm
        title: string
        content: string
        decided_on: string
        total_count: number
        taking_part_count: number
        in_favour_count: number
        against_count: number
        outcome: DecisionOutcome
        send_due_on: string | null
        sent_on: string | null
        received_on: string | null
        needs_recognition: Generated<boolean>
        recognise_due_on: string | null
        recognition: Recognition | null
        recognised_on: string | null
        recognition_number: Generated<string>
        recognition_reason: Generated<string>
      }
    consultation: Kept &
      Withdrawable & {
        matter: ConsultationMatter
        title: string
        content: string
        document_number: string
        opens_on: string
        closes_on: string
        published_on: string | null
        conclusion: Generated<string>
        concluded_on: string | null
      }
    consultation_theme: {
      id: Generated<string>
      consultation_id: string
      title: string
      answer: Generated<string>
      answered_on: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    consultation_opinion: Omit<Kept, 'unit_id' | 'changed_by_account_id'> &
      Withdrawable & {
        consultation_id: string
        channel: OpinionChannel
        content: string
        received_on: string
        theme_id: string | null
        changed_by_account_id: Generated<string | null>
      }
    mediation_case: Kept & {
      residential_area_id: string
      kind: MediationKind
      begun_on: string
      ended_on: string | null
      outcome: MediationOutcome | null
    }
    inspection_board_plan: Kept &
      Withdrawable & {
        period_code: string
        period_from: string
        period_to: string
        reference: string
        aim: string
        sent_on: string | null
      }
    inspection_board_item: Omit<Kept, 'unit_id'> &
      Withdrawable & {
        plan_id: string
        form: InspectionForm
        title: string
        body: string
        requested_by: string
        responsible: string
        planned_on: string
        held_on: string | null
        findings: Generated<string>
        dropped_on: string | null
        dropped_reason: Generated<string>
      }
    inspection_board_recommendation: Omit<Kept, 'unit_id'> & {
      item_id: string
      content: string
      addressee: string
      made_on: string
      due_on: string | null
      answered_on: string | null
      answer: Generated<string>
      settled: Generated<boolean>
    }
  }
}
