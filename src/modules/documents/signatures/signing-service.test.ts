import { createHash, publicEncrypt } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCertificate, type TestCertificate } from '../../../../tests/support/certificates.ts'
import { type Otherwise, type SigningService, startSigningService } from '../../../../tests/support/signing-service.ts'
import { SAMPLE_REPORT } from '../layout/sample-report.ts'
import { writePdf } from '../pdf/write-pdf.ts'
import { checkSignatures } from './check-signatures.ts'
import { signPdf } from './sign-pdf.ts'
import { keyAtService, withService } from './signing-service.ts'

const HEAD = { credentialId: 'ha-stp', password: '246810' }
const AT = new Date('2026-11-23T02:00:00Z')
let service: SigningService
let head: TestCertificate
let other: TestCertificate
let report: Buffer

beforeAll(async () => {
  head = await makeCertificate({ CN: 'Lâm Ngọc Hà', O: 'Sở Tư pháp' })
  other = await makeCertificate({ CN: 'Nguyễn Văn An', O: 'Sở Tư pháp' })
  service = await startSigningService({
    'ha-stp': { ...head, pin: '246810' },
    'an-stp': { ...other, pin: '1' },
  })
  report = await writePdf(SAMPLE_REPORT)
})
afterAll(() => service.stop())
beforeEach(() => {
  service.otherwise = () => false
  service.received.length = 0
})

const signed = async (credential = HEAD) =>
  signPdf(report, await keyAtService(service.settings, credential), {
    field: 'Người ký',
    reason: 'Ký',
    at: AT,
    picture: null,
  })
const answering =
  (at: string, said: unknown, code = 200): Otherwise =>
  ({ path }, reply) => {
    if (path !== at) return false
    reply.writeHead(code).end(typeof said === 'string' ? said : JSON.stringify(said))
    return true
  }

describe('a signing service', () => {
  test('signs a document that it never sees: it is sent digests alone', async () => {
    const { verdict, signatures } = await checkSignatures(await signed())
    expect(verdict).toBe('sound')
    expect(signatures).toMatchObject([{ signer: 'Lâm Ngọc Hà', isSound: true, signedAt: AT.toISOString() }])
    expect(service.received.map(({ path }) => path)).toEqual([
      'credentials/info',
      'credentials/authorize',
      'signatures/signHash',
    ])
    for (const { body, authorization } of service.received) {
      expect(authorization).toBe('Bearer ma-truy-cap-cua-phep-thu')
      expect(body.length).toBeLessThan(600)
    }
    expect(service.received.filter(({ body }) => body.includes('246810')).map(({ path }) => path)).toEqual([
      'credentials/authorize',
    ])
  })

  test.each([
    ['no such certificate', { credentialId: 'ai-do', password: '' }, 'documents.signing-service-no-such-certificate'],
    ['a wrong PIN', { ...HEAD, password: '000000' }, 'documents.signing-service-not-confirmed'],
    ['no PIN', { ...HEAD, password: '' }, 'documents.signing-service-not-confirmed'],
  ])('refuses in words: %s', async (_what, credential, code) => {
    await expect(signed(credential)).rejects.toMatchObject({ code })
  })

  const withCertificateOf = (of: () => TestCertificate) => () =>
    answering('credentials/info', {
      cert: { certificates: of().key.certificates.map((each) => each.toString('base64')) },
    })
  test.each<[string, () => Otherwise, string]>([
    ['the certificate of another', withCertificateOf(() => other), 'wrong-answer'],
    [
      'a signature of another digest',
      () => answering('signatures/signHash', { signatures: [createHash('sha256').update('khác').digest('base64')] }),
      'wrong-answer',
    ],
    [
      'what is no signature',
      () =>
        answering('signatures/signHash', {
          signatures: [publicEncrypt(head.privateKey, Buffer.from('x')).toString('base64')],
        }),
      'wrong-answer',
    ],
    ['two signatures', () => answering('signatures/signHash', { signatures: ['AAAA', 'AAAA'] }), 'wrong-answer'],
    ['no certificate', () => answering('credentials/info', { cert: { certificates: [] } }), 'wrong-answer'],
    [
      'what is no certificate',
      () => answering('credentials/info', { cert: { certificates: ['AAAA'] } }),
      'wrong-answer',
    ],
    ['no JSON', () => answering('credentials/info', '<html>'), 'wrong-answer'],
    ['far too much', () => answering('credentials/info', `"${'a'.repeat(300_000)}"`), 'wrong-answer'],
    ['an error of its own', () => answering('signatures/signHash', {}, 500), 'silent'],
    ['that it does not know us', () => answering('credentials/info', {}, 401), 'refused'],
    ['another address', () => answering('credentials/info', {}, 302), 'refused'],
  ])('that answers %s leaves nothing signed', async (_what, otherwise, code) => {
    service.otherwise = otherwise()
    await expect(signed()).rejects.toMatchObject({ code: `documents.signing-service-${code}` })
  })

  test('that hangs up, or is not there, is told', async () => {
    service.otherwise = (_request, reply) => {
      reply.destroy()
      return true
    }
    await expect(signed()).rejects.toMatchObject({ code: 'documents.signing-service-silent' })
    const nobody = { url: 'http://127.0.0.1:1', token: 'x' }
    await expect(keyAtService(nobody, HEAD)).rejects.toMatchObject({ code: 'documents.signing-service-silent' })
  })

  test('that is asked by too many at once is waited for by few', async () => {
    const release: (() => void)[] = []
    const waiting = Array.from({ length: 3 }, () => withService(() => new Promise<void>((done) => release.push(done))))
    await expect(withService(async () => 1)).rejects.toMatchObject({ code: 'documents.signing-service-busy' })
    for (const done of release) done()
    await Promise.all(waiting)
    expect(await withService(async () => 1)).toBe(1)
  })
})
