import { sql } from 'kysely'
import { inviteTo } from '../../src/modules/activities/actions/invite.ts'
import { addPhoto } from '../../src/modules/activities/actions/keep-photo.ts'
import { addRecommendations } from '../../src/modules/activities/actions/keep-recommendation.ts'
import {
  type ActivityToPrepare,
  announceActivity,
  prepareActivity,
} from '../../src/modules/activities/actions/prepare-activity.ts'
import { publishResult } from '../../src/modules/activities/actions/publish-result.ts'
import { type ActivityToRecord, recordActivity } from '../../src/modules/activities/actions/record-activity.ts'
import { decideAwards } from '../../src/modules/awards/actions/decide-awards.ts'
import { openAwardRound } from '../../src/modules/awards/actions/keep-award-round.ts'
import { type AwardToPropose, proposeAward } from '../../src/modules/awards/actions/propose-award.ts'
import { draftCoordination } from '../../src/modules/coordination/actions/keep-coordination.ts'
import { signCoordination } from '../../src/modules/coordination/actions/sign-coordination.ts'
import type { DocumentToRecord } from '../../src/modules/documents/actions/document-to-record.ts'
import { keepText } from '../../src/modules/documents/actions/keep-text.ts'
import { limitDocument } from '../../src/modules/documents/actions/limit-document.ts'
import { recordDocument } from '../../src/modules/documents/actions/record-document.ts'
import { issueDocument } from '../../src/modules/documents/index.ts'
import { SAMPLE_REPORT } from '../../src/modules/documents/layout/sample-report.ts'
import { enterWork } from '../../src/modules/movement/actions/enter-work.ts'
import { holdContest } from '../../src/modules/movement/actions/hold-contest.ts'
import { visitModel } from '../../src/modules/movement/actions/keep-alive.ts'
import { prepareRound } from '../../src/modules/movement/actions/keep-judged-contest.ts'
import { addModelPhoto } from '../../src/modules/movement/actions/keep-model-photo.ts'
import { openPanel } from '../../src/modules/movement/actions/keep-panel.ts'
import { type ModelToRegister, registerModel } from '../../src/modules/movement/actions/register-model.ts'
import { admitWork, enterWorkForAuthor } from '../../src/modules/movement/actions/send-entry.ts'
import { stageById, stagesOf } from '../../src/modules/movement/queries/contests.ts'
import { type RequestToRecord, recordRequest } from '../../src/modules/personal-data/actions/record-request.ts'
import { addEvidence } from '../../src/modules/plans/actions/add-evidence.ts'
import { copyPlan } from '../../src/modules/plans/actions/copy-plan.ts'
import { createPlan } from '../../src/modules/plans/actions/create-plan.ts'
import { giveTask } from '../../src/modules/plans/actions/give-task.ts'
import { recordReview } from '../../src/modules/plans/actions/record-review.ts'
import { commentOnReport } from '../../src/modules/reports/actions/comment-on-report.ts'
import { consolidateReports } from '../../src/modules/reports/actions/consolidate-reports.ts'
import { draftReport } from '../../src/modules/reports/actions/draft-report.ts'
import { overrideFigure } from '../../src/modules/reports/actions/override-figure.ts'
import { requestReports } from '../../src/modules/reports/actions/request-reports.ts'
import { sendSupplement } from '../../src/modules/reports/actions/send-supplement.ts'
import { submitReport } from '../../src/modules/reports/actions/submit-report.ts'
import { writeSection } from '../../src/modules/reports/actions/write-section.ts'
import { writeSupplement } from '../../src/modules/reports/actions/write-supplement.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { periodBetween, periodByCode } from '../../src/vocabulary/reporting-period.ts'
import { addScore } from './access-assessments.ts'
import { addDashboards } from './access-dashboards.ts'
import { addDemocracy } from './access-democracy.ts'
import { addOrganisation } from './access-organisation.ts'
import { addPetitions } from './access-petitions.ts'
import { addReception } from './access-reception.ts'
import { addUpkeep } from './access-upkeep.ts'
import { attachmentOf, idOf, type Making, YEAR } from './making-records.ts'
import { TEST_NOW, TEST_TODAY } from './test-day.ts'
import { addPerson } from './units-and-people.ts'

