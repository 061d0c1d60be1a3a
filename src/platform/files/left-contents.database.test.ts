import { access, mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase } from '../../../tests/support/system.ts'
import { inTransaction } from '../database/database.ts'
import { openFileStore, pathOfFile } from './file-store.ts'
import { removeLeftContents } from './left-contents.ts'

const DAY = 86_400_000
let folder: string
let made: Awaited<ReturnType<typeof makeDatabase>>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-left-'))
  made = await makeDatabase()
})
afterAll(async () => {
  await made?.drop()
  await rm(folder, { recursive: true, force: true })
})

const isThere = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

test('what a transaction wrote that was rolled back goes a day later; what an entry names stays', async () => {
  const files = openFileStore(folder)
  const put = (database: typeof made.database, text: string) =>
    files.put(database, { name: 'a.pdf', content: Readable.from([Buffer.from(`%PDF-1.7 ${text}`)]), accountId: null })
  const kept = await put(made.database, 'giữ')
  let left = ''
  const failing = inTransaction(made.database, async (transaction) => {
    left = (await put(transaction, 'bỏ')).sha256
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  const broken = join(folder, 'incoming', 'dở dang')
  await writeFile(broken, 'x')
  const keys = join(folder, 'keys')
  await mkdir(keys)
  await writeFile(join(keys, 'encryption-key'), 'x')

  expect(await removeLeftContents(made.database, folder)).toBe(0)
  expect(await isThere(pathOfFile(folder, left))).toBe(true)
  expect(await removeLeftContents(made.database, folder, Date.now() + 1.1 * DAY)).toBe(1)
  expect(await isThere(pathOfFile(folder, left))).toBe(false)
  expect(await isThere(broken)).toBe(false)
  expect(await isThere(pathOfFile(folder, kept.sha256))).toBe(true)
  expect(await isThere(join(keys, 'encryption-key'))).toBe(true)
})

test('nothing goes from a folder that belongs to another database', async () => {
  const long = new Date(Date.now() - 9 * DAY)
  const names = Array.from({ length: 60 }, (_, at) => at.toString(16).padStart(64, '0'))
  for (const name of names) {
    const path = pathOfFile(folder, name)
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, 'x')
    await utimes(path, long, long)
  }
  await expect(removeLeftContents(made.database, folder)).rejects.toThrow(RangeError)
  expect(await isThere(pathOfFile(folder, names[0] ?? ''))).toBe(true)
})
