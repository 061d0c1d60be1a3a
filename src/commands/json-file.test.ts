import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readJsonFile } from './json-file.ts'

async function fileWith(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-json-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'tep.json'), text)
  return join(folder, 'tep.json')
}

test('a file with a byte order mark is read', async () => {
  expect(await readJsonFile(await fileWith('\uFEFF[1]'))).toEqual([1])
})

test.each([
  ['[\n  {"rule": "x",}\n]', 'ở dòng 2, cột 16'],
  ['', '(tệp trống)'],
])('a file with %j is refused with the place', async (text, where) => {
  await expect(readJsonFile(await fileWith(text))).rejects.toMatchObject({
    code: 'file.not-json',
    messageForPerson: expect.stringContaining(where),
  })
})

test('a file that is not there is refused by its name', async () => {
  await expect(readJsonFile('/khong/co.json')).rejects.toMatchObject({
    code: 'file.unreadable',
    messageForPerson: 'Không đọc được tệp “/khong/co.json”: không có tệp này. Hãy kiểm tra lại đường dẫn.',
  })
})
