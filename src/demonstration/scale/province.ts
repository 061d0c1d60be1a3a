import { createAccount } from '../../modules/identity/index.ts'
import type { Database } from '../../platform/database/database.ts'
import { type Chance, chance } from '../chance.ts'
import type { DemonstrationAccount } from '../demonstration-accounts.ts'
import { inventedName } from '../names.ts'
import { addPerson, addUnit } from '../units.ts'

const ILLUSTRATION = 'Đơn vị được sinh ra để thử tải; không có thật.'

const DEPARTMENTS = [
  ['SNV', 'Sở Nội vụ'],
  ['STP', 'Sở Tư pháp'],
  ['STC', 'Sở Tài chính'],
  ['SCT', 'Sở Công Thương'],
  ['SNNMT', 'Sở Nông nghiệp và Môi trường'],
  ['SXD', 'Sở Xây dựng'],
  ['SKHCN', 'Sở Khoa học và Công nghệ'],
  ['SVHTTDL', 'Sở Văn hóa, Thể thao và Du lịch'],
  ['SGDĐT', 'Sở Giáo dục và Đào tạo'],
  ['SYT', 'Sở Y tế'],
  ['SDTTG', 'Sở Dân tộc và Tôn giáo'],
  ['TT', 'Thanh tra tỉnh'],
  ['VPUB', 'Văn phòng Ủy ban nhân dân tỉnh'],
  ['BTCD', 'Ban Tiếp công dân tỉnh'],
  ['BQLKCN', 'Ban Quản lý các khu công nghiệp'],
  ['MTTQ', 'Ủy ban Mặt trận Tổ quốc tỉnh Mẫu'],
] as const

/** With the province and its committee, 160 units. */
const COMMUNES = 158 - DEPARTMENTS.length

const PASSWORD = 'dan-van-kheo-2026'

/** The accounts of the generated province with which one can sign in. */
export const SCALE_ACCOUNTS: readonly (DemonstrationAccount & { unit: string; role: string; wide?: true })[] = [
  { userName: 'canbo.xa', password: PASSWORD, about: 'Công chức UBND xã thứ nhất', unit: 'M-X001', role: 'clerk' },
  { userName: 'lanhdao.xa', password: PASSWORD, about: 'Chủ tịch UBND xã thứ nhất', unit: 'M-X001', role: 'head' },
  { userName: 'canbo.so', password: PASSWORD, about: 'Chuyên viên Sở Tư pháp', unit: 'M-STP', role: 'clerk' },
  { userName: 'lanhdao.so', password: PASSWORD, about: 'Lãnh đạo Sở Tư pháp', unit: 'M-STP', role: 'head' },
  {
    userName: 'tonghop.snv',
    password: PASSWORD,
    about: 'Sở Nội vụ: tổng hợp cả tỉnh',
    unit: 'M-SNV',
    role: 'collector',
    wide: true,
  },
  {
    userName: 'lanhdao.tinh',
    password: PASSWORD,
    about: 'Lãnh đạo UBND tỉnh',
    unit: 'M-UBND',
    role: 'leader',
    wide: true,
  },
  {
    userName: 'thanhtra.tinh',
    password: PASSWORD,
    about: 'Thanh tra tỉnh',
    unit: 'M-TT',
    role: 'inspector',
    wide: true,
  },
  { userName: 'mattran.tinh', password: PASSWORD, about: 'Ủy ban MTTQ tỉnh', unit: 'M-MTTQ', role: 'front' },
  {
    userName: 'quantri',
    password: PASSWORD,
    about: 'Quản trị hệ thống (không xem đơn thư)',
    unit: 'M',
    role: 'administrator',
  },
]

/** A unit with the people who work on petitions there. */
export type UnitAtWork = {
  id: string
  code: string
  /** The unit to which it passes petitions up. */
  aboveId: string
  headId: string
  headAccountId: string
  handlerIds: readonly string[]
  clerkAccountId: string
}

export type ScaleProvince = {
  /** The committee of the province, to which petitions are passed up. */
  committee: UnitAtWork
  /** Departments and communes, which receive petitions and hold activities. */
  units: readonly UnitAtWork[]
}

