import { describe, expect, test } from 'vitest'
import { compared, copiedTask, inYear } from './copied-plan.ts'

const nextWorkingDay = (day: string) => ({ day, why: null })

test('the year of the plan changes in its words; days and numbers of documents stay', () => {
  expect(inYear('Gửi báo cáo công tác dân vận năm 2022', 2022, 2023)).toBe('Gửi báo cáo công tác dân vận năm 2023')
  expect(inYear('Theo Luật 10/2022/QH15, trước ngày 05/12/2022', 2022, 2023)).toBe(
    'Theo Luật 10/2022/QH15, trước ngày 05/12/2022',
  )
  expect(inYear('Giai đoạn 2022-2026', 2022, 2023)).toBe('Giai đoạn 2022-2026')
  expect(inYear('Mã 120224', 2022, 2023)).toBe('Mã 120224')
})

test('a copied task has its period and milestones moved with its deadline', () => {
  const task = {
    ...{ title: 'Tự kiểm tra năm 2022', product: 'Báo cáo năm 2022', dueOn: '2022-09-30', dueOnExcluded: false },
    ...{ periodFrom: '2022-04-01', periodTo: '2022-09-30' },
    milestones: [{ title: 'Xong kế hoạch', dueOn: '2022-06-30' }],
  }
  expect(copiedTask(task, { fromYear: 2022, toYear: 2024, nextWorkingDay })).toEqual({
    title: 'Tự kiểm tra năm 2024',
    product: 'Báo cáo năm 2024',
    deadline: { dueOn: '2024-09-30', dueOnExcluded: false, lastGoodDay: '2024-09-30', why: null },
    period: { from: '2024-04-01', to: '2024-09-30' },
    milestones: [{ title: 'Xong kế hoạch', dueOn: '2024-06-30' }],
  })
})

describe('a plan beside the one it was copied from', () => {
  const before = [
    { id: '1', title: 'Lãnh đạo' },
    { id: '2', title: 'Đối thoại' },
    { id: '3', title: 'Kiểm tra' },
  ]
  test('shows what stayed, what changed, what is new, and last what was left out', () => {
    const after = [
      { id: '7', title: 'Đối thoại', copiedFromId: '2' },
      { id: '8', title: 'Lãnh đạo, chỉ đạo', copiedFromId: '1' },
      { id: '9', title: 'Chuyển đổi số', copiedFromId: null },
    ]
    expect(
      compared(before, after, ({ title }) => title).map(({ kind, before, after }) => [kind, before?.id, after?.id]),
    ).toEqual([
      ['same', '2', '7'],
      ['changed', '1', '8'],
      ['new', undefined, '9'],
      ['left-out', '3', undefined],
    ])
  })
})
