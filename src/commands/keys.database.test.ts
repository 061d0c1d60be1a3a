import { chmod, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { databaseUrl } from '../../tests/support/database-url.ts'
import { sampleProvince } from '../../tests/support/sample-province.ts'
import { makeDatabase, TEST_TODAY } from '../../tests/support/system.ts'
import { protectedKeyFile } from '../folders.ts'
import { registerPetition } from '../modules/petitions/index.ts'
import { openKeyRing } from '../platform/encryption/key-ring.ts'
import { openFileStore } from '../platform/files/file-store.ts'
import { readSettings } from '../settings.ts'
import { examine } from './doctor.ts'
import { run as keys } from './keys.ts'

const ABOUT = 'Khóa kho bảo vệ người tố cáo'

test('keys are rotated from the server, and the doctor misses them when they are gone, open to others or left about', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-keys-command-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const { database, connectionString, drop } = await makeDatabase('empty')
  onTestFinished(drop)
  const name = new URL(connectionString).pathname.slice(1)
  const settings = readSettings({ DATA_DIR: folder, DATABASE_URL: databaseUrl(inject('postgresUrl'), name) })
  const path = protectedKeyFile(join(folder, 'keys'))
  const doctor = async () => (await examine(settings)).find(({ about }) => about === ABOUT)
  const { units, officials } = await sampleProvince(database)
  expect(await doctor()).toMatchObject({ state: 'good' })

  const given = {
    ...({ kind: 'denunciation', channel: 'post', receivedOn: '2026-11-16', unitId: units.commune } as const),
    ...{ behalfUnitId: null, forwardedBy: '', title: 'Thu tiền', content: '', signatoryCount: 1, files: [] },
    ...{ senderName: 'Nguyễn Văn Ẩn', senderAddress: '', senderPhone: '' },
  }
  const protection = { keys: openKeyRing(path), files: openFileStore(join(folder, 'files')) }
  await registerPetition(database, officials.communeClerk, given, TEST_TODAY, protection)
  expect(await doctor()).toMatchObject({ state: 'good', message: expect.stringContaining('1 đơn') })
  await chmod(path, 0o640)
  expect(await doctor()).toMatchObject({ state: 'wrong' })
  await chmod(path, 0o600)

  const printed: string[] = []
  const writing = vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  onTestFinished(() => {
    vi.restoreAllMocks()
  })
  const [before = ''] = await protection.keys.names()
  expect(await keys(['rotate', '--json'], settings)).toBe(0)
  writing.mockRestore()
  const [after = ''] = await protection.keys.names()
  expect(after).not.toBe(before)
  expect(JSON.parse(printed.join(''))).toMatchObject({ keyName: after, rewrapped: 1, keyFile: path })
  expect(printed.join('')).not.toContain((await readFile(path, 'utf8')).trim())
  // The old key waits to be taken away to where keys are kept.
  expect(await doctor()).toMatchObject({ state: 'warning', message: expect.stringContaining(before) })
  const [retired = ''] = (await readdir(join(folder, 'keys'))).filter((file) => file.includes(before))
  await mkdir(join(folder, 'safe'))
  await rename(join(folder, 'keys', retired), join(folder, 'safe', retired))
  expect(await doctor()).toMatchObject({ state: 'good' })

  await rename(path, join(folder, 'safe', 'key'))
  expect(await doctor()).toMatchObject({ state: 'wrong', message: expect.stringContaining(after) })
  await expect(keys(['rotate'], settings)).rejects.toMatchObject({ code: 'petition.keys-lost' })
  expect(await protection.keys.names()).toEqual([])
  await writeFile(path, await readFile(join(folder, 'safe', 'key')), { mode: 0o600 })
  expect(await doctor()).toMatchObject({ state: 'good' })
})
