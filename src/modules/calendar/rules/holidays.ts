/**
 * The days off of state bodies, 2019–2027, with the source and the certainty of each.
 *
 * Fixed dates follow from the Labour Code. Lunar dates (Tết, Giỗ Tổ 10/3) are reckoned at UTC+7: another zone's lunar
 * calendar is a day off in 2027, 2028 and 2030. Which five days of Tết are off is decided each year and never follows from
 * the lunar date; where no decision was found the entry is `proposed` and says so. Checked in November 2026.
 */
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import {
  type DayStatus,
  type SpecialDay,
  type SpecialDayKind,
  type UndecidedSpan,
  type WorkingCalendar,
  workingCalendar,
} from './working-days.ts'

const LABOUR_CODE = 'Khoản 1 Điều 112 Bộ luật Lao động 45/2019/QH14'
const EARLIER_LABOUR_CODE = 'Bộ luật Lao động có hiệu lực trước ngày 01/01/2021'
const COMPENSATION = 'Khoản 3 Điều 111 Bộ luật Lao động 45/2019/QH14 (nghỉ bù vào ngày làm việc kế tiếp)'
const LUNAR_DATE = 'Mùng 10 tháng Ba âm lịch, tính theo múi giờ Việt Nam (UTC+7)'
const NOT_SEEN = 'Lịch nghỉ được biết qua thực tế, chưa đối chiếu với văn bản'

const TET = 'nghỉ Tết Nguyên đán'
const NEW_YEAR = 'nghỉ Tết Dương lịch'
const HUNG_KINGS = 'nghỉ Giỗ Tổ Hùng Vương'
const VICTORY = 'nghỉ Ngày Chiến thắng 30/4'
const LABOUR = 'nghỉ Ngày Quốc tế Lao động 01/5'
const NATIONAL = 'nghỉ Quốc khánh'

/** Days of the same kind, name, source and certainty. */
function off(
  kind: SpecialDayKind,
  name: string,
  status: DayStatus,
  source: string,
  ...dates: CalendarDate[]
): SpecialDay[] {
  return dates.map((date) => ({ date, kind, name, source, status }))
}

/** The days that the law names by the date of the year; National Day's adjacent day is decided each year. */
function fixedDays(year: number): SpecialDay[] {
  const source = year < 2021 ? EARLIER_LABOUR_CODE : LABOUR_CODE
  return [
    ...off('holiday', NEW_YEAR, 'decided', source, `${year}-01-01`),
    ...off('holiday', VICTORY, 'decided', source, `${year}-04-30`),
    ...off('holiday', LABOUR, 'decided', source, `${year}-05-01`),
    ...off('holiday', NATIONAL, 'decided', source, `${year}-09-02`),
  ]
}

function hungKings(date: CalendarDate): SpecialDay[] {
  return off('holiday', HUNG_KINGS, 'computed', LUNAR_DATE, date)
}

const IN_2019 = [
  ...fixedDays(2019),
  ...off(
    'holiday',
    TET,
    'proposed',
    'Suy theo các năm 2022 và 2026 (mùng 1 cũng là thứ Ba); chưa tra được văn bản năm 2019',
    '2019-02-04',
    '2019-02-05',
    '2019-02-06',
    '2019-02-07',
    '2019-02-08',
  ),
  ...hungKings('2019-04-14'),
  ...off('compensatory-off', 'nghỉ bù Giỗ Tổ Hùng Vương', 'computed', EARLIER_LABOUR_CODE, '2019-04-15'),
]

const TET_2020 = ['2020-01-23', '2020-01-24', '2020-01-27', '2020-01-28', '2020-01-29']
const IN_2020 = [
  ...fixedDays(2020),
  ...off('holiday', TET, 'decided', 'Thông báo của bộ về nghỉ Tết năm 2020, đăng trên trang của tỉnh', ...TET_2020),
  ...hungKings('2020-04-02'),
]

