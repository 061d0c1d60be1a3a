import { describe, expect, test } from 'vitest'
import { NEW_SET, OLD_SET } from '../../../../tests/support/two-sets.ts'
import { figuresForKind } from './score-sheet.ts'
import { figureChoices, scoringOf } from './typed-score.ts'

const inputs = (figures: object) => ({ unit: { kind: 'xa' }, year: 2026, figures: { ...figures }, notApplicable: [] })
const EARLIER = {
  ...{ part: { from: '2026-01-01', to: '2026-08-06', percent: '62.5' }, set: OLD_SET, decided: {} },
  ...{ inputs: inputs({ 'dialogue.count': 4 }), figures: figuresForKind(OLD_SET, 'xa') },
}
const LATER = {
  ...{ part: { from: '2026-08-07', to: '2026-12-31', percent: '37.5' }, set: NEW_SET, decided: {} },
  ...{ inputs: inputs({ 'dialogue.count': 1, 2: true }), figures: figuresForKind(NEW_SET, 'xa') },
}

describe('“Thử” while typing, of a year of two parts', () => {
  const score = scoringOf({ kind: 'figure', parts: [EARLIER, LATER] })

  test('names the figures of each part apart, though both ask for the same', () => {
    expect([...figureChoices([EARLIER, LATER]).keys()]).toEqual(['1:dialogue.count', '2:dialogue.count', '2:2'])
    expect([...figureChoices([LATER]).keys()]).toEqual(['dialogue.count', '2'])
  })

  test('tells points and rank of the year, whichever part is changed', () => {
    // 40/50 × 62,5 = 50,00 and 60/100 × 37,5 = 22,50; a fifth dialogue in the first part makes it 62,50.
    expect(score({ figure: '1:dialogue.count', value: '5' }).slice(0, 2)).toEqual([
      'Tổng điểm cả năm: 72,50 → 85,00',
      'Xếp loại: Đạt → Tốt',
    ])
    expect(score({ figure: '2:2', value: 'không' })[0]).toBe('Tổng điểm cả năm: 72,50 → 57,50')
  })
})
