const NARROW = /[ijlItfr.,:;!'’|()[\]-]/
const WIDE = /[mwMW%@–—]/

/**
 * About how wide a text stands in the page's letters, in pixels; a server has no screen to measure on.
 * Marks of Vietnamese letters add no width.
 */
export function textWidthInPixels(text: string, sizeInPixels: number): number {
  let width = 0
  for (const letter of text.normalize('NFD').replace(/\p{M}/gu, '')) {
    if (NARROW.test(letter)) width += 0.33
    else if (WIDE.test(letter)) width += 0.9
    else if (letter === ' ') width += 0.26
    else if (/\p{Lu}/u.test(letter)) width += 0.7
    else width += 0.58
  }
  return width * sizeInPixels
}
