import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../../../platform/database/tables.ts'

/** What is missing before a session opens anything: the code of the second factor, or setting one up. */
export type SessionAwaits = 'code' | 'set-up'

/** What somebody tried to guess. */
export type GuessedAt = 'password' | 'code'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    role: {
      code: string
      title: string
      position: number
      needs_second_factor: Generated<boolean>
      built_in: Generated<boolean>
      version: Generated<number>
      changed_at: Generated<Date>
      changed_by_account_id: Generated<string | null>
    }
    role_permission: { role_code: string; permission: string }
    account: {
      id: Generated<string>
      user_name: string
      password_digest: string | null
      person_id: string
      disabled_at: Date | null
      created_at: Given<Date>
      email: ColumnType<string | null, string | null | undefined, string | null>
      email_confirmed_at: ColumnType<Date | null, Date | null | undefined, Date | null>
    }
    email_confirmation: {
      account_id: string
      email: string
      token_digest: string
      asked_at: Date
      expires_at: Date
    }
    session: {
      id_digest: string
      account_id: string
      started_at: Given<Date>
      last_seen_at: Generated<Date>
      ends_at: Date
      device: Generated<string>
      awaits: SessionAwaits | null
    }
    second_factor: { account_id: string; encrypted_secret: string; last_step: string; set_up_at: Given<Date> }
    recovery_code: { account_id: string; code_digest: string; used_at: Date | null }
    known_device: { device_digest: string; account_id: string; last_used_at: Date }
    external_identity: { issuer: string; subject: string; account_id: string; linked_at: Given<Date> }
    api_token: {
      id: Generated<string>
      token_digest: string
      account_id: string
      created_at: Given<Date>
      last_used_at: Date | null
      name: Generated<string>
      permissions: string[] | null
      expires_at: Generated<Date>
    }
    invitation: {
      token_digest: string
      purpose: 'first-administrator' | 'set-password'
      account_id: string | null
      expires_at: Date
      used_at: Date | null
    }
    sign_in_failure: {
      id: Generated<string>
      user_name: string
      address: string
      failed_at: Given<Date>
      kind: GuessedAt
      device_digest: string
    }
  }
}
