import { describe, expect, test } from 'vitest'
import { type CheckedFor, checksInWords, checksOf } from './checks.ts'

const clean: CheckedFor = {
  year: 2026,
  statement: { finding: 'none', statement: 'Đã rà soát hồ sơ', source: 'Công văn 12/SNV-TTr' },
  upheld: { complaints: 0, denunciations: 0 },
  prior: [],
}
const results = (given: Partial<CheckedFor>) => checksOf({ ...clean, ...given }).map(({ result }) => result)

describe('the checks of a proposal', () => {
  test('are passed when nothing stands against it', () => {
    expect(results({})).toEqual(['passed', 'passed', 'passed'])
    expect(checksInWords(checksOf(clean))).toBe('Đạt cả ba nội dung')
  })
  test('leave discipline open until somebody stated it with a source', () => {
    expect(results({ statement: null })).toEqual(['open', 'passed', 'passed'])
    expect(checksInWords(checksOf({ ...clean, statement: null }))).toBe('Chưa kiểm tra: Kỷ luật')
  })
  test('count petitions found right and tell how many of which kind', () => {
    const checked = checksOf({ ...clean, upheld: { complaints: 2, denunciations: 1 } })
    expect(checked[1]).toMatchObject({
      result: 'failed',
      words: '2 đơn khiếu nại, 1 đơn tố cáo được kết luận đúng hoặc đúng một phần trong năm 2026.',
    })
    expect(checksInWords(checked)).toBe('Không đạt: Đơn khiếu nại, tố cáo được kết luận đúng')
  })
  test('tell what was given for the same merit before', () => {
    const prior = [{ formTitle: 'Giấy khen', decisionNumber: '7/QĐ-SNV', awardedOn: '2026-10-02' }]
    expect(checksOf({ ...clean, prior })[2]).toMatchObject({
      result: 'failed',
      words: 'Đã được tặng cho thành tích năm 2026: Giấy khen (Quyết định 7/QĐ-SNV, ngày 02/10/2026).',
    })
  })
  test('tell a disciplinary matter with its source', () => {
    const statement = { finding: 'disciplined', statement: 'Khiển trách tháng 3', source: '15/QĐ-UBND' } as const
    expect(checksOf({ ...clean, statement })[0]).toMatchObject({ result: 'failed' })
    expect(checksOf({ ...clean, statement })[0]?.words).toContain('Khiển trách tháng 3 (Nguồn: 15/QĐ-UBND)')
  })
})
