import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type SampleProvince, sampleProvince } from '../../../../tests/support/sample-province.ts'
import { type RunningSystem, startSystem } from '../../../../tests/support/system.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { createApiToken } from '../../identity/index.ts'

let system: RunningSystem
let province: SampleProvince

beforeAll(async () => {
  system = await startSystem('empty')
  province = await sampleProvince(system.database)
  const { commune, sibling } = province.units
  await sql`insert into activity (kind_code, title, held_on, place, unit_id, chaired_by, participant_count) values
    ('dialogue', 'Đối thoại ấp 3', '2026-05-05', 'Hội trường', ${commune}, 'Chủ tịch', 1215),
    ('dialogue', 'Đối thoại ấp 30', '2026-05-06', 'Hội trường', ${sibling}, 'Chủ tịch', 42)`.execute(system.database)
})
afterAll(() => system.stop())

async function open(official: Official, path: string): Promise<{ status: number; text: string }> {
  const token = await createApiToken(system.database, official.accountId)
  const answer = await fetch(`${system.address}${path}`, { headers: { authorization: `Bearer ${token}` } })
  return { status: answer.status, text: await answer.text() }
}

describe('the page of figures', () => {
  test('opens with the reader’s own units and each number opens to its records', async () => {
    const { communeClerk, collector } = province.officials
    const own = await open(communeClerk, '/figures')
    expect(own.text).toContain('Ủy ban nhân dân xã Ba')
    const link = /href="(\/figures\/dialogue\.participants\/records\?[^"]+)">1\.215</
      .exec(own.text)?.[1]
      ?.replaceAll('&amp;', '&')
    const records = await open(communeClerk, link ?? '')
    expect(records.text).toContain('Đối thoại ấp 3')
    expect(records.text).toContain('1.215')
    expect((await open(collector, '/figures')).text).toContain('1.257')
  })

  test('shows nobody the figures of a neighbour, by page, by records or by API', async () => {
    const { sibling } = province.units
    const { communeClerk, administrator } = province.officials
    const days = 'from=2026-01-01&to=2026-12-31'
    for (const path of [
      `/figures?unit=${sibling}`,
      `/figures/dialogue.count/records?unit=${sibling}&${days}`,
      `/api/v1/figures?unit=T-X30&${days}`,
      `/api/v1/figures/dialogue.count/records?unit=T-X30&${days}`,
    ]) {
      expect((await open(communeClerk, path)).status, path).toBe(404)
      expect((await open(administrator, path)).status, path).toBe(403)
    }
  })

  test('tells two days that make no period beside the day to mend, and keeps what was typed', async () => {
    const { status, text } = await open(
      province.officials.communeClerk,
      '/figures?part=free&from=31/05/2026&to=01/01/2026',
    )
    expect(status).toBe(200)
    expect(text).toContain('trước ngày bắt đầu (31/05/2026)')
    expect(text).toContain('value="31/05/2026"')
  })

  test('explains how each indicator is counted, and knows no other', async () => {
    const page = await open(province.officials.communeClerk, '/figures/dialogue.count')
    expect(page.text).toContain('Luật Tổ chức chính quyền địa phương năm 2025, Điều 43')
    expect(page.text).toContain('Chỉ tính khi loại hoạt động là')
    expect((await open(province.officials.communeClerk, '/figures/no.such')).status).toBe(404)
  })
})