/** What the parameters in addresses of routes are for the records of a place. */
export type RecordIds = Readonly<Record<string, string>>

/** One record of every kind, made by the real actions, with a secret word in what people write into it. */
export async function addRecords(making: Making, yearId: string): Promise<{ ids: RecordIds; files: RecordIds }> {
  const { database, maker, unitId } = making
  const documents = await addDocuments(making)
  const work = await addPlannedWork(making)
  const dialogue = await addDialogue(making, work.assignmentId)
  const followed = await addPreparation(making, dialogue.activityId)
  const petitions = await addPetitions(making)
  const rest = {
    ...(await addMovement(making)),
    ...(await addAward(making)),
    ...(await addDataRequest(making)),
    ...(await addReports(making)),
    ...(await addReception(making)),
    ...(await addDemocracy(making)),
    ...(await addCoordination(making)),
    ...(await addFigures(making)),
    ...(await addDashboards(making)),
    ...(await addUpkeep(making)),
  }
  const score = await addScore(making, { ...dialogue, ...petitions, yearId })
  const files = {
    document: await attachmentOf(database, 'document', documents.documentId),
    limited: await attachmentOf(database, 'document', documents.limitedId),
    petition: await attachmentOf(database, 'petition', petitions.petitionId),
    'task-assignment': await attachmentOf(database, 'task-assignment', work.assignmentId),
    'assessment-criterion': score.assessmentFileId,
    disclosure: await attachmentOf(database, 'disclosure', rest.disclosureId),
  }
  const ids = {
    ...{ ...documents, ...work, ...dialogue, ...followed, ...petitions, ...rest, ...score, unitId },
    ...(await addOrganisation(making)),
    fileId: await making.file('documentfile'),
    personId: maker.personId,
    postId: maker.posts[0]?.postId ?? '',
    accountId: maker.accountId,
    attachmentId: files.document,
  }
  return { ids, files }
}

const DEFINITION = {
  ...{ code: 'defined.so-vu-hoa-giai', title: 'Số vụ hòa giải', theme: 'Dân chủ ở cơ sở', unitOfMeasure: 'vụ' },
  ...{
    explanation: 'Số vụ nhận trong kỳ.',
    source: 'Số liệu quý.',
    measure: 'count',
    factCode: 'mediation',
    time: 'flow',
  },
  ...{ measureColumn: null, filters: {}, partFilters: null, formula: null, decimals: 0, addsUp: false },
}

/** What somebody else has published for the unit, and a definition that is being worked on. */
async function addFigures({ database, unitId, word }: Making) {
  const valueId = await idOf(
    database,
    sql`insert into indicator_value (indicator_code, unit_id, from_date, to_date, value, document, published_on, publisher)
      values ('index.par', ${unitId}, '2025-01-01', '2025-12-31', 85.5, ${`Quyết định ${word('published')}`}, '2026-02-20', 'Bộ Nội vụ')
      returning id`,
  )
  const draftId = await idOf(
    database,
    sql`insert into indicator_draft (definition) values (${JSON.stringify(DEFINITION)}::jsonb) returning id`,
  )
  return { valueId, draftId }
}

/** A plan with a body outside, which has signed; the unit itself has not. */
async function addCoordination({ database, maker, unitId, word }: Making) {
  const given = {
    ...{ kind: 'plan' as const, title: `Kế hoạch phối hợp ${word('coordination')}`, reference: '', leadUnitId: unitId },
    ...{ startsOn: '2026-01-01', endsOn: '2026-12-31', reportMonth: 12, reportDay: 10, basedOnId: null },
    ...{ partnerUnitIds: [], outsideParties: ['Ban Chỉ huy Quân sự'] },
    duties: [{ partyPosition: null, content: `Họp giao ban ${word('coordination')}` }],
  }
  const coordinationId = await draftCoordination(database, maker, given, TEST_TODAY)
  const party = (position: number) =>
    idOf(
      database,
      sql`select id from coordination_party where coordination_id = ${coordinationId} and position = ${position}`,
    )
  const [partyId, signedPartyId] = [await party(1), await party(2)]
  const signature = { id: coordinationId, partyId: signedPartyId, signedOn: '2026-01-05', signedBy: 'Chỉ huy trưởng' }
  await signCoordination(database, maker, { ...signature, today: TEST_TODAY })
  return { coordinationId, partyId, signedPartyId }
}

