import { describe, expect, test } from 'vitest'
import { reportSignature } from './signature.ts'

const commune = { kindCode: 'commune', name: 'Ủy ban nhân dân xã Vĩnh Tường' }
const department = { kindCode: 'department', name: 'Sở Nội vụ' }

describe('the signature of a report', () => {
  test('is the chairman’s on behalf of the committee', () => {
    expect(reportSignature(commune, { name: 'Trần Văn Tám', title: 'Chủ tịch Ủy ban nhân dân xã' })).toEqual({
      authority: { kind: 'head', collective: 'Ủy ban nhân dân', title: 'Chủ tịch' },
      name: 'Trần Văn Tám',
    })
  })

  test('is a deputy’s for the head', () => {
    expect(reportSignature(department, { name: 'Lâm Ngọc Hà', title: 'Phó Giám đốc Sở' })).toEqual({
      authority: { kind: 'deputy', collective: null, headTitle: 'Giám đốc', title: 'Phó Giám đốc' },
      name: 'Lâm Ngọc Hà',
    })
  })

  test('is a head of division’s by order', () => {
    expect(
      reportSignature(department, { name: 'Phạm Thị Hoa', title: 'Trưởng phòng Cải cách hành chính' }).authority,
    ).toEqual({
      kind: 'by-order',
      headTitle: 'Giám đốc',
      title: 'Trưởng phòng Cải cách hành chính',
    })
  })

  test('leaves the head’s place open in a draft, and for anybody who may not sign', () => {
    const open = { authority: { kind: 'head', collective: null, title: 'Giám đốc' }, name: null }
    expect(reportSignature(department, null)).toEqual(open)
    expect(reportSignature(department, { name: 'Danh Minh Trí', title: 'Chuyên viên' })).toEqual(open)
  })

  test.each([
    ['Thanh tra tỉnh Hậu Giang', 'Chánh Thanh tra'],
    ['Văn phòng Ủy ban nhân dân tỉnh', 'Chánh Văn phòng'],
    ['Ban Quản lý Khu kinh tế tỉnh', 'Trưởng Ban'],
  ])('of %s is that of its %s', (name, head) => {
    expect(reportSignature({ kindCode: 'department', name }, null).authority).toMatchObject({ title: head })
  })
})
