import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { issueOf } from '../queries/issues.ts'

/** Refuses `documents.issued-file`: what is written in a file that is signed no longer changes in the register, and the file stays. */
export async function requireNotIssued(transaction: Database, documentId: string): Promise<void> {
  if ((await issueOf(transaction, documentId)) === null) return
  throw new Refusal(
    'conflict',
    'documents.issued-file',
    'Văn bản đã lập bản phát hành để ký số: số, ngày, nội dung đã nằm trong tệp nên không sửa được nữa. Nếu sai, hãy thu hồi văn bản này rồi phát hành lại.',
  )
}
