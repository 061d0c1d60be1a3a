import type { Generated } from 'kysely'

export type DeliveryState = 'waiting' | 'sent' | 'failed'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    webhook: {
      id: Generated<string>
      name: string
      address: string
      encrypted_secret: string
      record_kinds: string[]
      last_seal: number
      created_at: Date
      created_by_account_id: string
      ended_at: Date | null
    }
    webhook_delivery: {
      id: Generated<string>
      webhook_id: string
      audit_entry_id: string
      event_id: Generated<string>
      body: string
      state: Generated<DeliveryState>
      attempts: Generated<number>
      created_at: Date
      next_try_at: Date
      ended_at: Date | null
      answer_code: number | null
      answer: Generated<string>
    }
  }
}
