import type { Generated } from 'kysely'
import type { Given } from '../database/tables.ts'

/** What a message is for. */
export type MailPurpose = 'confirm-address' | 'notices' | 'digest' | 'figures'

/** Where a message of the outbox stands. */
export type MailState = 'waiting' | 'sending' | 'sent' | 'doubtful' | 'failed' | 'given-up'

declare module '../database/database.ts' {
  interface Tables {
    mail_message: {
      id: Generated<string>
      account_id: string
      purpose: MailPurpose
      message_id: string
      recipient: string
      subject: string
      text_body: string
      html_body: string
      state: Generated<MailState>
      attempts: Generated<number>
      process_id: number | null
      created_at: Given<Date>
      next_try_at: Generated<Date>
      sending_at: Date | null
      ended_at: Date | null
      server_answer: Generated<string>
    }
  }
}
