import { createAccount } from '../../src/modules/identity/index.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { addPerson, addUnits, officialOf } from './units-and-people.ts'

const UNITS = [
  { key: 'province', code: 'T', name: 'Tỉnh Mẫu', kind: 'province', parent: null },
  { key: 'committee', code: 'T-UBND', name: 'Ủy ban nhân dân tỉnh Mẫu', kind: 'peoples-committee', parent: 'province' },
  { key: 'homeAffairs', code: 'T-SNV', name: 'Sở Nội vụ', kind: 'department', parent: 'committee' },
  { key: 'district', code: 'T-H1', name: 'Ủy ban nhân dân huyện Một', kind: 'district', parent: 'committee' },
  { key: 'commune', code: 'T-X3', name: 'Ủy ban nhân dân xã Ba', kind: 'commune', parent: 'district' },
  { key: 'sibling', code: 'T-X30', name: 'Ủy ban nhân dân xã Ba Mươi', kind: 'commune', parent: 'district' },
] as const

const PEOPLE = [
  {
    key: 'communeClerk',
    fullName: 'Nguyễn Thị Mai',
    unit: 'commune',
    title: 'Công chức văn phòng - thống kê',
    role: 'clerk',
  },
  { key: 'communeHead', fullName: 'Trần Văn Tám', unit: 'commune', title: 'Chủ tịch', role: 'head' },
  {
    key: 'siblingClerk',
    fullName: 'Lê Văn Chín',
    unit: 'sibling',
    title: 'Công chức văn phòng - thống kê',
    role: 'clerk',
  },
  {
    key: 'collector',
    fullName: 'Phạm Thị Hoa',
    unit: 'homeAffairs',
    title: 'Chuyên viên Sở Nội vụ',
    role: 'collector',
    reach: 'province',
  },
  {
    key: 'leader',
    // The frame of each page says who is signed in, and no page may say an English word.
    userName: 'lanhdao.mau',
    fullName: 'Võ Minh Quân',
    unit: 'committee',
    title: 'Phó Chủ tịch Ủy ban nhân dân tỉnh',
    role: 'leader',
    reach: 'province',
  },
  {
    key: 'administrator',
    fullName: 'Đặng Thu Hà',
    unit: 'province',
    title: 'Quản trị hệ thống',
    role: 'administrator',
  },
] as const

type UnitKey = (typeof UNITS)[number]['key']
type PersonKey = (typeof PEOPLE)[number]['key']

export type SampleProvince = { units: Record<UnitKey, string>; officials: Record<PersonKey, Official> }

/** A small province for tests: six units in three levels, and one person for each role, without passwords. */
export async function sampleProvince(database: Database): Promise<SampleProvince> {
  const units = await addUnits<UnitKey>(database, {
    placeName: 'Mẫu',
    units: UNITS.map((unit) => ({ ...unit, issuerCode: unit.key === 'homeAffairs' ? 'SNV' : 'UBND' })),
  })
  const officials = {} as Record<PersonKey, Official>
  for (const { key, fullName, unit, title, role, ...more } of PEOPLE) {
    const reachUnitId = 'reach' in more ? units[more.reach] : null
    const personId = await addPerson(database, { fullName, posts: [{ unitId: units[unit], title, role, reachUnitId }] })
    const accountId = await createAccount(database, {
      userName: 'userName' in more ? more.userName : key,
      personId,
      password: null,
    })
    officials[key] = await officialOf(database, accountId)
  }
  return { units, officials }
}