async function addDocuments({ database, store, maker, unitId, word, file }: Making) {
  const common = { unitId, type: 'KH' as const, issuedOn: '2026-03-02', basedOn: [], carriesOut: [], replaces: [] }
  const outgoing: DocumentToRecord = {
    ...common,
    ...{ summary: `Kế hoạch ${word('outgoing')}`, dueOn: null, files: [await file('documentfile')] },
    ...{ direction: 'outgoing', number: null, symbol: '', issuingUnitId: null, draftingUnitId: null },
  }
  const documentId = await recordDocument(database, maker, outgoing, TEST_TODAY)
  const incoming: DocumentToRecord = {
    ...common,
    ...{ summary: `Kế hoạch ${word('incoming')}`, dueOn: '2026-11-25', files: [] },
    ...{ direction: 'incoming', reference: '12/KH-UBND', issuingBody: 'Cơ quan khác' },
    ...{ arrivedOn: '2026-03-03', arrivalNumber: null },
  }
  const issuedDocumentId = await issueDocument(
    database,
    maker,
    {
      entry: { ...outgoing, type: 'BC', summary: `Báo cáo ${word('outgoing')}` },
      content: { ...SAMPLE_REPORT, summary: `Báo cáo ${word('outgoing')}`, body: [] },
      signer: { name: maker.fullName, title: 'Chủ tịch' },
      recipientUnitIds: [],
    },
    { files: store, publicUrl: 'http://127.0.0.1', today: TEST_TODAY },
  )
  const incomingId = await recordDocument(database, maker, incoming, TEST_TODAY)
  await keepWords(database, documentId, word('filetext'))
  const limited = { ...incoming, reference: '13/KH-UBND', summary: `Kế hoạch ${word('limited')}` }
  const limitedId = await recordDocument(database, maker, { ...limited, files: [await file('limited')] }, TEST_TODAY)
  await keepWords(database, limitedId, word('limited'))
  await limitDocument(database, maker, {
    ...{ id: limitedId, today: TEST_TODAY },
    given: { limits: 'document', readers: [], limitedFiles: [] },
  })
  return { documentId, issuedDocumentId, incomingId, limitedId }
}

/** As if the file of the document had been read. */
async function keepWords(database: Database, documentId: string, text: string): Promise<void> {
  const attachmentId = await attachmentOf(database, 'document', documentId)
  const reading = { state: 'read', text, pageCount: 1, isCut: false } as const
  await keepText(database, { attachmentId, reading, now: TEST_NOW })
}

