import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PROJECT_FOLDER } from '../src/folders.ts'
import type { Database } from '../src/platform/database/database.ts'
import { permissionInWords } from '../src/vocabulary/permission.ts'
import { compareNames } from '../src/vocabulary/vietnamese.ts'
import { databaseForTest } from './support/system.ts'
import '../src/modules/identity/queries/tables.ts'

const DOCUMENT = join(PROJECT_FOLDER, 'docs', 'access.md')

/** Which role may do what, as the document for administrators tells it. */
async function tableOf(database: Database): Promise<string> {
  const roles = await database.selectFrom('role').select(['code', 'title']).orderBy('position').execute()
  const granted = await database.selectFrom('role_permission').selectAll().execute()
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const lines = [...new Set(granted.map(({ permission }) => permission))]
    .map((permission) => ({ permission, words: permissionInWords(permission) ?? '' }))
    .sort((first, second) => compareNames(first.words, second.words))
    .map(({ permission, words }) => {
      const held = (code: string) => granted.some((each) => each.role_code === code && each.permission === permission)
      return row([words, `\`${permission}\``, ...roles.map(({ code }) => (held(code) ? 'có' : ''))])
    })
  const head = ['Được', 'Tên quyền', ...roles.map((role) => role.title)]
  return [row(head), row(head.map(() => '---')), ...lines].join('\n')
}

test('docs/access.md tells which role may do what as the database has it', async () => {
  const table = await tableOf(await databaseForTest())
  expect(await readFile(DOCUMENT, 'utf8')).toContain(table)
  expect(table).toContain('petition.read')
  // Every right has its words: nobody can choose among codes.
  expect(table).not.toMatch(/\|\s+\| `/)
})

test('who runs the system holds no right to read or change a record of the work', async () => {
  const database = await databaseForTest()
  const held = await database
    .selectFrom('role_permission')
    .select('permission')
    .where('role_code', '=', 'administrator')
    .execute()
  const work =
    /^(petition|document|activity|opinion|plan|task|movement|democracy|figure|report|criteria|award|personal-data)\./
  expect(held.map(({ permission }) => permission).filter((permission) => work.test(permission))).toEqual([])
  expect(held.length).toBeGreaterThan(0)
})
