import type { Certainty, Check, Form, FormColumn } from './form.ts'
import {
  is,
  isCase,
  isComplaint,
  isDenunciation,
  isEligible,
  isFirst,
  isFurther,
  isNotWithin,
  isProcessed,
  isSuggestion,
  isWithin,
  type PetitionAsCounted,
  petitionsThat,
  type Says,
} from './petition-as-counted.ts'

type Column = FormColumn<PetitionAsCounted>

export const SOURCE =
  'Thông tư 01/2024/TT-TTCP (chế độ báo cáo); cột xem được ở mẫu của Thông tư 02/2021/TT-TTCP. Cần đối chiếu với bản đăng Công báo trước khi gửi chính thức.'

const NOTES = [
  'Kỳ trước chuyển sang: đơn còn đang giải quyết ở đơn vị vào cuối ngày liền trước ngày đầu kỳ.',
  'Đơn chuyển giữa hai đơn vị cùng dùng hệ thống này được đếm ở cả hai nơi: nơi chuyển đếm là đã chuyển đơn, nơi nhận đếm là tiếp nhận.',
  'Đã xử lý mà không tính là đủ điều kiện xử lý: đơn có điều kiện còn thiếu, đơn xếp lưu, đơn không thụ lý.',
  'Hướng dẫn gồm cả đơn trả lại nơi chuyển đến. Đôn đốc là đơn đã chuyển ra ngoài rồi có văn bản đôn đốc.',
  'Đơn nhập vào vụ việc của đơn khác vẫn là một đơn, không tính thêm vụ việc.',
  'Đơn khác: đơn không ghi người gửi. Với tố cáo, họ tên người tố cáo không nằm trong hồ sơ đơn nên đơn tố cáo nặc danh được xếp vào cột một người đứng tên.',
  'Tình trạng giải quyết tính đến cuối ngày cuối kỳ; “nhiều lần” là đơn lần hai, tố cáo tiếp hoặc đơn giải quyết lại.',
]

function column(number: number, headings: readonly string[], of: readonly Says[], more: Partial<Column> = {}): Column {
  return { number, headings, formula: '', certainty: 'found', adds: petitionsThat(...of), ...more }
}

/** Columns 1 to 10, which all forms of this series share. */
function commonColumns(of: readonly Says[], certainty: Certainty): Column[] {
  const senders = [
    ['một người đứng tên', 'one'],
    ['có nhiều người đứng tên', 'several'],
    ['khác', 'other'],
  ] as const
  const bases = [
    ['Kỳ trước chuyển sang', 'carried', 2],
    ['Tiếp nhận trong kỳ', 'received', 5],
  ] as const
  return [
    column(1, ['Tổng số đơn'], of, { formula: '1 = 2 + 3 + … + 7', certainty }),
    ...bases.flatMap(([heading, basis, first]) =>
      senders.map(([words, who], index) =>
        column(first + index, [heading, `Đơn ${words}`], [...of, is('basis', basis), is('senders', who)], {
          certainty: certainty === 'unverified' ? certainty : 'reconstructed',
        }),
      ),
    ),
    column(8, ['Số đơn đã xử lý'], [...of, isProcessed], { certainty }),
    column(9, ['Đủ điều kiện xử lý', 'Số đơn'], [...of, isEligible], { certainty }),
    column(10, ['Đủ điều kiện xử lý', 'Số vụ việc'], [...of, isEligible, isCase], { certainty }),
  ]
}

/** The four columns by how far petitions are settled, from the given number on. */
function settlementColumns(first: number, of: readonly Says[], certainty: Certainty): Column[] {
  const heading = 'Phân loại đơn theo tình trạng giải quyết'
  return [
    column(first, [heading, 'Đã giải quyết', 'Lần đầu'], [...of, isEligible, is('settlement', 'once')], { certainty }),
    column(first + 1, [heading, 'Đã giải quyết', 'Nhiều lần'], [...of, isEligible, is('settlement', 'several')], {
      certainty,
    }),
    column(first + 2, [heading, 'Đang giải quyết'], [...of, isEligible, is('settlement', 'resolving')], { certainty }),
    column(first + 3, [heading, 'Chưa giải quyết'], [...of, isEligible, is('settlement', 'unresolved')], { certainty }),
  ]
}

