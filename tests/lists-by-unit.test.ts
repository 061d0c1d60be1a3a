import { afterAll, beforeAll, expect, test } from 'vitest'
import { read, sessionOf } from './support/reachable-pages.ts'
import { type RunningSystem, startSystem } from './support/system.ts'

/** The lists of records of several units that a leader of the province and an official of a commune both read. */
const LISTS = [
  '/reception',
  '/reception/sessions',
  '/reception/register',
  '/movement',
  '/people',
  '/awards',
  '/awards/register',
  '/petitions',
]

let system: RunningSystem
beforeAll(async () => {
  system = await startSystem('province')
})
afterAll(() => system.stop())

/** The units to which the list on a page can be narrowed. */
async function unitsOffered(path: string, userName: string): Promise<string[]> {
  const page = await read(system.app, path, await sessionOf(system, userName))
  const [field = ''] = /<select[^>]* name="unitId".*?<\/select>/s.exec(page.body) ?? []
  return [...field.matchAll(/<option value="(\d+)"/g)].map(([, id = '']) => id)
}

test.each(LISTS)('%s can be narrowed to one unit of those that the reader reaches, and to no other', async (path) => {
  const [province, commune] = [await unitsOffered(path, 'lanhdao.tinh'), await unitsOffered(path, 'canbo.xa')]

  expect(province).toEqual(expect.arrayContaining(commune))
  expect(province.length).toBeGreaterThan(commune.length)
  const [elsewhere = ''] = province.filter((id) => !commune.includes(id))
  const foreign = await read(system.app, `${path}?unitId=${elsewhere}`, await sessionOf(system, 'canbo.xa'))
  expect(foreign.body).not.toMatch(new RegExp(`<option value="${elsewhere}"`))
  expect((await read(system.app, `${path}?unitId=${elsewhere}`, await sessionOf(system, 'lanhdao.tinh'))).body).toMatch(
    new RegExp(`<option[^>]*value="${elsewhere}"[^>]*selected`),
  )
})

test('requests about personal data can be narrowed to the units under one’s own', async () => {
  expect((await unitsOffered('/personal-data/requests', 'canbo.xa')).length).toBeGreaterThan(1)
})
