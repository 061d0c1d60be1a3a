import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { descentRows, type Kin } from './descent.ts'

/** Models each of which came from an earlier one, or from none. */
const anyDescent: fc.Arbitrary<Kin[]> = fc
  .array(fc.option(fc.nat(), { nil: null }), { minLength: 1, maxLength: 40 })
  .map((origins) =>
    origins.map((origin, index) => ({
      id: String(index),
      originId: origin === null || index === 0 ? null : String(origin % index),
    })),
  )

describe('the map of descent', () => {
  test('lists each model once, after its origin and one generation further', () => {
    fc.assert(
      fc.property(anyDescent, (models) => {
        const rows = descentRows(models)
        expect(rows.map(({ model }) => model.id).sort()).toEqual(models.map(({ id }) => id).sort())
        for (const [index, { model, generation, originRow }] of rows.entries()) {
          if (originRow === null) {
            expect([model.originId, generation]).toEqual([null, 0])
            continue
          }
          const origin = rows[originRow]
          expect(originRow).toBeLessThan(index)
          expect(origin?.model.id).toBe(model.originId)
          expect(origin?.generation).toBe(generation - 1)
        }
      }),
    )
  })

  test('keeps the branch of a model together', () => {
    const kin = (id: string, originId: string | null): Kin => ({ id, originId })
    const rows = descentRows([kin('a', null), kin('b', 'a'), kin('c', 'a'), kin('d', 'b')])
    expect(rows.map(({ model, generation }) => `${generation}${model.id}`)).toEqual(['0a', '1b', '2d', '1c'])
  })

  test('begins anew with a model whose origin is not among them', () => {
    expect(descentRows([{ id: 'b', originId: 'gone' }])).toMatchObject([{ generation: 0, originRow: null }])
  })
})