/** A province of 160 units in three levels of scope: the province, its committee, departments and communes. */
export async function addScaleProvince(transaction: Database): Promise<ScaleProvince> {
  const random = chance(160)
  const since = { placeName: 'Mẫu', illustration: ILLUSTRATION }
  const provinceId = await addUnit(transaction, {
    code: 'M',
    name: 'Tỉnh Mẫu',
    shortName: 'Tỉnh Mẫu',
    kind: 'province',
    parentId: null,
    ...since,
  })
  const atWork = async (code: string, unit: { name: string; kind: string; parentId: string; issuerCode: string }) => {
    const shortName = unit.name.replace('Ủy ban nhân dân', 'UBND').replace('Mặt trận Tổ quốc', 'MTTQ')
    const id = await addUnit(transaction, { code, shortName, ...unit, ...since })
    return withPeople(transaction, { id, code, aboveId: unit.parentId, provinceId, random })
  }
  const committee = await atWork('M-UBND', {
    name: 'Ủy ban nhân dân tỉnh Mẫu',
    kind: 'peoples-committee',
    parentId: provinceId,
    issuerCode: 'UBND',
  })
  const units: UnitAtWork[] = []
  for (const [code, name] of DEPARTMENTS) {
    const kind = code === 'MTTQ' ? 'fatherland-front' : 'department'
    units.push(await atWork(`M-${code}`, { name, kind, parentId: committee.id, issuerCode: code }))
  }
  for (const [index, name] of communeNames(COMMUNES, random).entries()) {
    const code = `M-X${String(index + 1).padStart(3, '0')}`
    units.push(
      await atWork(code, {
        name: `Ủy ban nhân dân ${name}`,
        kind: 'commune',
        parentId: committee.id,
        issuerCode: 'UBND',
      }),
    )
  }
  await addAccount(
    transaction,
    { code: 'M', id: provinceId },
    { role: 'administrator', title: 'Quản trị hệ thống', provinceId, random },
  )
  return { committee, units }
}

function communeNames(count: number, random: Chance): string[] {
  const names = new Set<string>()
  const first = ['Tân', 'Long', 'Vĩnh', 'Phú', 'Hòa', 'Thạnh', 'Mỹ', 'Bình', 'An', 'Đông']
  const second = [
    'Thuận',
    'Hưng',
    'Lộc',
    'Phước',
    'Trung',
    'Tiến',
    'Hiệp',
    'Lợi',
    'Thới',
    'Quới',
    'Khánh',
    'Xuân',
    'Hội',
    'Trị',
    'Thành',
    'Nghĩa',
  ]
  while (names.size < count) {
    const word = `${random.pick(first)} ${random.pick(second)}`
    if (!names.has(`xã ${word}`) && !names.has(`phường ${word}`))
      names.add(`${random.next() < 0.25 ? 'phường' : 'xã'} ${word}`)
  }
  return [...names]
}

type AddedUnit = { id: string; code: string; aboveId: string; provinceId: string; random: Chance }

async function withPeople(
  transaction: Database,
  { id, code, aboveId, provinceId, random }: AddedUnit,
): Promise<UnitAtWork> {
  const post = { provinceId, random }
  // Who reaches over the province works beside those who handle petitions.
  for (const { unit, role, wide } of SCALE_ACCOUNTS)
    if (unit === code && wide)
      await addAccount(transaction, { id, code }, { role, title: WIDE_TITLES[role] ?? '', ...post })
  const head = await addAccount(
    transaction,
    { id, code },
    { role: code === 'M-MTTQ' ? 'front' : 'head', title: 'Lãnh đạo đơn vị', ...post },
  )
  const clerk = await addAccount(
    transaction,
    { id, code },
    { role: 'clerk', title: 'Chuyên viên tiếp nhận đơn', ...post },
  )
  const other = await addPerson(transaction, inventedName(random), [
    { unitId: id, title: 'Chuyên viên', role: 'clerk' },
  ])
  return {
    id,
    code,
    aboveId,
    headId: head.personId,
    headAccountId: head.accountId,
    handlerIds: [clerk.personId, other],
    clerkAccountId: clerk.accountId,
  }
}

const WIDE_TITLES: Readonly<Record<string, string>> = {
  collector: 'Chuyên viên tổng hợp',
  leader: 'Phó Chủ tịch Ủy ban nhân dân tỉnh',
  inspector: 'Thanh tra viên',
}

/** Somebody with a post and an account; only the accounts that are told of have a password. */
async function addAccount(
  transaction: Database,
  { id, code }: { id: string; code: string },
  { role, title, provinceId, random }: { role: string; title: string; provinceId: string; random: Chance },
): Promise<{ personId: string; accountId: string }> {
  const told = SCALE_ACCOUNTS.find((account) => account.unit === code && account.role === role)
  const personId = await addPerson(transaction, inventedName(random), [
    {
      unitId: id,
      title,
      role,
      ...(role === 'head' ? { position: 1 } : {}),
      ...(told?.wide ? { reachUnitId: provinceId } : {}),
    },
  ])
  const userName = told?.userName ?? `${role}.${plain(code)}`
  const accountId = await createAccount(transaction, { userName, personId, password: told?.password ?? null })
  return { personId, accountId }
}

/** A code as a user name can hold it. */
const plain = (code: string) => code.toLowerCase().replaceAll('đ', 'd')
