import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { modules } from '../../src/application.ts'
import { recordActivity } from '../../src/modules/activities/actions/record-activity.ts'
import { proposeAward } from '../../src/modules/awards/actions/propose-award.ts'
import { keepCriteriaSet } from '../../src/modules/criteria/actions/keep-criteria-set.ts'
import { linkEvidence } from '../../src/modules/criteria/actions/link-evidence.ts'
import { openYear } from '../../src/modules/criteria/actions/open-year.ts'
import { saveCriterion } from '../../src/modules/criteria/actions/save-criterion.ts'
import { DEMONSTRATION_SET } from '../../src/modules/criteria/rules/demonstration-set.ts'
import { recordDocument } from '../../src/modules/documents/actions/record-document.ts'
import { createAccount, createApiToken, officialOfAccount } from '../../src/modules/identity/index.ts'
import { openSession } from '../../src/modules/identity/queries/session.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import { enterWork } from '../../src/modules/movement/actions/enter-work.ts'
import { holdContest } from '../../src/modules/movement/actions/hold-contest.ts'
import { registerModel } from '../../src/modules/movement/actions/register-model.ts'
import { recordRequest } from '../../src/modules/personal-data/actions/record-request.ts'
import { registerPetition } from '../../src/modules/petitions/actions/register-petition.ts'
import { takeStep } from '../../src/modules/petitions/actions/take-step.ts'
import { addEvidence } from '../../src/modules/plans/actions/add-evidence.ts'
import { createPlan } from '../../src/modules/plans/actions/create-plan.ts'
import { giveTask } from '../../src/modules/plans/actions/give-task.ts'
import { consolidateReports } from '../../src/modules/reports/actions/consolidate-reports.ts'
import { draftReport } from '../../src/modules/reports/actions/draft-report.ts'
import { requestReports } from '../../src/modules/reports/actions/request-reports.ts'
import { writeSection } from '../../src/modules/reports/actions/write-section.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { FileStore } from '../../src/platform/files/file-store.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { periodBetween, periodByCode } from '../../src/vocabulary/reporting-period.ts'
import { TEST_NOW, TEST_TODAY } from './test-day.ts'
import '../../src/modules/organisation/queries/tables.ts'
import '../../src/modules/identity/queries/tables.ts'
import '../../src/modules/petitions/queries/tables.ts'

/**
 * A province to ask who may reach what: records of every kind stand in four places, and a person of every role works in the first.
 * The codes VT-3 and VT-30 begin alike, and so do those of the other province.
 */

/** Where a record stands, seen from the commune in which the people of the roles work. `nobody` is a record that is not there. */
export const PLACES = ['own', 'sub', 'sibling', 'other'] as const
export type Place = (typeof PLACES)[number]

const UNITS = [
  { key: 'province', code: 'VT', name: 'Tỉnh Vĩnh Thành', kind: 'province', parent: null },
  {
    key: 'committee',
    code: 'VT-UBND',
    name: 'Ủy ban nhân dân tỉnh Vĩnh Thành',
    kind: 'peoples-committee',
    parent: 'province',
  },
  { key: 'homeAffairs', code: 'VT-SNV', name: 'Sở Nội vụ Vĩnh Thành', kind: 'department', parent: 'committee' },
  { key: 'own', code: 'VT-3', name: 'Ủy ban nhân dân xã Ba', kind: 'commune', parent: 'committee' },
  {
    key: 'sub',
    code: 'VT-3-A',
    name: 'Trung tâm Phục vụ hành chính công xã Ba',
    kind: 'public-service-unit',
    parent: 'own',
  },
  { key: 'sibling', code: 'VT-30', name: 'Ủy ban nhân dân xã Ba Mươi', kind: 'commune', parent: 'committee' },
  { key: 'otherProvince', code: 'KH', name: 'Tỉnh Kim Hòa', kind: 'province', parent: null },
  {
    key: 'otherCommittee',
    code: 'KH-UBND',
    name: 'Ủy ban nhân dân tỉnh Kim Hòa',
    kind: 'peoples-committee',
    parent: 'otherProvince',
  },
  { key: 'other', code: 'KH-3', name: 'Ủy ban nhân dân xã Ba của Kim Hòa', kind: 'commune', parent: 'otherCommittee' },
] as const
export type UnitKey = (typeof UNITS)[number]['key']

