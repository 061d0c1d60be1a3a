import type { Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    role: { code: string; title: string; position: number }
    role_permission: { role_code: string; permission: string }
    account: {
      id: Generated<string>
      user_name: string
      password_digest: string | null
      person_id: string
      disabled_at: Date | null
      created_at: Given<Date>
    }
    session: {
      id_digest: string
      account_id: string
      started_at: Given<Date>
      last_seen_at: Generated<Date>
      ends_at: Date
      device: Generated<string>
    }
    api_token: {
      id: Generated<string>
      token_digest: string
      account_id: string
      created_at: Given<Date>
      last_used_at: Date | null
    }
    invitation: {
      token_digest: string
      purpose: 'first-administrator' | 'set-password'
      account_id: string | null
      expires_at: Date
      used_at: Date | null
    }
    sign_in_failure: { id: Generated<string>; user_name: string; address: string; failed_at: Given<Date> }
  }
}
