import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasPdfsig, pdfsig } from '../../tests/support/pdfsig.ts'
import { databaseForTest, TEST_TODAY } from '../../tests/support/system.ts'
import { checkSignatures, issueByCode } from '../modules/documents/index.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import { loadDemonstration } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-signed-demonstration-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function loaded() {
  const database = await databaseForTest()
  const files = openFileStore(folder)
  await loadDemonstration(database, TEST_TODAY, files)
  const { rows } = await sql<{ code: string }>`select code from document_issue`.execute(database)
  const issue = await issueByCode(database, rows[0]?.code ?? '')
  if (!issue) throw new Error('The demonstration has no signed document.')
  return { issue, file: await buffer(files.read(issue.current.sha256)) }
}

describe('the signed document of the demonstration', () => {
  test('bears both signatures, says that they are for show, and is the same on every load', async () => {
    const { issue, file } = await loaded()
    expect(issue).toMatchObject({ state: 'sent', type: 'QĐ' })
    const { verdict, signatures } = await checkSignatures(file)
    expect(verdict).toBe('sound')
    expect(signatures.map(({ signer }) => signer)).toEqual(['Cao Thanh Bình (minh họa)', 'Sở Nội vụ (minh họa)'])
    for (const { issuer } of signatures) expect(issuer).toContain('MINH HỌA')
    if (hasPdfsig) expect((await pdfsig(file)).match(/Signature is Valid/g)).toHaveLength(2)
    const again = await loaded()
    expect(again.issue.code).toBe(issue.code)
    expect(again.file.equals(file)).toBe(true)
  })
})
