import { expect, test } from 'vitest'
import type { Indicator } from './indicator.ts'
import { splitBy } from './split.ts'

const indicator: Indicator = {
  ...{
    code: 'activity.some',
    title: 'Hoạt động',
    theme: '',
    unitOfMeasure: 'cuộc',
    version: 1,
    validFrom: null,
    reason: '',
  },
  ...{ retiredOn: null, explanation: '', source: '', factCode: 'activity', measure: 'count', measureColumn: null },
  ...{
    filters: { kind: ['dialogue', 'training'] },
    partFilters: null,
    formula: null,
    decimals: 0,
    addsUp: false,
    time: 'flow',
  },
}

test('a figure taken apart counts only records that it counted before', () => {
  expect(splitBy(indicator, { dimension: 'kind', value: 'training' }).filters).toEqual({ kind: ['training'] })
  expect(splitBy(indicator, { dimension: 'kind', value: 'reception' }).filters).toEqual({ kind: [] })
  expect(splitBy(indicator, { dimension: 'form', value: 'online' }).filters).toEqual({
    kind: ['dialogue', 'training'],
    form: ['online'],
  })
})