/** Guided, transferred, urged, and the answers to what was transferred, from the total on. */
function elsewhereColumns(first: number, of: readonly Says[], certainty: Certainty): Column[] {
  const heading = ['Kết quả xử lý đơn', 'Đơn không thuộc thẩm quyền']
  return [
    column(first, [...heading, 'Tổng số'], [...of, isNotWithin], {
      formula: `${first} = ${first + 1} + ${first + 2} + ${first + 3}`,
      certainty,
    }),
    column(first + 1, [...heading, 'Hướng dẫn'], [...of, is('processing', 'guided')], { certainty }),
    column(first + 2, [...heading, 'Chuyển đơn'], [...of, is('processing', 'transferred')], { certainty }),
    column(first + 3, [...heading, 'Đôn đốc giải quyết'], [...of, is('processing', 'urged')], { certainty }),
    column(first + 4, ['Số văn bản phúc đáp nhận được do chuyển đơn'], [...of, isNotWithin, is('isReplied', true)], {
      certainty,
    }),
  ]
}

const WITHIN = ['Kết quả xử lý đơn', 'Đơn thuộc thẩm quyền']
const BY_CONTENT = 'Phân loại đơn theo nội dung'

const commonChecks: readonly Check[] = [
  { left: [1], is: '=', right: [2, 3, 4, 5, 6, 7] },
  { left: [8], is: '≤', right: [1] },
  { left: [9], is: '≤', right: [8] },
  { left: [10], is: '≤', right: [9] },
]

