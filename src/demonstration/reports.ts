import { modules } from '../application.ts'
import { officialOfAccount } from '../modules/identity/queries/official.ts'
import {
  decideReport,
  draftReport,
  keysToExplain,
  overrideFigure,
  requestReports,
  submitReport,
  unsentDuties,
  writeSection,
} from '../modules/reports/index.ts'
import type { Database } from '../platform/database/database.ts'
import { addDays, type CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'
import { periodByCode, periodsHolding, type ReportingPeriod } from '../vocabulary/reporting-period.ts'
import { placesOfAccounts } from './accounts.ts'
import { chance } from './chance.ts'
import type { HauGiang } from './hau-giang.ts'
import { inventedName } from './names.ts'
import { addProcessOfQuarter, addProcessOfYear } from './report-process.ts'
import { addPerson } from './units.ts'

const TYPE = 'mobilisation'
const INVENTED_EXPLANATION = 'Đơn vị đã đối chiếu sổ sách; số tăng, giảm theo tình hình thực tế (giải trình minh họa).'

/**
 * Seed 003: the yearly report of 2022, due to UBND tỉnh through Sở Nội vụ before 5 December 2022; who sent when is invented.
 * Then the report of the quarter in which the demonstration is used, asked of the units of the accounts. All through the real steps.
 */
export async function addReports(
  database: Database,
  accounts: Readonly<Record<string, string>>,
  { hauGiang, today }: { hauGiang: HauGiang; today: CalendarDate },
): Promise<void> {
  const facts = modules().flatMap((module) => module.facts ?? [])
  const collector = (day: CalendarDate) => official(database, accounts['tonghop.snv'] ?? '', day)
  const unitIds = [...hauGiang.departmentIds, ...hauGiang.districts.map((district) => district.id)]
  const headOf = await addHeads(database, unitIds)

  const year = periodByCode('2022')
  const request = {
    typeCode: TYPE,
    period: year,
    dueOn: '2022-12-05',
    dueOnExcluded: true,
    basis:
      'Kế hoạch 32/KH-UBND ngày 28/02/2022 của UBND tỉnh Hậu Giang: gửi UBND tỉnh qua Sở Nội vụ trước ngày 05/12/2022',
    unitIds,
  }
  const requestId = await requestReports(database, await collector('2022-11-01'), request, '2022-11-01')
  const accepted: { reportId: string; unitId: string; head: (day: CalendarDate) => Promise<Official> }[] = []
  const headOn = (unitId: string) => (day: CalendarDate) => official(database, headOf.get(unitId) ?? '', day)
  const random = chance(5_122_022)
  for (const [index, unitId] of unitIds.entries()) {
    // One unit in eight never sent it, one in six was late.
    if (index % 8 === 7) continue
    const sentOn =
      index % 6 === 5 ? addDays('2022-12-05', random.between(0, 6)) : addDays('2022-12-04', -random.between(0, 12))
    const head = await official(database, headOf.get(unitId) ?? '', sentOn)
    const overrides = index === 3 ? [NOT_YET_RECORDED] : []
    const reportId = await sendReport(database, head, { unitId, period: year, sentOn, overrides }, facts)
    const acceptance = { reportId, decision: 'accept' as const, reason: '', today: '2022-12-14' }
    await decideReport(database, await collector('2022-12-14'), acceptance)
    accepted.push({ reportId, unitId, head: headOn(unitId) })
  }
  await addProcessOfYear(database, facts, {
    ...{ requestId, collector, sent: accepted },
    sendLate: async (sentOn) => {
      const unitId = (await unsentDuties(database, requestId))[0]?.unitId ?? ''
      const head = headOn(unitId)
      const reportId = await sendReport(
        database,
        await head(sentOn),
        { unitId, period: year, sentOn, overrides: [] },
        facts,
      )
      return { reportId, unitId, head }
    },
  })

  const quarter = periodsHolding('quarter', today)[0]
  if (!quarter) throw new Error('No quarter holds today.')
  const { districtId, departmentId } = placesOfAccounts(hauGiang)
  const communes = hauGiang.districts.find((district) => district.id === districtId)?.communes ?? []
  const quarterRequestId = await requestReports(
    database,
    await collector(today),
    {
      typeCode: TYPE,
      period: quarter,
      dueOn: addDays(quarter.to, -15),
      dueOnExcluded: false,
      basis: 'Yêu cầu minh họa',
      unitIds: [...unitIds, ...communes.map((commune) => commune.id)],
    },
    today,
  )
  // One report that waits for the collector, and one that is still being written, beside that of the quarter before.
  const sender = await official(database, headOf.get(departmentId) ?? '', today)
  const waiting = { unitId: departmentId, period: quarter, sentOn: today, overrides: [NOT_YET_RECORDED] }
  const sentId = await sendReport(database, sender, waiting, facts)
  const writer = await official(database, headOf.get(districtId) ?? '', today)
  const before = periodsHolding('quarter', addDays(quarter.from, -1))[0]
  if (!before) throw new Error('No quarter lies before this one.')
  const earlier = { unitId: districtId, period: before, sentOn: today, overrides: [] }
  const earlierId = await sendReport(database, writer, earlier, facts)
  const acceptance = { reportId: earlierId, decision: 'accept' as const, reason: '', today }
  await decideReport(database, await collector(today), acceptance)
  const draftId = await draftReport(database, writer, { typeCode: TYPE, unitId: districtId, period: quarter }, today)
  await override(database, writer, { reportId: draftId, sentOn: today, overrides: [NOT_YET_RECORDED] }, facts)
  const gathering = await collector(today)
  const draft = { reportId: draftId, unitId: districtId, writer, dueOn: addDays(quarter.to, -20) }
  const underWay = { draft, requestId: quarterRequestId, reportId: sentId, sender, collector: gathering, today }
  await addProcessOfQuarter(database, facts, underWay)
}

type InventedOverride = { indicatorCode: string; value: number; reason: string; basis: string }

/** A figure that a unit knows better than its records: both numbers stand in its report. */
const NOT_YET_RECORDED: InventedOverride = {
  indicatorCode: 'dissemination.count',
  value: 37,
  reason: 'Các cuộc tuyên truyền lồng ghép ở ấp chưa kịp ghi vào hệ thống (lý do minh họa).',
  basis: 'Sổ theo dõi tuyên truyền của đơn vị (căn cứ minh họa)',
}

async function override(
  database: Database,
  head: Official,
  { reportId, sentOn, overrides }: { reportId: string; sentOn: CalendarDate; overrides: readonly InventedOverride[] },
  facts: Parameters<typeof submitReport>[1],
): Promise<void> {
  for (const figure of overrides) {
    await overrideFigure(database, facts, head, { ...figure, reportId, version: null }, sentOn)
  }
}

async function sendReport(
  database: Database,
  head: Official,
  {
    unitId,
    period,
    sentOn,
    overrides,
  }: { unitId: string; period: ReportingPeriod; sentOn: CalendarDate; overrides: readonly InventedOverride[] },
  facts: Parameters<typeof submitReport>[1],
): Promise<string> {
  const reportId = await draftReport(database, head, { typeCode: TYPE, unitId, period }, sentOn)
  await writeSection(
    database,
    head,
    {
      reportId,
      sectionCode: 'strengths',
      content: 'Đơn vị đã bám sát kế hoạch của tỉnh, gắn công tác dân vận với nhiệm vụ chuyên môn (lời văn minh họa).',
      version: null,
    },
    sentOn,
  )
  await override(database, head, { reportId, sentOn, overrides }, facts)
  const asked = await keysToExplain(database, facts, head, { reportId, today: sentOn })
  const explanations = Object.fromEntries(asked.map((key) => [key, INVENTED_EXPLANATION]))
  await submitReport(database, facts, head, { reportId, explanations, today: sentOn })
  await database
    .updateTable('report')
    .set({
      illustration: 'Báo cáo minh họa: ngày gửi và lời văn được đặt ra.',
    })
    .where('id', '=', reportId)
    .execute()
  return reportId
}

/** A head with an account for each unit; nobody has set a password for these accounts, so nobody can sign in with them. */
async function addHeads(database: Database, unitIds: readonly string[]): Promise<Map<string, string>> {
  const random = chance(303)
  const heads = new Map<string, string>()
  const units = await database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .select(['unit.id', 'unit.code', 'version.kind_code as kind'])
    .where('unit.id', 'in', [...unitIds])
    .execute()
  for (const { id, code, kind } of units) {
    const title = kind === 'district' ? 'Chủ tịch Ủy ban nhân dân' : 'Thủ trưởng cơ quan'
    const personId = await addPerson(database, inventedName(random), [{ unitId: id, title, position: 1, role: 'head' }])
    const account = await database
      .insertInto('account')
      .values({
        user_name: `thutruong.${code.toLowerCase()}`,
        password_digest: null,
        person_id: personId,
        disabled_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    heads.set(id, account.id)
  }
  return heads
}

async function official(database: Database, accountId: string, day: CalendarDate): Promise<Official> {
  const found = await officialOfAccount(database, accountId, day)
  if (!found) throw new Error('An account of the demonstration has gone.')
  return found
}
