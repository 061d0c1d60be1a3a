import { sql } from 'kysely'
import { createAccount, createApiToken } from '../../src/modules/identity/index.ts'
import { openSession } from '../../src/modules/identity/queries/session.ts'
import { SESSION_COOKIE } from '../../src/modules/identity/web/identify.ts'
import type { Database } from '../../src/platform/database/database.ts'
import { TEST_NOW } from './test-day.ts'
import { addPerson, addUnits } from './units-and-people.ts'

/** The units of two provinces, and the people who are asked what they may reach in them. */

/** Where a record stands, seen from the commune in which the people of the roles work. `nobody` is a record that is not there. */
export const PLACES = ['own', 'sub', 'sibling', 'other'] as const
export type Place = (typeof PLACES)[number]

export const UNITS = [
  { key: 'province', code: 'VT', name: 'Tỉnh Vĩnh Thành', kind: 'province', parent: null },
  {
    key: 'committee',
    code: 'VT-UBND',
    name: 'Ủy ban nhân dân tỉnh Vĩnh Thành',
    kind: 'peoples-committee',
    parent: 'province',
  },
  { key: 'homeAffairs', code: 'VT-SNV', name: 'Sở Nội vụ Vĩnh Thành', kind: 'department', parent: 'committee' },
  { key: 'own', code: 'VT-3', name: 'Ủy ban nhân dân xã Ba', kind: 'commune', parent: 'committee' },
  {
    key: 'sub',
    code: 'VT-3-A',
    name: 'Trung tâm Phục vụ hành chính công xã Ba',
    kind: 'public-service-unit',
    parent: 'own',
  },
  { key: 'sibling', code: 'VT-30', name: 'Ủy ban nhân dân xã Ba Mươi', kind: 'commune', parent: 'committee' },
  { key: 'otherProvince', code: 'KH', name: 'Tỉnh Kim Hòa', kind: 'province', parent: null },
  {
    key: 'otherCommittee',
    code: 'KH-UBND',
    name: 'Ủy ban nhân dân tỉnh Kim Hòa',
    kind: 'peoples-committee',
    parent: 'otherProvince',
  },
  { key: 'other', code: 'KH-3', name: 'Ủy ban nhân dân xã Ba của Kim Hòa', kind: 'commune', parent: 'otherCommittee' },
] as const
export type UnitKey = (typeof UNITS)[number]['key']

/** The unit of each place and those above it, nearest first. */
export const ABOVE: Readonly<Record<Place, readonly UnitKey[]>> = {
  own: ['own', 'committee', 'province'],
  sub: ['sub', 'own', 'committee', 'province'],
  sibling: ['sibling', 'committee', 'province'],
  other: ['other', 'otherCommittee', 'otherProvince'],
}

/** A post of somebody whose reach is asked about. */
export type TestedPost = { role: string; unit: UnitKey; reach: UnitKey }

const inTheCommune = (role: string): TestedPost[] => [{ role, unit: 'own', reach: 'own' }]

/** Roles with one permission each. No installation has them today; roles are data, so one may tomorrow. */
const SINGLE_ROLES = {
  'only-figures': ['figure.read'],
  'only-assessments': ['criteria.read', 'document.read'],
  'only-plans': ['plan.read'],
  'only-reports': ['report.read'],
} as const

/** Who is asked about: each role in the commune, three that reach over the province, two posts at once, none, and single rights. */
export const PEOPLE = {
  clerk: inTheCommune('clerk'),
  head: inTheCommune('head'),
  collector: inTheCommune('collector'),
  leader: inTheCommune('leader'),
  front: inTheCommune('front'),
  inspector: inTheCommune('inspector'),
  administrator: inTheCommune('administrator'),
  'collector of the province': [{ role: 'collector', unit: 'homeAffairs', reach: 'province' }],
  'leader of the province': [{ role: 'leader', unit: 'committee', reach: 'province' }],
  'administrator of the province': [{ role: 'administrator', unit: 'province', reach: 'province' }],
  'head here and inspector everywhere': [
    { role: 'head', unit: 'own', reach: 'own' },
    { role: 'inspector', unit: 'homeAffairs', reach: 'province' },
  ],
  'somebody without a post': [],
  'reader of figures only': [{ role: 'only-figures', unit: 'homeAffairs', reach: 'province' }],
  'reader of assessments only': [{ role: 'only-assessments', unit: 'homeAffairs', reach: 'province' }],
  'reader of plans only': [{ role: 'only-plans', unit: 'homeAffairs', reach: 'province' }],
  'reader of reports only': [{ role: 'only-reports', unit: 'homeAffairs', reach: 'province' }],
} as const satisfies Record<string, readonly TestedPost[]>
export type PersonKey = keyof typeof PEOPLE
export const PERSON_KEYS = Object.keys(PEOPLE) as PersonKey[]

/** An account with a session and a token for the API. */
export type Account = { accountId: string; session: string; token: string }

/** The headers with which somebody asks: a program with its token, a browser with its session. */
export function signedIn(account: Account | null, url: string): Record<string, string> {
  if (account === null) return {}
  return url.startsWith('/api/')
    ? { authorization: `Bearer ${account.token}` }
    : { cookie: `${SESSION_COOKIE}=${account.session}` }
}

export function addUnitsOfPlaces(database: Database): Promise<Record<UnitKey, string>> {
  const units = UNITS.map((unit) => ({ ...unit, issuerCode: unit.code.replaceAll('-', '') }))
  return addUnits<UnitKey>(database, { placeName: 'Vĩnh Thành', units })
}

/** One role for those who make the records, with every permission there is, and one for each single permission. */
export async function addRoles(database: Database): Promise<void> {
  await database.insertInto('role').values({ code: 'maker', title: 'Người lập hồ sơ', position: 99 }).execute()
  for (const [code, permissions] of Object.entries(SINGLE_ROLES)) {
    await database.insertInto('role').values({ code, title: code, position: 99 }).execute()
    await database
      .insertInto('role_permission')
      .values(permissions.map((permission) => ({ role_code: code, permission })))
      .execute()
  }
  await sql`insert into role_permission (role_code, permission)
    select distinct 'maker', permission from role_permission`.execute(database)
}

/** The permissions of every role, as they stand in the database. */
export async function permissionsByRole(database: Database): Promise<Map<string, Set<string>>> {
  const permissionsOf = new Map<string, Set<string>>()
  for (const { role_code, permission } of await database.selectFrom('role_permission').selectAll().execute())
    permissionsOf.set(role_code, new Set(permissionsOf.get(role_code)).add(permission))
  return permissionsOf
}

export async function addAccount(
  database: Database,
  units: Record<UnitKey, string>,
  { fullName, userName, posts }: { fullName: string; userName: string; posts: readonly TestedPost[] },
): Promise<Account> {
  const personId = await addPerson(database, {
    fullName,
    posts: posts.map(({ role, unit, reach }) => ({
      ...{ unitId: units[unit], title: 'Chuyên viên', role },
      reachUnitId: reach === unit ? null : units[reach],
    })),
  })
  const accountId = await createAccount(database, { userName, personId, password: null })
  const session = await openSession(database, accountId, { device: '', now: TEST_NOW })
  return { accountId, session, token: await createApiToken(database, accountId, { now: TEST_NOW }) }
}
