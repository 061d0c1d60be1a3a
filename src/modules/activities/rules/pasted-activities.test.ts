import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pastedActivities, requirePasted } from './pasted-activities.ts'

const TODAY = '2026-11-22'
const ROW = '20/11/2026\tĐối thoại ấp 3\tNhà văn hóa\tChủ tịch xã\t1.215\t8'
const told = (text: string) =>
  pastedActivities(text, TODAY).map(({ problems }) => problems.filter((each) => each !== null))

describe('a pasted sheet', () => {
  test('gives an activity for each row; headings and blank rows do not count', () => {
    const rows = pastedActivities(`Ngày\tTên\tNơi\tChủ trì\tSố người\tSố ý kiến\r\n${ROW}\r\n\t\t\r\n`, TODAY)
    expect(requirePasted(rows)).toEqual([
      {
        ...{ heldOn: '2026-11-20', title: 'Đối thoại ấp 3', place: 'Nhà văn hóa', chairedBy: 'Chủ tịch xã' },
        ...{ participantCount: 1215, opinionCount: 8 },
      },
    ])
  })

  test('may have a cell with line breaks and quotes, and no number of opinions', () => {
    const [row] = pastedActivities('20/11/2026\t"Đối thoại\n""ấp 3"""\tChợ\tChủ tịch\t20', TODAY)
    expect(row?.activity).toMatchObject({ title: 'Đối thoại "ấp 3"', opinionCount: 0 })
  })

  test('tells at each cell what is wrong', () => {
    expect(told('23/11/2026\tA\tB\tC\tnhiều\t-1')).toEqual([
      ['Ngày ở sau hôm nay (22/11/2026)', 'Phải là số nguyên, ví dụ 215', 'Phải là số nguyên, ví dụ 215'],
    ])
    expect(told('30/02/2026\t\tB\tC\t1\t1')).toEqual([['Không đọc được ngày, ghi như 22/11/2026', 'Chưa ghi']])
    expect(told(`${ROW}\tthừa`)).toEqual([['Dòng có nhiều hơn 6 cột']])
    expect(told(`${ROW}\n${ROW.toUpperCase()}`)).toEqual([[], ['Trùng với dòng 1']])
  })

  test('is recorded whole or not at all', () => {
    expect(() => requirePasted(pastedActivities('', TODAY))).toThrow('nothing-pasted')
    expect(() => requirePasted(pastedActivities(`${ROW}\nhôm qua`, TODAY))).toThrow('pasted-with-problems')
    const many = Array.from({ length: 201 }, (_row, index) => ROW.replace('ấp 3', `ấp ${index}`)).join('\n')
    expect(() => requirePasted(pastedActivities(many, TODAY))).toThrow('too-much-pasted')
  })

  test('has in every row either an activity or a problem, whatever was pasted', () => {
    const cell = fc.oneof(
      fc.constantFrom('20/11/2026', '5', '', 'A', '"', '"a\nb"', '\n', '\t'),
      fc.string({ maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 40 }), (cells) => {
        for (const { activity, problems, cells: shown } of pastedActivities(cells.join('\t'), TODAY)) {
          expect(activity === null).toBe(problems.some((problem) => problem !== null))
          expect(shown).toHaveLength(6)
        }
      }),
    )
  })
})
