import { afterAll, beforeAll, expect, test } from 'vitest'
import { FORM_CHECKS } from '../src/browser/form-checks.ts'
import { type BuiltRoute, routesBuiltBy } from './support/routes.ts'
import { type RunningSystem, startSystem } from './support/system.ts'

let system: RunningSystem
let forms: BuiltRoute[]

beforeAll(async () => {
  const found = await routesBuiltBy(() => startSystem('empty'))
  system = found.built
  forms = found.routes.filter(({ draft }) => draft !== undefined)
})
afterAll(() => system.stop())

test('a form whose draft may be kept on the device is checked there with the very fields that the server checks it with', () => {
  const wrong = forms.filter(({ draft }) => draft && FORM_CHECKS[draft.of] !== draft.fields)
  expect(wrong.map(({ pattern }) => pattern)).toEqual([])
  expect(forms.length).toBeGreaterThan(15)
})

test('no check is there for a form that nobody uses', () => {
  const used = new Set(forms.map(({ draft }) => draft?.of))
  expect(Object.keys(FORM_CHECKS).filter((name) => !used.has(name))).toEqual([])
})

test('no form that may hold what a citizen entrusts keeps its draft on the device', () => {
  const entrusted =
    /^\/(petitions|submissions|personal-data|reception\/visits|reception\/sessions|accounts|account|people)(\/|$)/
  expect(forms.filter(({ pattern }) => entrusted.test(pattern)).map(({ pattern }) => pattern)).toEqual([])
})