const PLAN_2021 = 'Phương án nghỉ lễ, Tết năm 2021'
const TET_2021 = ['2021-02-10', '2021-02-11', '2021-02-12', '2021-02-15', '2021-02-16']
const IN_2021 = [
  ...fixedDays(2021),
  ...off('holiday', TET, 'decided', `${PLAN_2021} và lịch đã công bố`, ...TET_2021),
  ...hungKings('2021-04-21'),
  ...off('compensatory-off', 'nghỉ bù Ngày Quốc tế Lao động', 'decided', COMPENSATION, '2021-05-03'),
  ...off('holiday', NATIONAL, 'proposed', PLAN_2021, '2021-09-03'),
]

const TET_2022 = ['2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04']
const IN_2022 = [
  ...fixedDays(2022),
  ...off('compensatory-off', 'nghỉ bù Tết Dương lịch', 'computed', COMPENSATION, '2022-01-03'),
  ...off('holiday', TET, 'decided', 'Lịch nghỉ Tết Nguyên đán năm 2022 đã công bố', ...TET_2022),
  ...hungKings('2022-04-10'),
  ...off('compensatory-off', 'nghỉ bù Giỗ Tổ Hùng Vương', 'computed', COMPENSATION, '2022-04-11'),
  ...off('compensatory-off', 'nghỉ bù Ngày Chiến thắng 30/4', 'computed', COMPENSATION, '2022-05-02'),
  ...off('compensatory-off', 'nghỉ bù Ngày Quốc tế Lao động', 'computed', COMPENSATION, '2022-05-03'),
  ...off('holiday', NATIONAL, 'unverified', NOT_SEEN, '2022-09-01'),
]

const NOTICE_2023 = 'Văn bản 8056/VPCP-KGVX'
const TET_2023 = ['2023-01-20', '2023-01-23', '2023-01-24', '2023-01-25', '2023-01-26']
const IN_2023 = [
  ...fixedDays(2023),
  ...off('compensatory-off', 'nghỉ bù Tết Dương lịch', 'decided', COMPENSATION, '2023-01-02'),
  ...off('holiday', TET, 'decided', NOTICE_2023, ...TET_2023),
  ...hungKings('2023-04-29'),
  // Giỗ Tổ on Saturday and 30 April on Sunday are made good one after the other, past the holiday of 1 May.
  ...off('compensatory-off', 'nghỉ bù Giỗ Tổ Hùng Vương', 'computed', COMPENSATION, '2023-05-02'),
  ...off('compensatory-off', 'nghỉ bù Ngày Chiến thắng 30/4', 'computed', COMPENSATION, '2023-05-03'),
  ...off('holiday', NATIONAL, 'decided', 'Lịch nghỉ Quốc khánh năm 2023 đã công bố', '2023-09-01'),
  ...off('compensatory-off', 'nghỉ bù Quốc khánh', 'decided', COMPENSATION, '2023-09-04'),
]

const TET_2024 = ['2024-02-08', '2024-02-09', '2024-02-12', '2024-02-13', '2024-02-14']
const IN_2024 = [
  ...fixedDays(2024),
  ...off('holiday', TET, 'decided', 'Lịch nghỉ Tết Nguyên đán năm 2024 đã công bố', ...TET_2024),
  ...hungKings('2024-04-18'),
  ...off('swapped-out-weekday', 'nghỉ hoán đổi, làm bù thứ Bảy 04/05/2024', 'unverified', NOT_SEEN, '2024-04-29'),
  ...off('swapped-in-saturday', 'làm bù cho thứ Hai 29/04/2024', 'unverified', NOT_SEEN, '2024-05-04'),
  ...off('holiday', NATIONAL, 'decided', 'Lịch nghỉ Quốc khánh năm 2024 đã công bố', '2024-09-03'),
]

const TET_2025 = ['2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31']
const PLAN_2025 = 'Phương án nghỉ lễ 30/4 và 01/5 năm 2025 theo đề xuất đã đưa tin'
const IN_2025 = [
  ...fixedDays(2025),
  ...off('holiday', TET, 'decided', 'Lịch nghỉ Tết Nguyên đán năm 2025 đã công bố', ...TET_2025),
  ...hungKings('2025-04-07'),
  ...off('swapped-in-saturday', 'làm bù cho thứ Sáu 02/05/2025', 'unverified', NOT_SEEN, '2025-04-26'),
  ...off('swapped-out-weekday', 'nghỉ hoán đổi, làm bù thứ Bảy 26/04/2025', 'proposed', PLAN_2025, '2025-05-02'),
  ...off('holiday', NATIONAL, 'decided', 'Lịch nghỉ Quốc khánh năm 2025 đã công bố', '2025-09-01'),
]

