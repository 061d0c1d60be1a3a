/** Widths of letters of Be Vietnam Pro, in parts of the size of the letters; measured in a browser, rounded up. */
const WIDTHS: readonly (readonly [letters: string, width: number])[] = [
  [' ', 0.24],
  ["iIlj.,:;'’|!", 0.28],
  ['fr1t()“”', 0.43],
  ['szJ/', 0.51],
  ['uxnhvyk7e', 0.59],
  ['RBHKDNUXVA', 0.74],
  ['CGOQ', 0.83],
  ['mwM%—', 0.89],
  ['W', 1],
]

const WIDTH_OF_OTHERS = 0.67

const widthByLetter = new Map(WIDTHS.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width])))

/**
 * About how wide a text stands in the page's letters, in pixels; a server has no screen to measure on.
 * Marks of Vietnamese letters add no width.
 */
export function textWidthInPixels(text: string, sizeInPixels: number): number {
  const letters = [...text.normalize('NFD').replace(/\p{M}/gu, '')]
  return letters.reduce((width, letter) => width + (widthByLetter.get(letter) ?? WIDTH_OF_OTHERS), 0) * sizeInPixels
}
