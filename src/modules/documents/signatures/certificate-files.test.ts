import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asCertificateFile, makeCertificate } from '../../../../tests/support/certificates.ts'
import { openCertificateFile } from './signing-key.ts'
import { refuseUnusable } from './usable-certificate.ts'

const PASSWORD = 'Mật khẩu 1'
const NOW = new Date('2026-11-23T02:00:00Z')
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'danvan-p12-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Another program than ours makes keys and certificates; where it is not, its tests are skipped, and say so. */
const hasOpenssl = spawnSync('openssl', ['version']).status === 0
const openssl = (...words: string[]) =>
  execFileSync('openssl', words, { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] })

/** A certificate with these extensions, as DER. */
function certificateWith(name: string, ...extensions: string[]): Buffer {
  const more = extensions.flatMap((each) => ['-addext', each])
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-keyout',
    `${name}.pem`,
    '-out',
    `${name}.crt`,
    '-subj',
    '/CN=So',
    '-days',
    '9',
    ...more,
  )
  return openssl('x509', '-in', `${name}.crt`, '-outform', 'der')
}

function fileWith(...options: string[]): Buffer {
  certificateWith('own')
  openssl(
    'pkcs12',
    '-export',
    '-inkey',
    'own.pem',
    '-in',
    'own.crt',
    '-out',
    'own.p12',
    '-passout',
    `pass:${PASSWORD}`,
    ...options,
  )
  return readFileSync(join(folder, 'own.p12'))
}

describe.skipIf(!hasOpenssl)('a certificate file made by another program', () => {
  test('is opened with its password, accents and all', async () => {
    const key = await openCertificateFile(fileWith(), PASSWORD)
    expect(key).toMatchObject({ algorithm: 'ecdsa' })
    expect(key.certificates).toHaveLength(1)
  })

  test('is not opened with another password', async () => {
    await expect(openCertificateFile(fileWith(), 'mật khẩu 1')).rejects.toMatchObject({
      code: 'documents.certificate-unreadable',
    })
  })

  test('is refused in words when it is encrypted as in the last century', async () => {
    const old = fileWith('-keypbe', 'PBE-SHA1-3DES', '-certpbe', 'PBE-SHA1-3DES')
    await expect(openCertificateFile(old, PASSWORD)).rejects.toMatchObject({
      code: 'documents.certificate-file-too-old',
    })
  })

  test('is refused at once when opening it would hold the machine', async () => {
    const costly = fileWith('-iter', '100001')
    await expect(openCertificateFile(costly, PASSWORD)).rejects.toMatchObject({
      code: 'documents.certificate-file-too-costly',
    })
    // Not by the check of the whole file alone, which somebody who makes a file to hurt would leave cheap.
    const within = fileWith('-iter', '1000001', '-nomaciter')
    await expect(openCertificateFile(within, PASSWORD)).rejects.toMatchObject({
      code: 'documents.certificate-file-too-costly',
    })
  })

  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['a name', Buffer.from('0\u0082')],
  ])('is refused when it is %s', async (_what, content) => {
    await expect(openCertificateFile(content, '')).rejects.toMatchObject({ code: 'documents.certificate-unreadable' })
  })

  test('is refused when it is cut off anywhere', async () => {
    const whole = await asCertificateFile(await makeCertificate({ CN: 'A', O: 'B' }), PASSWORD)
    for (let length = 1; length < whole.length; length += 97)
      await expect(openCertificateFile(whole.subarray(0, length), PASSWORD)).rejects.toMatchObject({
        code: 'documents.certificate-unreadable',
      })
  })
})

describe.skipIf(!hasOpenssl)('a certificate', () => {
  test.each([
    ['without a word on what it is for', [], null],
    ['for signatures', ['keyUsage=digitalSignature'], null],
    ['for binding signatures', ['keyUsage=nonRepudiation', 'extendedKeyUsage=emailProtection'], null],
    ['for encryption alone', ['keyUsage=keyEncipherment'], 'documents.certificate-wrong-purpose'],
    [
      'of a server',
      ['keyUsage=digitalSignature', 'extendedKeyUsage=serverAuth'],
      'documents.certificate-wrong-purpose',
    ],
    ['of a server that is also a person’s', ['extendedKeyUsage=serverAuth,clientAuth'], null],
    ['of time stamps', ['extendedKeyUsage=critical,timeStamping'], 'documents.certificate-wrong-purpose'],
  ])('%s', (_what, extensions, code) => {
    const der = certificateWith('with', 'basicConstraints=critical,CA:FALSE', ...extensions)
    const tried = () => refuseUnusable(der, new Date())
    if (code === null) expect(tried).not.toThrow()
    else expect(tried).toThrow(code)
  })

  test('of an authority signs no document', () => {
    const der = certificateWith('authority', 'basicConstraints=critical,CA:TRUE')
    expect(() => refuseUnusable(der, new Date())).toThrow('documents.certificate-wrong-purpose')
  })
})

describe('the days of a certificate', () => {
  test.each([
    ['2026-01-01', '2026-11-22', 'documents.certificate-expired'],
    ['2026-11-24', '2027-11-24', 'documents.certificate-not-yet-valid'],
    ['2026-11-22', '2026-11-24', null],
  ])('from %s to %s', async (from, to, code) => {
    const { key } = await makeCertificate({ CN: 'A', O: 'B' }, { from, to })
    const tried = () => refuseUnusable(key.certificates[0] ?? Buffer.alloc(0), NOW)
    if (code === null) expect(tried).not.toThrow()
    else expect(tried).toThrow(code)
  })
})
