import { Refusal } from '../../../vocabulary/refusal.ts'
import { type CutOff, periodByCode } from '../../../vocabulary/reporting-period.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { ReportSection, ReportType } from './report-type.ts'

/** All that a version of a report type says: as it stands in a draft and in a file. */
export type TypeDefinition = Omit<ReportType, 'number' | 'validFrom' | 'reason' | 'retiredOn'> & {
  readonly sections: readonly ReportSection[]
}

/** Where the periods of a type are cut off, as people choose it. */
export const CUT_OFFS: Readonly<Record<CutOff, string>> = {
  calendar: 'Theo tháng dương lịch (từ ngày 01 đến ngày cuối tháng)',
  'mid-month': 'Từ ngày 15 tháng trước đến ngày 14 (Nghị định 09/2019/NĐ-CP)',
}

/** “Quý II năm 2026: từ 2026-03-15 đến 2026-06-14” of a cut-off, so that the choice can be seen. */
export function exampleOfCutOff(cutOff: CutOff, year: number) {
  return periodByCode(`${year}-Q2`, cutOff)
}

/** What is known around a definition: the figures that can be chosen and the kinds of unit. */
export type KnownAround = {
  readonly indicators: readonly { readonly code: string; readonly title: string; readonly isRetired: boolean }[]
  readonly unitKinds: readonly string[]
}

/** A code made of words, for a type or a section that was made here: `mo-hinh-dan-van-kheo`. `taken` are those it must differ from. */
export function codeOf(title: string, taken: readonly string[], fallback: string): string {
  const words =
    withoutAccents(title)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50)
      .replace(/-+$/, '') || fallback
  if (!taken.includes(words)) return words
  let number = 2
  while (taken.includes(`${words}-${number}`)) number++
  return `${words}-${number}`
}

/**
 * What is wrong with a definition, one sentence each; none when it can be put into force. A draft may be unfinished in the ways that say
 * so (`unfinished`); the other ones are never kept.
 */
export function problemsOf(
  definition: TypeDefinition,
  known: KnownAround,
): { sentence: string; unfinished: boolean }[] {
  const { sections } = definition
  const wrong = (sentence: string) => ({ sentence, unfinished: false })
  const missing = (sentence: string) => ({ sentence, unfinished: true })
  const problems = [
    ...(definition.periodKinds.length === 0 ? [wrong('Chưa chọn loại kỳ nào.')] : []),
    ...(definition.senderKinds.length === 0 ? [wrong('Chưa chọn loại đơn vị nào phải gửi.')] : []),
    ...(definition.receiverKinds.length === 0 ? [wrong('Chưa chọn loại cơ quan nhận.')] : []),
    ...unknown(
      [...definition.senderKinds, ...definition.receiverKinds],
      known.unitKinds,
      (code) => `Không có loại đơn vị “${code}”.`,
    ).map(wrong),
    ...(sections.length === 0 ? [missing('Đề cương chưa có mục nào.')] : []),
    ...(sections[0]?.level === 2 ? [wrong(`Mục đầu tiên “${sections[0].title}” phải là mục cấp 1.`)] : []),
  ]
  const codes = sections.map(({ code }) => code)
  for (const [index, section] of sections.entries()) {
    if (codes.indexOf(section.code) !== index)
      problems.push(wrong(`Mục “${section.title}” có mã trùng với một mục đứng trước.`))
    problems.push(...problemsOfSection(section, known).map(wrong), ...retiredIn(section, known).map(missing))
  }
  return [...problems, ...figuresTwice(sections, known).map(wrong)]
}

function problemsOfSection(section: ReportSection, { indicators, unitKinds }: KnownAround): string[] {
  const inSection = `Mục “${section.title}”`
  const kinds = [...(section.unitKinds ?? []), ...(section.aboutKinds ?? [])]
  return [
    ...unknown(kinds, unitKinds, (code) => `${inSection}: không có loại đơn vị “${code}”.`),
    ...unknown(
      section.indicatorCodes,
      indicators.map(({ code }) => code),
      (code) => `${inSection}: hệ thống không có chỉ tiêu mang mã “${code}”.`,
    ),
    ...(section.unitKinds?.length === 0 ? [`${inSection}: không có trong báo cáo của loại đơn vị nào.`] : []),
    ...(section.aboutKinds?.length === 0 ? [`${inSection}: chưa nói số liệu tính cho cơ quan nào.`] : []),
  ]
}

/** A version in force may go on with a figure that was taken out of use since; a new one may not. */
function retiredIn(section: ReportSection, { indicators }: KnownAround): string[] {
  return indicators
    .filter(({ code, isRetired }) => isRetired && section.indicatorCodes.includes(code))
    .map(({ title }) => `Mục “${section.title}”: chỉ tiêu “${title}” đã ngừng dùng, hãy bỏ hoặc thay chỉ tiêu khác.`)
}

/** A report holds each figure once: the same one may stand in two sections only where no unit has both. */
function figuresTwice(sections: readonly ReportSection[], { indicators }: KnownAround): string[] {
  return sections.flatMap((section, index) =>
    section.indicatorCodes.flatMap((code, place) => {
      const earlier = sections
        .slice(0, index)
        .find((other) => other.indicatorCodes.includes(code) && meet(other.unitKinds, section.unitKinds))
      const isTwice = section.indicatorCodes.indexOf(code) !== place
      if (!earlier && !isTwice) return []
      const title = indicators.find((indicator) => indicator.code === code)?.title ?? code
      return [
        earlier
          ? `Chỉ tiêu “${title}” đứng ở hai mục “${earlier.title}” và “${section.title}” của cùng một báo cáo; hãy giữ một nơi.`
          : `Chỉ tiêu “${title}” đứng hai lần trong mục “${section.title}”.`,
      ]
    }),
  )
}

const meet = (one: readonly string[] | null, other: readonly string[] | null) =>
  one === null || other === null || one.some((kind) => other.includes(kind))

function unknown(codes: readonly string[], known: readonly string[], tell: (code: string) => string): string[] {
  return [...new Set(codes)].filter((code) => !known.includes(code)).map(tell)
}

/**
 * Refuses `report.unsound-type` and says all that is wrong. With `finished`, also what a draft may still lack.
 */
export function requireSound(
  definition: TypeDefinition,
  known: KnownAround,
  { finished, field }: { finished: boolean; field?: string },
): void {
  const problems = problemsOf(definition, known)
    .filter(({ unfinished }) => finished || !unfinished)
    .map(({ sentence }) => sentence)
  if (problems.length === 0) return
  const message = problems.slice(0, 20).join(' ')
  throw new Refusal('invalid', 'report.unsound-type', message, field === undefined ? {} : { [field]: message })
}
