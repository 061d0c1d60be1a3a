import { sql } from 'kysely'
import { modules } from '../../src/application.ts'
import { startDraft } from '../../src/modules/criteria/actions/draft-criteria-set.ts'
import { keepCriteriaSet } from '../../src/modules/criteria/actions/keep-criteria-set.ts'
import { linkEvidence } from '../../src/modules/criteria/actions/link-evidence.ts'
import { openYear } from '../../src/modules/criteria/actions/open-year.ts'
import { saveCriterion } from '../../src/modules/criteria/actions/save-criterion.ts'
import { DEMONSTRATION_SET } from '../../src/modules/criteria/rules/demonstration-set.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { UnitKey } from './access-people.ts'
import { attachmentOf, idOf, type Making, YEAR } from './making-records.ts'
import { TEST_TODAY } from './test-day.ts'
import { addBlock } from './units-and-people.ts'

/** A year whose sheets wait for their verification, and one whose ranks are decided and not yet public. */
const SUBMITTED_YEAR = 2025
const DECIDED_YEAR = 2024

/** Three years are scored in both provinces; answers those of 2026, which are open. */
export async function openYears(
  database: Database,
  units: Record<UnitKey, string>,
): Promise<{ own: string; other: string }> {
  const setId = await keepCriteriaSet(database, null, DEMONSTRATION_SET)
  const open = async (code: string, rootUnitId: string, unitIds: readonly string[]) => {
    const block = { code, title: `Khối xã ${code}`, rootUnitId, unitIds, validFrom: '2004-01-01' }
    const blockId = await addBlock(database, block)
    const openOne = (year: number) =>
      openYear(
        database,
        null,
        {
          ...{ setId, year, rootUnitId, blocks: [{ blockId, unitKind: 'locality' }] },
          ...{ selfAssessBy: `${year}-11-30`, verifyBy: `${year}-12-15`, decideBy: `${year}-12-25` },
        },
        TEST_TODAY,
      )
    await openOne(SUBMITTED_YEAR)
    await openOne(DECIDED_YEAR)
    return openOne(YEAR)
  }
  const years = {
    own: await open('VT', units.province, [units.own, units.sub, units.sibling]),
    other: await open('KH', units.otherProvince, [units.other]),
  }
  await sql`update assessment_year set state = 'verifying' where year = ${SUBMITTED_YEAR}`.execute(database)
  await sql`update assessment set state = 'submitted', submitted_on = '2025-11-30', self_total = 0
    where assessment_year_id in (select id from assessment_year where year = ${SUBMITTED_YEAR})`.execute(database)
  await sql`update assessment_year set state = 'decided', decision_number = '1/QĐ-UBND', decided_on = '2024-12-25'
    where year = ${DECIDED_YEAR}`.execute(database)
  return years
}

/** A criterion that the unit has scored, with a file and with records as its evidence. */
export async function addScore(
  making: Making,
  { yearId, activityId, petitionId }: { yearId: string; activityId: string; petitionId: string },
) {
  const { database, maker, word, file } = making
  const assessmentId = await sheetOf(making, YEAR)
  const facts = modules(null).flatMap((module) => module.facts ?? [])
  const code = '9.2'
  await database.transaction().execute(async (transaction) => {
    await saveCriterion(
      transaction,
      maker,
      {
        ...{ assessmentId, criterion: code, version: null, figures: { '9.2': true }, notApplicable: false },
        ...{ note: word('assessment'), files: [await file('assessmentfile')] },
      },
      { facts, today: TEST_TODAY },
    )
    const chosen = [
      { kind: 'activity', recordId: activityId },
      { kind: 'petition', recordId: petitionId },
    ]
    const linked = { assessmentId, criterion: code, chosen, shown: chosen }
    await linkEvidence(transaction, maker, linked, { facts, today: TEST_TODAY })
  })
  return {
    ...{ assessmentId, code, yearId },
    assessmentFileId: await attachmentOf(database, 'assessment-criterion', `${assessmentId}/${code}`),
    submittedAssessmentId: await sheetOf(making, SUBMITTED_YEAR),
    decidedYearId: await idOf(
      database,
      sql`select year.id from assessment_year year where year.year = ${DECIDED_YEAR}
      and year.root_unit_id = (select root_unit_id from assessment_year where id = ${yearId})`,
    ),
    setId: await idOf(database, sql`select id from criteria_set limit 1`),
    setDraftId: await startDraft(database, null, { content: DEMONSTRATION_SET, from: 'bộ minh họa' }),
    list: 'knock-outs',
    rule: 'new',
  }
}

const sheetOf = ({ database, unitId }: Making, year: number) =>
  idOf(
    database,
    sql`select assessment.id from assessment join assessment_year year on year.id = assessment.assessment_year_id
      where year.year = ${year} and assessment.unit_id = ${unitId}`,
  )
