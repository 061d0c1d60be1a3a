import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { blocksOfRoot, membershipsIn } from '../queries/blocks.ts'
import { addBlock, placeInBlock, takeOutOfBlock } from './keep-blocks.ts'

async function twoBlocks() {
  const database = await databaseForTest()
  const { units, officials } = await sampleProvince(database)
  const add = (code: string, title: string) =>
    addBlock(database, officials.collector, { code, title, rootUnitId: units.province }, TEST_TODAY)
  const first = await add('C1', 'Cụm 1')
  const second = await add('C2', 'Cụm 2')
  const place = (blockId: string, validFrom: string, official = officials.collector) =>
    placeInBlock(database, official, { blockId, unitId: units.commune, validFrom, paper: 'QĐ 5' }, TEST_TODAY)
  return { database, units, officials, first, second, place }
}

describe('a unit in blocks', () => {
  test('moves from one to the other on a day, and each remembers when', async () => {
    const { database, units, first, second, place } = await twoBlocks()
    await place(first, '2025-01-01')
    await place(second, '2026-01-01')
    expect(await membershipsIn(database, first, TEST_TODAY)).toMatchObject([
      { unitName: 'Ủy ban nhân dân xã Ba', validFrom: '2025-01-01', validTo: '2025-12-31' },
    ])
    expect(await membershipsIn(database, second, TEST_TODAY)).toMatchObject([
      { validFrom: '2026-01-01', validTo: null },
    ])
    const members = async (day: string) =>
      (await blocksOfRoot(database, units.province, day)).map((block) => [block.title, block.members])
    expect(await members('2025-12-31')).toEqual([
      ['Cụm 1', 1],
      ['Cụm 2', 0],
    ])
    const [told] = await changesOf(database, { kind: 'unit', id: units.commune })
    expect(told?.summary).toBe('Ủy ban nhân dân xã Ba vào Cụm 2 từ ngày 01/01/2026, chuyển từ Cụm 1 (QĐ 5)')
  })

  test('can stand in two of one province at a time by no way round the program', async () => {
    const { database, units, first, second, place } = await twoBlocks()
    await place(first, '2025-01-01')
    const behindItsBack = database
      .insertInto('block_membership')
      .values({ block_id: second, unit_id: units.commune, valid_from: '2026-01-01', valid_to: null })
      .execute()
    await expect(behindItsBack).rejects.toThrow('block_membership_one_at_a_time')
  })

  test('leaves after its last day', async () => {
    const { database, units, officials, first, place } = await twoBlocks()
    await place(first, '2025-01-01')
    const given = { blockId: first, unitId: units.commune, lastDay: '2026-06-30', paper: '' }
    await takeOutOfBlock(database, officials.collector, given, TEST_TODAY)
    expect((await blocksOfRoot(database, units.province, '2026-07-01')).map((block) => block.members)).toEqual([0, 0])
    await expect(takeOutOfBlock(database, officials.collector, given, TEST_TODAY)).rejects.toMatchObject({
      code: 'organisation.membership-ended',
    })
  })

  test('is moved only by who keeps the blocks of that province, and only within it', async () => {
    const { officials, first, place } = await twoBlocks()
    await expect(place(first, '2025-01-01', officials.communeHead)).rejects.toMatchObject({
      code: 'organisation.no-such-block',
    })
    await expect(place(first, '1999-01-01')).rejects.toMatchObject({ code: 'organisation.not-in-province' })
  })
})
