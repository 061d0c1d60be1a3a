import type { Database } from '../platform/database/database.ts'
import { withoutAccents } from '../vocabulary/vietnamese.ts'
import { addBlock, addUnit } from './units.ts'

export type CouncilOffice = {
  rootId: string
  officeId: string
  delegationId: string
  councilId: string
  standingBodyId: string
  culturalCommitteeId: string
  ethnicCommitteeId: string
}

/** The office of seed 002 and the bodies on whose behalf it works. The source does not name its province, so neither do we. */
export async function addCouncilOffice(database: Database): Promise<CouncilOffice> {
  const rootId = await addUnit(database, {
    code: 'VP002',
    name: 'Tỉnh chưa nêu tên trong nguồn',
    shortName: 'Tỉnh chưa nêu tên',
    kind: 'province',
    parentId: null,
    illustration: 'Nguồn là báo cáo 5 tháng đầu năm 2023 của một Văn phòng Đoàn ĐBQH và HĐND tỉnh, không nêu tên tỉnh.',
  })
  const add = (code: string, name: string, kind: string, parentId: string, issuerCode: string) =>
    addUnit(database, { code: `VP002-${code}`, name, shortName: name, kind, parentId, issuerCode })
  const delegationId = await add('DBQH', 'Đoàn đại biểu Quốc hội tỉnh', 'national-assembly-delegation', rootId, 'ĐĐBQH')
  const councilId = await add('HDND', 'Hội đồng nhân dân tỉnh', 'council', rootId, 'HĐND')
  const standingBodyId = await add(
    'TTHDND',
    'Thường trực Hội đồng nhân dân tỉnh',
    'council-standing-body',
    councilId,
    'HĐND',
  )
  const culturalCommitteeId = await add(
    'BVHXH',
    'Ban Văn hóa - Xã hội Hội đồng nhân dân tỉnh',
    'council-committee',
    councilId,
    'HĐND',
  )
  const ethnicCommitteeId = await add(
    'BDT',
    'Ban Dân tộc Hội đồng nhân dân tỉnh',
    'council-committee',
    councilId,
    'HĐND',
  )
  const officeId = await add(
    'VP',
    'Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân tỉnh',
    'council-office',
    rootId,
    'VP.ĐBQH-HĐND',
  )
  return { rootId, officeId, delegationId, councilId, standingBodyId, culturalCommitteeId, ethnicCommitteeId }
}

const DEPARTMENTS = [
  'Văn phòng Ủy ban nhân dân tỉnh',
  'Sở Nội vụ',
  'Sở Tư pháp',
  'Sở Kế hoạch và Đầu tư',
  'Sở Tài chính',
  'Sở Công Thương',
  'Sở Nông nghiệp và Phát triển nông thôn',
  'Sở Giao thông vận tải',
  'Sở Xây dựng',
  'Sở Tài nguyên và Môi trường',
  'Sở Thông tin và Truyền thông',
  'Sở Lao động - Thương binh và Xã hội',
  'Sở Văn hóa, Thể thao và Du lịch',
  'Sở Khoa học và Công nghệ',
  'Sở Giáo dục và Đào tạo',
  'Sở Y tế',
  'Thanh tra tỉnh',
  'Ban Quản lý Khu kinh tế tỉnh',
  'Công an tỉnh',
  'Bộ Chỉ huy Quân sự tỉnh',
  'Bộ Chỉ huy Bộ đội Biên phòng tỉnh',
  'Cục Thuế tỉnh',
  'Cục Hải quan tỉnh',
  'Cục Thống kê tỉnh',
  'Kho bạc Nhà nước tỉnh',
  'Bảo hiểm xã hội tỉnh',
  'Ngân hàng Nhà nước chi nhánh tỉnh',
  'Cục Quản lý thị trường tỉnh',
  'Viện Kiểm sát nhân dân tỉnh',
  'Tòa án nhân dân tỉnh',
  'Cục Thi hành án dân sự tỉnh',
] as const

const DISTRICTS = [
  'thành phố Cao Lãnh',
  'thành phố Sa Đéc',
  'thành phố Hồng Ngự',
  'huyện Cao Lãnh',
  'huyện Châu Thành',
  'huyện Hồng Ngự',
  'huyện Lai Vung',
  'huyện Lấp Vò',
  'huyện Tam Nông',
  'huyện Tân Hồng',
  'huyện Thanh Bình',
  'huyện Tháp Mười',
] as const

export type DongThap = { provinceId: string; committeeId: string; departmentIds: string[]; districtIds: string[] }

/**
 * The province of seed 004 before 1 July 2025: its 12 districts and a list of departments and branches. Which bodies were scored the
 * source does not say (it gives only how many were excellent), so the list of departments is an illustration.
 */
export async function addDongThap(database: Database): Promise<DongThap> {
  const illustration =
    'Tỉnh Đồng Tháp trước ngày 01/7/2025, dùng để minh họa. Nguồn chỉ cho số đơn vị hoàn thành xuất sắc năm 2021 (32) và 2022 (37), không cho danh sách đơn vị.'
  const provinceId = await addUnit(database, {
    code: 'DT',
    name: 'Tỉnh Đồng Tháp',
    shortName: 'Đồng Tháp',
    kind: 'province',
    parentId: null,
    placeName: 'Đồng Tháp',
    illustration,
  })
  const committeeId = await addUnit(database, {
    code: 'DT-UBND',
    name: 'Ủy ban nhân dân tỉnh Đồng Tháp',
    shortName: 'UBND tỉnh',
    kind: 'peoples-committee',
    parentId: provinceId,
    placeName: 'Đồng Tháp',
    issuerCode: 'UBND',
  })
  const departmentIds: string[] = []
  for (const [index, name] of DEPARTMENTS.entries()) {
    departmentIds.push(
      await addUnit(database, {
        code: `DT-S${String(index + 1).padStart(2, '0')}`,
        name: `${name} Đồng Tháp`,
        shortName: name,
        kind: 'department',
        parentId: committeeId,
        placeName: 'Đồng Tháp',
      }),
    )
  }
  const districtIds: string[] = []
  for (const name of DISTRICTS) {
    const code = `DT-${withoutAccents(name)
      .replace(/[^a-z0-9]+/g, '-')
      .toUpperCase()}`
    districtIds.push(
      await addUnit(database, {
        code,
        name: `Ủy ban nhân dân ${name}`,
        shortName: `UBND ${name}`,
        kind: 'district',
        parentId: committeeId,
        placeName: name.replace(/^(thành phố|huyện) /, ''),
      }),
    )
  }
  await addBlock(database, {
    code: 'DT-SN',
    title: 'Khối sở, ngành tỉnh',
    rootUnitId: provinceId,
    unitIds: departmentIds,
  })
  await addBlock(database, {
    code: 'DT-H',
    title: 'Khối Ủy ban nhân dân cấp huyện',
    rootUnitId: provinceId,
    unitIds: districtIds,
  })
  return { provinceId, committeeId, departmentIds, districtIds }
}
