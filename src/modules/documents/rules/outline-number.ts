/** Letters that Vietnamese legal drafting gives to points (điểm): the alphabet without ă, â, ê, ô, ơ, ư. */
const POINT_LETTERS = [...'abcdđeghiklmnopqrstuvxy']

const ROMAN_VALUES = [
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** 4 → `IV`; for sections (mục) and appendices. Positions count from 1. */
export function romanNumeral(position: number): string {
  let rest = position
  let numeral = ''
  for (const [value, letters] of ROMAN_VALUES) {
    numeral += letters.repeat(Math.floor(rest / value))
    rest %= value
  }
  return numeral
}

/**
 * 1 → `a`, 4 → `d`, 5 → `đ`; for points (điểm). Positions count from 1.
 * The decree stops at the end of the alphabet; after `y` the letters are doubled (`aa`, `bb`) so that a long list stays readable.
 * Source: Decree 30/2020/NĐ-CP, Appendix I, Part I, II.6đ.
 */
export function pointLetter(position: number): string {
  const letter = POINT_LETTERS[(position - 1) % POINT_LETTERS.length] ?? ''
  return letter.repeat(Math.ceil(position / POINT_LETTERS.length))
}

/** How a heading of the given level is numbered: section `I.`, clause `1.`, point `a)`. */
export function outlineNumber(level: 1 | 2 | 3, position: number): string {
  if (level === 1) return `${romanNumeral(position)}.`
  return level === 2 ? `${position}.` : `${pointLetter(position)})`
}
