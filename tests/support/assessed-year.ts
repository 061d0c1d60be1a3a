import { keepCriteriaSet } from '../../src/modules/criteria/actions/keep-criteria-set.ts'
import { openYear } from '../../src/modules/criteria/actions/open-year.ts'
import { recordSelfAssessments } from '../../src/modules/criteria/actions/record-self-assessments.ts'
import { recordVerifications } from '../../src/modules/criteria/actions/record-verifications.ts'
import { submitAssessments } from '../../src/modules/criteria/actions/submit-assessments.ts'
import { DEMONSTRATION_SET } from '../../src/modules/criteria/rules/demonstration-set.ts'
import type { FigureValue } from '../../src/modules/criteria/rules/input.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { SampleProvince } from './sample-province.ts'
import { TEST_TODAY } from './test-day.ts'
import { addBlock } from './units-and-people.ts'
import '../../src/modules/organisation/queries/tables.ts'

/** What a unit that has done everything well types or has counted. */
export const GOOD_FIGURES: Readonly<Record<string, FigureValue>> = {
  'plan.issued': 1,
  '1.2': '2026-03-15',
  'dissemination.count': 5,
  'task.completed': 10,
  'task.completed-on-time': 10,
  'task.assigned': 10,
  'petition.answered': 8,
  'petition.answered-on-time': 8,
  'petition.received': 8,
  'inspection.count': 2,
  'dialogue.count': 3,
  'opinion.answered': 20,
  'opinion.recorded': 20,
  'model.registered': 2,
  'training.trainees': 80,
  'supervision.count': 2,
  'reception.count': 48,
  '9.2': true,
  'report.submitted-on-time': 5,
  'report.due': 5,
}

/** What the verifier adds for what units don't score themselves. */
export const OTHERS_FIGURES: Readonly<Record<string, FigureValue>> = {
  'chi-so-cai-cach-hanh-chinh': '90',
  'chi-so-hai-long': '85',
  '4.3': true,
  '6.3': 'A',
  '7.1.2': '2.5',
  '8.1': 'A',
  '10.2': '2026-11-20',
}

/** A block with the two communes and one with Sở Nội vụ. */
export async function addBlocks(database: Database, { units }: SampleProvince) {
  const add = (code: string, title: string, unitIds: readonly string[]) =>
    addBlock(database, { code, title, rootUnitId: units.province, unitIds, validFrom: '2004-01-01' })
  return {
    communes: await add('X', 'Khối xã', [units.commune, units.sibling]),
    departments: await add('S', 'Khối sở', [units.homeAffairs]),
  }
}

/** The year 2026 of the sample province, open to be scored by the demonstration set. */
export async function openSampleYear(database: Database, province: SampleProvince, year = 2026): Promise<string> {
  const setId = await keepCriteriaSet(database, province.officials.collector, DEMONSTRATION_SET)
  const existing = await database.selectFrom('block').select(['id', 'code']).orderBy('id').execute()
  const blocks =
    existing.length > 0
      ? { communes: existing[0]?.id ?? '', departments: existing[1]?.id ?? '' }
      : await addBlocks(database, province)
  return openYear(
    database,
    province.officials.collector,
    {
      setId,
      year,
      rootUnitId: province.units.province,
      blocks: [
        { blockId: blocks.communes, unitKind: 'locality' },
        { blockId: blocks.departments, unitKind: 'province-agency' },
      ],
      selfAssessBy: `${year}-11-30`,
      verifyBy: `${year}-12-15`,
      decideBy: `${year}-12-25`,
    },
    TEST_TODAY,
  )
}

/** Self-assessments and verifications of the units, submitted and complete, by the system itself. */
export async function scoreUnits(
  database: Database,
  yearId: string,
  given: readonly {
    unitId: string
    figures: Readonly<Record<string, FigureValue>>
    others?: Readonly<Record<string, FigureValue>>
  }[],
): Promise<void> {
  const today = TEST_TODAY
  const unitIds = given.map((unit) => unit.unitId)
  const selfAssessments = given.map(({ unitId, figures }) => ({ unitId, figures }))
  await recordSelfAssessments(database, null, { yearId, given: selfAssessments, today })
  await submitAssessments(database, null, { yearId, unitIds, today })
  const verifications = given.map(({ unitId, others }) => ({
    unitId,
    figures: others ?? OTHERS_FIGURES,
    complete: true,
  }))
  await recordVerifications(database, null, { yearId, given: verifications, today })
}
