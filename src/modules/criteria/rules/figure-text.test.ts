import { describe, expect, test } from 'vitest'
import { readFigure, showFigure, writeFigure } from './figure-text.ts'
import type { AskedFigure, FigureKind } from './set-inputs.ts'

const asked = (kind: FigureKind): AskedFigure => ({ code: 'x', title: 'Số liệu', kind, from: 'person', askedBy: '1' })

describe('a figure as a person types it', () => {
  test('is nothing when nothing was typed', () => {
    expect(readFigure(asked('number'), '  ')).toBeUndefined()
  })
  test('reads a dot between thousands as Vietnamese writers mean it', () => {
    expect(readFigure(asked('number'), '2.657')).toBe(2657)
    expect(readFigure(asked('count'), '2.657')).toBe(2657)
    expect(readFigure(asked('number'), '1.234,5')).toBe('1234.5')
  })
  test('keeps a decimal exactly, with a comma or a dot', () => {
    expect(readFigure(asked('number'), '87,50')).toBe('87.50')
    expect(readFigure(asked('points'), '2.5')).toBe('2.5')
  })
  test('reads a day, also with an hour', () => {
    expect(readFigure(asked('date'), '5/3/2026')).toBe('2026-03-05')
    expect(readFigure(asked('date'), '05/12/2025 9:30')).toBe('2025-12-05T09:30')
  })
  test.each([
    ['date', '30/02/2026'],
    ['date', '05/12/2025 25:00'],
    ['date', '05/12/2025 lúc 9:30'],
    ['count', '1,5'],
    ['count', '-1'],
    ['number', 'mười hai'],
    ['yes-no', 'có'],
  ] as const)('of kind %s can’t be “%s”, and the message stands at its field', (kind, typed) => {
    expect(() => readFigure(asked(kind), typed)).toThrow(
      expect.objectContaining({ code: 'criteria.unreadable-figure', fields: { 'figure:x': expect.any(String) } }),
    )
  })
  test('comes back as it was typed', () => {
    for (const [kind, typed] of [
      ['number', '87,5'],
      ['count', '2.657'],
      ['date', '05/12/2025 09:30'],
      ['level', 'A'],
      ['yes-no', 'no'],
    ] as const) {
      expect(writeFigure(asked(kind), readFigure(asked(kind), typed))).toBe(typed)
    }
  })
  test('is read as a word where it is a yes or a no', () => {
    expect(showFigure(asked('yes-no'), false)).toBe('Không')
  })
})
