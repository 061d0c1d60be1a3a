import type { Certainty, Form, FormColumn } from './form.ts'
import { SOURCE } from './forms-of-processing.ts'
import {
  is,
  isCase,
  isComplaint,
  isDenunciation,
  isFirst,
  isFurther,
  isWithin,
  type PetitionAsCounted,
  petitionsThat,
  type RecommendedItem,
  type Says,
} from './petition-as-counted.ts'

type Column = FormColumn<PetitionAsCounted>

const isEnded: Says = (petition) => petition.ending !== null
const isSettled = is('ending', 'settled')

const NOTES = [
  'Đếm đơn, vụ việc thuộc thẩm quyền của đơn vị đã thụ lý hoặc đã giải quyết; “đã giải quyết” gồm cả vụ việc rút toàn bộ và đình chỉ.',
  'Đúng hạn, quá hạn: so ngày giải quyết với thời hạn đang có hiệu lực lúc ấy, kể cả gia hạn và thời gian tạm đình chỉ. Vụ việc chưa xác định được thời hạn không vào cột nào, khi đó dòng đối chiếu báo lệch.',
  'Các cột kiến nghị thu hồi, trả lại, xử lý, chuyển cơ quan điều tra: cộng số ghi khi lưu kết quả giải quyết của vụ việc kết thúc trong kỳ; tiền ghi bằng đồng, biểu tính bằng triệu đồng.',
]

function settling(
  number: number,
  headings: readonly string[],
  of: readonly Says[],
  more: Partial<Column> = {},
): Column {
  return { number, headings, formula: '', certainty: 'found', adds: petitionsThat(isWithin, ...of), ...more }
}

const MILLION = 1_000_000

const RECOMMENDED: readonly { item: RecommendedItem; headings: readonly string[]; per?: number }[] = [
  { item: 'state-money', headings: ['Kiến nghị thu hồi cho Nhà nước', 'Tiền (triệu đồng)'], per: MILLION },
  { item: 'state-land', headings: ['Kiến nghị thu hồi cho Nhà nước', 'Đất (m²)'] },
  {
    item: 'organisation-money',
    headings: ['Trả lại cho tổ chức, cá nhân', 'Tổ chức', 'Tiền (triệu đồng)'],
    per: MILLION,
  },
  { item: 'organisation-land', headings: ['Trả lại cho tổ chức, cá nhân', 'Tổ chức', 'Đất (m²)'] },
  { item: 'person-money', headings: ['Trả lại cho tổ chức, cá nhân', 'Cá nhân', 'Tiền (triệu đồng)'], per: MILLION },
  { item: 'person-land', headings: ['Trả lại cho tổ chức, cá nhân', 'Cá nhân', 'Đất (m²)'] },
  { item: 'organisations-restored', headings: ['Số tổ chức được trả lại quyền lợi'] },
  { item: 'persons-restored', headings: ['Số cá nhân được trả lại quyền lợi'] },
  { item: 'persons-sanctioned', headings: ['Kiến nghị xử lý hành chính', 'Số người bị kiến nghị xử lý'] },
  {
    item: 'officials-sanctioned',
    headings: ['Kiến nghị xử lý hành chính', 'Trong đó số cán bộ, công chức, viên chức'],
  },
  { item: 'cases-investigated', headings: ['Chuyển cơ quan điều tra', 'Số vụ'] },
  { item: 'persons-investigated', headings: ['Chuyển cơ quan điều tra', 'Số đối tượng'] },
  {
    item: 'officials-investigated',
    headings: ['Chuyển cơ quan điều tra', 'Trong đó số cán bộ, công chức, viên chức'],
  },
]

/** What the decisions of cases settled in the period recommended. */
function recommendedColumns(first: number, of: Says, certainty: Certainty): Column[] {
  const isCounted = petitionsThat(isWithin, of, isCase, isSettled)
  return RECOMMENDED.map(({ item, headings, per }, index) => ({
    number: first + index,
    headings,
    formula: '',
    certainty,
    adds: (petition) => isCounted(petition) * (petition.recommended?.[item] ?? 0),
    ...(per === undefined ? {} : { per }),
  }))
}