/** A plan with a content, and a task of it that the unit has given itself and shown some work for. */
async function addPlannedWork({ database, maker, unitId, word, file }: Making) {
  const plan = {
    ...{ unitId, title: `Kế hoạch năm ${word('plan')}`, year: YEAR, documentId: null, issuedOn: '2026-02-01' },
    ...{ followingUnitId: null, basedOnPlanId: null, contents: [`Nội dung ${word('content')}`] },
  }
  const planId = await createPlan(database, maker, plan, TEST_TODAY)
  const contentId = await idOf(database, sql`select id from plan_content where plan_id = ${planId}`)
  const given = {
    ...{ contentId, title: `Nhiệm vụ ${word('task')}`, product: '', dueOn: '2026-11-20', dueOnExcluded: false },
    ...{ leadUnitIds: [unitId], leadKinds: [], coordinatingUnitIds: [], assignedOn: '2026-02-01' },
  }
  const taskId = await giveTask(database, maker, { planId, given, today: TEST_TODAY })
  const assignmentId = await idOf(database, sql`select id from task_assignment where task_id = ${taskId}`)
  const storedFileIds = [await file('evidencefile')]
  await addEvidence(database, maker, { assignmentId, documents: [], storedFileIds, today: TEST_TODAY })
  const evidenceId = await idOf(
    database,
    sql`select id from task_evidence where assignment_id = ${assignmentId} order by id limit 1`,
  )
  const review = {
    ...{ kind: 'interim' as const, heldOn: '2026-07-03', periodFrom: '2026-01-01', periodTo: '2026-06-30' },
    ...{ results: word('plan'), shortcomings: '', conclusions: '' },
  }
  const reviewId = await recordReview(database, maker, { planId, given: review, today: TEST_TODAY })
  const next = {
    ...{ title: `Kế hoạch năm sau ${word('plan')}`, year: YEAR + 1, contentIds: [contentId], taskIds: [] },
    assignedOn: '2027-01-04',
  }
  const copiedPlanId = await copyPlan(database, maker, { planId, given: next, today: TEST_TODAY })
  return { planId, contentId, taskId, assignmentId, evidenceId, reviewId, copiedPlanId }
}

async function addDialogue({ database, maker, unitId, word }: Making, assignmentId: string) {
  const dialogue: ActivityToRecord = {
    ...{ kind: 'dialogue', title: `Đối thoại ${word('activity')}`, heldOn: '2026-11-10', place: 'Nhà văn hóa', unitId },
    ...{ behalfUnitId: null, chairedBy: 'Chủ tịch', participantCount: 20, opinionCount: null },
    ...{
      opinions: ['', ' nêu lại'].map((again) => `Ý kiến ${word('opinion')}${again}`),
      content: word('activity'),
      assignmentId,
      files: [],
    },
  }
  const activityId = await recordActivity(database, maker, dialogue, TEST_TODAY)
  const opinionAt = (position: number) =>
    idOf(database, sql`select id from opinion where activity_id = ${activityId} and position = ${position}`)
  const [opinionId, otherOpinionId] = [await opinionAt(1), await opinionAt(2)]
  await sql`update opinion set responsible_unit_id = ${unitId}, due_on = '2026-11-25' where id = ${opinionId}`.execute(
    database,
  )
  return { activityId, opinionId, otherOpinionId }
}

/** A dialogue that is announced and to which the unit itself is invited, and a conclusion of the one that was held. */
async function addPreparation({ database, maker, unitId, word, picture }: Making, activityId: string) {
  const given: ActivityToPrepare = {
    ...{ kind: 'dialogue', title: `Chuẩn bị ${word('activity')}`, plannedOn: '2026-12-10', startsAt: '', unitId },
    ...{ place: 'Nhà văn hóa', chairedBy: 'Chủ tịch', content: word('activity'), agenda: [], details: {} },
  }
  const plannedActivityId = await prepareActivity(database, maker, given, TEST_TODAY)
  const announced = { id: plannedActivityId, announcedOn: TEST_TODAY, notice: 'Mời bà con đến dự', today: TEST_TODAY }
  await announceActivity(database, maker, announced)
  await inviteTo(database, maker, { id: plannedActivityId, unitIds: [unitId], guests: [], today: TEST_TODAY })
  const invitationId = await idOf(
    database,
    sql`select id from planned_activity_invitation where planned_activity_id = ${plannedActivityId}`,
  )
  const concluded = { activityId, contents: [`Kết luận ${word('activity')}`], responsibleUnitId: unitId, dueOn: null }
  await publishResult(database, maker, { id: activityId, publicResult: 'Đã trả lời', today: TEST_TODAY })
  const [recommendationId = ''] = await addRecommendations(database, maker, concluded, TEST_TODAY)
  const photo = { activityId, storedFileId: await picture(), alternativeText: word('activity'), today: TEST_TODAY }
  const photoId = await addPhoto(database, maker, photo)
  return { plannedActivityId, invitationId, recommendationId, photoId }
}