/** A post of somebody whose reach is asked about. */
export type TestedPost = { role: string; unit: UnitKey; reach: UnitKey }

const inTheCommune = (role: string): TestedPost[] => [{ role, unit: 'own', reach: 'own' }]

/** Roles with one permission each. No installation has them today; roles are data, so one may tomorrow. */
const SINGLE_ROLES = {
  'only-figures': ['figure.read'],
  'only-assessments': ['criteria.read', 'document.read'],
  'only-plans': ['plan.read'],
  'only-reports': ['report.read'],
} as const

/** Who is asked about: each role in the commune, three that reach over the province, two posts at once, none, and single rights. */
export const PEOPLE = {
  clerk: inTheCommune('clerk'),
  head: inTheCommune('head'),
  collector: inTheCommune('collector'),
  leader: inTheCommune('leader'),
  front: inTheCommune('front'),
  inspector: inTheCommune('inspector'),
  administrator: inTheCommune('administrator'),
  'collector of the province': [{ role: 'collector', unit: 'homeAffairs', reach: 'province' }],
  'leader of the province': [{ role: 'leader', unit: 'committee', reach: 'province' }],
  'administrator of the province': [{ role: 'administrator', unit: 'province', reach: 'province' }],
  'head here and inspector everywhere': [
    { role: 'head', unit: 'own', reach: 'own' },
    { role: 'inspector', unit: 'homeAffairs', reach: 'province' },
  ],
  'somebody without a post': [],
  'reader of figures only': [{ role: 'only-figures', unit: 'homeAffairs', reach: 'province' }],
  'reader of assessments only': [{ role: 'only-assessments', unit: 'homeAffairs', reach: 'province' }],
  'reader of plans only': [{ role: 'only-plans', unit: 'homeAffairs', reach: 'province' }],
  'reader of reports only': [{ role: 'only-reports', unit: 'homeAffairs', reach: 'province' }],
} as const satisfies Record<string, readonly TestedPost[]>
export type PersonKey = keyof typeof PEOPLE
export const PERSON_KEYS = Object.keys(PEOPLE) as PersonKey[]

/** The kinds of what is secret in the records; each is one word of its own in each place. */
export const SECRETS = [
  ...[
    'activity',
    'opinion',
    'outgoing',
    'incoming',
    'documentfile',
    'plan',
    'content',
    'task',
    'evidencefile',
    'petition',
    'sender',
  ],
  ...[
    'petitionfile',
    'denunciation',
    'model',
    'contest',
    'entry',
    'award',
    'report',
    'assessment',
    'assessmentfile',
    'person',
    'account',
    'requester',
  ],
] as const
export type Secret = (typeof SECRETS)[number]

/** The word in the petition that the sibling unit passed on to the own one. */
export const PASSED_ON = 'zqpassedon'
/** The word by which a secret is known again wherever it comes out. */
export const secretWord = (secret: Secret, place: Place) => `zq${secret}${place}`
/** Any such word, in a page, a document or an answer of the API. */
export const SECRET_WORD = new RegExp(`zq(${SECRETS.join('|')})(${PLACES.join('|')})(?![a-z])`, 'gi')

/** What the parameters in addresses of routes are for the records of a place. */
export type RecordIds = Readonly<Record<string, string>>

/** An account with a session and a token for the API. */
export type Account = { accountId: string; session: string; token: string }

/** The headers with which somebody asks: a program with its token, a browser with its session. */
export function signedIn(account: Account | null, url: string): Record<string, string> {
  if (account === null) return {}
  return url.startsWith('/api/')
    ? { authorization: `Bearer ${account.token}` }
    : { cookie: `${SESSION_COOKIE}=${account.session}` }
}

export type AccessProvince = {
  units: Record<UnitKey, string>
  people: Record<PersonKey, Account>
  /** Somebody in each place who may do everything there, and made the records. */
  makers: Record<Place, Account>
  ids: Record<Place, RecordIds>
  /** Ids of attached files by the kind of record that they belong to. */
  files: Record<Place, RecordIds>
}

