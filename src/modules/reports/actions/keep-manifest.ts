import type { Database } from '../../../platform/database/database.ts'
import type { Fact } from '../../../platform/database/fact.ts'
import { manifestOf, sha256 } from '../queries/manifest.ts'

/** Keeps, in the transaction that sends a report, what is sent as digests; see `Manifest`. */
export async function keepManifest(
  transaction: Database,
  facts: readonly Fact[],
  { submissionId, ...sent }: { submissionId: string } & Parameters<typeof manifestOf>[2],
): Promise<void> {
  const content = JSON.stringify(await manifestOf(transaction, facts, sent))
  await transaction
    .insertInto('report_manifest')
    .values({ submission_id: submissionId, content, sha256: sha256(content) })
    .execute()
}
