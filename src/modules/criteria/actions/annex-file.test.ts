import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readCriteriaFile } from '../commands/check.ts'
import { readSetText } from '../commands/set-text.ts'
import { checkSet } from '../rules/check-set.ts'
import type { CriteriaNode, CriteriaSet } from '../rules/criteria-set.ts'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { findNode } from '../rules/edit-set.ts'
import { askedFigures, criteriaOf } from '../rules/set-inputs.ts'
import { annexOfWorkbook, annexWorkbook } from './annex-file.ts'

const read = { year: 2026, indicators: new Set<string>() }

async function workbook(rows: readonly (string | number | null)[][], merged: readonly string[] = []): Promise<Buffer> {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('Phụ lục')
  for (const row of rows) sheet.addRow(row)
  for (const range of merged) sheet.mergeCells(range)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const HEAD = ['TT', 'Nội dung tiêu chí', 'Điểm tối đa', 'Cách chấm / thang điểm', 'Tài liệu kiểm chứng']
const methodOf = (set: CriteriaSet, code: string) => {
  const node = findNode(set, code)?.node
  return node && 'method' in node ? node.method : undefined
}

describe('an annex with roman, arabic and lettered numbers', () => {
  const rows = [
    ['Phụ lục', null, null, null, null],
    [
      'BỘ TIÊU CHÍ CHẤM ĐIỂM CÔNG TÁC DÂN VẬN (kèm theo Quyết định số 12/QĐ-UBND ngày 07 tháng 8 năm 2026)',
      null,
      null,
      null,
      null,
    ],
    HEAD,
    ['I', 'Chỉ đạo, điều hành', 12, null, null],
    ['1', 'Ban hành kế hoạch năm', 4, 'Có: 4 điểm\nKhông: 0 điểm', 'Kế hoạch'],
    ['2', 'Thực hiện nhiệm vụ được giao', 8, null, '- Báo cáo năm\n- Biên bản (nếu có)'],
    [null, '- Từ 90% trở lên: 8 điểm', null, null, null],
    [null, '- Từ 70% đến dưới 90%', '5', null, null],
    [null, '- Dưới 70%: 0 điểm', null, null, null],
    ['II', 'Giải quyết việc của Nhân dân', 8, null, null],
    ['1', 'Tiếp công dân', 5, null, null],
    [
      'a)',
      'Tiếp đủ số buổi',
      3,
      'Đầy đủ, đúng lịch: 3 điểm\nĐầy đủ, có buổi đổi lịch: 2 điểm\nThiếu buổi: 0 điểm',
      null,
    ],
    ['b)', 'Sổ tiếp công dân', 2, 'Mỗi lần ghi thiếu trừ 0,5 điểm', null],
    ['2', 'Xây dựng mô hình', 3, 'Mỗi mô hình mới: 1,5 điểm, tối đa 3 điểm', null],
    [null, 'Tổng cộng', 20, null, null],
    ['Xuất sắc: từ 18 điểm trở lên', null, null, null, null],
    ['Tốt: từ 14 đến dưới 18 điểm', null, null, null, null],
    ['Chưa tốt: dưới 14 điểm', null, null, null, null],
  ]

  test('is read as a tree with its scales, and nothing is wrong in it', async () => {
    const { set, questions } = await annexOfWorkbook(await workbook(rows, ['A2:E2']), read)
    expect(
      checkSet(set)
        .filter((problem) => problem.severity === 'mistake')
        .map((problem) => problem.place),
    ).toEqual([])
    const codes = (nodes: readonly CriteriaNode[]): string[] =>
      nodes.flatMap((node) => [node.code, ...('children' in node ? codes(node.children) : [])])
    expect(codes(set.groups)).toEqual(['I', '1', '2', 'II', 'II.1', 'II.1.a', 'II.1.b', 'II.2'])
    expect(set).toMatchObject({
      title: expect.stringContaining('BỘ TIÊU CHÍ'),
      legalAct: { number: '12/QĐ-UBND', date: '2026-08-07' },
      scale: { baseMaximum: '20' },
      ranks: [
        { title: 'Xuất sắc', from: '18' },
        { title: 'Tốt', from: '14' },
        { title: 'Chưa tốt', from: '0' },
      ],
    })
    expect(methodOf(set, '1')).toEqual({ kind: 'yes-no' })
    expect(methodOf(set, '2')).toMatchObject({
      kind: 'steps',
      steps: [
        { from: '90', points: '8' },
        { from: '70', below: '90', points: '5' },
        { below: '70', points: '0' },
      ],
    })
    expect(methodOf(set, 'II.1.a')).toMatchObject({
      kind: 'levels',
      levels: [{ code: 'A' }, { code: 'B' }, { code: 'C' }],
    })
    expect(methodOf(set, 'II.1.b')).toMatchObject({
      kind: 'deduction',
      takenFrom: 'criterion',
      occurrences: [{ points: '0.5' }],
    })
    expect(methodOf(set, 'II.2')).toMatchObject({ kind: 'per-item', items: [{ each: '1.5', atMost: '3' }] })
    expect(findNode(set, '2')?.node).toMatchObject({
      evidence: [
        { text: 'Báo cáo năm', required: true },
        { text: 'Biên bản', required: false },
      ],
    })
    expect(questions.map(({ row, code, text }) => [row, code, text.slice(0, 30)])).toEqual([
      [6, '2', 'Các bậc tính theo tỷ lệ nhưng '],
      [3, null, 'Tệp không ghi loại đơn vị, năm'],
    ])
  })
})

describe('an annex with dotted numbers, bonus and deductions', () => {
  const rows = [
    ['STT', 'Tiêu chí', 'Điểm chuẩn', 'Minh chứng'],
    ['1', 'Công khai', 10, ''],
    ['1.1', 'Công khai đúng hạn\n- Trước hạn được 6 điểm\n- Đúng hạn được 4 điểm\n- Chậm được 0 điểm', 6, ''],
    [1.2, 'Khoảng từ 80% số nội dung', 4, ''],
    ['', 'Tính theo tình hình cụ thể', '', ''],
    ['1.3', 'Để xảy ra khiếu nại', -2, ''],
    ['', 'Mỗi vụ việc trừ 1 điểm', '', ''],
    ['2', 'Điểm thưởng', '', ''],
    ['2.1', 'Thưởng', 'theo thực tế', ''],
    ['', 'Cộng', 11, ''],
  ]

  test('says what a person must decide and guesses none of it', async () => {
    const { set, questions } = await annexOfWorkbook(await workbook(rows), read)
    expect(methodOf(set, '1.1')).toMatchObject({
      kind: 'levels',
      levels: [{ title: 'Trước hạn', points: '6' }, {}, {}],
    })
    expect(methodOf(set, '1.2')).toEqual({ kind: 'free' })
    expect(findNode(set, '1.3')?.node).toMatchObject({
      maxPoints: '0',
      minPoints: '-2',
      method: { takenFrom: 'group' },
    })
    expect(findNode(set, '2')?.node.role).toBe('bonus')
    expect(questions.map(({ row, text }) => `${row} ${text}`)).toEqual([
      '5 Dòng không có số thứ tự: “Tính theo tình hình cụ thể”. Chưa rõ là tiêu chí hay cách chấm.',
      '9 Ô điểm ghi “theo thực tế”, không phải một con số.',
      '4 Không ghi cách chấm; tạm để người chấm cho điểm trong khoảng.',
      '9 Không ghi cách chấm; tạm để người chấm cho điểm trong khoảng.',
      '9 Tiêu chí không ghi điểm tối đa; tạm để 0 điểm.',
      '10 Dòng tổng cộng ghi 11 điểm, các nhóm cộng lại được 10 điểm.',
      '1 Tệp không ghi các mức xếp loại; tạm để bốn mức mẫu.',
      '1 Tệp không ghi loại đơn vị, năm áp dụng, cách làm tròn và ai chấm từng tiêu chí; hãy xem lại phần thông tin chung.',
    ])
  })
})

describe('the example annex of the documents', () => {
  test('is understood but for one criterion and what no annex says', async () => {
    const file = await readFile(new URL('../../../../docs/examples/criteria-annex.xlsx', import.meta.url))
    const { set, questions, understood } = await annexOfWorkbook(file, read)
    expect(checkSet(set).filter((problem) => problem.severity === 'mistake')).toEqual([])
    expect(understood).toEqual(['3 nhóm, 7 tiêu chí, tổng 100 điểm.', 'Đọc được cách chấm của 6 tiêu chí.'])
    expect(questions.map((question) => question.code)).toEqual(['2', 'III.2', null])
  })
})

describe('a file that is no annex', () => {
  test('is refused in words', async () => {
    await expect(annexOfWorkbook(await workbook([['Họ tên', 'Ngày sinh']]), read)).rejects.toThrow('criteria.no-annex')
    await expect(annexOfWorkbook(Buffer.from('not a workbook'), read)).rejects.toThrow('spreadsheet.not-readable')
  })
})

describe('a set written as an annex', () => {
  const example = async (): Promise<CriteriaSet> => {
    const text = await readFile(new URL('../../../../docs/examples/criteria-set-1000.yaml', import.meta.url), 'utf8')
    const { set } = readCriteriaFile(readSetText(text))
    if (set === null) throw new Error('the example is a set')
    return set
  }

  test('is read back with its tree, points, evidence and every method that the printed shape can hold', async () => {
    for (const set of [DEMONSTRATION_SET, await example()]) {
      const indicators = new Set(askedFigures(set).flatMap((figure) => (figure.from === 'system' ? [figure.code] : [])))
      const again = await annexOfWorkbook(await annexWorkbook(set), { year: 2026, indicators })
      const shape = (nodes: readonly CriteriaNode[]): unknown[] =>
        nodes.map((node) => [
          node.code,
          node.title,
          node.role,
          'children' in node ? shape(node.children) : (node.evidence ?? []),
        ])
      expect(shape(again.set.groups)).toEqual(shape(set.groups))
      expect(again.set.ranks).toEqual(set.ranks.map(({ title, from }) => ({ title, from })))
      const asked = new Set(again.questions.map((question) => question.code))
      const back = criteriaOf(set.groups).filter((criterion) => !asked.has(criterion.code))
      expect(back.length).toBeGreaterThan(criteriaOf(set.groups).length / 2)
      for (const criterion of back) {
        const found = findNode(again.set, criterion.code)?.node
        expect([criterion.code, found?.maxPoints, found && 'method' in found && found.method]).toEqual([
          criterion.code,
          criterion.maxPoints,
          criterion.method,
        ])
      }
    }
  })
})
