import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MOST_SHAPES, readShapes } from './geo-json.ts'
import { drawn, MOST_POINTS_DRAWN, type Outline, simplified } from './outline.ts'

const ring = (west: number, south: number, side = 0.1) => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const feature = (geometry: unknown, properties: unknown = { ten_xa: 'Xã Ba', MA_XA: 31_339 }) => ({
  ...{ type: 'Feature', properties, geometry },
})
const file = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })
const polygon = (...rings: unknown[]) => ({ type: 'Polygon', coordinates: rings })

describe('a file of shapes', () => {
  test('gives areas of one or more parts with their names and codes, wherever these usually stand', () => {
    const [one, many] = readShapes(
      file(
        feature(polygon(ring(105, 10))),
        feature({ type: 'MultiPolygon', coordinates: [[ring(105, 10)], [ring(106, 10)]] }, { Name: 'Xã Bốn' }),
      ),
    )
    expect([one?.name, one?.code, one?.outline.length]).toEqual(['Xã Ba', '31339', 1])
    expect([many?.name, many?.code, many?.outline.length]).toEqual(['Xã Bốn', '', 2])
    expect(readShapes(file(feature(polygon(ring(105, 10)), { x: 'Tên' })), { name: 'X' })[0]?.name).toBe('Tên')
  })

  test.each([
    ['no JSON', 'xin chào', 'dashboards.not-geojson'],
    ['something else', '{"type": "Point"}', 'dashboards.not-geojson'],
    ['nothing', file(), 'dashboards.not-geojson'],
    ['a point', file(feature({ type: 'Point', coordinates: [105, 10] })), 'dashboards.not-areas'],
    ['no geometry', file(feature(null)), 'dashboards.not-areas'],
    [
      'two points',
      file(
        feature(
          polygon([
            [105, 10],
            [106, 10],
          ]),
        ),
      ),
      'dashboards.not-areas',
    ],
    ['no ring', file(feature(polygon())), 'dashboards.not-areas'],
    ['metres', file(feature(polygon(ring(560_000, 1_080_000, 5_000)))), 'dashboards.not-degrees'],
    [
      'words for degrees',
      file(
        feature(
          polygon([
            ['a', 'b'],
            [1, 1],
            [1, 2],
            [1, 1],
          ]),
        ),
      ),
      'dashboards.not-degrees',
    ],
    [
      'too many',
      file(...Array.from({ length: MOST_SHAPES + 1 }, () => feature(polygon(ring(105, 10))))),
      'dashboards.too-many-shapes',
    ],
    ['brackets without end', '['.repeat(200_000), 'dashboards.not-geojson'],
  ])('that is %s is refused', (_what, content, code) => {
    expect(() => readShapes(content)).toThrow(code)
  })

  test('never breaks on what is no such file, however it looks', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (geometry) => {
        try {
          readShapes(file(feature(geometry), geometry))
        } catch (refusal) {
          expect((refusal as { code?: string }).code).toMatch(/^dashboards\./)
        }
      }),
    )
  })
})

describe('a border with many points', () => {
  const circle = (points: number, radius = 10_000): Outline => [
    [
      Array.from({ length: points }, (_, index) => {
        const angle = (2 * Math.PI * (index % (points - 1))) / (points - 1)
        return [
          Math.round(10_500_000 + radius * Math.cos(angle)),
          Math.round(1_000_000 + radius * Math.sin(angle)),
        ] as const
      }),
    ],
  ]

  test('is drawn with few, closed, and where it was', () => {
    const outlines = Array.from({ length: 20 }, () => circle(3_000))
    const few = simplified(outlines)
    expect(few.flat(3).length).toBeLessThanOrEqual(MOST_POINTS_DRAWN)
    for (const [border = []] of few.flat()) {
      expect(border.length).toBeGreaterThanOrEqual(4)
      expect(border.at(-1)).toEqual(border[0])
    }
    const { shapes, height } = drawn(few, 1_000)
    expect(height).toBeGreaterThan(900)
    expect(height).toBeLessThan(1_100)
    expect(Math.abs((shapes[0]?.x ?? 0) - 500)).toBeLessThan(20)
  })

  test('whatever its form, a shape keeps an area and stays inside the drawing', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 1_000 }), fc.integer({ min: 0, max: 1_000 }))
    fc.assert(
      fc.property(
        fc.array(fc.array(point, { minLength: 4, maxLength: 60 }), { minLength: 1, maxLength: 5 }),
        (rings) => {
          const outlines = simplified(rings.map((each) => [[each]]))
          const { height, shapes } = drawn(outlines, 1_000)
          expect(shapes).toHaveLength(rings.length)
          expect(height).toBeLessThanOrEqual(1_300)
          for (const { path } of shapes) expect(path).toMatch(/^(M-?\d+,-?\d+l[-\d, ]*z)+$/)
        },
      ),
    )
  })
})
