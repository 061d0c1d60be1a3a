import { officialOfAccount } from '../modules/identity/queries/official.ts'
import { changeTypeDraft, definitionOf, draftReportType, typeVersion } from '../modules/reports/index.ts'
import type { Database } from '../platform/database/database.ts'
import type { CalendarDate } from '../vocabulary/calendar-date.ts'

const TYPE = 'mobilisation'

/** The next version of the report type, under way: one section more, with a figure of its own, to be tried before it is put into force. */
export async function addReportTypes(
  database: Database,
  accounts: Readonly<Record<string, string>>,
  today: CalendarDate,
): Promise<void> {
  const collector = await officialOfAccount(database, accounts['tonghop.snv'] ?? '', today)
  if (!collector) throw new Error('The collector of the demonstration has no post.')
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
