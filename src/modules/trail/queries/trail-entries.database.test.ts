import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { modules } from '../../../application.ts'
import { PROJECT_FOLDER } from '../../../folders.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import type { RecordKind } from '../../../platform/http/module.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { trailEntries } from './trail-entries.ts'

const KINDS: RecordKind[] = [
  { kind: 'activity', title: 'Hoạt động', words: 'everyone' },
  { kind: 'document', title: 'Văn bản', words: 'readers', page: { path: (id) => id, permission: 'document.read' } },
  { kind: 'petition', title: 'Đơn thư', words: 'nobody' },
]

async function province() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const record = (kind: string, unitId: string | null, summary: string) =>
    recordChange(database, {
      official: officials.communeClerk,
      action: 'test.recorded',
      subject: { kind, id: '1' },
      unitId,
      summary,
    })
  await record('activity', units.commune, 'Ghi đối thoại')
  await record('document', units.commune, 'Vào sổ: đơn của ông Năm')
  await record('petition', units.commune, 'Vào sổ đơn tố cáo số 1/2026')
  await record('something-new', units.commune, 'Chưa khai báo')
  await record('activity', units.sibling, 'Ghi tập huấn')
  await record('activity', null, 'Của toàn hệ thống')
  return { database, units, officials }
}

/** The official with these permissions, for the own unit and those below, or for another subtree. */
function holding(official: Official, permissions: string[], reachUnitId?: string): Official {
  return {
    ...official,
    posts: official.posts.map((post) => ({ ...post, permissions, reachUnitId: reachUnitId ?? post.reachUnitId })),
  }
}

describe('the trail as a list', () => {
  test('shows what belongs to the units in reach, and what belongs to none to those who reach the province', async () => {
    const { database, units, officials } = await province()
    const read = async (official: Official, filter = {}) =>
      (await trailEntries(database, official, { kinds: KINDS, filter, today: TEST_TODAY })).rows.map(
        (entry) => entry.unitId,
      )
    const ofProvince = holding(officials.administrator, ['audit.read'])
    expect(await read(ofProvince)).toEqual([
      null,
      units.sibling,
      units.commune,
      units.commune,
      units.commune,
      units.commune,
    ])
    expect(await read(holding(officials.siblingClerk, ['audit.read']))).toEqual([units.sibling])
    expect(await read(holding(officials.siblingClerk, ['activity.read']))).toEqual([])
    expect(await read(holding(officials.communeHead, ['audit.read']), { unitId: units.sibling })).toEqual([])
    expect(await read(ofProvince, { unitId: units.sibling })).toEqual([units.sibling])
  })

  test('shows what names no unit to those below whom it lies, when its kind says where that is', async () => {
    const { database, officials } = await province()
    await recordChange(database, {
      official: null,
      action: 'identity.account-closed',
      subject: { kind: 'account', id: officials.siblingClerk.accountId },
      unitId: null,
      summary: 'Khóa tài khoản',
    })
    const kinds = modules().flatMap((module) => module.recordKinds ?? [])
    const read = async (official: Official) =>
      (
        await trailEntries(database, holding(official, ['audit.read']), {
          kinds,
          filter: { kind: 'account' },
          today: TEST_TODAY,
        })
      ).rows.length
    expect(await read(officials.administrator)).toBe(1)
    expect(await read(officials.siblingClerk)).toBe(1)
    expect(await read(officials.communeClerk)).toBe(0)
  })

  test('tells what a change says only to those who may read it, and of a petition to nobody', async () => {
    const { database, officials } = await province()
    const read = async (permissions: string[]) => {
      const official = holding(officials.communeHead, permissions)
      const { rows } = await trailEntries(database, official, { kinds: KINDS, filter: {}, today: TEST_TODAY })
      return Object.fromEntries(rows.map(({ kind, summary }) => [kind, summary]))
    }
    const asAdministrator = await read(['audit.read', 'account.manage'])
    expect(asAdministrator).toEqual({
      activity: 'Ghi đối thoại',
      document: null,
      petition: null,
      'something-new': null,
    })
    expect(await read(['audit.read', 'document.read', 'petition.read', 'petition.read-denunciation'])).toEqual({
      ...asAdministrator,
      document: 'Vào sổ: đơn của ông Năm',
    })
  })

  test('answers who, of what kind and between which days, page by page without a gap', async () => {
    const { database, units, officials } = await province()
    const official = holding(officials.administrator, ['audit.read'])
    const read = (filter: object) => trailEntries(database, official, { kinds: KINDS, filter, today: TEST_TODAY })
    expect((await read({ actor: 'nguyen thi' })).rows).toHaveLength(6)
    expect((await read({ actor: '%' })).rows).toHaveLength(0)
    expect((await read({ kind: 'petition' })).rows).toHaveLength(1)
    expect((await read({ from: '2020-01-01', to: '2020-12-31' })).rows).toHaveLength(0)
    for (let index = 0; index < 120; index += 1)
      await recordChange(database, {
        official: null,
        action: 'test.recorded',
        subject: { kind: 'activity', id: String(index) },
        unitId: units.commune,
        summary: `Số ${index}`,
      })
    const seen: string[] = []
    for (let after: string | null | undefined; after !== null; ) {
      const { rows, next }: Awaited<ReturnType<typeof read>> = await read(after ? { after } : {})
      seen.push(...rows.map(({ id }) => id))
      after = next
    }
    expect(seen).toHaveLength(126)
    expect(new Set(seen).size).toBe(126)
    expect([...seen].sort((one, other) => Number(other) - Number(one))).toEqual(seen)
  })
})

test('every kind of record that writes into the trail is declared at a door', async () => {
  const source = join(PROJECT_FOLDER, 'src')
  const written = new Set<string>()
  for (const name of await readdir(source, { recursive: true })) {
    if (!/[.]tsx?$/.test(name) || name.includes('.test.')) continue
    const text = await readFile(join(source, name), 'utf8')
    for (const [, call = ''] of text.matchAll(/recordChange\(([\s\S]*?)\n {2,}\}/g))
      for (const [, kind = ''] of call.matchAll(/subject: \{ kind: '([a-z-]+)'/g)) written.add(kind)
  }
  const declared = new Set(
    modules()
      .flatMap((module) => module.recordKinds ?? [])
      .map(({ kind }) => kind),
  )
  expect(written.size).toBeGreaterThan(10)
  expect([...written].filter((kind) => !declared.has(kind) && kind !== 'system')).toEqual([])
})
