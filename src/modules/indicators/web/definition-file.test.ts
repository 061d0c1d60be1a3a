import { describe, expect, test } from 'vitest'
import type { Indicator } from '../rules/indicator.ts'
import { readDefinitions, writeDefinitions } from './definition-file.ts'

const SHARE: Indicator = {
  ...{
    code: 'report.share',
    title: 'Tỷ lệ',
    theme: 'Báo cáo',
    unitOfMeasure: '%',
    explanation: 'Đếm.',
    source: 'Luật.',
  },
  ...{ measure: 'share', factCode: 'report-duty', measureColumn: null, filters: {}, formula: null, decimals: 1 },
  ...{ partFilters: { timeliness: ['on-time'] }, addsUp: false, time: 'flow' },
  ...{ version: 3, validFrom: '2026-01-01', reason: 'Đổi', retiredOn: null },
}

describe('a file of definitions', () => {
  test('comes in as it went out', () => {
    const [read] = readDefinitions(writeDefinitions([SHARE]))
    const { version: _version, validFrom: _validFrom, reason: _reason, retiredOn: _retiredOn, ...definition } = SHARE
    expect(read).toEqual(definition)
  })

  test.each([
    ['{', 'không phải tệp JSON đọc được'],
    ['[]', 'Tệp phải là danh sách chỉ tiêu'],
    ['{"indicators": [{"code": "a.b", "title": "Đơn"}]}', 'Chỉ tiêu thứ 1 (“Đơn”): thiếu hoặc sai nhóm'],
    [
      writeDefinitions([SHARE]).replace('"decimals": 1', '"decimals": 9'),
      'Chỉ tiêu thứ 1 (“Tỷ lệ”): thiếu hoặc sai số chữ số sau dấu phẩy (0 đến 4).',
    ],
    [writeDefinitions([SHARE]).replace('"time"', '"thời gian"'), 'có mục lạ “thời gian”'],
    [writeDefinitions([SHARE, SHARE]), 'có mã trùng với một chỉ tiêu đứng trước'],
  ])('that is wrong is told in words: %s', (content, words) => {
    expect(() => readDefinitions(content)).toThrow(
      expect.objectContaining({
        code: 'indicators.unreadable-file',
        messageForPerson: expect.stringContaining(words),
      }),
    )
  })
})