const NOTICE_2026 = 'Văn bản 12729/VPCP-KGVX'
const NATIONAL_2026 = 'Lịch nghỉ Quốc khánh năm 2026 đã công bố'
const TET_2026 = ['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20']
const IN_2026 = [
  ...fixedDays(2026),
  ...off('swapped-out-weekday', 'nghỉ hoán đổi, làm bù thứ Bảy 10/01/2026', 'decided', NOTICE_2026, '2026-01-02'),
  ...off('swapped-in-saturday', 'làm bù cho thứ Sáu 02/01/2026', 'decided', NOTICE_2026, '2026-01-10'),
  ...off('holiday', TET, 'decided', 'Lịch nghỉ Tết Nguyên đán năm 2026 đã công bố', ...TET_2026),
  ...hungKings('2026-04-26'),
  ...off('compensatory-off', 'nghỉ bù Giỗ Tổ Hùng Vương', 'decided', COMPENSATION, '2026-04-27'),
  ...off('swapped-in-saturday', 'làm bù cho thứ Hai 31/08/2026', 'unverified', NOT_SEEN, '2026-08-22'),
  ...off('swapped-out-weekday', 'nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026', 'decided', NATIONAL_2026, '2026-08-31'),
  ...off('holiday', NATIONAL, 'decided', NATIONAL_2026, '2026-09-01'),
]

const TET_2027_PROJECTED =
  'Suy theo các năm 2020 và 2024 (mùng 1 cũng là thứ Bảy, 06/02/2027); chưa có quyết định nghỉ Tết năm 2027'
const IN_2027 = [
  ...fixedDays(2027),
  ...off('holiday', TET, 'proposed', TET_2027_PROJECTED, '2027-02-04', '2027-02-05', '2027-02-08'),
  ...off('compensatory-off', 'nghỉ bù Tết Nguyên đán', 'proposed', TET_2027_PROJECTED, '2027-02-09', '2027-02-10'),
  ...hungKings('2027-04-16'),
  ...off('compensatory-off', 'nghỉ bù Ngày Quốc tế Lao động', 'computed', COMPENSATION, '2027-05-03'),
]

/**
 * What no document found so far settles. Such a day keeps its weekday's meaning (or the projection above) and every limit
 * counted over it is marked as provisional. When the decision is known, the day moves to its year's list.
 */
const UNDECIDED: UndecidedSpan[] = [
  {
    from: '2019-01-01',
    to: '2019-12-31',
    reason: 'lịch nghỉ năm 2019 mới suy từ luật và âm lịch, chưa đối chiếu ngày nghỉ Tết và ngày hoán đổi',
  },
  // Resolution 80-NQ/TW names 24 November a paid day off; no amended Article 112 was found, so it is still worked.
  { from: '2026-11-24', to: '2026-11-24', reason: 'Ngày Văn hóa Việt Nam, chưa rõ được nghỉ từ năm nào' },
  { from: '2027-02-04', to: '2027-02-11', reason: 'chưa có quyết định nghỉ Tết Nguyên đán năm 2027' },
  { from: '2027-09-01', to: '2027-09-03', reason: 'chưa có quyết định nghỉ Quốc khánh 01/09 hay 03/09/2027' },
  { from: '2027-11-24', to: '2027-11-24', reason: 'Ngày Văn hóa Việt Nam, chưa rõ được nghỉ từ năm nào' },
]

/** The calendar of state bodies of the whole country, as known from the sources above. */
export const nationalCalendar: WorkingCalendar = workingCalendar(
  [...IN_2019, ...IN_2020, ...IN_2021, ...IN_2022, ...IN_2023, ...IN_2024, ...IN_2025, ...IN_2026, ...IN_2027],
  UNDECIDED,
  { first: 2019, last: 2027 },
)
