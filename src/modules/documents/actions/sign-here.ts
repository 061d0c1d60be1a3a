import { buffer } from 'node:stream/consumers'
import type { Database } from '../../../platform/database/database.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import { refuseOtherSigner } from '../signatures/accept-signed.ts'
import { signPdf } from '../signatures/sign-pdf.ts'
import type { SigningKey } from '../signatures/signing-key.ts'
import { namesOnCertificate, refuseUnusable } from '../signatures/usable-certificate.ts'
import { addSignature, requireTurn } from './add-signature.ts'
import { issueForChange } from './issue-for-change.ts'

/** Names of the fields that hold the signatures in the file. */
const FIELDS: Readonly<Record<SignatureRole, string>> = { person: 'Người ký', body: 'Cơ quan' }

/**
 * Signs the kept file with a key that is at hand for this one signature, and enters it as `addSignature` does, with all its checks. The key
 * is asked only when everything else is in order. Refuses what `refuseUnusable`, `refuseOtherSigner`, the key and `addSignature` refuse.
 */
export async function signHere(
  transaction: Database,
  files: FileStore,
  official: Official,
  given: {
    documentId: string
    role: SignatureRole
    way: Exclude<SignatureWay, 'outside'>
    key: SigningKey
    now: Date
    today: CalendarDate
  },
): Promise<void> {
  const { documentId, role, way, key, now, today } = given
  const { issue } = await issueForChange(transaction, official, { documentId, role, today })
  requireTurn(issue, role)
  const [certificate] = key.certificates
  if (certificate === undefined) throw new RangeError('A key without a certificate signs nothing.')
  refuseUnusable(certificate, now)
  if (role === 'person') refuseOtherSigner(namesOnCertificate(certificate), issue.signerName)
  const kept = await buffer(files.read(issue.current.sha256))
  const content = await signPdf(kept, key, {
    field: FIELDS[role],
    reason: role === 'person' ? 'Ký ban hành văn bản' : 'Ký số của cơ quan, tổ chức',
    at: now,
    picture: null,
  })
  await addSignature(transaction, files, official, { documentId, role, way, content, today })
}
