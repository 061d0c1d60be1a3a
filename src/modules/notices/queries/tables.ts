import type { Generated } from 'kysely'
import type { Digest } from '../rules/digest.ts'
import type { Channel, NoticeKind } from '../rules/notice.ts'

declare module '../../../platform/database/database.ts' {
  interface Tables {
    notice_reader: {
      account_id: string
      last_looked_at: Date | null
      digest: Generated<Digest>
      digest_hour: Generated<number>
      last_digest_on: string | null
    }
    notice_choice: { account_id: string; kind: NoticeKind; channel: Channel }
    duty_seen: {
      account_id: string
      duty_key: string
      state: 'late' | 'due' | 'waiting'
      is_urged: boolean
      urging: string | null
    }
    notice: {
      id: Generated<string>
      account_id: string
      kind: NoticeKind
      module: string
      duty_key: string
      href: string
      due_on: string | null
      made_at: Date
      read_at: Date | null
      urging: Generated<string>
      is_shown: boolean
      awaits_digest: boolean
    }
  }
}
