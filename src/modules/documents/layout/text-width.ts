/** Advance of the letters of Times New Roman Bold, in thousandths of the letter size. Letters with tone marks are as wide as without. */
const ADVANCES: readonly (readonly [number, string])[] = [
  [250, ' .,\u00a0'],
  [278, 'il/'],
  [333, 'fjt:;-()'],
  [389, 'Is'],
  [444, 'cerz'],
  [500, 'Jagvxy0123456789–“”'],
  [554, 'ơ'],
  [556, 'Sbdhknopquđ'],
  [600, 'ư'],
  [611, 'FP'],
  [667, 'BELTZ'],
  [722, 'ACDNRUVXYĐw'],
  [778, 'GHKOQƠ'],
  [796, 'Ư'],
  [833, 'm'],
  [944, 'M'],
  [1000, 'W…'],
]
const ADVANCE_BY_LETTER = new Map(
  ADVANCES.flatMap(([advance, letters]) => [...letters].map((letter) => [letter, advance])),
)
const WIDEST_ORDINARY_ADVANCE = 778

/** The horn of ơ and ư widens the letter; all other marks stand above or below it. */
const MARKS_BUT_THE_HORN = /(?!\u031b)\p{M}/gu

/** Width in points of a text set in Times New Roman Bold; the regular letters are a little narrower. */
export function boldWidthInPoints(text: string, sizeInPoints: number): number {
  let thousandths = 0
  for (const letter of text.normalize('NFD').replace(MARKS_BUT_THE_HORN, '').normalize('NFC')) {
    thousandths += ADVANCE_BY_LETTER.get(letter) ?? WIDEST_ORDINARY_ADVANCE
  }
  return (thousandths * sizeInPoints) / 1000
}