const PDF = (words: string) => Readable.from([Buffer.from(`%PDF-1.7\n${words}`)])
const PERIOD = periodByCode('2026-Q3')
const YEAR = 2026
/** A year whose sheets wait for their verification, and one whose ranks are decided and not yet public. */
const SUBMITTED_YEAR = 2025
const DECIDED_YEAR = 2024

export async function accessProvince(database: Database, files: FileStore): Promise<AccessProvince> {
  const units = await addUnits(database)
  await addRoles(database)
  const people = {} as Record<PersonKey, Account>
  for (const key of PERSON_KEYS)
    people[key] = await addAccount(database, units, `Người ${key}`, key.replaceAll(' ', '-'), PEOPLE[key])
  const makers = {} as Record<Place, Account>
  for (const place of PLACES) {
    const name = secretWord('person', place)
    makers[place] = await addAccount(database, units, name, secretWord('account', place), [
      { role: 'maker', unit: place, reach: place },
    ])
  }
  const years = await openYears(database, units)
  const made = {} as Record<Place, { ids: RecordIds; files: RecordIds }>
  for (const place of PLACES) {
    const maker = await officialOf(database, makers[place].accountId)
    made[place] = await addRecords(database, files, {
      maker,
      place,
      units,
      yearId: years[place === 'other' ? 'other' : 'own'],
    })
  }
  await passPetitionOn(database, files, makers, units)
  // Who handled a petition and then left the post must not go on hearing of it.
  await sql`update petition set handler_person_id = (select person_id from account where id = ${people['somebody without a post'].accountId})
    where unit_id = ${units.own}`.execute(database)
  const each = <Value>(of: (place: Place) => Value) =>
    Object.fromEntries(PLACES.map((place) => [place, of(place)])) as Record<Place, Value>
  return {
    units,
    people,
    makers,
    ids: each((place) => made[place].ids),
    files: each((place) => made[place].files),
  }
}

