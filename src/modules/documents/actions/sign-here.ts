import { buffer } from 'node:stream/consumers'
import type { Database } from '../../../platform/database/database.ts'
import type { Encryption } from '../../../platform/encryption/encryption.ts'
import type { FileStore } from '../../../platform/files/file-store.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { Issue } from '../queries/issues.ts'
import { type PictureOwner, pictureKept, pictureToDraw } from '../queries/signature-pictures.ts'
import type { SignatureRole, SignatureWay } from '../rules/issue-state.ts'
import { roomOfPerson, roomOfSeal, roomOfWords } from '../rules/signature-room.ts'
import { signingTime } from '../rules/signing-time.ts'
import { refuseOtherSigner } from '../signatures/accept-signed.ts'
import { type SignaturePicture, signPdf } from '../signatures/sign-pdf.ts'
import { wordsAsLook } from '../signatures/signature-look.ts'
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
  { files, encryption }: { files: FileStore; encryption: Encryption },
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
  const { issue, document } = await issueForChange(transaction, official, { documentId, role, today })
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
    picture: await pictureOf(transaction, encryption, {
      issue,
      role,
      owner: pictureOwner(official, { issue, role, unitId: document.unitId }),
      now,
    }),
  })
  await addSignature(transaction, files, official, { documentId, role, way, content, today })
}

/**
 * Whose picture is drawn: that of the body, or that of who signs here now, when the document names them; null where another is named, whose
 * certificate was brought: one person's hand never stands over another's name.
 */
export function pictureOwner(
  official: Pick<Official, 'personId' | 'fullName'>,
  { issue, role, unitId }: { issue: Pick<Issue, 'signerName'>; role: SignatureRole; unitId: string },
): PictureOwner | null {
  if (role === 'body') return { unitId }
  return withoutAccents(official.fullName) === withoutAccents(issue.signerName) ? { personId: official.personId } : null
}

/**
 * What is seen of a signature: the person's own in the middle, the seal of the body over its left third, each where a picture was kept; in
 * words where none was.
 */
async function pictureOf(
  transaction: Database,
  encryption: Encryption,
  given: { issue: Issue; role: SignatureRole; owner: PictureOwner | null; now: Date },
): Promise<SignaturePicture> {
  const { issue, role, owner, now } = given
  const { place } = issue
  const kept = owner && (await pictureToDraw(transaction, encryption, owner))
  if (kept === null) {
    const lines = [`Ký số: ${role === 'person' ? issue.signerName : issue.issuer}`, `Thời gian ký: ${signingTime(now)}`]
    const look = wordsAsLook(lines, role)
    return { ...roomOfWords(place, role, look), png: look.png }
  }
  if (role === 'person') return { ...roomOfPerson(place, kept.size), png: kept.png }
  const signer = await transaction
    .selectFrom('document_signature')
    .innerJoin('account', 'account.id', 'document_signature.added_by_account_id')
    .select('account.person_id as personId')
    .where('document_signature.document_id', '=', issue.documentId)
    .where('document_signature.role', '=', 'person')
    .executeTakeFirst()
  const signature = signer ? await pictureKept(transaction, { personId: signer.personId }) : null
  return { ...roomOfSeal(place, kept.size, signature?.size ?? null), png: kept.png }
}
