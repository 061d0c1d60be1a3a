import { type KeyObject, privateEncrypt } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { TestCertificate } from './certificates.ts'

type Body = { credentialID?: string; hashes?: string[]; PIN?: string; SAD?: string; signAlgo?: string }
/** What stands in place of a right answer: another status, other bytes, or nothing at all. */
export type Otherwise = (request: { path: string; body: Body }, reply: ServerResponse) => boolean

export type SigningService = {
  settings: { url: string; token: string }
  /** All that it was sent, as it came. */
  received: { path: string; authorization: string; body: string }[]
  /** Answers the next requests otherwise than it should, where it says so. */
  otherwise: Otherwise
  stop: () => Promise<void>
}

/** A signing service with keys of its own, at an address of this machine; the holder proves themselves with a PIN. */
export async function startSigningService(
  credentials: Readonly<Record<string, TestCertificate & { pin: string }>>,
): Promise<SigningService> {
  const service: SigningService = {
    settings: { url: '', token: 'ma-truy-cap-cua-phep-thu' },
    received: [],
    otherwise: () => false,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
  const consents = new Map<string, string>()
  const server = createServer(async (request: IncomingMessage, reply: ServerResponse) => {
    const body = await text(request)
    const path = (request.url ?? '').replace('/csc/v2/', '')
    service.received.push({ path, authorization: request.headers.authorization ?? '', body })
    const asked = JSON.parse(body) as Body
    if (service.otherwise({ path, body: asked }, reply)) return
    const answer = (code: number, said: unknown) => reply.writeHead(code).end(JSON.stringify(said))
    const credential = credentials[asked.credentialID ?? '']
    if (request.headers.authorization !== `Bearer ${service.settings.token}`) return answer(401, {})
    if (!credential) return answer(400, { error: 'invalid_request' })
    const [hash = ''] = asked.hashes ?? []
    if (path === 'credentials/info')
      return answer(200, { cert: { certificates: credential.key.certificates.map((each) => each.toString('base64')) } })
    if (path === 'credentials/authorize') {
      if (asked.PIN !== credential.pin) return answer(400, { error: 'invalid_pin' })
      const consent = `dong-y-${consents.size + 1}`
      consents.set(consent, hash)
      return answer(200, { SAD: consent, expiresIn: 300 })
    }
    if (consents.get(asked.SAD ?? '') !== hash) return answer(400, { error: 'invalid_request' })
    return answer(200, {
      signatures: [signDigest(Buffer.from(hash, 'base64'), credential.privateKey).toString('base64')],
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  service.settings.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/csc/v2`
  return service
}

/** DER of DigestInfo for SHA-256, before the digest (RFC 8017, 9.2). */
const DIGEST_INFO = Buffer.from('3031300d060960864801650304020105000420', 'hex')

/** Signs a digest as it came (RSASSA-PKCS1-v1_5): nothing but the digest is known here. */
function signDigest(digest: Buffer, key: KeyObject): Buffer {
  return privateEncrypt(key, Buffer.concat([DIGEST_INFO, digest]))
}