/** Founded, unfounded, partly, each with the further ones among them. */
function outcomeColumns(
  first: number,
  {
    of,
    words,
    certainty,
  }: { of: Says; words: { kind: string; further: string; partly: string }; certainty: Certainty },
): Column[] {
  const heading = 'Phân tích kết quả giải quyết (vụ việc)'
  const outcomes = [
    [`${words.kind} đúng`, 'founded'],
    [`${words.kind} sai`, 'unfounded'],
    [words.partly, 'partly'],
  ] as const
  return outcomes.flatMap(([title, outcome], index) => [
    settling(first + 2 * index, [heading, title, 'Tổng số'], [of, isCase, is('outcome', outcome)], { certainty }),
    settling(
      first + 2 * index + 1,
      [heading, title, `Trong đó ${words.further}`],
      [of, isCase, is('outcome', outcome), isFurther],
      {
        certainty,
      },
    ),
  ])
}

/** Total, carried over and received petitions; cases, and the further ones among them. */
function basisColumns(of: Says, words: { kind: string; further: string }, certainty: Certainty): Column[] {
  const heading = `Đơn ${words.kind} thuộc thẩm quyền`
  return [
    settling(1, [heading, 'Tổng số'], [of], { formula: '1 = 2 + 3', certainty }),
    settling(2, [heading, 'Kỳ trước chuyển sang'], [of, is('basis', 'carried')], { certainty }),
    settling(3, [heading, 'Tiếp nhận trong kỳ'], [of, is('basis', 'received')], { certainty }),
    settling(4, [heading, `Tổng số vụ việc ${words.kind} thuộc thẩm quyền`], [of, isCase], {
      certainty: 'reconstructed',
    }),
    settling(5, [heading, `Trong đó số vụ việc ${words.further}`], [of, isCase, isFurther], {
      certainty: 'reconstructed',
    }),
  ]
}

export const DENUNCIATIONS_SETTLED: Form<PetitionAsCounted> = {
  code: '03/KQGQ',
  title: 'Tổng hợp kết quả giải quyết tố cáo thuộc thẩm quyền',
  source: SOURCE,
  certainty:
    'Tên cột và công thức đã xem trong bản in lại của Biểu 03/KQGQ; bảng bị xáo trộn nên thứ tự cột 4, 5, 9–31 dựng lại từ công thức.',
  columns: [
    ...basisColumns(isDenunciation, { kind: 'tố cáo', further: 'tố cáo tiếp' }, 'found'),
    settling(6, ['Kết quả giải quyết', 'Đã giải quyết', 'Tổng số'], [isDenunciation, isCase, isEnded], {
      formula: '6 = 7 + … + 10 = 24 + 26 + 28 = 30 + 31',
    }),
    settling(
      7,
      ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc lần đầu'],
      [isDenunciation, isCase, isSettled, isFirst],
    ),
    settling(
      8,
      ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc tố cáo tiếp'],
      [isDenunciation, isCase, isSettled, isFurther],
      {
        formula: '8 = 25 + 27 + 29',
      },
    ),
    settling(
      9,
      ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc rút toàn bộ nội dung tố cáo'],
      [isDenunciation, isCase, is('ending', 'withdrawn')],
      {
        certainty: 'reconstructed',
      },
    ),
    settling(
      10,
      ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc đình chỉ không do rút tố cáo'],
      [isDenunciation, isCase, is('ending', 'stopped')],
      {
        certainty: 'reconstructed',
      },
    ),
    ...recommendedColumns(11, isDenunciation, 'reconstructed'),
    ...outcomeColumns(24, {
      of: isDenunciation,
      words: { kind: 'Tố cáo', further: 'tố cáo tiếp', partly: 'Tố cáo có đúng, có sai' },
      certainty: 'reconstructed',
    }),
    settling(
      30,
      ['Chấp hành thời hạn giải quyết', 'Đúng quy định'],
      [isDenunciation, isCase, is('timeliness', 'on-time')],
      {
        certainty: 'reconstructed',
      },
    ),
    settling(
      31,
      ['Chấp hành thời hạn giải quyết', 'Không đúng quy định'],
      [isDenunciation, isCase, is('timeliness', 'late')],
      {
        certainty: 'reconstructed',
      },
    ),
  ],
  checks: [
    { left: [1], is: '=', right: [2, 3] },
    { left: [1], is: '=', right: ['01/XLD:20'] },
    { left: [4], is: '=', right: ['03/XLD:20'], remark: 'Biểu gốc ghi là cột 26 của Biểu 03/XLD.' },
    { left: [4], is: '≤', right: [1] },
    { left: [5], is: '≤', right: [4] },
    { left: [6], is: '≤', right: [4] },
    { left: [6], is: '=', right: [7, 8, 9, 10] },
    { left: [8], is: '=', right: [25, 27, 29] },
    {
      left: [7, 8],
      is: '=',
      right: [24, 26, 28],
      remark:
        'Biểu gốc ghi 6 = 24 + 26 + 28. Vụ việc rút toàn bộ và đình chỉ (cột 9, 10) không có kết luận đúng, sai, nên ở đây đối chiếu với cột 7 + 8.',
    },
    { left: [20], is: '≤', right: [19] },
    { left: [23], is: '≤', right: [22] },
    { left: [6], is: '=', right: [30, 31] },
  ],
  notes: NOTES,
}