async function addMovement(making: Making) {
  const { database, maker, unitId, word } = making
  const model: ModelToRegister = {
    ...{ unitId, name: `Mô hình ${word('model')}`, registration: 'new', field: 'economy', ownerKind: 'collective' },
    ...{ ownerName: 'Ấp 3', content: '', year: YEAR, registeredOn: '2026-03-01', replicatesModelId: null },
  }
  const modelId = await registerModel(database, maker, model, TEST_TODAY)
  const visit = { modelId, visitedOn: '2026-11-01', visitedBy: 'Khối vận xã', seen: word('model') }
  await visitModel(database, maker, { ...visit, isAlive: true, toMend: '', mendBy: null }, TEST_TODAY)
  const modelVisitId = await idOf(database, sql`select id from model_visit where model_id = ${modelId}`)
  const photo = { visitId: modelVisitId, storedFileId: await making.picture(), alternativeText: word('model') }
  const release = { audience: 'public' as const, agreedBy: word('model'), today: TEST_TODAY }
  const modelPhotoId = await addModelPhoto(database, maker, { ...photo, ...release })
  const title = `Cuộc thi ${word('contest')}`
  const contest = { unitId, title, content: '', openedOn: '2026-03-01', stages: ['Chặng 1'] }
  const contestId = await holdContest(database, maker, contest, TEST_TODAY)
  const stageId = await idOf(database, sql`select id from contest_stage where contest_id = ${contestId}`)
  const work = { authorName: word('entry'), authorPlace: '', workTitle: 'Con đường', award: null }
  const entryId = await enterWork(database, maker, { contestId, stageId, ...work }, TEST_TODAY)
  const panel = {
    ...{ unitId, title: `Hội đồng ${word('model')}`, year: YEAR, level: 'commune' as const, threshold: 50 },
    rules: { criteria: [{ title: 'Hiệu quả', maximum: '100.00' }], criterionPercent: 30, totalPercent: 15 },
  }
  const panelId = await openPanel(database, maker, panel, TEST_TODAY)
  const fieldCode = model.field
  return {
    modelId,
    modelVisitId,
    modelPhotoId,
    fieldCode,
    contestId,
    entryId,
    panelId,
    ...(await addJudgedContest(making)),
  }
}

/** A contest that receives works, with one of an author whom only its secretary – the maker – knows, and a juror. */
export async function addJudgedContest({ database, maker, unitId, word }: Making) {
  const contest = {
    ...{ unitId, title: 'Cuộc thi chấm', content: '', openedOn: '2026-03-01' },
    ...{ stages: ['Vòng 1', 'Vòng 2'], isJudged: true },
  }
  const judgedContestId = await holdContest(database, maker, contest, TEST_TODAY)
  const [first] = await stagesOf(database, judgedContestId)
  const stageId = first?.id ?? ''
  const round = {
    ...{ opensOn: '2026-11-01', closesOn: '2026-11-30', criterionPercent: 30, totalPercent: 15 },
    criteria: [{ title: 'Nội dung', maximum: '100.00' }],
  }
  await prepareRound(database, maker, { stageId, given: round, today: TEST_TODAY })
  const boardId = (await stageById(database, stageId))?.boardId ?? ''
  const work = {
    ...{ contestId: judgedContestId, authorName: word('contestauthor'), authorPlace: word('contestauthor') },
    ...{
      contact: word('contestauthor'),
      unitId: null,
      workTitle: 'Bài dự thi',
      content: 'Nội dung bài',
      storedFileId: null,
    },
  }
  await enterWorkForAuthor(database, maker, work, TEST_TODAY)
  const judgedEntryId = await idOf(database, sql`select id from contest_entry where contest_id = ${judgedContestId}`)
  await admitWork(database, maker, { entryId: judgedEntryId, admission: 'admitted', reason: '', unitId: null })
  const jurorPersonId = await addPerson(database, { fullName: 'Giám khảo', posts: [] })
  await sql`insert into contest_member (contest_id, person_id, part, named_on)
    values (${judgedContestId}, ${jurorPersonId}, 'juror', ${TEST_TODAY})`.execute(database)
  await sql`insert into board_member (board_id, person_id, contest_id)
    values (${boardId}, ${jurorPersonId}, ${judgedContestId})`.execute(database)
  const subjectId = await idOf(database, sql`select id from board_subject where board_id = ${boardId}`)
  return { judgedContestId, stageId, boardId, judgedEntryId, jurorPersonId, subjectId }
}

