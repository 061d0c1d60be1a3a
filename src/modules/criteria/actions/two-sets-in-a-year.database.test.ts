import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { addBlocks } from '../../../../tests/support/assessed-year.ts'
import { reorganiseBy } from '../../../../tests/support/reorganisation.ts'
import { row } from '../../../../tests/support/reorganisation-row.ts'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { predecessorsIn } from '../queries/predecessors.ts'
import type { CriteriaSet, Transition } from '../rules/criteria-set.ts'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { keepCriteriaSet } from './keep-criteria-set.ts'
import { openYear } from './open-year.ts'

const YEARS = [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }]

async function province(transitions: readonly Transition[]) {
  const database = await databaseForTest()
  const sample = await sampleProvince(database)
  const blocks = await addBlocks(database, sample)
  const old: CriteriaSet = { ...DEMONSTRATION_SET, id: 'cu', years: YEARS }
  const replacing: CriteriaSet = { ...old, id: 'moi', replaces: 'cu', title: 'Bộ mới', transitions }
  const ids = {
    old: await keepCriteriaSet(database, null, old),
    replacing: await keepCriteriaSet(database, null, replacing),
  }
  const open = (setId: string, blockId: string, unitKind: string) =>
    openYear(
      database,
      sample.officials.collector,
      {
        setId,
        year: 2026,
        rootUnitId: sample.units.province,
        blocks: [{ blockId, unitKind }],
        selfAssessBy: '2026-11-30',
        verifyBy: '2026-12-15',
        decideBy: '2026-12-25',
      },
      TEST_TODAY,
    )
  return { database, ...sample, blocks, ids, open }
}

const AGENCIES: Transition = {
  year: 2026,
  unitKinds: ['province-agency'],
  use: 'replaced-set',
  clause: 'khoản 2 Điều 3: các sở theo bộ cũ đến hết năm',
}

describe('a year of two sets', () => {
  test('is opened by each for its own kinds of unit, as the sets themselves say', async () => {
    const { database, blocks, ids, open } = await province([AGENCIES])
    await expect(open(ids.old, blocks.communes, 'locality')).rejects.toMatchObject({
      code: 'criteria.other-set-holds',
      messageForPerson: expect.stringContaining('cả năm 2026 theo bộ mới'),
    })
    await expect(open(ids.replacing, blocks.departments, 'province-agency')).rejects.toMatchObject({
      code: 'criteria.other-set-holds',
      messageForPerson: expect.stringContaining(AGENCIES.clause),
    })
    const communes = await open(ids.replacing, blocks.communes, 'locality')
    const agencies = await open(ids.old, blocks.departments, 'province-agency')
    const { rows } = await sql<{ year: string; code: string }>`
      select distinct assessment.assessment_year_id::text as year, set.code from assessment
      join assessment_year on assessment_year.id = assessment.assessment_year_id
      join criteria_set set on set.id = assessment_year.criteria_set_id order by 2`.execute(database)
    expect(rows).toEqual([
      { year: agencies, code: 'cu' },
      { year: communes, code: 'moi' },
    ])
  })

  test('scores no unit twice', async () => {
    const { database, blocks, ids, open } = await province([])
    await open(ids.replacing, blocks.communes, 'locality')
    const other = await keepCriteriaSet(database, null, { ...DEMONSTRATION_SET, id: 'khac', years: YEARS })
    await expect(open(other, blocks.communes, 'locality')).rejects.toThrow('criteria.unit-scored-already')
  })
})

describe('a unit merged in the year', () => {
  test('names those that passed into it, and until when', async () => {
    const { database, units, officials } = await province([])
    const codes = await database.selectFrom('unit').select(['id', 'code']).execute()
    const code = (id: string) => codes.find((unit) => unit.id === id)?.code ?? ''
    await reorganiseBy(database, officials.administrator, {
      effectiveOn: '2026-07-01',
      rows: [row({ kind: 'merged-into', fromCode: code(units.sibling), toCode: code(units.commune) })],
    })
    const window = { from: '2026-01-01', to: '2026-12-31' }
    expect(await predecessorsIn(database, units.commune, window)).toMatchObject([{ on: '2026-07-01' }])
    expect(await predecessorsIn(database, units.commune, { from: '2027-01-01', to: '2027-12-31' })).toEqual([])
  })
})
