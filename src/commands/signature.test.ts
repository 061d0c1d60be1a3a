import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { asCertificateFile, makeCertificate } from '../../tests/support/certificates.ts'
import { readSettings } from '../settings.ts'
import { WrongUsage } from './command.ts'
import { run as signature } from './signature.ts'

const EXAMPLE = 'docs/examples/signed-report.pdf'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-signature-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function run(...argv: string[]): Promise<{ code: number; data: string }> {
  const written: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    return { code: await signature(argv, readSettings({})), data: written.join('') }
  } finally {
    out.mockRestore()
    errors.mockRestore()
  }
}

describe('the command on signatures', () => {
  test('finds the example sound, and tells who signed', async () => {
    const { code, data } = await run('check', EXAMPLE, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(data)).toMatchObject({
      verdict: 'sound',
      signatures: [{ changesAfter: 'signatures' }, { signer: 'Sở Tư pháp tỉnh Hậu Giang', changesAfter: 'none' }],
    })
    expect((await run('check', EXAMPLE)).data).toMatch(/^Hợp lệ: .*\nHợp lệ: Sở Tư pháp/)
  })

  test('answers 1 for a file of which one byte is another', async () => {
    const altered = await readFile(EXAMPLE)
    altered[2000] = ((altered[2000] ?? 0) + 1) % 256
    const path = join(folder, 'altered.pdf')
    await writeFile(path, altered)
    expect(await run('check', path, '--json').catch(({ code }) => ({ code }))).not.toMatchObject({ code: 0 })
  })

  test('adds a signature to the end of a file with the office’s own certificate', async () => {
    const certificate = await makeCertificate({ CN: 'Văn phòng', O: 'Ủy ban nhân dân' })
    const [key, password, output] = ['khoa.p12', 'mat-khau', 'da-ky.pdf'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ]
    await writeFile(key, await asCertificateFile(certificate, 'bí mật'))
    await writeFile(password, 'bí mật\n')
    const given = ['add', EXAMPLE, '--key', key, '--password-file', password, '--output', output, '--field', 'Thứ ba']
    const { code, data } = await run(...given, '--json')
    expect([code, JSON.parse(data).signatures.length]).toEqual([0, 3])
    const [before, after] = [await readFile(EXAMPLE), await readFile(output)]
    expect(after.subarray(0, before.length).equals(before)).toBe(true)
    await writeFile(password, 'khác')
    await expect(run(...given)).rejects.toMatchObject({ code: 'documents.certificate-unreadable' })
  })

  test('says which file cannot be read, and how it is called', async () => {
    await expect(run('check', join(folder, 'none.pdf'))).rejects.toMatchObject({ code: 'file.unreadable' })
    for (const argv of [[], ['check'], ['add', EXAMPLE], ['check', EXAMPLE, EXAMPLE], ['sign', EXAMPLE]])
      await expect(run(...argv)).rejects.toBeInstanceOf(WrongUsage)
  })
})
