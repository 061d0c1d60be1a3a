import { keepCriteriaSet } from '../../src/modules/criteria/actions/keep-criteria-set.ts'
import type { CriteriaSet } from '../../src/modules/criteria/rules/criteria-set.ts'
import { createAccount } from '../../src/modules/identity/index.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { addBlock, addPerson, addUnits } from './units-and-people.ts'

const UNITS = [
  { key: 'province', code: 'M', name: 'Tỉnh Mẫu', kind: 'province', parent: null },
  { key: 'committee', code: 'M-UBND', name: 'Ủy ban nhân dân tỉnh Mẫu', kind: 'peoples-committee', parent: 'province' },
  { key: 'homeAffairs', code: 'M-SNV', name: 'Sở Nội vụ', kind: 'department', parent: 'committee' },
  { key: 'justice', code: 'M-STP', name: 'Sở Tư pháp', kind: 'department', parent: 'committee' },
  { key: 'health', code: 'M-SYT', name: 'Sở Y tế', kind: 'department', parent: 'committee' },
  { key: 'one', code: 'M-X1', name: 'Ủy ban nhân dân xã Một', kind: 'commune', parent: 'committee' },
  { key: 'two', code: 'M-X2', name: 'Ủy ban nhân dân xã Hai', kind: 'commune', parent: 'committee' },
  { key: 'three', code: 'M-X3', name: 'Ủy ban nhân dân xã Ba', kind: 'commune', parent: 'committee' },
] as const
type UnitKey = (typeof UNITS)[number]['key']

/** Each scored unit has a clerk who tells and a head who signs off; two people work for the whole province. */
const PEOPLE = [
  { userName: 'canbo.mot', fullName: 'Nguyễn Thị Mai', unit: 'one', title: 'Công chức văn phòng', role: 'clerk' },
  { userName: 'lanhdao.mot', fullName: 'Trần Văn Tám', unit: 'one', title: 'Chủ tịch', role: 'head' },
  { userName: 'canbo.hai', fullName: 'Lê Thị Cúc', unit: 'two', title: 'Công chức văn phòng', role: 'clerk' },
  { userName: 'lanhdao.hai', fullName: 'Ngô Văn Sáu', unit: 'two', title: 'Chủ tịch', role: 'head' },
  { userName: 'canbo.ba', fullName: 'Bùi Thị Đào', unit: 'three', title: 'Công chức văn phòng', role: 'clerk' },
  { userName: 'lanhdao.ba', fullName: 'Hồ Văn Bảy', unit: 'three', title: 'Chủ tịch', role: 'head' },
  { userName: 'canbo.noivu', fullName: 'Đinh Thị Lan', unit: 'homeAffairs', title: 'Chuyên viên', role: 'clerk' },
  { userName: 'lanhdao.noivu', fullName: 'Cao Thanh Bình', unit: 'homeAffairs', title: 'Giám đốc', role: 'head' },
  { userName: 'canbo.tuphap', fullName: 'Phan Thị Huệ', unit: 'justice', title: 'Chuyên viên', role: 'clerk' },
  { userName: 'lanhdao.tuphap', fullName: 'Lý Văn Chín', unit: 'justice', title: 'Giám đốc', role: 'head' },
  { userName: 'canbo.yte', fullName: 'Dương Thị Sen', unit: 'health', title: 'Chuyên viên', role: 'clerk' },
  { userName: 'lanhdao.yte', fullName: 'Mai Văn Mười', unit: 'health', title: 'Giám đốc', role: 'head' },
  { userName: 'thamdinh', fullName: 'Phạm Thị Hoa', unit: 'homeAffairs', title: 'Trưởng phòng', role: 'collector' },
  { userName: 'lanhdao.tinh', fullName: 'Võ Minh Quân', unit: 'committee', title: 'Phó Chủ tịch', role: 'leader' },
] as const

export const PASSWORD = 'mot-nam-cham-diem-2026'

/** A province that scores by the sets six units in two blocks: three communes, and three agencies of which one verifies the others. */
export async function scoredProvince(database: Database, sets: readonly CriteriaSet[]) {
  const units = await addUnits<UnitKey>(database, {
    placeName: 'Mẫu',
    units: UNITS.map((unit) => ({ ...unit, issuerCode: 'UBND' })),
  })
  // How people sign in is the matter of another journey.
  await database.updateTable('role').set({ needs_second_factor: false }).execute()
  for (const { userName, fullName, unit, title, role } of PEOPLE) {
    const reachUnitId = role === 'collector' || role === 'leader' ? units.province : null
    const personId = await addPerson(database, { fullName, posts: [{ unitId: units[unit], title, role, reachUnitId }] })
    await createAccount(database, { userName, personId, password: PASSWORD })
  }
  const block = (code: string, title: string, unitIds: string[]) =>
    addBlock(database, { code, title, rootUnitId: units.province, unitIds, validFrom: '2004-01-01' })
  await block('X', 'Khối xã', [units.one, units.two, units.three])
  await block('S', 'Khối sở', [units.homeAffairs, units.justice, units.health])
  for (const set of sets) await keepCriteriaSet(database, null, set)
  return { units }
}
