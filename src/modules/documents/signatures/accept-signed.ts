import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { SignatureRole } from '../rules/issue-state.ts'
import { isChangedSince } from './changes-after.ts'
import { checkSignatures, type SignatureFound } from './check-signatures.ts'

export type Awaited = {
  role: SignatureRole
  /** The file as it is kept, with the signatures given before. */
  kept: Buffer
  /** How many signatures it bears. */
  signatureCount: number
  /** The name that stands under the person's signature. */
  signerName: string
}

/**
 * The signature that was added to a kept file, when nothing else was done to it: the file sent must begin with every byte of the one
 * kept, bear one signature more, and that one must cover it to its end.
 * Refuses `documents.not-the-kept-file`, `documents.no-new-signature`, `documents.changed-before-signing`,
 * `documents.signature-broken`, `documents.certificate-expired`, `documents.other-signer`, `documents.signed-by-the-same`, and what
 * `checkSignatures` refuses.
 */
export async function addedSignature(signed: Buffer, { role, kept, signatureCount, signerName }: Awaited) {
  if (!signed.subarray(0, kept.length).equals(kept)) throw refused('not-the-kept-file', OTHER_FILE)
  const { signatures } = await checkSignatures(signed)
  const added = signatures.at(-1)
  if (signed.length === kept.length || added === undefined || signatures.length !== signatureCount + 1)
    throw refused('no-new-signature', signatures.length > signatureCount ? TOO_MANY : NO_SIGNATURE)
  if (await isChangedSince(kept, signed)) throw refused('changed-before-signing', CHANGED)
  if (
    signatures.some(({ isSound, changesAfter }) => !isSound || changesAfter === 'content') ||
    added.changesAfter !== 'none'
  )
    throw refused('signature-broken', BROKEN)
  if (!added.isCertificateInForce) throw refused('certificate-expired', EXPIRED)
  if (role === 'person') refuseOtherSigner(added, signerName)
  const before = signatures.slice(0, -1)
  if (role === 'body' && before.some(({ certificate }) => certificate === added.certificate))
    throw refused('signed-by-the-same', SAME)
  return added
}

/** Refuses `documents.other-signer`. Certificates may be written without accents, and name more than the person. */
export function refuseOtherSigner({ signer }: Pick<SignatureFound, 'signer'>, signerName: string): void {
  if (withoutAccents(signer).includes(withoutAccents(signerName))) return
  throw refused(
    'other-signer',
    `Chứng thư ký số mang tên “${signer}”, không phải ${signerName} như ghi trên văn bản. Chữ ký chưa được ghi; hãy ký bằng chứng thư của người ký.`,
  )
}

const refused = (code: string, message: string) =>
  new Refusal('invalid', `documents.${code}`, message, { file: message })

const AGAIN = 'Hãy tải tệp ở trang văn bản này về, ký rồi gửi lại đúng tệp đó.'
const OTHER_FILE = `Tệp gửi lên không phải tệp đã tải về rồi ký thêm: nội dung bên trong đã bị ghi lại hoặc là tệp khác. Chữ ký chưa được ghi. ${AGAIN} Nếu chương trình ký ghi lại cả tệp, hãy chọn chế độ ký “thêm vào cuối tệp”.`
const NO_SIGNATURE = `Tệp gửi lên chưa có chữ ký số mới. ${AGAIN}`
const TOO_MANY = `Tệp gửi lên có nhiều hơn một chữ ký số mới. Mỗi lần chỉ ghi một chữ ký. ${AGAIN}`
const CHANGED = `Nội dung tệp đã bị thay đổi trước khi ký, nên chữ ký chưa được ghi. ${AGAIN}`
const BROKEN = `Chữ ký số trong tệp không hợp lệ hoặc tệp bị sửa sau khi ký, nên chưa được ghi. ${AGAIN}`
const EXPIRED =
  'Chứng thư chữ ký số không còn hoặc chưa có hiệu lực vào lúc ký, nên chữ ký chưa được ghi. Hãy gia hạn chứng thư hoặc kiểm tra ngày giờ của máy ký.'
const SAME =
  'Chữ ký này dùng cùng chứng thư với chữ ký của người có thẩm quyền. Cơ quan phải ký bằng chứng thư của cơ quan; chữ ký chưa được ghi.'
