import { decideYear, publishYear } from '../modules/criteria/actions/decide-year.ts'
import { startDraft } from '../modules/criteria/actions/draft-criteria-set.ts'
import { keepCriteriaSet } from '../modules/criteria/actions/keep-criteria-set.ts'
import { openYear } from '../modules/criteria/actions/open-year.ts'
import { recordSelfAssessments } from '../modules/criteria/actions/record-self-assessments.ts'
import { recordVerifications } from '../modules/criteria/actions/record-verifications.ts'
import { submitAssessments } from '../modules/criteria/actions/submit-assessments.ts'
import type { CriteriaSet } from '../modules/criteria/rules/criteria-set.ts'
import { DEMONSTRATION_SET } from '../modules/criteria/rules/demonstration-set.ts'
import { removeNode } from '../modules/criteria/rules/edit-set.ts'
import type { FigureValue } from '../modules/criteria/rules/input.ts'
import type { Database } from '../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../vocabulary/calendar-date.ts'
import { type Chance, chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import type { DongThap } from './other-roots.ts'

type Figures = Readonly<Record<string, FigureValue>>

/**
 * The demonstration set without its quota. Seed 004 says how many units were excellent and not by what rule, and its numbers would
 * break the invented quota.
 */
const SET_WITHOUT_QUOTA: CriteriaSet = {
  ...DEMONSTRATION_SET,
  id: 'demonstration-ten-groups-without-quota',
  title: 'Bộ tiêu chí minh họa (không đặt tỷ lệ xuất sắc trong khối)',
  quotas: [],
}

/** How many units of the province were excellent (seed 004). */
const EXCELLENT = { 2021: 32, 2022: 37 } as const

/**
 * Seed 004: two years of Đồng Tháp, scored, verified and decided by the same code as any year. Which units were excellent and every
 * figure they were scored with are invented; the number of excellent ones comes out of the scoring.
 * Answers the excellent units of 2022.
 */
export async function addDecidedYears(database: Database, dongThap: DongThap): Promise<string[]> {
  const setId = await keepCriteriaSet(database, null, SET_WITHOUT_QUOTA)
  const blocks = await blocksOf(database, dongThap.provinceId, { 'DT-SN': 'province-agency', 'DT-H': 'locality' })
  const unitIds = [...dongThap.departmentIds, ...dongThap.districtIds]
  let excellent: string[] = []
  for (const year of [2021, 2022] as const) {
    const random = chance(year)
    excellent = unitIds.filter((_unit, index) => (index * 29 + year) % unitIds.length < EXCELLENT[year])
    const today = `${year}-12-20`
    const yearId = await openYear(
      database,
      null,
      {
        setId,
        year,
        rootUnitId: dongThap.provinceId,
        blocks,
        selfAssessBy: `${year}-11-30`,
        verifyBy: `${year}-12-15`,
        decideBy: `${year}-12-25`,
        illustration:
          'Nguồn chỉ cho số đơn vị hoàn thành xuất sắc (32 năm 2021, 37 năm 2022) và không có đơn vị không hoàn thành. Danh sách đơn vị, bộ tiêu chí, số liệu và điểm là minh họa.',
      },
      `${year}-11-01`,
    )
    await recordSelfAssessments(database, null, {
      yearId,
      given: unitIds.map((unitId) => ({ unitId, figures: figuresOfUnit(year, excellent.includes(unitId), random) })),
      today,
    })
    await submitAssessments(database, null, { yearId, unitIds, today })
    await recordVerifications(database, null, {
      yearId,
      given: unitIds.map((unitId) => ({
        unitId,
        figures: figuresOfOthers(year, excellent.includes(unitId), random),
        complete: true,
      })),
      today,
    })
    const decision = { yearId, decisionNumber: `…/QĐ-UBND (minh họa, nguồn không nêu số)`, decidedOn: `${year}-12-27` }
    await decideYear(database, null, decision, `${year}-12-27`)
    await publishYear(database, null, { yearId }, `${year}-12-30`)
  }
  return excellent
}

/** A set that is being written: one criterion is not there yet, so that the check has something to say. */
export async function addDraftOfSet(database: Database, today: CalendarDate): Promise<void> {
  const year = yearOf(today) + 1
  await startDraft(database, null, {
    content: {
      ...removeNode(DEMONSTRATION_SET, '9.2'),
      id: `demonstration-ten-groups-${year}`,
      title: `Bộ tiêu chí minh họa, bản soạn cho năm ${year}`,
      replaces: DEMONSTRATION_SET.id,
      years: [{ year, from: `${year}-01-01`, to: `${year}-12-31` }],
      effective: { from: `${year}-01-01` },
    },
    sample: {
      kind: 'locality',
      figures: { 'plan.issued': 1, 'petition.answered': 15, 'petition.answered-on-time': 12 },
    },
    questions: [
      {
        row: 12,
        code: '7.1.2',
        text: 'Không rõ cách chấm: “Có cách làm sáng tạo, hiệu quả”. Tạm để người chấm cho điểm.',
        decided: true,
      },
      { row: 15, code: '9', text: 'Thiếu một tiêu chí: các mục bên trong chưa cộng đủ điểm của nhóm.', decided: false },
    ],
    from: 'bộ minh họa',
  })
}

/** The working year of Hậu Giang: open, so that units can score themselves. Answers its id. */
export async function openWorkingYear(database: Database, hauGiang: HauGiang, today: CalendarDate): Promise<string> {
  const year = yearOf(today)
  const set = {
    ...DEMONSTRATION_SET,
    years: [...DEMONSTRATION_SET.years, { year, from: `${year}-01-01`, to: `${year}-12-31` }],
  }
  const known = DEMONSTRATION_SET.years.some((each) => each.year === year)
  const setId = await keepCriteriaSet(database, null, known ? DEMONSTRATION_SET : set)
  const kinds = { 'HG-SN': 'province-agency', 'HG-H': 'locality', 'HG-X': 'locality' }
  return openYear(
    database,
    null,
    {
      setId,
      year,
      rootUnitId: hauGiang.provinceId,
      blocks: await blocksOf(database, hauGiang.provinceId, kinds),
      selfAssessBy: `${year}-11-30`,
      verifyBy: `${year}-12-15`,
      decideBy: `${year}-12-25`,
      illustration: 'Năm đánh giá minh họa.',
    },
    today < `${year}-11-01` ? today : `${year}-11-01`,
  )
}

async function blocksOf(database: Database, rootUnitId: string, kinds: Readonly<Record<string, string>>) {
  const blocks = await database
    .selectFrom('block')
    .select(['id', 'code'])
    .where('root_unit_id', '=', rootUnitId)
    .execute()
  return blocks.map(({ id, code }) => ({ blockId: id, unitKind: kinds[code] ?? 'locality' }))
}

/** What a unit says of its year: nearly everything for an excellent one, gaps for the others. */
export function figuresOfUnit(year: number, excellent: boolean, random: Chance): Figures {
  const tasks = random.between(9, 14)
  const petitions = random.between(8, 30)
  const opinions = random.between(20, 60)
  const reports = 6
  const missed = excellent ? 0 : random.between(1, 3)
  return {
    'plan.issued': 1,
    '1.2': excellent ? `${year}-03-${random.between(10, 28)}` : `${year}-05-${random.between(10, 28)}`,
    'dissemination.count': excellent ? random.between(4, 9) : random.between(2, 3),
    'task.assigned': tasks,
    'task.completed': tasks - missed,
    'task.completed-on-time': tasks - missed * 2,
    'petition.received': petitions,
    'petition.answered': petitions - missed,
    'petition.answered-on-time': petitions - missed * 2,
    'inspection.count': excellent ? 2 : 1,
    'dialogue.count': excellent ? random.between(3, 6) : 2,
    'opinion.recorded': opinions,
    'opinion.answered': opinions - missed * 4,
    'model.registered': excellent ? 2 : 1,
    'training.trainees': excellent ? random.between(60, 150) : random.between(30, 59),
    'supervision.count': excellent ? 2 : 1,
    'reception.count': excellent ? random.between(48, 60) : random.between(30, 45),
    '9.2': true,
    'report.due': reports,
    'report.submitted-on-time': reports - missed,
  }
}

/** What the verifier and other bodies add: indices, levels and the day of the yearly report. */
export function figuresOfOthers(year: number, excellent: boolean, random: Chance): Figures {
  return {
    'chi-so-cai-cach-hanh-chinh': String(excellent ? random.between(88, 96) : random.between(70, 84)),
    'chi-so-hai-long': String(excellent ? random.between(86, 95) : random.between(74, 84)),
    '4.3': true,
    '6.3': excellent ? 'A' : 'B',
    '7.1.2': excellent ? '2.5' : '1',
    '8.1': excellent ? 'A' : 'B',
    '10.2': excellent ? `${year}-12-01` : `${year}-12-06`,
  }
}
