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

/** A year whose sheets are verified, with a question and a proposal that wait for their answers. */
const VERIFIED_YEAR = 2023
/** A year whose sheets are verified and nothing more. */
const APPEALABLE_YEAR = 2022
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
    await openOne(APPEALABLE_YEAR)
    await openOne(VERIFIED_YEAR)
    await openOne(SUBMITTED_YEAR)
    await openOne(DECIDED_YEAR)
    return openOne(YEAR)
  }
  const years = {
    own: await open('VT', units.province, [units.own, units.sub, units.sibling]),
    other: await open('KH', units.otherProvince, [units.other]),
  }
  await sql`update assessment_year set state = 'verifying' where year in (${SUBMITTED_YEAR}, ${VERIFIED_YEAR}, ${APPEALABLE_YEAR})`.execute(
    database,
  )
  await sql`update assessment set state = 'submitted', submitted_on = '2025-11-30', self_total = 0
    where assessment_year_id in (select id from assessment_year where year = ${SUBMITTED_YEAR})`.execute(database)
  await sql`update assessment set state = 'verified', submitted_on = '2023-11-30', self_total = 0, verified_on = '2023-12-10',
    verified_total = 0 where assessment_year_id in (select id from assessment_year where year in (${VERIFIED_YEAR}, ${APPEALABLE_YEAR}))`.execute(
    database,
  )
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
    ...(await addExchange(making)),
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

/** A question of the verifier and a proposal of the unit about the criterion, both waiting. */
async function addExchange(making: Making) {
  const { database, word, maker } = making
  const verifiedAssessmentId = await sheetOf(making, VERIFIED_YEAR)
  const words = word('exchange')
  await sql`insert into assessment_score (assessment_id, criterion_code, self_points, verified_points, verified_on)
    values (${verifiedAssessmentId}, '9.2', 3, 2, '2023-12-10')`.execute(database)
  await sql`insert into council_session (assessment_year_id, held_on, place, chaired_by, secretary)
    select assessment_year_id, '2026-11-20', ${words}, ${words}, ${words} from assessment
    where id = ${await sheetOf(making, YEAR)}
    on conflict do nothing`.execute(database)
  await sql`insert into second_mark (assessment_id, criterion_code, marker_account_id, points, marked_on, reason)
    values (${verifiedAssessmentId}, '9.2', ${maker.accountId}, 1, '2023-12-11', ${words})`.execute(database)
  return {
    appealableAssessmentId: await sheetOf(making, APPEALABLE_YEAR),
    assignmentId: await idOf(
      database,
      sql`insert into assessment_assignment (assessment_year_id, account_id, unit_id, assigned_on)
        select assessment_year_id, ${maker.accountId}, unit_id, '2026-11-01' from assessment
        where id = ${await sheetOf(making, YEAR)} returning id`,
    ),
    verifiedAssessmentId,
    explanationId: await idOf(
      database,
      sql`insert into assessment_explanation (assessment_id, criterion_code, question, asked_on)
        values (${verifiedAssessmentId}, '9.2', ${words}, '2023-12-11') returning id`,
    ),
    appealId: await idOf(
      database,
      sql`insert into assessment_appeal (assessment_id, criterion_code, asked_points, reason, filed_on)
        values (${verifiedAssessmentId}, '9.2', 3, ${words}, '2023-12-12') returning id`,
    ),
  }
}

const sheetOf = ({ database, unitId }: Making, year: number) =>
  idOf(
    database,
    sql`select assessment.id from assessment join assessment_year year on year.id = assessment.assessment_year_id
      where year.year = ${year} and assessment.unit_id = ${unitId}`,
  )
