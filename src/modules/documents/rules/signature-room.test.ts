import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { roomOfPerson, roomOfSeal, roomOfWords, sizeOfSignature } from './signature-room.ts'

const MM = 72 / 25.4
const place = { page: 2, middle: 150 * MM, top: 200 * MM, height: 25 * MM }
const sides = fc.record({ width: fc.integer({ min: 5, max: 2500 }), height: fc.integer({ min: 5, max: 2500 }) })

describe('the room of a signature', () => {
  test('keeps its proportions and stands in the middle between title and name', () => {
    fc.assert(
      fc.property(sides, (dots) => {
        const size = sizeOfSignature(dots)
        expect(size.width / size.height).toBeCloseTo(dots.width / dots.height, 6)
        const room = roomOfPerson(place, size)
        expect(room.left + room.width / 2).toBeCloseTo(place.middle, 6)
        expect(297 * MM - room.bottom - room.height).toBeGreaterThanOrEqual(place.top)
        expect(297 * MM - room.bottom).toBeLessThanOrEqual(place.top + place.height)
        expect(room.page).toBe(2)
      }),
    )
  })

  test('is covered on its left third by the seal, which has its real size', () => {
    fc.assert(
      fc.property(sides, fc.integer({ min: 15, max: 60 }), (dots, across) => {
        const size = sizeOfSignature(dots)
        const person = roomOfPerson(place, size)
        const seal = roomOfSeal(place, { width: across, height: across }, size)
        expect(seal.width / MM).toBeCloseTo(across, 6)
        expect(seal.left + seal.width).toBeCloseTo(person.left + person.width / 3, 6)
        expect(seal.bottom + seal.height / 2).toBeCloseTo(person.bottom + person.height / 2, 6)
      }),
    )
  })

  test('of words in place of both pictures is two rooms that do not meet', () => {
    const person = roomOfWords(place, 'person', { width: 200, height: 22 })
    const body = roomOfWords(place, 'body', { width: 200, height: 22 })
    expect(body.bottom + body.height).toBeLessThan(person.bottom)
    expect(297 * MM - body.bottom).toBeLessThan(place.top + place.height)
  })
})
