import { readFile } from 'node:fs/promises'
import { modules } from '../../src/application.ts'
import { draftReorganisation } from '../../src/modules/organisation/actions/draft-reorganisation.ts'
import { reorganise } from '../../src/modules/organisation/actions/reorganise.ts'
import { undoReorganisation } from '../../src/modules/organisation/actions/undo-reorganisation.ts'
import { unitKinds } from '../../src/modules/organisation/queries/unit-record.ts'
import type { ReorganisationRow } from '../../src/modules/organisation/rules/reorganisation.ts'
import { readReorganisationRows } from '../../src/modules/organisation/rules/reorganisation-file.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { readRows } from '../../src/platform/spreadsheet/read-rows.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { TEST_TODAY } from './test-day.ts'
import { officialOf } from './units-and-people.ts'

/** The example of the documentation: Hậu Giang into thành phố Cần Thơ on 1 July 2025. */
export const EXAMPLE_FILE = new URL('../../docs/examples/reorganisation-2025.xlsx', import.meta.url)
export const REFORM_DAY = '2025-07-01'

/** What all modules hand on when a unit ends. */
export const ALL_MOVES = modules().flatMap((module) => module.moves ?? [])

/** All facts that the application counts from. */
export const ALL_FACTS = modules().flatMap((module) => module.facts ?? [])

/** The official behind an account of the demonstration, with the posts of the test day. */
export async function officialNamed(database: Database, userName: string): Promise<Official> {
  const { id } = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  return officialOf(database, id)
}

/** The id of the unit with this code. */
export async function unitCoded(database: Database, code: string): Promise<string> {
  return (await database.selectFrom('unit').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id
}

/** The reform of 2025 drafted from the example file by the administrator of the demonstration. */
export async function draftReform(database: Database): Promise<{ administrator: Official; id: string }> {
  const administrator = await officialNamed(database, 'quantri')
  const { rows, faults } = readReorganisationRows(
    await readRows(await readFile(EXAMPLE_FILE)),
    await unitKinds(database),
  )
  if (faults.length > 0) throw new Error(JSON.stringify(faults))
  const id = await draftReorganisation(database, administrator, {
    legalAct: 'Nghị quyết 1668/NQ-UBTVQH15',
    effectiveOn: REFORM_DAY,
    fileName: 'reorganisation-2025.xlsx',
    rows,
  })
  return { administrator, id }
}

/** The same, carried out. */
export async function carryOutReform(database: Database): Promise<{ administrator: Official; id: string }> {
  const { administrator, id } = await draftReform(database)
  await reorganise(database, administrator, { id, moves: ALL_MOVES, today: TEST_TODAY })
  return { administrator, id }
}

/** Carries out the rows at once and answers the id of the reorganisation. */
export async function reorganiseBy(
  database: Database,
  official: Official,
  { rows, effectiveOn }: { rows: readonly ReorganisationRow[]; effectiveOn: string },
): Promise<string> {
  const numbered = rows.map((each, index) => ({ ...each, number: index + 1 }))
  const id = await draftReorganisation(database, official, {
    legalAct: 'Nghị quyết mẫu',
    effectiveOn,
    fileName: '',
    rows: numbered,
  })
  await reorganise(database, official, { id, moves: ALL_MOVES, today: TEST_TODAY })
  return id
}

/** Takes back what was carried out. */
export function undo(database: Database, official: Official, id: string): Promise<void> {
  return undoReorganisation(database, official, { id, moves: ALL_MOVES, today: TEST_TODAY })
}
