import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { addDeadline, changeTypeDraft, definitionOf, draftReportType, typeVersion } from '../modules/reports/index.ts'
import type { Database } from '../platform/database/database.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'
import type { Official } from '../vocabulary/official.ts'

const TYPE = 'mobilisation'

/** The last days by level, and the next version of the report type under way: one section more, with a figure of its own, to be tried. */
export async function addReportTypes(
  database: Database,
  accounts: Readonly<Record<string, string>>,
  today: CalendarDate,
): Promise<void> {
  const collector = await officialOfAccount(database, accounts['tonghop.snv'] ?? '', today)
  if (!collector) throw new Error('The collector of the demonstration has no post.')
  await addDeadlines(database, collector)
  const definition = await definitionOf(database, await typeVersion(database, TYPE, 1))
  const id = await draftReportType(database, collector, { definition, typeCode: TYPE }, today)
  const section = {
    ...{ code: 'doi-thoai-theo-chuyen-de', level: 2 as const, title: 'Đối thoại theo chuyên đề (bản soạn minh họa)' },
    ...{ hint: 'Chuyên đề đã đối thoại, số ý kiến bình quân một cuộc và việc trả lời ý kiến.' },
    ...{ indicatorCodes: ['dialogue.opinions-each'], unitKinds: null, aboutKinds: null },
  }
  const change = {
    ...{ id, version: null, summary: `Thêm mục “${section.title}”` },
    change: (drafted: typeof definition) => ({
      ...drafted,
      sections: drafted.sections.flatMap((each) => (each.code === 'coordination' ? [section, each] : [each])),
    }),
  }
  await changeTypeDraft(database, collector, change, today)
}

const INVENTED = 'Hạn minh họa (UBND tỉnh quy định theo khoản 2 Điều 13 Nghị định 09/2019/NĐ-CP)'

/** That of 2022 is the plan's; the others are invented, one level before the other. */
async function addDeadlines(database: Database, collector: Official): Promise<void> {
  const onDay = (dayOfMonth: number) => ({ monthsAfter: 0, dayOfMonth, daysAfter: null })
  const invented = { excluded: false, shift: 'previous' as const, fromYear: 2026, toYear: null, basis: INVENTED }
  const ofYear2022 = {
    ...{ senderKind: null, periodKind: 'year' as const, rule: { monthsAfter: 0, dayOfMonth: 5, daysAfter: null } },
    ...{ excluded: true, shift: 'none' as const, fromYear: 2022, toYear: 2022 },
    basis: 'Kế hoạch 32/KH-UBND ngày 28/02/2022 của UBND tỉnh Hậu Giang',
  }
  for (const deadline of [
    ofYear2022,
    ...(['quarter', 'half-year', 'nine-months', 'year'] as const).flatMap((periodKind) => [
      { ...invented, periodKind, senderKind: 'commune', rule: onDay(12) },
      { ...invented, periodKind, senderKind: 'district', rule: onDay(15) },
      { ...invented, periodKind, senderKind: null, rule: onDay(18) },
    ]),
    {
      ...invented,
      periodKind: 'free' as const,
      senderKind: null,
      rule: { monthsAfter: null, dayOfMonth: null, daysAfter: 5 },
    },
  ]) {
    await addDeadline(database, collector, { typeCode: TYPE, deadline })
  }
}