async function addAward({ database, store, maker, place, units, unitId, word }: Making) {
  const rootUnitId = place === 'other' ? units.otherProvince : units.province
  const given = {
    ...{ title: 'Khen thưởng tổng kết năm', forYear: YEAR, opensOn: '2026-11-01', closesOn: '2026-12-31' },
    ...{ eligibleRankLevel: 1, eligibilitySource: '', quotas: [] },
  }
  const awardRoundId = await openAwardRound(database, null, { rootUnitId, given, today: TEST_TODAY })
  await sql`insert into award_session (award_round_id, held_on, place, chaired_by, secretary)
    values (${awardRoundId}, '2026-11-15', 'Trụ sở', 'Chủ tịch Hội đồng', 'Thư ký Hội đồng')`.execute(database)
  const award: AwardToPropose = {
    ...{ form: 'certificate-of-merit', forYear: YEAR, recipientKind: 'individual', unitId, personName: word('award') },
    ...{ personPost: '', achievement: word('award'), proposedOn: '2026-11-15', awardRoundId },
  }
  // What a decision gives is public: no secret stands in it.
  const documentId = await recordDocument(
    database,
    maker,
    {
      ...{ direction: 'outgoing', unitId, type: 'QĐ', issuedOn: '2026-11-15', number: null, symbol: 'QĐ-UBND' },
      ...{ summary: 'Về việc tặng Giấy khen', dueOn: null, basedOn: [], carriesOut: [], replaces: [], files: [] },
      ...{ issuingUnitId: null, draftingUnitId: null },
    },
    TEST_TODAY,
  )
  const openly = { ...award, form: 'certificate-of-commendation', personName: 'Nguyễn Công Khai', awardRoundId: null }
  const awardedId = await proposeAward(database, maker, { ...openly, achievement: 'Vận động giỏi' }, TEST_TODAY)
  const awardDecisionId = await decideAwards(
    database,
    maker,
    {
      ...{ awardIds: [awardedId], today: TEST_TODAY },
      decision: { result: 'registered', documentId, signerPostId: '', reason: '' },
    },
    { files: store, publicUrl: 'http://127.0.0.1', demonstration: false },
  )
  return {
    awardRoundId,
    awardDecisionId: awardDecisionId ?? '',
    awardId: await proposeAward(database, maker, award, TEST_TODAY),
    awardFormCode: 'certificate-of-merit',
  }
}

async function addDataRequest({ database, maker, unitId, word }: Making) {
  const request: RequestToRecord = {
    ...{ unitId, receivedOn: '2026-11-20', requesterName: word('requester'), requesterContact: word('requester') },
    ...{ right: 'delete', subject: word('requester'), channel: 'counter' },
  }
  return { dataRequestId: await recordRequest(database, maker, request, TEST_TODAY) }
}

