import { sql } from 'kysely'
import {
  concludeConsultation,
  prepareConsultation,
  publishConsultation,
} from '../modules/democracy/actions/keep-consultation.ts'
import {
  type DecisionToRecord,
  deliverDecision,
  recogniseDecision,
  recordDecision,
} from '../modules/democracy/actions/keep-decision.ts'
import { type DisclosureToKeep, enterDisclosure } from '../modules/democracy/actions/keep-disclosure.ts'
import { recordMediation } from '../modules/democracy/actions/keep-mediation.ts'
import { addResidentialArea } from '../modules/democracy/actions/keep-residential-area.ts'
import { postDisclosure } from '../modules/democracy/actions/post-disclosure.ts'
import { answerTheme, enterOpinions, groupOpinions, sendOpinion } from '../modules/democracy/actions/take-opinions.ts'
import { opinionsOfTheme, themesOf } from '../modules/democracy/queries/consultations.ts'
import { MEDIATION_KINDS, type MediationKind } from '../modules/democracy/rules/mediation.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate, formatCalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { placesOfAccounts } from './accounts.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { addInspectionBoard } from './inspection-board.ts'

const ILLUSTRATED = [
  ...['disclosure', 'disclosure_posting', 'residential_area', 'community_decision', 'mediation_case'],
  ...['consultation', 'consultation_opinion'],
  ...['inspection_board_plan', 'inspection_board_item', 'inspection_board_recommendation'],
]
const ILLUSTRATION = 'Dòng minh họa: văn bản, ngày và số liệu được đặt ra.'

/** What a commune is expected to make public in a year: month and day of the document. */
const EXPECTED: readonly { content: string; quarter?: 1 | 2 | 3 | 4; on: string; title: string; number: string }[] = [
  { content: 'plan', on: '01-12', title: 'Kế hoạch phát triển kinh tế - xã hội', number: '12/KH-UBND' },
  { content: 'plan-results', on: '01-14', title: 'Kết quả thực hiện kế hoạch năm trước', number: '15/BC-UBND' },
  { content: 'budget-estimate', on: '01-08', title: 'Dự toán thu, chi ngân sách xã', number: '05/QĐ-UBND' },
  { content: 'budget-settlement', on: '03-18', title: 'Quyết toán ngân sách xã năm trước', number: '41/QĐ-UBND' },
  {
    content: 'budget-execution',
    quarter: 1,
    on: '04-08',
    title: 'Tình hình thực hiện ngân sách quý I',
    number: '52/TB-UBND',
  },
  {
    content: 'budget-execution',
    quarter: 2,
    on: '07-09',
    title: 'Tình hình thực hiện ngân sách 6 tháng',
    number: '98/TB-UBND',
  },
  {
    content: 'budget-execution',
    quarter: 3,
    on: '10-08',
    title: 'Tình hình thực hiện ngân sách quý III',
    number: '141/TB-UBND',
  },
  {
    content: 'projects',
    on: '02-24',
    title: 'Danh mục công trình giao thông nông thôn do xã làm chủ đầu tư',
    number: '33/QĐ-UBND',
  },
  { content: 'conduct', on: '02-10', title: 'Quy chế thực hiện dân chủ ở xã', number: '27/QĐ-UBND' },
  { content: 'social-policy', on: '06-16', title: 'Danh sách hộ được hỗ trợ sửa chữa nhà ở', number: '84/TB-UBND' },
]

/** What the commune of the accounts has forgotten, and what it made public too late. */
const HOLES: ReadonlySet<string> = new Set(['plan-results', 'budget-settlement', 'budget-execution-3'])
const LATE: ReadonlySet<string> = new Set(['budget-execution-2'])