/** In the first ten columns the form of all petitions is the sum of those of each kind: “Số liệu tại Biểu này tổng hợp từ 02, 03, 04/XLD”. */
const sumsOfKinds: readonly Check[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((number) => ({
  left: [number],
  is: '=',
  right: [`02/XLD:${number}`, `03/XLD:${number}`, `04/XLD:${number}`],
}))

export const ALL_PETITIONS: Form<PetitionAsCounted> = {
  code: '01/XLD',
  title: 'Tổng hợp kết quả xử lý đơn',
  source: SOURCE,
  certainty:
    'Tên, số và công thức các cột đã xem trong bản in lại của Biểu 01/XLD; thứ tự trong nhóm cột 2–4 và 5–7 dựng lại từ công thức.',
  columns: [
    ...commonColumns([], 'found'),
    column(11, [BY_CONTENT, 'Khiếu nại'], [isEligible, isComplaint]),
    column(12, [BY_CONTENT, 'Tố cáo'], [isEligible, isDenunciation]),
    column(13, [BY_CONTENT, 'Kiến nghị, phản ánh'], [isEligible, isSuggestion]),
    ...settlementColumns(14, [], 'found'),
    column(18, [...WITHIN, 'Tổng số'], [isWithin], { formula: '18 = 19 + 20 + 21' }),
    column(19, [...WITHIN, 'Khiếu nại'], [isWithin, isComplaint]),
    column(20, [...WITHIN, 'Tố cáo'], [isWithin, isDenunciation]),
    column(21, [...WITHIN, 'Kiến nghị, phản ánh'], [isWithin, isSuggestion]),
    ...elsewhereColumns(22, [], 'found'),
  ].map((each) => (each.number === 9 ? { ...each, formula: '9 = 11 + 12 + 13 = 14 + 15 + 16 + 17 = 18 + 22' } : each)),
  checks: [
    ...commonChecks,
    { left: [9], is: '=', right: [11, 12, 13] },
    { left: [9], is: '=', right: [14, 15, 16, 17] },
    { left: [9], is: '=', right: [18, 22] },
    { left: [18], is: '=', right: [19, 20, 21] },
    { left: [22], is: '=', right: [23, 24, 25] },
    { left: [26], is: '≤', right: [22] },
    ...sumsOfKinds,
    { left: [19], is: '=', right: ['02/XLD:17'] },
    { left: [20], is: '=', right: ['03/XLD:17'] },
    { left: [21], is: '=', right: ['04/XLD:17'] },
  ],
  notes: NOTES,
}

/** A form of one kind: the pattern of 01/XLD, with two parts of the kind in place of the three kinds. */
function formOfKind(
  code: '02/XLD' | '03/XLD' | '04/XLD',
  { title, of, parts, cases }: { title: string; of: Says; parts: readonly [string, Says][]; cases: string },
): Form<PetitionAsCounted> {
  const certainty = 'unverified'
  const [first, second] = parts
  if (!first || !second) throw new Error('A form of one kind has two parts.')
  return {
    code,
    title,
    source: SOURCE,
    certainty: `Chưa xem được mẫu Biểu ${code}: các cột dưới đây theo mẫu chung của Biểu 01/XLD, số thứ tự cột do hệ thống đặt.`,
    columns: [
      ...commonColumns([of], certainty),
      column(11, [BY_CONTENT, first[0]], [of, isEligible, first[1]], { certainty }),
      column(12, [BY_CONTENT, second[0]], [of, isEligible, second[1]], { certainty }),
      ...settlementColumns(13, [of], certainty),
      column(17, [...WITHIN, 'Tổng số'], [of, isWithin], { formula: '17 = 18 + 19', certainty }),
      column(18, [...WITHIN, first[0]], [of, isWithin, first[1]], { certainty }),
      column(19, [...WITHIN, second[0]], [of, isWithin, second[1]], { certainty }),
      column(20, [...WITHIN, cases], [of, isWithin, isCase], { certainty }),
      ...elsewhereColumns(21, [of], certainty),
    ].map((each) => (each.number === 9 ? { ...each, formula: '9 = 11 + 12 = 13 + 14 + 15 + 16 = 17 + 21' } : each)),
    checks: [
      ...commonChecks,
      { left: [9], is: '=', right: [11, 12] },
      { left: [9], is: '=', right: [13, 14, 15, 16] },
      { left: [9], is: '=', right: [17, 21] },
      { left: [17], is: '=', right: [18, 19] },
      { left: [20], is: '≤', right: [17] },
      { left: [21], is: '=', right: [22, 23, 24] },
    ],
    notes: [
      ...NOTES,
      'Biểu gốc còn phân theo lĩnh vực và thẩm quyền; hệ thống chưa ghi các nội dung này cho từng đơn.',
    ],
  }
}

export const COMPLAINTS_PROCESSED = formOfKind('02/XLD', {
  title: 'Tổng hợp kết quả phân loại, xử lý đơn khiếu nại',
  of: isComplaint,
  parts: [
    ['Khiếu nại lần đầu', isFirst],
    ['Khiếu nại lần hai', isFurther],
  ],
  cases: 'Số vụ việc khiếu nại',
})

export const DENUNCIATIONS_PROCESSED = formOfKind('03/XLD', {
  title: 'Tổng hợp kết quả phân loại, xử lý đơn tố cáo',
  of: isDenunciation,
  parts: [
    ['Tố cáo lần đầu', isFirst],
    ['Tố cáo tiếp', isFurther],
  ],
  cases: 'Số vụ việc tố cáo',
})

export const SUGGESTIONS_PROCESSED = formOfKind('04/XLD', {
  title: 'Tổng hợp kết quả phân loại, xử lý đơn kiến nghị, phản ánh',
  of: isSuggestion,
  parts: [
    ['Kiến nghị', is('kind', 'proposal')],
    ['Phản ánh', is('kind', 'feedback')],
  ],
  cases: 'Số vụ việc kiến nghị, phản ánh',
})
