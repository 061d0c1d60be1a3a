import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { excerptOf, wordsAsked } from './excerpt.ts'

const shown = (pieces: ReturnType<typeof excerptOf>) =>
  pieces.map(({ text, isMarked }) => (isMarked ? `[${text}]` : text)).join('')

describe('an excerpt', () => {
  test('marks the words with their accents, those side by side as one', () => {
    expect(shown(excerptOf('Kế hoạch công tác dân vận chính quyền năm 2026', wordsAsked('dan van 2026')))).toBe(
      'Kế hoạch công tác [dân vận] chính quyền năm [2026]',
    )
  })

  test('marks whole words only', () => {
    expect(shown(excerptOf('toàn dân an toàn', wordsAsked('an')))).toBe('toàn dân [an] toàn')
  })

  test('says that the text goes on at either end', () => {
    const text = `${'một hai ba '.repeat(20)}kênh thủy lợi${' bốn năm sáu'.repeat(30)}`
    const excerpt = shown(excerptOf(text, wordsAsked('kenh')))
    expect(excerpt).toMatch(/^… .*\[kênh\] thủy lợi bốn .*sáu …$/u)
    expect(excerpt.length).toBeLessThan(200)
  })

  test('never shows anything that is not in the text, and finds the words however they are written', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('dân', 'vận', 'Đồng', 'THÁP', 'x', '2026')),
        fc.boolean(),
        (words, apart) => {
          const text = words.join(' ')
          const excerpt = excerptOf(apart ? text.normalize('NFD') : text, wordsAsked('đồng THAP'))
          const marked = excerpt.filter((piece) => piece.isMarked).flatMap((piece) => piece.text.split(' '))
          for (const word of marked) expect(['Đồng', 'THÁP']).toContain(word.normalize('NFC'))
          if (text.length < 60) expect(marked.length).toBe(words.filter((word) => /Đồng|THÁP/.test(word)).length)
        },
      ),
    )
  })
})

test('the words of a search hold nothing but letters and digits', () => {
  expect(wordsAsked('Số 32/KH-UBND (dân vận)')).toEqual(['so', '32', 'kh', 'ubnd', 'dan', 'van'])
  expect(wordsAsked('.*|\\m')).toEqual(['m'])
  expect(wordsAsked(' – ')).toEqual([])
})
