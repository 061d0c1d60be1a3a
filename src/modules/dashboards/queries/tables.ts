import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'
import type { SharedWith } from '../rules/saved-view.ts'
import type { EndReason, Rhythm } from '../rules/subscription.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    dashboard: {
      id: Generated<string>
      role_code: string | null
      title: string
      charts: unknown
      version: Generated<number>
      changed_at: Generated<Date>
      changed_by_account_id: string | null
    }
    dashboard_view: {
      id: Generated<string>
      account_id: string
      title: string
      question: unknown
      shared_with: Generated<SharedWith>
      shared_unit_id: string | null
      link_token: string | null
      version: Generated<number>
      created_at: Given<Date>
      changed_at: Generated<Date>
      illustration: string | null
    }
    dashboard_subscription: {
      id: Generated<string>
      view_id: string
      account_id: string
      rhythm: Rhythm
      token: string
      subscribed_on: string
      last_sent_on: string | null
      ended_on: string | null
      ended_because: EndReason | null
    }
    map_source: {
      id: Generated<string>
      title: string
      origin: string
      valid_from: string
      state: Generated<'draft' | 'shown' | 'withdrawn'>
      illustration: string | null
      uploaded_at: Generated<Date>
      uploaded_by_account_id: string | null
    }
    map_upload: {
      id: string
      account_id: string
      name: string
      content: string
      size_in_bytes: number
      sent_at: Generated<Date>
    }
    map_shape: {
      id: Generated<string>
      source_id: string
      position: number
      name: string
      code: string
      unit_id: string | null
      matched_by: 'code' | 'name' | 'hand' | null
      outline: unknown
    }
  }
}
