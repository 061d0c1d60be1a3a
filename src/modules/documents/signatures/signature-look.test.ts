import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { pictureSize } from '../layout/picture-size.ts'
import { signatureLook, wordsAsLook } from './signature-look.ts'

const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as typeof import('@resvg/resvg-js')

/** A PNG of what an SVG draws. */
const png = (inner: string, { width = 400, height = 200, background = '' } = {}) =>
  new Resvg(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${inner}</svg>`, {
    ...(background === '' ? {} : { background }),
  })
    .render()
    .asPng()
const stroke = (colour: string) =>
  `<path d="M100 60 L300 60 L300 120 L100 120 Z" fill="none" stroke="${colour}" stroke-width="8"/>`

describe('the picture of a signature', () => {
  test('is cut to its ink', () => {
    expect(signatureLook(png(stroke('#1030a0')), 'person')).toMatchObject({ width: 208, height: 68 })
    const { png: cut, width, height } = signatureLook(png(stroke('#1030a0')), 'person')
    expect(pictureSize(cut)).toEqual({ type: 'png', width, height })
  })

  test('of a body is its seal in red', () => {
    const seal = png('<rect x="120" y="20" width="160" height="150" fill="#d01020"/>')
    expect(signatureLook(seal, 'body')).toMatchObject({ width: 160, height: 150 })
  })

  test.each([
    ['a red one', png(stroke('#c01020')), 'person', 'documents.picture-wrong-colour'],
    ['a black one', png(stroke('#000000')), 'person', 'documents.picture-wrong-colour'],
    ['a blue seal', png(stroke('#1030a0')), 'body', 'documents.picture-wrong-colour'],
    ['one on paper', png(stroke('#1030a0'), { background: 'white' }), 'person', 'documents.picture-not-transparent'],
    ['nothing', png(''), 'person', 'documents.picture-unreadable'],
    ['one of many dots', png(stroke('#1030a0'), { width: 2600 }), 'person', 'documents.picture-too-large'],
    ['a file of text', Buffer.from('%PDF-1.7'), 'person', 'documents.picture-not-png'],
    [
      'one cut off',
      png(stroke('#1030a0')).subarray(0, 60),
      'person',
      /^documents\.picture-(unreadable|not-transparent)$/,
    ],
    [
      'one that says it is larger than it is',
      (() => {
        const lying = Buffer.from(png(stroke('#1030a0')))
        lying.writeUInt32BE(2400, 16)
        return lying
      })(),
      'person',
      /^documents\.picture-/,
    ],
  ] as const)('is refused: %s', (_what, content, of, code) => {
    const refused = expect(() => signatureLook(content, of))
    refused.toThrow(code)
  })

  test('is words where there is none, as large as they are and whatever is in them', () => {
    const look = wordsAsLook(
      ['Ký số: Sở Nội vụ <tỉnh> & "Hậu Giang"', 'Thời gian ký: 2026-11-23T09:00:00+07:00'],
      'body',
    )
    expect(look).toMatchObject({ height: 22 })
    expect(pictureSize(look.png)).toEqual({ type: 'png', width: look.width * 4, height: look.height * 4 })
    expect(wordsAsLook(['A'], 'person').png.equals(wordsAsLook(['B'], 'person').png)).toBe(false)
  })
})
