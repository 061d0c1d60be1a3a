import { createHash, verify, X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { askOnce } from '../../../platform/outgoing/ask.ts'
import type { SigningServiceSettings } from '../../../platform/outgoing/signing-service-settings.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import type { SigningKey } from './signing-key.ts'

const SHA256 = '2.16.840.1.101.3.4.2.1'
const SIGNATURE = { rsa: '1.2.840.113549.1.1.11', ecdsa: '1.2.840.10045.4.3.2' }

/** The holder may have to confirm on a telephone. */
const WITHIN_MILLISECONDS = { certificate: 10_000, consent: 60_000, signature: 20_000 }
const LARGEST_ANSWER_IN_BYTES = 200_000
/** Each waits in a transaction of its own; more at once would leave the others no connection to the database. */
const MOST_AT_ONCE = 3

const base64 = z
  .string()
  .max(20_000)
  .regex(/^[A-Za-z0-9+/]+={0,2}$/)
const CertificateAnswer = z.object({ cert: z.object({ certificates: z.array(base64).min(1).max(6) }) })
const ConsentAnswer = z.object({ SAD: z.string().min(1).max(20_000) })
const SignatureAnswer = z.object({ signatures: z.array(base64).length(1) })

export type CredentialAtService = {
  /** How the service calls the certificate and key of the signer. */
  credentialId: string
  /** What the holder proves with that it is them: sent along with the one signature, kept nowhere. Empty where they confirm elsewhere. */
  password: string
}

let waiting = 0

/** Work with the service while it is not asked by too many at once; refuses `documents.signing-service-busy`. */
export async function withService<Result>(work: () => Promise<Result>): Promise<Result> {
  if (waiting >= MOST_AT_ONCE)
    throw refused(
      'busy',
      'Nhiều người đang ký qua dịch vụ ký số cùng lúc. Văn bản chưa được ký; hãy thử lại sau một phút.',
    )
  waiting += 1
  try {
    return await work()
  } finally {
    waiting -= 1
  }
}

/**
 * A key that stays with a signing service: it is sent digests alone, never the document, and its answer is looked at before it is used. The
 * protocol is that part of the API of the Cloud Signature Consortium that is described in docs/signing-service.md.
 * Refuses `documents.signing-service-silent`, `-refused`, `-wrong-answer` and, on signing, `-not-confirmed`.
 */
export async function keyAtService(
  service: SigningServiceSettings,
  credential: CredentialAtService,
): Promise<SigningKey> {
  const { credentialId: credentialID, password } = credential
  const ask = asking(service)
  const { cert } = await ask('credentials/info', { credentialID, certificates: 'chain' }, CertificateAnswer, {
    within: WITHIN_MILLISECONDS.certificate,
    unless: NO_SUCH_CREDENTIAL,
  })
  const certificates = cert.certificates.map((each) => Buffer.from(each, 'base64'))
  const { publicKey, algorithm } = ownKey(certificates[0])
  return {
    certificates,
    algorithm,
    sign: async (bytes) => {
      const asked = {
        credentialID,
        hashes: [createHash('sha256').update(bytes).digest('base64')],
        hashAlgorithmOID: SHA256,
      }
      const proof = password === '' ? {} : { PIN: password }
      const { SAD } = await ask('credentials/authorize', { ...asked, ...proof, numSignatures: 1 }, ConsentAnswer, {
        within: WITHIN_MILLISECONDS.consent,
        unless: NOT_CONFIRMED,
      })
      const answer = await ask(
        'signatures/signHash',
        { ...asked, SAD, signAlgo: SIGNATURE[algorithm] },
        SignatureAnswer,
        { within: WITHIN_MILLISECONDS.signature, unless: NOT_CONFIRMED },
      )
      const signature = Buffer.from(answer.signatures[0] ?? '', 'base64')
      // Of another digest, or with another key: such a file would be broken for ever.
      if (!isSignature(bytes, publicKey, signature)) throw wrongAnswer()
      return signature
    },
  }
}

function isSignature(bytes: Buffer, key: X509Certificate['publicKey'], signature: Buffer): boolean {
  try {
    return verify('sha256', bytes, key, signature)
  } catch {
    return false
  }
}

function ownKey(certificate: Buffer | undefined) {
  try {
    const { publicKey } = new X509Certificate(certificate ?? Buffer.alloc(0))
    const type = publicKey.asymmetricKeyType
    if (type === 'rsa' || type === 'ec')
      return { publicKey, algorithm: type === 'rsa' ? ('rsa' as const) : ('ecdsa' as const) }
  } catch {
    // Told below like every other wrong answer.
  }
  throw wrongAnswer()
}

function asking({ url, token }: SigningServiceSettings) {
  return async <Shape extends z.ZodType>(
    path: string,
    body: Readonly<Record<string, unknown>>,
    shape: Shape,
    { within, unless }: { within: number; unless: Refusal },
  ): Promise<z.output<Shape>> => {
    const answer = await askOnce(
      `${url}/${path}`,
      { headers: { authorization: `Bearer ${token}` }, body },
      { withinMilliseconds: within, largestAnswer: LARGEST_ANSWER_IN_BYTES },
    )
    if (answer.code === null) throw answer.reason === 'TOO_LARGE' ? wrongAnswer() : silent()
    if (answer.code === 400 || answer.code === 403 || answer.code === 404) throw unless
    if (answer.code !== 200) throw answer.code >= 500 ? silent() : notAdmitted()
    const read = shape.safeParse(answer.said)
    if (!read.success) throw wrongAnswer()
    return read.data
  }
}

const refused = (code: string, message: string) => new Refusal('conflict', `documents.signing-service-${code}`, message)

const silent = () =>
  refused(
    'silent',
    'Dịch vụ ký số không trả lời hoặc đang gặp lỗi. Văn bản chưa được ký và không thay đổi; hãy thử lại sau, hoặc ký bằng chương trình riêng.',
  )
const wrongAnswer = () =>
  refused(
    'wrong-answer',
    'Dịch vụ ký số trả lời không đúng: chữ ký không phải của văn bản này hoặc của chứng thư đã chọn. Văn bản chưa được ký và không thay đổi; hãy báo người quản trị.',
  )
const notAdmitted = () =>
  refused(
    'refused',
    'Dịch vụ ký số không nhận yêu cầu của hệ thống này. Văn bản chưa được ký; hãy báo người quản trị kiểm tra cài đặt dịch vụ ký số.',
  )
const NO_SUCH_CREDENTIAL = new Refusal(
  'invalid',
  'documents.signing-service-no-such-certificate',
  'Dịch vụ ký số không có chứng thư này.',
  { credentialId: 'Dịch vụ ký số không có chứng thư mang mã này. Hãy kiểm tra lại mã.' },
)
const NOT_CONFIRMED = new Refusal(
  'invalid',
  'documents.signing-service-not-confirmed',
  'Dịch vụ ký số chưa nhận được xác nhận của người ký.',
  {
    password:
      'Dịch vụ ký số chưa nhận được xác nhận của người ký: mã xác thực không đúng, đã hết hạn, hoặc chưa bấm đồng ý trên điện thoại. Văn bản chưa được ký.',
  },
)
