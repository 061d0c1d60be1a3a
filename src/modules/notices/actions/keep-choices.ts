import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { Digest } from '../rules/digest.ts'
import type { Choices, NoticeKind } from '../rules/notice.ts'
import '../queries/tables.ts'

/** Keeps how the official wants to hear of things. */
export function keepChoices(
  database: Database,
  official: Official,
  { choices, digest, digestHour }: { choices: Choices; digest: Digest; digestHour: number },
): Promise<void> {
  const { accountId } = official
  return inTransaction(database, async (transaction) => {
    await transaction
      .insertInto('notice_choice')
      .values(
        (Object.keys(choices) as NoticeKind[]).map((kind) => ({ account_id: accountId, kind, channel: choices[kind] })),
      )
      .onConflict((conflict) =>
        conflict
          .columns(['account_id', 'kind'])
          .doUpdateSet((excluded) => ({ channel: excluded.ref('excluded.channel') })),
      )
      .execute()
    await transaction
      .insertInto('notice_reader')
      .values({ account_id: accountId, digest, digest_hour: digestHour, last_looked_at: null, last_digest_on: null })
      .onConflict((conflict) => conflict.column('account_id').doUpdateSet({ digest, digest_hour: digestHour }))
      .execute()
    await recordChange(transaction, {
      official,
      action: 'notices.choices-changed',
      subject: { kind: 'account', id: accountId },
      unitId: null,
      summary: 'Đổi cách nhận thông báo',
      after: { ...choices, digest, digestHour },
    })
  })
}