async function addUnits(database: Database): Promise<Record<UnitKey, string>> {
  const units = {} as Record<UnitKey, string>
  for (const { key, code, name, kind, parent } of UNITS) {
    const { id } = await database
      .insertInto('unit')
      .values({ code, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    units[key] = id
    await database
      .insertInto('unit_version')
      .values({
        unit_id: id,
        name,
        short_name: name.replace('Ủy ban nhân dân', 'UBND'),
        kind_code: kind,
        parent_unit_id: parent === null ? null : units[parent],
        place_name: 'Vĩnh Thành',
        issuer_code: code.replaceAll('-', ''),
        valid_from: '2004-01-01',
        valid_to: null,
      })
      .execute()
  }
  return units
}

/** One role for those who make the records, with every permission there is, and one for each single permission. */
async function addRoles(database: Database): Promise<void> {
  await database.insertInto('role').values({ code: 'maker', title: 'Người lập hồ sơ', position: 99 }).execute()
  for (const [code, permissions] of Object.entries(SINGLE_ROLES)) {
    await database.insertInto('role').values({ code, title: code, position: 99 }).execute()
    await database
      .insertInto('role_permission')
      .values(permissions.map((permission) => ({ role_code: code, permission })))
      .execute()
  }
  await sql`insert into role_permission (role_code, permission)
    select distinct 'maker', permission from role_permission`.execute(database)
}

async function addAccount(
  database: Database,
  units: Record<UnitKey, string>,
  fullName: string,
  userName: string,
  posts: readonly TestedPost[],
): Promise<Account> {
  const person = await database
    .insertInto('person')
    .values({ full_name: fullName, illustration: null })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (const { role, unit, reach } of posts) {
    await database
      .insertInto('post')
      .values({
        person_id: person.id,
        unit_id: units[unit],
        title: 'Chuyên viên',
        role_code: role,
        reach_unit_id: reach === unit ? null : units[reach],
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute()
  }
  const accountId = await createAccount(database, { userName, personId: person.id, password: null })
  const session = await openSession(database, accountId, { device: '', now: TEST_NOW })
  return { accountId, session, token: await createApiToken(database, accountId, { now: TEST_NOW }) }
}

async function officialOf(database: Database, accountId: string): Promise<Official> {
  const official = await officialOfAccount(database, accountId, TEST_TODAY)
  if (!official) throw new Error('The account that was just made has gone.')
  return official
}

/** The year 2026 is scored in both provinces. */
async function openYears(database: Database, units: Record<UnitKey, string>): Promise<{ own: string; other: string }> {
  const setId = await keepCriteriaSet(database, null, DEMONSTRATION_SET)
  const open = async (code: string, rootUnitId: string, unitIds: readonly string[]) => {
    const { id: blockId } = await database
      .insertInto('block')
      .values({ code, title: `Khối xã ${code}`, root_unit_id: rootUnitId })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('block_membership')
      .values(
        unitIds.map((unitId) => ({ block_id: blockId, unit_id: unitId, valid_from: '2004-01-01', valid_to: null })),
      )
      .execute()
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

type Making = { maker: Official; place: Place; units: Record<UnitKey, string>; yearId: string }

/** One record of every kind, made by the real actions, with a secret word in what people write into it. */
async function addRecords(
  database: Database,
  store: FileStore,
  { maker, place, units, yearId }: Making,
): Promise<{ ids: RecordIds; files: RecordIds }> {
  const unitId = units[place]
  const today = TEST_TODAY
  const word = (secret: Secret) => secretWord(secret, place)
  const file = async (secret: Secret) => {
    const content = PDF(word(secret))
    return (await store.put(database, { name: `${word(secret)}.pdf`, content, accountId: maker.accountId })).id
  }
  const documentOf = async (direction: 'outgoing' | 'incoming', fileIds: string[]) =>
    recordDocument(
      database,
      maker,
      {
        ...{ unitId, type: 'KH', issuedOn: '2026-03-02', summary: `Kế hoạch ${word(direction)}`, dueOn: null },
        ...{ basedOn: [], carriesOut: [], replaces: [], files: fileIds },
        ...(direction === 'outgoing'
          ? { direction, number: null, symbol: '', issuingUnitId: null, draftingUnitId: null }
          : {
              direction,
              reference: '12/KH-UBND',
              issuingBody: 'Cơ quan khác',
              arrivedOn: '2026-03-03',
              arrivalNumber: null,
              dueOn: '2026-11-25',
            }),
      },
      today,
    )
  const documentId = await documentOf('outgoing', [await file('documentfile')])
  const incomingId = await documentOf('incoming', [])
  const planId = await createPlan(
    database,
    maker,
    {
      ...{ unitId, title: `Kế hoạch năm ${word('plan')}`, year: YEAR, documentId: null, issuedOn: '2026-02-01' },
      ...{ followingUnitId: null, basedOnPlanId: null, contents: [`Nội dung ${word('content')}`] },
    },
    today,
  )
  const contentId = await idOf(database, sql`select id from plan_content where plan_id = ${planId}`)
  const taskId = await giveTask(database, maker, {
    planId,
    given: {
      ...{ contentId, title: `Nhiệm vụ ${word('task')}`, product: '', dueOn: '2026-11-20', dueOnExcluded: false },
      ...{ leadUnitIds: [unitId], leadKinds: [], coordinatingUnitIds: [], assignedOn: '2026-02-01' },
    },
    today,
  })
  const assignmentId = await idOf(database, sql`select id from task_assignment where task_id = ${taskId}`)
  await addEvidence(database, maker, {
    assignmentId,
    documents: [],
    storedFileIds: [await file('evidencefile')],
    today,
  })
  const activityId = await recordActivity(
    database,
    maker,
    {
      ...{
        kind: 'dialogue',
        title: `Đối thoại ${word('activity')}`,
        heldOn: '2026-11-10',
        place: 'Nhà văn hóa',
        unitId,
      },
      ...{ behalfUnitId: null, chairedBy: 'Chủ tịch', participantCount: 20, opinionCount: null },
      ...{ opinions: [`Ý kiến ${word('opinion')}`], content: word('activity'), assignmentId, files: [] },
    },
    today,
  )
  const opinionId = await idOf(database, sql`select id from opinion where activity_id = ${activityId}`)
  await sql`update opinion set responsible_unit_id = ${unitId}, due_on = '2026-11-25' where id = ${opinionId}`.execute(
    database,
  )
  const petition = {
    unitId,
    channel: 'counter' as const,
    receivedOn: '2026-11-12',
    behalfUnitId: null,
    forwardedBy: '',
  }
  const sender = { senderName: word('sender'), senderAddress: 'Ấp 3', senderPhone: '0912345678', signatoryCount: 1 }
  const petitionId = await registerPetition(
    database,
    maker,
    {
      ...petition,
      ...sender,
      kind: 'complaint',
      title: `Khiếu nại ${word('petition')}`,
      content: word('petition'),
      files: [await file('petitionfile')],
    },
    today,
  )
  const denunciationId = await registerPetition(
    database,
    maker,
    {
      ...petition,
      ...{ senderName: '', senderAddress: '', senderPhone: '', signatoryCount: 1, kind: 'denunciation', files: [] },
      ...{ title: `Tố cáo ${word('denunciation')}`, content: word('denunciation') },
    },
    today,
  )
  const modelId = await registerModel(
    database,
    maker,
    {
      ...{ unitId, name: `Mô hình ${word('model')}`, registration: 'new', field: 'economy', ownerKind: 'collective' },
      ...{ ownerName: 'Ấp 3', content: '', year: YEAR, registeredOn: '2026-03-01', replicatesModelId: null },
    },
    today,
  )
  const contestId = await holdContest(
    database,
    maker,
    { unitId, title: `Cuộc thi ${word('contest')}`, content: '', openedOn: '2026-03-01', stages: ['Chặng 1'] },
    today,
  )
  const stageId = await idOf(database, sql`select id from contest_stage where contest_id = ${contestId}`)
  const entryId = await enterWork(
    database,
    maker,
    { contestId, stageId, authorName: word('entry'), authorPlace: '', workTitle: 'Con đường', award: null },
    today,
  )
  const awardId = await proposeAward(
    database,
    maker,
    {
      ...{
        form: 'certificate-of-merit',
        forYear: YEAR,
        recipientKind: 'individual',
        unitId,
        personName: word('award'),
      },
      ...{ personPost: '', achievement: word('award'), proposedOn: '2026-11-15' },
    },
    today,
  )
  const dataRequestId = await recordRequest(
    database,
    maker,
    {
      ...{ unitId, receivedOn: '2026-11-20', requesterName: word('requester'), requesterContact: word('requester') },
      ...{ right: 'delete', subject: word('requester'), channel: 'counter' },
    },
    today,
  )
  const reportId = await draftReport(database, maker, { typeCode: 'mobilisation', unitId, period: PERIOD }, today)
  await writeSection(
    database,
    maker,
    { reportId, sectionCode: 'strengths', content: word('report'), version: null },
    today,
  )
  const requestId = await requestReports(
    database,
    maker,
    {
      ...{ typeCode: 'mobilisation', period: periodBetween('2026-07-01', '2026-11-10'), dueOn: '2026-11-25' },
      ...{ dueOnExcluded: false, basis: '', unitIds: [unitId] },
    },
    today,
  )
  const consolidatedId = await consolidateReports(database, maker, requestId, today)
  const sheetOf = (ofYear: number) =>
    idOf(
      database,
      sql`select assessment.id from assessment join assessment_year year on year.id = assessment.assessment_year_id
        where year.year = ${ofYear} and assessment.unit_id = ${unitId}`,
    )
  const assessmentId = await sheetOf(YEAR)
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
      { facts, today },
    )
    const chosen = [
      { kind: 'activity', recordId: activityId },
      { kind: 'petition', recordId: petitionId },
    ]
    await linkEvidence(transaction, maker, { assessmentId, criterion: code, chosen, shown: chosen }, { facts, today })
  })
  const attached = async (kind: string, id: string) =>
    idOf(database, sql`select id from attachment where subject_kind = ${kind} and subject_id = ${id}`)
  const files = {
    document: await attached('document', documentId),
    petition: await attached('petition', petitionId),
    'task-assignment': await attached('task-assignment', assignmentId),
    'assessment-criterion': await attached('assessment-criterion', `${assessmentId}/${code}`),
  }
  const ids = {
    ...{
      activityId,
      opinionId,
      documentId,
      incomingId,
      planId,
      contentId,
      taskId,
      assignmentId,
      petitionId,
      denunciationId,
    },
    ...{ modelId, contestId, entryId, awardId, dataRequestId, reportId, requestId, assessmentId, yearId, unitId },
    consolidatedId,
    ...(await addOrganisation(database, { maker, place, units })),
    fileId: await file('documentfile'),
    submittedAssessmentId: await sheetOf(SUBMITTED_YEAR),
    decidedYearId: await idOf(
      database,
      sql`select year.id from assessment_year year where year.year = ${DECIDED_YEAR}
      and year.root_unit_id = (select root_unit_id from assessment_year where id = ${yearId})`,
    ),
    assessmentFileId: files['assessment-criterion'],
    evidenceId: await idOf(
      database,
      sql`select id from task_evidence where assignment_id = ${assignmentId} order by id limit 1`,
    ),
    personId: maker.personId,
    postId: maker.posts[0]?.postId ?? '',
    accountId: maker.accountId,
    attachmentId: files.document,
    setId: await idOf(database, sql`select id from criteria_set limit 1`),
    sectionCode: 'strengths',
    code,
  }
  return { ids, files }
}

/** What is kept of the unit itself: a block over it, a right delegated in it, a reorganisation that is being prepared. */
async function addOrganisation(
  database: Database,
  { maker, place, units }: Omit<Making, 'yearId'>,
): Promise<{ blockId: string; delegationId: string; reorganisationId: string; number: string; tokenId: string }> {
  const unitId = units[place]
  const { id: blockId } = await database
    .insertInto('block')
    .values({ code: `own-${place}`, title: `Cụm ${place}`, root_unit_id: unitId })
    .returning('id')
    .executeTakeFirstOrThrow()
  await database
    .insertInto('block_membership')
    .values({ block_id: blockId, unit_id: unitId, valid_from: '2026-01-01', valid_to: null })
    .execute()
  const receiver = await addAccount(database, units, `Người nhận ${place}`, `nguoi-nhan-${place}`, [
    { role: 'inspector', unit: place, reach: place },
  ])
  const toPostId = (await officialOf(database, receiver.accountId)).posts[0]?.postId
  const delegationId = await idOf(
    database,
    sql`insert into delegation (from_post_id, to_post_id, permissions, paper, valid_from, valid_to)
      values (${maker.posts[0]?.postId}, ${toPostId}, array['activity.read'], '1/GUQ', '2026-11-01', '2026-11-30') returning id`,
  )
  const code = UNITS.find((unit) => unit.key === place)?.code
  const row = {
    number: 1,
    kind: 'renamed',
    fromCode: code,
    toCode: code,
    toName: 'Xã mới',
    toShortName: 'Xã mới',
    isMainHeir: true,
  }
  const empty = { toKindCode: '', toParentCode: '', toIssuerCode: '', toPlaceName: '', share: '', parts: '' }
  const reorganisationId = await idOf(
    database,
    sql`insert into reorganisation (legal_act, effective_on, rows)
      values ('Nghị quyết 1', '2026-12-01', ${JSON.stringify([{ ...row, ...empty }])}::jsonb) returning id`,
  )
  const tokenId = await idOf(database, sql`select id from api_token where account_id = ${maker.accountId}`)
  return { blockId, delegationId, reorganisationId, number: '1', tokenId }
}

/** A petition that the sibling unit received and passed on to the own one: both read it, and nobody else. */
async function passPetitionOn(
  database: Database,
  store: FileStore,
  makers: AccessProvince['makers'],
  units: Record<UnitKey, string>,
): Promise<void> {
  const maker = await officialOf(database, makers.sibling.accountId)
  const content = PDF(PASSED_ON)
  const file = await store.put(database, { name: 'don.pdf', content, accountId: maker.accountId })
  const petitionId = await registerPetition(
    database,
    maker,
    {
      ...{ unitId: units.sibling, channel: 'counter', receivedOn: '2026-11-12', behalfUnitId: null, forwardedBy: '' },
      ...{ senderName: PASSED_ON, senderAddress: 'Ấp 3', senderPhone: '', signatoryCount: 1, kind: 'complaint' },
      ...{ title: `Khiếu nại ${PASSED_ON}`, content: '', files: [file.id] },
    },
    TEST_TODAY,
  )
  const event = { kind: 'transferred', on: TEST_TODAY, toUnitId: units.own } as const
  await takeStep(database, maker, { petitionId, event }, TEST_TODAY)
}

async function idOf(database: Database, query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await query.execute(database)
  const id = (rows[0] as { id?: string } | undefined)?.id
  if (id === undefined) throw new Error('A record of the sample province was not made.')
  return String(id)
}
