import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { DEMONSTRATION_SET } from '../rules/demonstration-set.ts'
import { publishedSchema } from './published-schema.ts'
import { readSetText } from './set-text.ts'

const document = (name: string) => readFileSync(new URL(`../../../../docs/${name}`, import.meta.url), 'utf8')
const validates = new Ajv2020({ strict: false }).compile(publishedSchema())

describe('the published JSON Schema', () => {
  test('is the one in the documents', () => {
    expect(JSON.parse(document('criteria-set.schema.json'))).toEqual(publishedSchema())
  })

  test('accepts the examples and the demonstration set', () => {
    const sets = [
      DEMONSTRATION_SET,
      JSON.parse(document('examples/criteria-set.json')),
      readSetText(document('examples/criteria-set-1000.yaml')),
    ]
    for (const set of sets)
      expect({ valid: validates(set), errors: validates.errors }).toEqual({ valid: true, errors: null })
  })

  test('accepts every whole set and refuses slips that a person makes', () => {
    expect(validates({ ...DEMONSTRATION_SET, tieOder: [] })).toBe(false)
    expect(
      validates({ ...DEMONSTRATION_SET, scale: { baseMaximum: 'một trăm', decimals: 2, rounding: 'half-up' } }),
    ).toBe(false)
    expect(validates({ ...DEMONSTRATION_SET, notApplicable: 'maybe' })).toBe(false)
    const { legalAct: _, ...withoutAct } = DEMONSTRATION_SET
    expect(validates(withoutAct)).toBe(false)
  })
})
