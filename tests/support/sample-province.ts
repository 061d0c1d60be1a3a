import { officialOfAccount } from '../../src/modules/identity/queries/official.ts'
import type { Database } from '../../src/platform/database/database.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import { TEST_TODAY } from './system.ts'
import '../../src/modules/organisation/queries/tables.ts'

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
  const units = {} as Record<UnitKey, string>
  for (const { key, code, name, kind, parent } of UNITS) {
    const { id } = await database
      .insertInto('unit')
      .values({ code, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    units[key] = id
    await database
      .insertInto('unit_version')
      .values({
        unit_id: id,
        name,
        short_name: name.replace('Ủy ban nhân dân', 'UBND'),
        kind_code: kind,
        parent_unit_id: parent === null ? null : units[parent],
        place_name: 'Mẫu',
        issuer_code: key === 'homeAffairs' ? 'SNV' : 'UBND',
        valid_from: '2004-01-01',
        valid_to: null,
      })
      .execute()
  }
  const officials = {} as Record<PersonKey, Official>
  for (const { key, fullName, unit, title, role, ...more } of PEOPLE) {
    const person = await database
      .insertInto('person')
      .values({ full_name: fullName, illustration: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    await database
      .insertInto('post')
      .values({
        person_id: person.id,
        unit_id: units[unit],
        title,
        role_code: role,
        reach_unit_id: 'reach' in more ? units[more.reach] : null,
        valid_from: '2020-01-01',
        valid_to: null,
      })
      .execute()
    const account = await database
      .insertInto('account')
      .values({ user_name: key.toLowerCase(), password_digest: null, person_id: person.id, disabled_at: null })
      .returning('id')
      .executeTakeFirstOrThrow()
    const official = await officialOfAccount(database, account.id, TEST_TODAY)
    if (!official) throw new Error('The account that was just made has gone.')
    officials[key] = official
  }
  return { units, officials }
}
