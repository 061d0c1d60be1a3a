import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  hasLooked,
  protectedSenderPurpose,
  protectedWordsPurpose,
  type ToldSubmission,
} from '../queries/submissions.ts'
import { unitsOfDenunciations } from '../rules/protected-sender.ts'
import '../queries/submission-tables.ts'

/** Minutes for which a denunciation stays open to who gave a reason. */
export const LOOK_LASTS_IN_MINUTES = 30

/** What a denunciation that was sent says, and who sent it. */
export type ProtectedSubmission = {
  title: string
  content: string
  place: string
  senderName: string
  senderAddress: string
  senderPhone: string
}

/** Whether it was sent to the very unit in which the official has the right to handle denunciations. */
export const mayOpenDenunciation = (official: Official, { unitId }: Pick<ToldSubmission, 'unitId'>) =>
  unitsOfDenunciations(official).asHandler.includes(unitId)

/** Refuses `petition.denunciation-not-yours`: denunciations are opened in the very unit that received them, by those with the right. */
export function refuseOthersDenunciation(official: Official, submission: Pick<ToldSubmission, 'unitId'>): void {
  if (mayOpenDenunciation(official, submission)) return
  throw new Refusal(
    'not-allowed',
    'petition.denunciation-not-yours',
    'Đơn tố cáo gửi trực tuyến chỉ người có quyền ở đúng đơn vị nhận mới mở được.',
  )
}

/** Writes down that the official opens a denunciation that was sent, and why. */
export function lookAtSubmission(
  database: Database,
  official: Official,
  { submission, reason, now }: { submission: ToldSubmission; reason: string; now: Date },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    refuseOthersDenunciation(official, submission)
    await transaction
      .insertInto('submission_look')
      .values({ submission_id: submission.id, account_id: official.accountId, reason, looked_at: now })
      .execute()
    await recordChange(transaction, {
      official,
      action: 'petition.submission-opened',
      subject: { kind: 'submission', id: submission.id },
      unitId: submission.unitId,
      summary: 'Mở nội dung được giữ bí mật của đơn gửi trực tuyến',
    })
  })
}

/** What a denunciation says, for an official who has just given a reason for opening it; null for everybody else. */
export async function openedSubmission(
  database: Database,
  encryption: Encryption,
  official: Official,
  { submissionId, now }: { submissionId: string; now: Date },
): Promise<ProtectedSubmission | null> {
  const since = new Date(now.getTime() - LOOK_LASTS_IN_MINUTES * 60_000)
  if (!(await hasLooked(database, official, { submissionId, since }))) return null
  return protectedSubmission(database, encryption, submissionId)
}

/** The same without asking who looks; null for what is no denunciation, or was registered. */
export async function protectedSubmission(
  database: Database,
  encryption: Encryption,
  submissionId: string,
): Promise<ProtectedSubmission | null> {
  const kept = await database
    .selectFrom('submission')
    .select(['protected_words', 'protected_sender'])
    .where('id', '=', submissionId)
    .executeTakeFirst()
  if (!kept?.protected_words || !kept.protected_sender) return null
  const [words, sender] = await Promise.all([
    encryption.decrypt(kept.protected_words, protectedWordsPurpose(submissionId)),
    encryption.decrypt(kept.protected_sender, protectedSenderPurpose(submissionId)),
  ])
  return { ...JSON.parse(words), ...JSON.parse(sender) }
}
