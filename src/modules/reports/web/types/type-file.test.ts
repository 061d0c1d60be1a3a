import { describe, expect, test } from 'vitest'
import type { TypeDefinition } from '../../rules/type-definition.ts'
import { readReportTypes, writeReportTypes } from './type-file.ts'

const TYPE: TypeDefinition = {
  ...{ code: 'chuyen-de', title: 'Báo cáo chuyên đề', summary: 'Kết quả “Dân vận khéo”', cutOff: 'mid-month' },
  ...{
    periodKinds: ['free', 'year'],
    senderKinds: ['commune'],
    receiverKinds: ['peoples-committee'],
    source: 'Công văn',
  },
  sections: [
    {
      ...{ code: 'results', level: 1, title: 'Kết quả', hint: 'Nêu số mô hình.\nCó ví dụ.' },
      ...{ indicatorCodes: ['model.registered', 'plan.issued'], unitKinds: ['commune'], aboutKinds: null },
    },
    {
      ...{ code: 'council', level: 2, title: 'Hội đồng', hint: '', indicatorCodes: [] },
      ...{ unitKinds: null, aboutKinds: ['council'] },
    },
  ],
}

describe('a file of report types', () => {
  test('comes in as it went out, several at once, in their order', () => {
    const types = [TYPE, { ...TYPE, code: 'khac', sections: [] }]
    expect(readReportTypes(writeReportTypes(types))).toEqual(types)
    expect(writeReportTypes(readReportTypes(writeReportTypes(types)))).toBe(writeReportTypes(types))
  })

  test('needs no more of a section than its code, level and title', () => {
    const { sections: _sections, ...type } = TYPE
    const content = JSON.stringify({ reportTypes: [{ ...type, sections: [{ code: 'a', level: 1, title: 'A' }] }] })
    expect(readReportTypes(content)[0]?.sections).toEqual([
      { code: 'a', level: 1, title: 'A', hint: '', indicatorCodes: [], unitKinds: null, aboutKinds: null },
    ])
  })

  test.each([
    ['{', 'không phải tệp JSON đọc được'],
    ['{"reportTypes": []}', 'Tệp phải có một danh sách “reportTypes”'],
    [
      '{"reportTypes": [{"code": "a", "title": "Quý"}]}',
      'Loại báo cáo thứ 1 (“Quý”): thiếu hoặc sai trích yếu; thiếu hoặc sai cách chốt số liệu (calendar hoặc mid-month)',
    ],
    [
      writeReportTypes([TYPE]).replace('"free"', '"week"'),
      'Loại báo cáo thứ 1 (“Báo cáo chuyên đề”): thiếu hoặc sai loại kỳ',
    ],
    [
      writeReportTypes([TYPE]).replace('"level": 2', '"level": 3'),
      'Loại báo cáo thứ 1 (“Báo cáo chuyên đề”), mục thứ 2 (“Hội đồng”): thiếu hoặc sai cấp của mục (1 hoặc 2).',
    ],
    [writeReportTypes([TYPE]).replace('"hint"', '"hướng dẫn"'), 'có phần lạ “hướng dẫn”'],
    [writeReportTypes([TYPE, TYPE]), '“Báo cáo chuyên đề” có mã trùng với một loại báo cáo đứng trước'],
  ])('that is wrong is told in words: %s', (content, words) => {
    expect(() => readReportTypes(content)).toThrow(
      expect.objectContaining({
        code: 'report.unreadable-file',
        messageForPerson: expect.stringContaining(words),
      }),
    )
  })
})
