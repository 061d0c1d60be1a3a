import { sql } from 'kysely'
import { prepareConsultation, publishConsultation } from '../../src/modules/democracy/actions/keep-consultation.ts'
import { recordDecision } from '../../src/modules/democracy/actions/keep-decision.ts'
import { enterDisclosure } from '../../src/modules/democracy/actions/keep-disclosure.ts'
import { recordMediation } from '../../src/modules/democracy/actions/keep-mediation.ts'
import { addResidentialArea } from '../../src/modules/democracy/actions/keep-residential-area.ts'
import { groupOpinions, sendOpinion } from '../../src/modules/democracy/actions/take-opinions.ts'
import { attachFiles } from '../../src/modules/documents/index.ts'
import { idOf, type Making, YEAR } from './making-records.ts'
import { TEST_TODAY } from './test-day.ts'

/** A document that is not public yet with its file, a public consultation with an opinion, an area, a vote of its people and a case of its mediators. */
export async function addDemocracy(making: Making) {
  const kept = await (making.place === 'sub' ? addBelowCommune(making) : addInCommune(making))
  return { ...kept, ...(await addInspection(making)) }
}

/** A plan as a board of the place would have sent it, with a result and a recommendation that waits for an answer. */
async function addInspection({ database, unitId, word }: Making) {
  const inspectionPlanId = await idOf(
    database,
    sql`insert into inspection_board_plan (unit_id, period_code, period_from, period_to, aim, sent_on)
      values (${unitId}, '2026-Q4', '2026-10-01', '2026-12-31', ${word('decision')}, '2026-10-02') returning id`,
  )
  const inspectionItemId = await idOf(
    database,
    sql`insert into inspection_board_item (plan_id, form, title, body, responsible, planned_on, held_on, findings)
      values (${inspectionPlanId}, 'supervision', ${`Giám sát ${word('decision')}`}, 'Ủy ban nhân dân', 'Trưởng ban', '2026-11-10',
        '2026-11-10', ${word('decision')}) returning id`,
  )
  const boardRecommendationId = await idOf(
    database,
    sql`insert into inspection_board_recommendation (item_id, content, addressee, made_on, due_on)
      values (${inspectionItemId}, ${word('decision')}, 'Ủy ban nhân dân', '2026-11-11', '2026-11-20') returning id`,
  )
  return { inspectionPlanId, inspectionItemId, boardRecommendationId }
}

async function addInCommune(making: Making) {
  const { database, maker, unitId, word, file } = making
  const area = { unitId, name: 'Ấp 1', householdCount: 120, countedOn: '2026-01-01', endedOn: null }
  const areaId = await addResidentialArea(database, maker, area, TEST_TODAY)
  const disclosureId = await enterDisclosure(
    database,
    maker,
    {
      ...{ unitId, contentCode: 'projects', year: YEAR, quarter: null, title: `Dự án ${word('disclosure')}` },
      ...{ documentNumber: '', documentIssuedOn: '2026-11-18', summary: word('disclosure') },
      files: [await file('disclosure')],
    },
    TEST_TODAY,
  )
  const decisionId = await recordDecision(
    database,
    maker,
    {
      ...{ unitId, residentialAreaId: areaId, matter: 'contributions', form: 'meeting', decidedOn: '2026-11-15' },
      ...{ title: `Góp tiền ${word('decision')}`, content: word('decision'), files: [] },
      ...{ total: 120, takingPart: 100, inFavour: 90, against: 10 },
    },
    TEST_TODAY,
  )
  const mediation = {
    residentialAreaId: areaId,
    kind: 'land',
    begunOn: '2026-11-02',
    endedOn: null,
    outcome: null,
  } as const
  return {
    areaId,
    disclosureId,
    decisionId,
    mediationId: await recordMediation(database, maker, mediation, TEST_TODAY),
    ...(await addConsultation(making)),
  }
}

/** What is asked is public; what was answered is not. */
async function addConsultation({ database, maker, unitId, word }: Making) {
  const consultationId = await prepareConsultation(
    database,
    maker,
    {
      ...{ unitId, matter: 'plan', title: 'Kế hoạch làm đường', content: 'Làm tuyến nào trước?', documentNumber: '' },
      ...{ opensOn: '2026-11-10', closesOn: '2026-11-30', files: [] },
    },
    '2026-11-10',
  )
  await publishConsultation(database, maker, consultationId, '2026-11-10')
  await sendOpinion(database, { consultationId, content: word('consultation'), today: TEST_TODAY })
  const ofIt = sql`consultation_id = ${consultationId}`
  const opinionIds = [await idOf(database, sql`select id from consultation_opinion where ${ofIt}`)]
  const grouping = { consultationId, opinionIds, title: word('consultation'), today: TEST_TODAY }
  await groupOpinions(database, maker, grouping)
  const themeId = await idOf(database, sql`select id from consultation_theme where ${ofIt}`)
  return { consultationId, themeId, consultationOpinionId: opinionIds[0] ?? '' }
}

/** The same below a commune, where nobody enters such records: as a reorganisation may leave them. */
async function addBelowCommune({ database, maker, unitId, word, file }: Making) {
  const areaId = await idOf(
    database,
    sql`insert into residential_area (unit_id, name, household_count, counted_on)
      values (${unitId}, 'Ấp 1', 120, '2026-01-01') returning id`,
  )
  const disclosureId = await idOf(
    database,
    sql`insert into disclosure (unit_id, content_code, year, title, summary, document_issued_on)
      values (${unitId}, 'projects', ${YEAR}, ${`Dự án ${word('disclosure')}`}, '', '2026-11-18') returning id`,
  )
  const subject = { kind: 'disclosure', id: disclosureId }
  const attached = { storedFileIds: [await file('disclosure')], readPermission: 'democracy.read' }
  await attachFiles(database, maker, { subject, unitId, ...attached })
  const decisionId = await idOf(
    database,
    sql`insert into community_decision (unit_id, scope, residential_area_id, matter, form, title, decided_on, total_count,
        taking_part_count, in_favour_count, against_count, outcome)
      values (${unitId}, 'residential-area', ${areaId}, 'contributions', 'meeting', ${`Góp tiền ${word('decision')}`},
        '2026-11-15', 120, 100, 90, 10, 'passed') returning id`,
  )
  const mediationId = await idOf(
    database,
    sql`insert into mediation_case (unit_id, residential_area_id, kind, begun_on)
      values (${unitId}, ${areaId}, 'land', '2026-11-02') returning id`,
  )
  const consultationId = await idOf(
    database,
    sql`insert into consultation (unit_id, matter, title, content, opens_on, closes_on, published_on)
      values (${unitId}, 'plan', 'Kế hoạch', 'Làm tuyến nào trước?', '2026-11-10', '2026-11-30', '2026-11-10') returning id`,
  )
  const themeId = await idOf(
    database,
    sql`insert into consultation_theme (consultation_id, title)
      values (${consultationId}, ${word('consultation')}) returning id`,
  )
  const consultationOpinionId = await idOf(
    database,
    sql`insert into consultation_opinion (consultation_id, channel, content, received_on)
      values (${consultationId}, 'paper', ${word('consultation')}, '2026-11-12') returning id`,
  )
  return { areaId, disclosureId, decisionId, mediationId, consultationId, themeId, consultationOpinionId }
}