/** Yearly tables of communes – one good, one with holes, some between – and what the people of one commune decided and settled. */
export async function addDemocracy(
  database: Database,
  hauGiang: HauGiang,
  { accounts, today }: { accounts: Readonly<Record<string, string>>; today: CalendarDate },
): Promise<void> {
  const { communeId, districtId } = placesOfAccounts(hauGiang)
  const clerk = await officialOfAccount(database, accounts['canbo.xa'] ?? '', today)
  const district = await officialOfAccount(database, accounts['canbo.huyen'] ?? '', today)
  if (!clerk || !district) throw new Error('The accounts of the demonstration hold no posts today.')
  const neighbours = (hauGiang.districts.find(({ id }) => id === districtId)?.communes ?? []).filter(
    ({ id }) => id !== communeId,
  )
  await addTable(database, clerk, { unitId: communeId, forgotten: HOLES, late: LATE, today })
  await addOpenDocuments(database, clerk, communeId, today)
  const random = chance(20_230_701)
  for (const [index, { id: unitId }] of neighbours.slice(0, 5).entries()) {
    const some = (share: number) => new Set(EXPECTED.map(keyOf).filter(() => index > 0 && random.next() < share))
    await addTable(database, district, { unitId, forgotten: some(0.25), late: some(0.2), today })
  }
  const areaIds = await addAreas(database, clerk, communeId, today)
  await addDecisions(database, clerk, { unitId: communeId, areaIds, today })
  await addMediation(database, clerk, areaIds, today)
  await addConsultations(database, clerk, communeId, today)
  const board = await database
    .selectFrom('unit')
    .select('id')
    .where('code', '=', 'HG-VT-TTND')
    .executeTakeFirstOrThrow()
  await addInspectionBoard(database, clerk, { unitId: board.id, today })
  for (const table of ILLUSTRATED) {
    await sql`update ${sql.table(table)} set illustration = ${ILLUSTRATION} where illustration is null`.execute(
      database,
    )
  }
}

const keyOf = ({ content, quarter }: { content: string; quarter?: number }) =>
  quarter === undefined ? content : `${content}-${quarter}`

type Table = { unitId: string; forgotten: ReadonlySet<string>; late: ReadonlySet<string>; today: CalendarDate }

async function addTable(
  database: Database,
  official: Official,
  { unitId, forgotten, late, today }: Table,
): Promise<void> {
  const year = yearOf(today)
  for (const expected of EXPECTED) {
    const documentIssuedOn = `${year}-${expected.on}`
    if (forgotten.has(keyOf(expected)) || addDays(documentIssuedOn, 3) > today) continue
    const disclosureId = await enter(database, official, {
      ...{ unitId, contentCode: expected.content, quarter: expected.quarter ?? null, documentIssuedOn },
      ...{ title: `${expected.title} (năm ${year})`, documentNumber: expected.number, today },
    })
    const wanted = addDays(documentIssuedOn, late.has(keyOf(expected)) ? 21 : 3)
    const postedOn = wanted > today ? today : wanted
    const posting = { disclosureId, postedOn, proofs: [] }
    await postDisclosure(
      database,
      official,
      {
        ...{ ...posting, form: 'notice', place: 'Bảng niêm yết trụ sở Ủy ban nhân dân xã' },
        ...{ postedUntil: addDays(postedOn, 29), minutes: `Biên bản niêm yết ngày ${formatCalendarDate(postedOn)}` },
      },
      today,
    )
    await postDisclosure(
      database,
      official,
      {
        ...{ ...posting, form: 'loudspeaker', place: 'Đài truyền thanh xã' },
        ...{ postedUntil: null, minutes: 'Sổ theo dõi phát thanh' },
      },
      today,
    )
  }
}

/** One document that is past its limit, and one that still has time. */
async function addOpenDocuments(
  database: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const common = { unitId, quarter: null, today }
  const documents = [
    ['contributions', 20, 'Kết quả thu, chi Quỹ Đền ơn đáp nghĩa', '150/TB-UBND'],
    ['land-fund', 1, 'Danh sách thửa đất công cho thuê', '163/TB-UBND'],
  ] as const
  for (const [contentCode, back, title, documentNumber] of documents) {
    const documentIssuedOn = addDays(today, -back)
    // On the first days of a year the document of last year would stand in this year's table.
    await enter(database, official, { ...common, contentCode, title, documentNumber, documentIssuedOn })
  }
}

