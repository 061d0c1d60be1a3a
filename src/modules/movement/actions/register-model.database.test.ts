import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { sampleProvince } from '../../../../tests/support/sample-province.ts'
import { databaseForTest, TEST_TODAY } from '../../../../tests/support/system.ts'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { StaleEdit } from '../../../vocabulary/stale-edit.ts'
import { descentOf } from '../queries/descent.ts'
import { modelFact } from '../queries/fact.ts'
import { modelById, models, recognisedModels, replicationsOf } from '../queries/models.ts'
import { descentRows } from '../rules/descent.ts'
import { changeModel, type ModelToRegister, registerModel } from './register-model.ts'
import { reviewModel } from './review-model.ts'

const model = (unitId: string): ModelToRegister => ({
  unitId,
  name: 'Ngày thứ Sáu nghe dân nói',
  registration: 'new',
  field: 'administrative-reform',
  ownerKind: 'collective',
  ownerName: 'Công chức xã Ba',
  content: 'Mỗi thứ Sáu lãnh đạo xã tiếp dân tại ấp.',
  year: 2026,
  registeredOn: '2026-03-02',
  replicatesModelId: null,
})

const recognised = { result: 'recognised', reviewedOn: '2026-11-10', note: 'Quyết định 12/QĐ-UBND' } as const

describe('registering a model', () => {
  test('keeps it, findable without accents and counted on its day', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerModel(database, officials.communeClerk, model(units.commune), TEST_TODAY)
    const found = await models(database, officials.collector, { words: 'nghe dan noi', year: 2026 }, TEST_TODAY)
    expect(found.rows).toMatchObject([{ id, state: 'registered', unitName: 'Ủy ban nhân dân xã Ba' }])
    expect((await models(database, officials.siblingClerk, {}, TEST_TODAY)).rows).toEqual([])
    const { rows } = await sql`select * from (${modelFact.source}) as counted`.execute(database)
    expect(rows).toMatchObject([
      {
        record_id: id,
        from_date: '2026-03-02',
        registration: 'new',
        field: 'administrative-reform',
        state: 'registered',
      },
    ])
  })

  test('is refused for a unit that is not the official’s', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    await expect(
      registerModel(database, officials.communeClerk, model(units.sibling), TEST_TODAY),
    ).rejects.toMatchObject({
      code: 'movement.not-your-unit',
    })
  })
})

describe('a recognised model', () => {
  test('is open to all units, which may spread it; one that was not is neither', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const id = await registerModel(database, officials.communeClerk, model(units.commune), TEST_TODAY)
    const copy = { ...model(units.sibling), replicatesModelId: id }
    expect(await modelById(database, officials.siblingClerk, id, TEST_TODAY)).toBeUndefined()
    await expect(registerModel(database, officials.siblingClerk, copy, TEST_TODAY)).rejects.toMatchObject({
      code: 'movement.not-recognised',
    })

    await reviewModel(database, officials.communeHead, { modelId: id, ...recognised }, TEST_TODAY)
    expect(await modelById(database, officials.siblingClerk, id, TEST_TODAY)).toMatchObject({
      state: 'recognised',
      isTheirs: false,
    })
    expect(await recognisedModels(database)).toMatchObject([{ id }])
    await registerModel(database, officials.siblingClerk, copy, TEST_TODAY)
    expect(await replicationsOf(database, id)).toMatchObject([{ unitName: 'Ủy ban nhân dân xã Ba Mươi' }])
    await expect(
      reviewModel(database, officials.siblingClerk, { modelId: id, ...recognised }, TEST_TODAY),
    ).rejects.toMatchObject({ kind: 'not-found' })
    expect((await changesOf(database, { kind: 'model', id }))[0]?.summary).toBe(
      'Bình xét: được công nhận (Quyết định 12/QĐ-UBND)',
    )
  })
})

describe('the descent of a model', () => {
  test('shows what came from what to every unit, opens what may be read, and never closes a circle', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const spread = async (clerk: typeof officials.communeClerk, unitId: string, replicatesModelId: string | null) =>
      registerModel(database, clerk, { ...model(unitId), replicatesModelId }, TEST_TODAY)
    const recognise = (modelId: string, head: typeof officials.communeHead) =>
      reviewModel(database, head, { modelId, ...recognised }, TEST_TODAY)
    const origin = await spread(officials.communeClerk, units.commune, null)
    await recognise(origin, officials.communeHead)
    const first = await spread(officials.siblingClerk, units.sibling, origin)
    await recognise(first, officials.siblingClerk)
    const second = await spread(officials.communeClerk, units.commune, first)
    const other = await spread(officials.siblingClerk, units.sibling, origin)
    const descent = (official: typeof officials.communeClerk, id: string) =>
      descentOf(database, official, id, TEST_TODAY)
    const all = await descent(officials.communeClerk, second)
    expect(descentRows(all).map(({ model: { id }, generation }) => [id, generation])).toEqual([
      [origin, 0],
      [first, 1],
      [second, 2],
      [other, 1],
    ])
    expect(await descent(officials.communeClerk, first)).toEqual(all)
    expect(all.filter(({ mayOpen }) => !mayOpen).map(({ id }) => id)).toEqual([other])

    const circle = { ...model(units.commune), replicatesModelId: first }
    await expect(
      changeModel(database, officials.communeClerk, { id: origin, version: null, given: circle, today: TEST_TODAY }),
    ).rejects.toMatchObject({ code: 'movement.spread-in-a-circle' })
  })
})

describe('changing a model that somebody else changed meanwhile', () => {
  test('is refused with what stands there now', async () => {
    const database = await databaseForTest()
    const { units, officials } = await sampleProvince(database)
    const given = model(units.commune)
    const id = await registerModel(database, officials.communeClerk, given, TEST_TODAY)
    const change = (name: string) =>
      changeModel(database, officials.communeHead, { id, version: '1', given: { ...given, name }, today: TEST_TODAY })
    await change('Nghe dân nói')
    await expect(change('Nói dân nghe')).rejects.toBeInstanceOf(StaleEdit)
    await expect(change('Nói dân nghe')).rejects.toMatchObject({
      current: { version: '2', values: { name: 'Nghe dân nói' } },
    })
  })
})