export const COMPLAINTS_SETTLED: Form<PetitionAsCounted> = {
  code: '01/KQGQ',
  title: 'Tổng hợp kết quả giải quyết khiếu nại thuộc thẩm quyền',
  source: SOURCE,
  certainty:
    'Chưa xem được mẫu Biểu 01/KQGQ: các cột theo mẫu của Biểu 03/KQGQ và nội dung đã biết của biểu; số thứ tự cột do hệ thống đặt.',
  columns: [
    ...basisColumns(isComplaint, { kind: 'khiếu nại', further: 'khiếu nại lần hai' }, 'unverified').map((each) => ({
      ...each,
      certainty: 'unverified' as const,
    })),
    ...[
      settling(6, ['Kết quả giải quyết', 'Đã giải quyết', 'Tổng số'], [isComplaint, isCase, isEnded], {
        formula: '6 = 7 + 8 + 9 + 10 = 32 + 33',
      }),
      settling(
        7,
        ['Kết quả giải quyết', 'Đã giải quyết', 'Bằng giải thích, thuyết phục'],
        [isComplaint, isCase, isSettled, is('manner', 'explanation')],
      ),
      settling(
        8,
        ['Kết quả giải quyết', 'Đã giải quyết', 'Bằng quyết định giải quyết'],
        [isComplaint, isCase, isSettled, is('manner', 'decision', null)],
      ),
      settling(
        9,
        ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc rút khiếu nại'],
        [isComplaint, isCase, is('ending', 'withdrawn')],
      ),
      settling(
        10,
        ['Kết quả giải quyết', 'Đã giải quyết', 'Số vụ việc đình chỉ không do rút'],
        [isComplaint, isCase, is('ending', 'stopped')],
      ),
      settling(
        11,
        ['Kết quả giải quyết', 'Trong số đã giải quyết', 'Lần đầu'],
        [isComplaint, isCase, isSettled, isFirst],
      ),
      settling(
        12,
        ['Kết quả giải quyết', 'Trong số đã giải quyết', 'Lần hai'],
        [isComplaint, isCase, isSettled, isFurther],
        {
          formula: '12 = 27 + 29 + 31',
        },
      ),
    ].map((each) => ({ ...each, certainty: 'unverified' as const })),
    ...recommendedColumns(13, isComplaint, 'unverified'),
    ...outcomeColumns(26, {
      of: isComplaint,
      words: { kind: 'Khiếu nại', further: 'khiếu nại lần hai', partly: 'Khiếu nại đúng một phần' },
      certainty: 'unverified',
    }),
    settling(
      32,
      ['Chấp hành thời hạn giải quyết', 'Đúng quy định'],
      [isComplaint, isCase, is('timeliness', 'on-time')],
      { certainty: 'unverified' },
    ),
    settling(
      33,
      ['Chấp hành thời hạn giải quyết', 'Không đúng quy định'],
      [isComplaint, isCase, is('timeliness', 'late')],
      { certainty: 'unverified' },
    ),
  ],
  checks: [
    { left: [1], is: '=', right: [2, 3] },
    { left: [1], is: '=', right: ['01/XLD:19'] },
    { left: [4], is: '=', right: ['02/XLD:20'] },
    { left: [4], is: '≤', right: [1] },
    { left: [5], is: '≤', right: [4] },
    { left: [6], is: '≤', right: [4] },
    { left: [6], is: '=', right: [7, 8, 9, 10] },
    { left: [7, 8], is: '=', right: [11, 12] },
    { left: [7, 8], is: '=', right: [26, 28, 30] },
    { left: [12], is: '=', right: [27, 29, 31] },
    { left: [22], is: '≤', right: [21] },
    { left: [25], is: '≤', right: [24] },
    { left: [6], is: '=', right: [32, 33] },
  ],
  notes: NOTES,
}
