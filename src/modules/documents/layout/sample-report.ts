import type { OfficialDocument } from './official-document.ts'

/** A report with every kind of block and no component that most documents lack. For tests only. */
export const SAMPLE_REPORT: OfficialDocument = {
  superiorBody: 'Ủy ban nhân dân tỉnh Hậu Giang',
  issuingBody: 'Sở Nội vụ',
  number: { number: 5, typeCode: 'BC', issuerCode: 'SNV', draftingCode: null },
  place: 'Vị Thanh',
  date: '2022-02-05',
  summary: 'Kết quả công tác dân vận chính quyền năm 2021',
  recipients: {
    addressees: ['Ủy ban nhân dân tỉnh Hậu Giang', 'Ban Dân vận Tỉnh ủy Hậu Giang'],
    others: ['Lãnh đạo Sở'],
    draftingUnitCode: 'XDCQ',
  },
  legalBases: ['Căn cứ Quyết định số 625/QĐ-UBND ngày 30 tháng 3 năm 2021', 'Căn cứ Kế hoạch số 19/KH-UBND;'],
  body: [
    { kind: 'paragraph', text: 'Sở Nội vụ báo cáo kết quả như sau:\nSố liệu tính đến ngày 14 tháng 12 năm 2021.' },
    { kind: 'heading', level: 1, text: 'Công tác lãnh đạo' },
    { kind: 'heading', level: 2, text: 'Ban hành văn bản' },
    { kind: 'points', items: ['Một', 'Hai', 'Ba', 'Bốn', 'Năm'] },
    { kind: 'heading', level: 2, text: 'Kiểm tra' },
    { kind: 'heading', level: 1, text: 'Kết quả đối thoại' },
    { kind: 'heading', level: 2, text: 'Số liệu' },
    { kind: 'heading', level: 3, text: 'Theo đơn vị' },
    {
      kind: 'table',
      caption: 'Bảng 1. Kết quả đối thoại',
      columns: [
        { heading: 'Đơn vị', widthShare: 3, alignment: 'left' },
        { heading: 'Đại biểu', widthShare: 1, alignment: 'right' },
        { heading: 'Ý kiến bình quân', widthShare: 1, alignment: 'right' },
      ],
      rows: [
        ['Huyện Vị Thủy', 2657, 722.4],
        ['Huyện Châu Thành A', 0, null],
      ],
      totalRow: ['Cộng', 2657, 722.4],
    },
    {
      kind: 'chart',
      caption: 'Biểu đồ 1. Số cuộc đối thoại',
      description: 'Quý I có 8 cuộc, quý II có 9 cuộc',
      svg: '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><rect width="10" height="10"/></svg>',
      widthInPixels: 800,
      heightInPixels: 400,
    },
    { kind: 'clauses', items: ['Tiếp tục quán triệt.', 'Tăng cường đối thoại.'] },
    { kind: 'paragraph', text: 'Trên đây là báo cáo của Sở Nội vụ.' },
  ],
  signature: {
    authority: { kind: 'deputy', collective: null, headTitle: 'Giám đốc', title: 'Phó Giám đốc' },
    name: 'ThS. Nguyễn Văn A',
  },
  marker: 'Dữ liệu minh họa',
}

const MONTHS = Array.from({ length: 12 }, (_, month) => `Tháng ${month + 1}`)

/** What only some documents have: a stamp of urgency, a drafter, an address, appendices upright and across. For tests only. */
export const SAMPLE_COMPONENTS = {
  urgency: 'Thượng khẩn',
  drafter: { code: 'xdcq', copies: 30 },
  contact: 'Số 2 Hòa Bình, Vị Thanh; điện thoại 0293 000 000; thư điện tử sonoivu@vidu.vn',
  appendices: [
    {
      title: 'Số cuộc đối thoại theo tháng',
      orientation: 'across',
      body: [
        {
          kind: 'table',
          caption: null,
          columns: ['Đơn vị', ...MONTHS].map((heading) => ({ heading, widthShare: 1, alignment: 'right' as const })),
          rows: Array.from({ length: 40 }, (_, row) => [`Đơn vị ${row + 1}`, ...MONTHS.map((_, month) => month * row)]),
          totalRow: null,
        },
      ],
    },
    { title: 'Việc còn lại', orientation: 'upright', body: [{ kind: 'clauses', items: ['Một việc', 'Hai việc'] }] },
  ],
} satisfies Partial<OfficialDocument>