function enter(
  database: Database,
  official: Official,
  { today, ...given }: Omit<DisclosureToKeep, 'year' | 'summary' | 'files'> & { today: CalendarDate },
): Promise<string> {
  return enterDisclosure(database, official, { ...given, year: yearOf(today), summary: '', files: [] }, today)
}

const AREAS = [
  ['Ấp Vĩnh Hòa', 214],
  ['Ấp Vĩnh Hiếu', 186],
  ['Ấp Vĩnh Lộc', 143],
  ['Ấp Vĩnh Thuận', 171],
  ['Ấp Vĩnh Phú', 98],
  ['Ấp Bình Phong', 127],
] as const

async function addAreas(
  database: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<string[]> {
  const ids: string[] = []
  for (const [name, householdCount] of AREAS) {
    const given = { unitId, name, householdCount, countedOn: addDays(today, -200), endedOn: null }
    ids.push(await addResidentialArea(database, official, given, today))
  }
  return ids
}

type Democracy = { unitId: string; areaIds: readonly string[]; today: CalendarDate }

async function addDecisions(
  database: Database,
  official: Official,
  { unitId, areaIds, today }: Democracy,
): Promise<void> {
  const record = (
    area: number | null,
    back: number,
    given: Pick<DecisionToRecord, 'matter' | 'form' | 'title' | 'takingPart' | 'inFavour' | 'against'>,
  ) =>
    recordDecision(
      database,
      official,
      {
        ...{ ...given, unitId, residentialAreaId: area === null ? null : (areaIds[area] ?? null) },
        ...{ total: area === null ? AREAS.length : (AREAS[area]?.[1] ?? 1), content: '', files: [] },
        decidedOn: addDays(today, -back),
      },
      today,
    )
  const bridge = await record(0, 60, {
    ...{ matter: 'contributions', form: 'meeting', title: 'Góp tiền làm cầu Kênh Ba' },
    ...{ takingPart: 178, inFavour: 151, against: 20 },
  })
  await deliver(database, official, { id: bridge, back: 57, needsRecognition: false, today })
  const head = await record(1, 45, {
    ...{ matter: 'area-head', form: 'ballot', title: 'Bầu Trưởng ấp Vĩnh Hiếu' },
    ...{ takingPart: 162, inFavour: 140, against: 18 },
  })
  await deliver(database, official, { id: head, back: 42, needsRecognition: true, today })
  const recognised = { recognition: 'recognised', number: '120/QĐ-UBND', reason: '' } as const
  await recogniseDecision(database, official, { id: head, ...recognised, recognisedOn: addDays(today, -40) }, today)
  const convention = await record(3, 6, {
    ...{ matter: 'village-convention', form: 'meeting', title: 'Sửa quy ước ấp Vĩnh Thuận' },
    ...{ takingPart: 120, inFavour: 97, against: 15 },
  })
  await deliver(database, official, { id: convention, back: 3, needsRecognition: true, today })
  await record(2, 4, {
    ...{ matter: 'self-governed', form: 'online', title: 'Lập tổ tự quản tuyến đường hoa' },
    ...{ takingPart: 101, inFavour: 92, against: 4 },
  })
  await record(3, 80, {
    ...{ matter: 'contributions', form: 'meeting', title: 'Góp tiền lắp đèn đường liên ấp' },
    ...{ takingPart: 132, inFavour: 108, against: 24 },
  })
  await record(4, 95, {
    ...{ matter: 'common-funds', form: 'meeting', title: 'Quản lý khoản thu từ bến đò' },
    ...{ takingPart: 51, inFavour: 50, against: 0 },
  })
  await record(null, 30, {
    ...{ matter: 'contributions', form: 'meeting', title: 'Góp công nạo vét kênh trục toàn xã' },
    ...{ takingPart: 6, inFavour: 5, against: 1 },
  })
}

function deliver(
  database: Database,
  official: Official,
  { id, back, needsRecognition, today }: { id: string; back: number; needsRecognition: boolean; today: CalendarDate },
): Promise<void> {
  const day = addDays(today, -back)
  return deliverDecision(database, official, { id, sentOn: day, receivedOn: day, needsRecognition }, today)
}

async function addMediation(
  database: Database,
  official: Official,
  areaIds: readonly string[],
  today: CalendarDate,
): Promise<void> {
  const random = chance(20_130_620)
  const kinds = Object.keys(MEDIATION_KINDS) as MediationKind[]
  for (let index = 0; index < 14; index += 1) {
    const begunOn = addDays(today, -4 - 17 * index)
    const ends = index > 1
    await recordMediation(
      database,
      official,
      {
        ...{ residentialAreaId: random.pick(areaIds), kind: random.pick(kinds), begunOn },
        endedOn: ends ? addDays(begunOn, random.between(3, 18)) : null,
        outcome: ends ? (random.next() < 0.8 ? 'settled' : 'not-settled') : null,
      },
      today,
    )
  }
}

const ROAD_OPINIONS = [
  'Làm tuyến ấp Vĩnh Lộc trước vì học sinh đi học bị ngập',
  'Nên làm tuyến ra bến đò trước để chở lúa',
  'Giữ lại hàng cây hai bên kênh khi mở rộng mặt đường',
  'Đề nghị không thu thêm tiền của hộ nghèo',
]

/** One that was concluded, one that takes opinions now, one whose answers are owed, and a draft. */
async function addConsultations(
  database: Database,
  official: Official,
  unitId: string,
  today: CalendarDate,
): Promise<void> {
  const prepare = async (title: string, { opens, closes }: { opens: number; closes: number }, published = true) => {
    const opensOn = addDays(today, opens)
    const id = await prepareConsultation(
      database,
      official,
      {
        ...{ unitId, matter: 'plan', title, documentNumber: '', opensOn, closesOn: addDays(today, closes), files: [] },
        content: 'Xã dự kiến làm trong năm tới. Ông/bà thấy nên làm gì trước, cần lưu ý điều gì?',
      },
      opensOn,
    )
    if (published) await publishConsultation(database, official, id, opensOn)
    return id
  }
  const roads = await prepare('Dự thảo kế hoạch làm đường liên ấp', { opens: -70, closes: -40 })
  const said = { consultationId: roads, channel: 'meeting', receivedOn: addDays(today, -55) } as const
  await enterOpinions(database, official, { ...said, contents: ROAD_OPINIONS }, today)
  const ids = (await opinionsOfTheme(database, roads, null)).map((opinion) => opinion.id)
  const group = (opinionIds: string[], title: string) =>
    groupOpinions(database, official, { consultationId: roads, opinionIds, title, today })
  await group(ids.slice(0, 2), 'Tuyến làm trước')
  await group(ids.slice(2), 'Điều cần lưu ý')
  for (const { id: themeId } of await themesOf(database, roads)) {
    const answer = 'Tiếp thu, đưa vào kế hoạch; phần chưa làm được nêu lý do tại hội nghị ấp.'
    await answerTheme(database, official, { themeId, answer, today })
  }
  const conclusion = 'Làm tuyến ấp Vĩnh Lộc trước, giữ hàng cây, không huy động hộ nghèo.'
  await concludeConsultation(database, official, { id: roads, conclusion, today })

  const market = await prepare('Phương án sắp xếp lại chợ xã', { opens: -10, closes: 20 })
  for (const content of ['Giữ chỗ cho người bán rau buổi sáng', 'Cần chỗ để xe']) {
    await sendOpinion(database, { consultationId: market, content, today })
  }
  const fees = await prepare('Mức thu phí vệ sinh môi trường', { opens: -40, closes: -9 })
  const onPaper = { consultationId: fees, channel: 'paper', receivedOn: addDays(today, -20) } as const
  await enterOpinions(database, official, { ...onPaper, contents: ['Mức thu cao so với hộ một người'] }, today)
  const [opinion] = await opinionsOfTheme(database, fees, null)
  const grouping = { consultationId: fees, opinionIds: opinion ? [opinion.id] : [], title: 'Mức thu', today }
  await groupOpinions(database, official, grouping)
  await prepare('Dự thảo quy hoạch điểm dân cư ấp Bình Phong', { opens: 5, closes: 35 }, false)
}