/** A report with a written section, a request for reports, and the report that consolidates what it asks for. */
async function addReports({ database, maker, unitId, word }: Making) {
  const typeCode = 'mobilisation'
  const sectionCode = 'strengths'
  const draft = { typeCode, unitId, period: periodByCode('2026-Q3') }
  const reportId = await draftReport(database, maker, draft, TEST_TODAY)
  await writeSection(database, maker, { reportId, sectionCode, content: word('report'), version: null }, TEST_TODAY)
  const byHand = { reportId, indicatorCode: 'dialogue.count', value: 9, reason: word('report'), basis: word('report') }
  await overrideFigure(database, [], maker, { ...byHand, version: null }, TEST_TODAY)
  const before = { typeCode, unitId, period: periodByCode('2026-Q2') }
  const earlierId = await draftReport(database, maker, before, TEST_TODAY)
  const earlier = { reportId: earlierId, sectionCode, content: word('report'), version: null }
  await writeSection(database, maker, earlier, TEST_TODAY)
  const asked = {
    ...{ typeCode, period: periodBetween('2026-07-01', '2026-11-10'), dueOn: '2026-11-25' },
    ...{ dueOnExcluded: false, basis: '', unitIds: [unitId] },
  }
  const requestId = await requestReports(database, maker, asked, TEST_TODAY)
  const consolidatedId = await consolidateReports(database, maker, requestId, TEST_TODAY)
  const sentReportId = await addSentReport({ database, maker, unitId, word })
  const orders = {
    sentReportId,
    sending: '1',
    supplement: '1',
    commentId: await addComments({ database, maker, reportId, word }),
  }
  return {
    ...orders,
    reportId,
    earlierId,
    sectionCode,
    requestId,
    consolidatedId,
    ...(await addReportTypeDraft({ database })),
    roleCode: 'only-figures',
    year: '2027',
  }
}

/** A version of the report type that is being worked on, and a last day by level. */
async function addReportTypeDraft({ database }: Pick<Making, 'database'>) {
  const section = { level: 1, hint: '', indicatorCodes: [], unitKinds: null, aboutKinds: null }
  const definition = {
    ...{ code: 'mobilisation', title: 'Báo cáo định kỳ', summary: 'Kết quả', cutOff: 'calendar' },
    ...{ periodKinds: ['quarter'], senderKinds: ['commune'], receiverKinds: ['peoples-committee'], source: 'Kế hoạch' },
    sections: [
      { ...section, code: 'leadership', title: 'Lãnh đạo' },
      { ...section, code: 'strengths', title: 'Ưu điểm' },
    ],
  }
  const typeDraftId = await idOf(
    database,
    sql`insert into report_type_draft (type_code, definition)
      values ('mobilisation', ${JSON.stringify(definition)}::jsonb) returning id`,
  )
  // One for all places: a rule belongs to none, and there is one a year.
  await sql`insert into report_deadline (type_code, period_kind, months_after, day_of_month, shift, from_year, basis)
    values ('mobilisation', 'quarter', 0, 20, 'previous', 2026, 'Kế hoạch') on conflict do nothing`.execute(database)
  const deadlineId = await idOf(database, sql`select id from report_deadline limit 1`)
  return { typeDraftId, typeCode: 'mobilisation', deadlineId }
}

/** A report that was sent and supplemented once, with the next supplement begun. */
async function addSentReport({
  database,
  maker,
  unitId,
  word,
}: Pick<Making, 'database' | 'maker' | 'unitId' | 'word'>) {
  const given = { typeCode: 'mobilisation', unitId, period: periodByCode('2026-Q2') }
  const reportId = await draftReport(database, maker, given, TEST_TODAY)
  const supplement = { reportId, reason: word('report'), content: word('report'), version: null }
  await submitReport(database, [], maker, { reportId, today: TEST_TODAY })
  await writeSupplement(database, maker, supplement, TEST_TODAY)
  await sendSupplement(database, [], maker, { reportId, today: TEST_TODAY })
  await writeSupplement(database, maker, supplement, TEST_TODAY)
  return reportId
}

/** What is said inside the unit, and what is said to who gathers: answers the second. */
async function addComments({
  database,
  maker,
  reportId,
  word,
}: Pick<Making, 'database' | 'maker' | 'word'> & { reportId: string }) {
  const inside = { reportId, sectionCode: null, side: 'unit', audience: 'unit', words: word('reportaside') } as const
  const outside = { ...inside, audience: 'collector', words: word('reportremark') } as const
  await commentOnReport(database, maker, inside, TEST_TODAY)
  await commentOnReport(database, maker, outside, TEST_TODAY)
  const { id } = await database
    .selectFrom('report_comment')
    .select('id')
    .where('report_id', '=', reportId)
    .where('audience', '=', 'collector')
    .executeTakeFirstOrThrow()
  return id
}
