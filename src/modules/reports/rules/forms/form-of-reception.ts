import type { Check, Form, FormColumn } from './form.ts'
import { SOURCE } from './forms-of-processing.ts'

/** What the form asks of one visit; the module of reception finds it. */
export type VisitAsCounted = {
  readonly held: 'regular' | 'head' | 'delegate'
  readonly isFirst: boolean
  readonly isLargeGroup: boolean
  readonly persons: number
}

type Column = FormColumn<VisitAsCounted>
type Held = (visit: VisitAsCounted) => boolean

/** The visits, persons and cases of one way of being received, and the large groups among them. */
function columnsOf(first: number, heading: string, isHeld: Held): Column[] {
  const column = (index: number, headings: readonly string[], adds: (visit: VisitAsCounted) => number): Column => ({
    number: first + index,
    headings: [heading, ...headings],
    formula: '',
    certainty: 'unverified',
    adds: (visit) => (isHeld(visit) ? adds(visit) : 0),
  })
  const ifLarge = (adds: (visit: VisitAsCounted) => number) => (visit: VisitAsCounted) =>
    visit.isLargeGroup ? adds(visit) : 0
  const large = 'Đoàn đông người'
  return [
    column(0, ['Số lượt tiếp'], () => 1),
    column(1, ['Số người'], ({ persons }) => persons),
    column(2, ['Số vụ việc', 'Tiếp lần đầu'], ({ isFirst }) => (isFirst ? 1 : 0)),
    column(3, ['Số vụ việc', 'Tiếp nhiều lần'], ({ isFirst }) => (isFirst ? 0 : 1)),
    column(
      4,
      [large, 'Số đoàn'],
      ifLarge(() => 1),
    ),
    column(
      5,
      [large, 'Số người'],
      ifLarge(({ persons }) => persons),
    ),
    column(
      6,
      [large, 'Số vụ việc', 'Tiếp lần đầu'],
      ifLarge(({ isFirst }) => (isFirst ? 1 : 0)),
    ),
    column(
      7,
      [large, 'Số vụ việc', 'Tiếp nhiều lần'],
      ifLarge(({ isFirst }) => (isFirst ? 0 : 1)),
    ),
  ]
}

const WIDTH = 8
const FIRST = { all: 1, regular: 9, head: 17, delegate: 25 } as const

const checks: readonly Check[] = [
  ...Array.from({ length: WIDTH }, (_, index) => ({
    left: [FIRST.all + index],
    is: '=' as const,
    right: [FIRST.regular + index, FIRST.head + index, FIRST.delegate + index],
  })),
  ...Object.values(FIRST).flatMap((first): Check[] => [
    { left: [first], is: '=', right: [first + 2, first + 3] },
    { left: [first], is: '≤', right: [first + 1] },
    { left: [first + 4], is: '=', right: [first + 6, first + 7] },
    { left: [first + 5], is: '≤', right: [first + 1] },
  ]),
]

export const RECEPTION: Form<VisitAsCounted> = {
  code: '01/TCD',
  title: 'Tổng hợp kết quả tiếp công dân thường xuyên, định kỳ và đột xuất',
  source: SOURCE,
  certainty:
    'Chưa xem được mẫu Biểu 01/TCD: nội dung cột theo những gì đã biết của biểu (lượt, người, vụ việc, đoàn đông người); số thứ tự cột do hệ thống đặt.',
  columns: [
    ...columnsOf(FIRST.all, 'Tổng số', () => true),
    ...columnsOf(FIRST.regular, 'Tiếp thường xuyên', ({ held }) => held === 'regular'),
    ...columnsOf(FIRST.head, 'Tiếp định kỳ, đột xuất: người đứng đầu tiếp', ({ held }) => held === 'head'),
    ...columnsOf(FIRST.delegate, 'Tiếp định kỳ, đột xuất: tiếp thay người đứng đầu', ({ held }) => held === 'delegate'),
  ],
  checks,
  notes: [
    'Đếm từ Sổ tiếp công dân, theo ngày của buổi tiếp; lượt bị từ chối tiếp không tính.',
    'Mỗi lượt tiếp về một vụ việc: tiếp lần đầu, hoặc tiếp lại về vụ việc đã được tiếp.',
    'Số người: những người có cùng nội dung, kể cả người được đại diện. Đoàn đông người: từ 5 người trở lên về cùng một nội dung (Điều 29 Luật Tiếp công dân).',
    'Đơn nhận khi tiếp công dân được đếm ở các biểu xử lý đơn, không đếm ở đây.',
  ],
}
