import { createAccount } from '../modules/identity/index.ts'
import type { Database } from '../platform/database/database.ts'
import { DEMONSTRATION_ACCOUNTS } from './demonstration-accounts.ts'
import type { HauGiang } from './hau-giang.ts'
import type { CouncilOffice, DongThap } from './other-roots.ts'
import { addPerson } from './units.ts'

/** The communes and the department in which the demonstration's accounts work. */
export function placesOfAccounts(hauGiang: HauGiang) {
  const district = hauGiang.districts.find((each) => each.name === 'UBND huyện Vị Thủy')
  const commune = district?.communes.find((each) => each.name === 'UBND xã Vĩnh Tường')
  if (!district || !commune) throw new Error('The commune of the demonstration accounts is not among the units.')
  return { districtId: district.id, communeId: commune.id, departmentId: hauGiang.departmentIds[1] ?? '' }
}

/** People for each role and level of unit, with accounts; answers the account ids by user name. */
export async function addAccounts(
  database: Database,
  hauGiang: HauGiang,
  office: CouncilOffice,
  dongThap: DongThap,
): Promise<Record<string, string>> {
  const { districtId, communeId, departmentId } = placesOfAccounts(hauGiang)
  const reachUnitId = hauGiang.provinceId
  const inspectorateId = hauGiang.departmentIds[15] ?? ''
  const people = {
    'canbo.xa': ['Nguyễn Thị Mai', { unitId: communeId, title: 'Công chức Văn phòng - Thống kê', role: 'clerk' }],
    'lanhdao.xa': [
      'Trần Văn Tám',
      { unitId: communeId, title: 'Chủ tịch Ủy ban nhân dân xã', role: 'head', position: 1 },
    ],
    'canbo.huyen': ['Lê Hoàng Phúc', { unitId: districtId, title: 'Chuyên viên Phòng Nội vụ', role: 'clerk' }],
    'lanhdao.huyen': [
      'Huỳnh Thanh Liên',
      { unitId: districtId, title: 'Phó Chủ tịch Ủy ban nhân dân huyện', role: 'head', position: 2 },
    ],
    'canbo.so': ['Danh Minh Trí', { unitId: departmentId, title: 'Chuyên viên Văn phòng Sở', role: 'clerk' }],
    'lanhdao.so': ['Lâm Ngọc Hà', { unitId: departmentId, title: 'Phó Giám đốc Sở', role: 'head', position: 2 }],
    'tonghop.snv': [
      'Phạm Thị Hoa',
      {
        unitId: hauGiang.homeAffairsId,
        title: 'Trưởng phòng Xây dựng chính quyền và Công tác thanh niên',
        role: 'collector',
        reachUnitId,
      },
    ],
    'lanhdao.snv': [
      'Cao Thanh Bình',
      { unitId: hauGiang.homeAffairsId, title: 'Giám đốc Sở', role: 'head', position: 1 },
    ],
    'lanhdao.tinh': [
      'Võ Minh Quân',
      {
        unitId: hauGiang.committeeId,
        title: 'Phó Chủ tịch Ủy ban nhân dân tỉnh',
        role: 'leader',
        reachUnitId,
        position: 2,
      },
    ],
    'mattran.tinh': [
      'Đỗ Thị Hạnh',
      { unitId: hauGiang.frontId, title: 'Phó Chủ tịch Ủy ban MTTQ tỉnh', role: 'front', position: 2 },
    ],
    'thanhtra.tinh': [
      'Bùi Quốc Sơn',
      { unitId: inspectorateId, title: 'Thanh tra viên', role: 'inspector', reachUnitId },
    ],
    'canbo.vanphong': [
      'Lý Kim Ngân',
      { unitId: office.officeId, title: 'Chuyên viên Phòng Công tác Hội đồng nhân dân', role: 'clerk' },
    ],
    'tonghop.dongthap': [
      'Ngô Xuân Toàn',
      {
        unitId: dongThap.departmentIds[1] ?? '',
        title: 'Chuyên viên Sở Nội vụ',
        role: 'collector',
        reachUnitId: dongThap.provinceId,
      },
    ],
    'lanhdao.dongthap': [
      'Trương Ngọc Vinh',
      {
        unitId: dongThap.committeeId,
        title: 'Phó Chủ tịch Ủy ban nhân dân tỉnh',
        role: 'leader',
        reachUnitId: dongThap.provinceId,
      },
    ],
    quantri: ['Đặng Thu Hà', { unitId: hauGiang.provinceId, title: 'Quản trị hệ thống', role: 'administrator' }],
  } as const
  const ids: Record<string, string> = {}
  for (const { userName, password } of DEMONSTRATION_ACCOUNTS) {
    const person = people[userName as keyof typeof people]
    const personId = await addPerson(database, person[0], [person[1]])
    ids[userName] = await createAccount(database, { userName, personId, password })
  }
  return ids
}
