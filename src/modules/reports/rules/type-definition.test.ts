import { describe, expect, test } from 'vitest'
import { differencesOf } from './outline-difference.ts'
import type { ReportSection } from './report-type.ts'
import { codeOf, exampleOfCutOff, problemsOf, requireSound, type TypeDefinition } from './type-definition.ts'

const section = (code: string, changes: Partial<ReportSection> = {}): ReportSection => ({
  ...{ code, level: 1, title: `Mục ${code}`, hint: '', indicatorCodes: [], unitKinds: null, aboutKinds: null },
  ...changes,
})
const TYPE: TypeDefinition = {
  ...{ code: 'quarterly', title: 'Báo cáo quý', summary: 'Kết quả', cutOff: 'calendar', periodKinds: ['quarter'] },
  ...{ senderKinds: ['commune'], receiverKinds: ['peoples-committee'], source: 'Kế hoạch' },
  sections: [section('a', { indicatorCodes: ['plan.issued'] }), section('b', { level: 2 })],
}
const KNOWN = {
  indicators: [
    { code: 'plan.issued', title: 'Kế hoạch đã ban hành', isRetired: false },
    { code: 'old.one', title: 'Chỉ tiêu cũ', isRetired: true },
  ],
  unitKinds: ['commune', 'department', 'council', 'peoples-committee'],
}
const sentences = (changes: Partial<TypeDefinition>) =>
  problemsOf({ ...TYPE, ...changes }, KNOWN).map(({ sentence }) => sentence)

describe('a definition of a report type', () => {
  test('may be sound', () => {
    expect(sentences({})).toEqual([])
  })

  test.each<[Partial<TypeDefinition>, string]>([
    [{ periodKinds: [] }, 'Chưa chọn loại kỳ nào.'],
    [{ senderKinds: [] }, 'Chưa chọn loại đơn vị nào phải gửi.'],
    [{ receiverKinds: ['ministry'] }, 'Không có loại đơn vị “ministry”.'],
    [{ sections: [] }, 'Đề cương chưa có mục nào.'],
    [{ sections: [section('a', { level: 2 })] }, 'Mục đầu tiên “Mục a” phải là mục cấp 1.'],
    [{ sections: [section('a'), section('a')] }, 'Mục “Mục a” có mã trùng với một mục đứng trước.'],
    [
      { sections: [section('a', { indicatorCodes: ['no.such'] })] },
      'Mục “Mục a”: hệ thống không có chỉ tiêu mang mã “no.such”.',
    ],
    [
      { sections: [section('a', { indicatorCodes: ['old.one'] })] },
      'Mục “Mục a”: chỉ tiêu “Chỉ tiêu cũ” đã ngừng dùng, hãy bỏ hoặc thay chỉ tiêu khác.',
    ],
    [
      { sections: [section('a', { indicatorCodes: ['plan.issued', 'plan.issued'] })] },
      'Chỉ tiêu “Kế hoạch đã ban hành” đứng hai lần trong mục “Mục a”.',
    ],
    [
      { sections: ['a', 'b'].map((code) => section(code, { indicatorCodes: ['plan.issued'] })) },
      'Chỉ tiêu “Kế hoạch đã ban hành” đứng ở hai mục “Mục a” và “Mục b” của cùng một báo cáo; hãy giữ một nơi.',
    ],
  ])('says what is wrong: %o', (changes, expected) => {
    expect(sentences(changes)).toEqual([expected])
  })

  test('may ask for one figure in two sections that no unit has both of', () => {
    const figures = { indicatorCodes: ['plan.issued'] }
    const only = (kind: string) => section(kind, { ...figures, unitKinds: [kind] })
    expect(sentences({ sections: [only('commune'), only('department')] })).toEqual([])
  })

  test('may be kept unfinished, and is refused unfinished when it is to be in force', () => {
    const empty = { ...TYPE, sections: [] }
    expect(() => requireSound(empty, KNOWN, { finished: false })).not.toThrow()
    expect(() => requireSound(empty, KNOWN, { finished: true })).toThrow(
      expect.objectContaining({ code: 'report.unsound-type' }),
    )
  })
})

test('a code is made of the title and differs from those that are there', () => {
  expect(codeOf('Mô hình “Dân vận khéo”', [], 'muc')).toBe('mo-hinh-dan-van-kheo')
  expect(codeOf('???', ['muc', 'muc-2'], 'muc')).toBe('muc-3')
})

test('the example of a cut-off has its days', () => {
  expect(exampleOfCutOff('mid-month', 2026)).toMatchObject({ from: '2026-03-15', to: '2026-06-14' })
})

describe('what a draft changes', () => {
  const told = (changes: Partial<TypeDefinition>) => differencesOf(TYPE, { ...TYPE, ...changes }, (code) => `«${code}»`)

  test('is nothing for a copy', () => {
    expect(told({})).toEqual([])
  })
  test('is told section by section', () => {
    const sections = [
      section('b', { level: 1, title: 'Kết quả' }),
      section('c'),
      section('a', { indicatorCodes: ['old.one'], hint: 'Nêu rõ', unitKinds: ['commune'] }),
    ]
    expect(told({ title: 'Báo cáo tháng', periodKinds: ['month'], sections })).toEqual([
      'Tên: “Báo cáo quý” thành “Báo cáo tháng”',
      'Loại kỳ thay đổi',
      'Thêm mục “Mục c”',
      'Mục “Mục b” đổi tên thành “Kết quả”',
      'Mục “Kết quả”: chuyển thành mục cấp 1',
      'Mục “Mục a”: hướng dẫn thay đổi',
      'Mục “Mục a”: thêm số liệu “«old.one»”',
      'Mục “Mục a”: bỏ số liệu “«plan.issued»”',
      'Mục “Mục a”: loại đơn vị có mục này thay đổi',
      'Thứ tự các mục thay đổi',
    ])
  })
  test('does not call a section moved because another one came before it', () => {
    expect(told({ sections: [section('c'), ...TYPE.sections] })).toEqual(['Thêm mục “Mục c”'])
    expect(told({ sections: TYPE.sections.slice(0, 1) })).toEqual(['Bỏ mục “Mục b”'])
  })
})
