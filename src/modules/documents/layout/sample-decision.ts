import type { OfficialDocument } from './official-document.ts'

/** A decision of the head of a province's committee with a list issued with it, in the form of direct decisions. For tests only. */
export const SAMPLE_DECISION: OfficialDocument = {
  superiorBody: null,
  issuingBody: 'Ủy ban nhân dân tỉnh Hậu Giang',
  number: { number: 9, typeCode: 'QĐ', issuerCode: 'UBND', draftingCode: null },
  place: 'Vị Thanh',
  date: '2022-02-05',
  summary: 'Về việc tặng Bằng khen cho tập thể có thành tích xuất sắc trong công tác dân vận chính quyền năm 2021',
  issuingAuthority: 'Chủ tịch Ủy ban nhân dân tỉnh Hậu Giang',
  recipients: { addressees: [], others: ['Như Điều 3', 'Ban Dân vận Tỉnh ủy'], draftingUnitCode: 'NV' },
  legalBases: [
    'Căn cứ Luật Tổ chức chính quyền địa phương',
    'Căn cứ Luật Thi đua, khen thưởng',
    'Theo đề nghị của Giám đốc Sở Nội vụ',
  ],
  body: [
    { kind: 'article', title: null, text: 'Tặng Bằng khen cho 03 tập thể (có danh sách kèm theo).' },
    { kind: 'article', title: 'Trách nhiệm thi hành', text: '' },
    { kind: 'clauses', items: ['Sở Nội vụ trao Bằng khen.', 'Sở Tài chính cấp kinh phí:'] },
    { kind: 'points', items: ['Từ quỹ thi đua, khen thưởng;', 'Trong quý I.'] },
    {
      kind: 'article',
      title: null,
      text: 'Quyết định này có hiệu lực kể từ ngày ký.\nChánh Văn phòng Ủy ban nhân dân tỉnh và các tập thể có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này.',
    },
  ],
  signature: { authority: { kind: 'head', collective: null, title: 'Chủ tịch' }, name: 'Trần Văn B' },
  appendices: [
    {
      typeTitle: 'Danh sách',
      summary: 'Tập thể được tặng Bằng khen của Chủ tịch Ủy ban nhân dân tỉnh',
      orientation: 'upright',
      body: [
        {
          kind: 'table',
          caption: null,
          columns: [
            { heading: 'Số thứ tự', widthShare: 1, alignment: 'centre' },
            { heading: 'Tập thể', widthShare: 5, alignment: 'left' },
          ],
          rows: [
            [1, 'Ủy ban nhân dân xã Vị Thắng'],
            [2, 'Ủy ban nhân dân phường I'],
            [3, 'Phòng Xây dựng chính quyền, Sở Nội vụ'],
          ],
          totalRow: null,
        },
      ],
    },
  ],
  marker: null,
}
