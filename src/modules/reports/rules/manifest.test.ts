import { describe, expect, test } from 'vitest'
import { compareManifest, type ManifestFigure, type Standing } from './manifest.ts'

const figure: ManifestFigure = { code: 'dialogue.count', value: 3, recordCount: 3, lastYear: 2, records: 'aa' }
const sent: Standing = { sections: [{ code: 'strengths', sha256: '11' }], figures: [figure] }

describe('what was sent, held against what stands today', () => {
  test('is the same where nothing changed', () => {
    expect(compareManifest(sent, sent)).toEqual({
      sections: [{ code: 'strengths', isSame: true }],
      figures: [{ code: 'dialogue.count', isSame: true, areRecordsSame: true }],
    })
  })

  test('tells a section of other words, one that went, and one that came', () => {
    const now = { ...sent, sections: [{ code: 'strengths', sha256: '12' }] }
    expect(compareManifest(sent, now).sections).toEqual([{ code: 'strengths', isSame: false }])
    expect(compareManifest(sent, { ...sent, sections: [] }).sections).toEqual([{ code: 'strengths', isSame: false }])
    expect(compareManifest({ ...sent, sections: [] }, sent).sections).toEqual([{ code: 'strengths', isSame: false }])
  })

  test.each([
    [{ value: 4 }, { isSame: false, areRecordsSame: true }],
    [{ recordCount: 4 }, { isSame: false, areRecordsSame: true }],
    [{ lastYear: null }, { isSame: false, areRecordsSame: true }],
    [{ records: 'bb' }, { isSame: true, areRecordsSame: false }],
  ])('tells a figure of which %j is another', (change, told) => {
    const now = { ...sent, figures: [{ ...figure, ...change }] }
    expect(compareManifest(sent, now).figures).toEqual([{ code: 'dialogue.count', ...told }])
  })

  test('tells a figure that went', () => {
    expect(compareManifest(sent, { ...sent, figures: [] }).figures).toMatchObject([{ isSame: false }])
  })
})
