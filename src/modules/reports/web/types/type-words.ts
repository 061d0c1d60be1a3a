import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { UnitKind } from '../../queries/report-type-drafts.ts'
import { PERIOD_KINDS } from '../../rules/period-entered.ts'
import type { ReportType } from '../../rules/report-type.ts'
import { CUT_OFFS, exampleOfCutOff } from '../../rules/type-definition.ts'

/** Kinds of unit by their titles, in the order of the kinds. */
export function kindsInWords(codes: readonly string[], kinds: readonly UnitKind[]): string {
  return kinds
    .filter(({ code }) => codes.includes(code))
    .map(({ title }) => title)
    .join('; ')
}

/** How the periods of a type are cut off, with an example. */
export function cutOffInWords(cutOff: ReportType['cutOff'], year: number): string {
  const { from, to } = exampleOfCutOff(cutOff, year)
  return `${CUT_OFFS[cutOff]}. Ví dụ quý II năm ${year}: từ ${formatCalendarDate(from)} đến ${formatCalendarDate(to)}`
}

/** What a version says about itself, line by line, without its outline. */
export function settingsOf(
  type: Pick<ReportType, 'summary' | 'cutOff' | 'periodKinds' | 'senderKinds' | 'receiverKinds' | 'source'>,
  kinds: readonly UnitKind[],
  year: number,
): { label: string; value: string }[] {
  return [
    { label: 'Trích yếu', value: type.summary },
    { label: 'Loại kỳ', value: type.periodKinds.map((kind) => PERIOD_KINDS[kind]).join('; ') },
    { label: 'Chốt số liệu', value: cutOffInWords(type.cutOff, year) },
    { label: 'Đơn vị phải gửi', value: kindsInWords(type.senderKinds, kinds) },
    { label: 'Cơ quan tổng hợp', value: 'Cơ quan lập yêu cầu báo cáo của từng kỳ' },
    {
      label: 'Nơi nhận',
      value: `${kindsInWords(type.receiverKinds, kinds)} (cơ quan gần nhất phía trên đơn vị gửi)`,
    },
    { label: 'Căn cứ', value: type.source },
  ]
}
