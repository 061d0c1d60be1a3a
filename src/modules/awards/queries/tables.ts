import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    award: {
      id: Generated<string>
      form: string
      for_year: number
      recipient_kind: 'collective' | 'individual'
      unit_id: string
      person_name: string | null
      person_post: string | null
      achievement: string
      proposed_by_unit_id: string
      proposed_on: string
      state: Generated<'proposed' | 'awarded' | 'refused' | 'withdrawn'>
      refused_reason: string | null
      refused_on: string | null
      proposal_withdrawn_reason: string | null
      proposal_withdrawn_on: string | null
      is_proposed_anew: Generated<boolean>
      decision_number: string | null
      awarded_on: string | null
      deciding_unit_id: string | null
      award_round_id: string | null
      award_decision_id: string | null
      origin: Generated<'unit' | 'system'>
      basis: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    award_form: {
      code: string
      title: string
      position: number
      deciding_kinds: string[]
      for_collectives: boolean
      for_individuals: boolean
      legal_source: string
      required_percent: number | null
      share_of: 'members' | 'present'
      share_source: string
      share_is_checked: Generated<boolean>
      ended_on: string | null
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    award_round: {
      id: Generated<string>
      root_unit_id: string
      title: string
      for_year: number
      opens_on: string
      closes_on: string
      eligible_rank_level: Generated<number>
      eligibility_source: Generated<string>
      illustration: string | null
      version: Generated<number>
      created_by_account_id: string | null
      created_at: Given<Date>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    award_decision: {
      id: Generated<string>
      root_unit_id: string
      unit_id: string
      document_id: string
      award_round_id: string | null
      form: string
      for_year: number
      decided_on: string
      signer_name: string
      signer_title: string
      decided_by_account_id: string | null
      created_at: Generated<Date>
    }
    award_statement: {
      award_id: string
      finding: 'none' | 'disciplined'
      statement: string
      source: string
      stated_on: string
      recorded_by_account_id: string | null
      recorded_at: Generated<Date>
    }
    award_session: {
      id: Generated<string>
      award_round_id: string
      held_on: string
      place: string
      chaired_by: string
      secretary: string
      conclusion: Generated<string>
      version: Generated<number>
      changed_by_account_id: string | null
      changed_at: Generated<Date>
    }
    award_council_member: {
      award_session_id: string
      ordinal: number
      full_name: string
      office: string
      unit_id: string | null
      is_present: boolean
    }
    award_vote: {
      award_id: string
      award_session_id: string
      votes_for: number
      votes_against: number
      members: number
      entitled: number
      aside: Generated<string[]>
      required_percent: number | null
      share_of: 'members' | 'present'
      is_carried: boolean
      voted_at: Generated<Date>
    }
    award_quota: {
      award_round_id: string
      ordinal: number
      form: string
      recipient_kind: 'collective' | 'individual'
      block_id: string | null
      most: number
    }
  }
}
