import { type CalendarDate, isCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'

/**
 * `2026-02-05` → “ngày 05 tháng 02 năm 2026”, `2026-06-29` → “ngày 29 tháng 6 năm 2026”: days under 10 and the months 1 and 2
 * get a zero in front, the other months do not, so that nothing can be added to the figure by hand.
 * null, a draft without a date → “ngày …… tháng …… năm ……”.
 * Refuses `documents.no-such-date`.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.4b; the blanks as in the forms of Appendix III.
 */
export function dateInWords(date: CalendarDate | null): string {
  if (date === null) return 'ngày …… tháng …… năm ……'
  if (!isCalendarDate(date)) {
    throw new Refusal(
      'invalid',
      'documents.no-such-date',
      `Không có ngày “${date}”. Hãy chọn lại ngày ban hành văn bản.`,
    )
  }
  const [year = '', month = '', day = ''] = date.split('-')
  const monthAsWritten = Number(month) <= 2 ? month : String(Number(month))
  return `ngày ${day} tháng ${monthAsWritten} năm ${year}`
}

/**
 * “Vị Thanh, ngày 05 tháng 02 năm 2026”. The place is the official name of the administrative unit where the body has its seat.
 * Refuses `documents.place-missing` without a place, `documents.no-such-date`.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.4.
 */
export function placeAndDateLine(place: string, date: CalendarDate | null): string {
  const name = place.normalize('NFC').trim()
  if (name === '') {
    const message = 'Chưa có địa danh. Hãy ghi tên xã, phường hoặc tỉnh nơi cơ quan đóng trụ sở.'
    throw new Refusal('invalid', 'documents.place-missing', message, { place: message })
  }
  return `${withCapital(name)}, ${dateInWords(date)}`
}
