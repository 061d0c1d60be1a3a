/** Longitude and latitude in hundred-thousandths of a degree, about a metre each. */
export type Point = readonly [number, number]
/** Polygons, each of rings: the first is the border, the others are holes. */
export type Outline = readonly (readonly (readonly Point[])[])[]

/** All shapes of a file together: more points make a page heavy and are not seen. */
export const MOST_POINTS_DRAWN = 5_000
/** Before it is looked at closely, a border is thinned to so many points: time must not grow with the square of what was sent. */
const MOST_POINTS_OF_RING = 2_000

/**
 * The same outlines with fewer points: each border is kept to within a tolerance, which grows until all together have few enough.
 * Small shapes keep at least a triangle.
 */
export function simplified(outlines: readonly Outline[]): Outline[] {
  const thinned = outlines.map((outline) => outline.map((rings) => rings.map(thin)))
  const all = thinned.flat(3)
  const spread = (axis: 0 | 1) => {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (const point of all) {
      least = Math.min(least, point[axis])
      most = Math.max(most, point[axis])
    }
    return most - least
  }
  const rings = thinned.flat(2).length
  let tolerance = Math.max(spread(0), spread(1)) / 4_000
  // Each round goes on from the last, which is shorter: the time is that of the first.
  let result: Outline[] = thinned
  do {
    result = result.map((outline) => outline.map((borders) => borders.map((ring) => kept(ring, tolerance))))
    tolerance = Math.max(1, tolerance * 1.6)
  } while (result.flat(3).length > Math.max(MOST_POINTS_DRAWN, rings * 4) && tolerance < 1e8)
  return result
}

function thin(ring: readonly Point[]): Point[] {
  const every = Math.ceil(ring.length / MOST_POINTS_OF_RING)
  const points = every === 1 ? [...ring] : ring.filter((_, index) => index % every === 0)
  const [first] = points
  const last = points.at(-1)
  if (first && last && (first[0] !== last[0] || first[1] !== last[1])) points.push(first)
  return points
}

/** Ramer, Douglas and Peucker, on the two halves of a closed border. */
function kept(ring: readonly Point[], tolerance: number): Point[] {
  const [first] = ring
  if (!first || ring.length <= 4) return [...ring]
  const far = farthest(ring, (point) => (point[0] - first[0]) ** 2 + (point[1] - first[1]) ** 2)
  const isKept = new Set([0, far, ring.length - 1])
  const open: [number, number][] = [
    [0, far],
    [far, ring.length - 1],
  ]
  let next = open.pop()
  while (next) {
    const [from, to] = next
    const [start, end] = [ring[from], ring[to]]
    if (start && end && to - from > 1) {
      const distances = ring.slice(from + 1, to).map((point) => distanceToLine(point, start, end))
      const widest = farthest(distances, (distance) => distance)
      if ((distances[widest] ?? 0) > tolerance) {
        const middle = from + 1 + widest
        isKept.add(middle)
        open.push([from, middle], [middle, to])
      }
    }
    next = open.pop()
  }
  if (isKept.size < 4) isKept.add(Math.floor(far / 2)).add(Math.floor((far + ring.length) / 2))
  return ring.filter((_, index) => isKept.has(index))
}

function farthest<Each>(all: readonly Each[], measure: (each: Each) => number): number {
  let [best, at] = [-1, 0]
  for (const [index, each] of all.entries()) {
    const value = measure(each)
    if (value > best) [best, at] = [value, index]
  }
  return at
}

function distanceToLine(point: Point, start: Point, end: Point): number {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]]
  const length = Math.hypot(dx, dy)
  if (length === 0) return Math.hypot(point[0] - start[0], point[1] - start[1])
  return Math.abs(dy * point[0] - dx * point[1] + end[0] * start[1] - end[1] * start[0]) / length
}

/** Where a shape stands in a drawing: its path, and the place and width for a number in it. */
export type DrawnShape = { readonly path: string; readonly x: number; readonly y: number; readonly width: number }

/**
 * The outlines as paths of a drawing of this width: a degree of longitude is as wide as it is in their middle latitude, north is up.
 * Good for a province; a country would need a projection.
 */
export function drawn(outlines: readonly Outline[], width: number): { height: number; shapes: DrawnShape[] } {
  const all = outlines.flat(3)
  const box = { left: Infinity, right: -Infinity, bottom: Infinity, top: -Infinity }
  for (const [x, y] of all) {
    box.left = Math.min(box.left, x)
    box.right = Math.max(box.right, x)
    box.bottom = Math.min(box.bottom, y)
    box.top = Math.max(box.top, y)
  }
  const narrowing = Math.cos((((box.top + box.bottom) / 2 / 100_000) * Math.PI) / 180)
  const scale = Math.min(
    width / Math.max(1, (box.right - box.left) * narrowing),
    (width * 1.3) / Math.max(1, box.top - box.bottom),
  )
  const at = ([x, y]: Point): Point => [
    Math.round((x - box.left) * narrowing * scale),
    Math.round((box.top - y) * scale),
  ]
  return {
    height: Math.max(1, Math.round((box.top - box.bottom) * scale)),
    shapes: outlines.map((outline) => shapeOf(outline.map((rings) => rings.map((ring) => ring.map(at))))),
  }
}

function shapeOf(outline: Outline): DrawnShape {
  const path = outline.flatMap((rings) => rings.map(pathOf)).join('')
  const borders = outline.map(([border = []]) => border)
  const largest = borders[farthest(borders, areaOf)] ?? []
  const xs = largest.map(([x]) => x)
  const ys = largest.map(([, y]) => y)
  const [left, right] = [Math.min(...xs), Math.max(...xs)]
  const middle = centreOf(largest) ?? [(left + right) / 2, (Math.min(...ys) + Math.max(...ys)) / 2]
  return { path, x: Math.round(middle[0]), y: Math.round(middle[1]), width: right - left }
}

/** Steps from point to point: shorter to write than places. */
function pathOf(ring: readonly Point[]): string {
  const [first, ...others] = ring
  if (!first) return ''
  let last = first
  const steps = others.flatMap((point) => {
    const step = `${point[0] - last[0]},${point[1] - last[1]}`
    last = point
    return step === '0,0' ? [] : [step]
  })
  return `M${first[0]},${first[1]}l${steps.join(' ')}z`
}

/** Twice the area, whatever the direction. */
const areaOf = (ring: readonly Point[]): number => Math.abs(signedArea(ring))

function signedArea(ring: readonly Point[]): number {
  return ring.reduce((sum, [x, y], index) => {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0]
    return sum + x * nextY - nextX * y
  }, 0)
}

function centreOf(ring: readonly Point[]): Point | null {
  const area = signedArea(ring)
  if (area === 0) return null
  let [sumX, sumY] = [0, 0]
  for (const [index, [x, y]] of ring.entries()) {
    const [nextX, nextY] = ring[(index + 1) % ring.length] ?? [0, 0]
    const cross = x * nextY - nextX * y
    sumX += (x + nextX) * cross
    sumY += (y + nextY) * cross
  }
  return [sumX / (3 * area), sumY / (3 * area)]
}
