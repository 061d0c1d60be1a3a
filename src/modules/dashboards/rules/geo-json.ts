import { Refusal } from '../../../vocabulary/refusal.ts'
import { type Outline, type Point, simplified } from './outline.ts'

/** A file of a province's communes is well below these; a larger one is a mistake, or is meant to hurt. */
export const LARGEST_MAP_IN_BYTES = 5 * 1024 * 1024
export const MOST_SHAPES = 600
const MOST_POINTS = 300_000

/** Where files usually have the name and the code of a commune. */
const NAME_PROPERTIES = ['name', 'ten', 'ten_xa', 'tenxa', 'ten_dvhc', 'shapename', 'name_3']
const CODE_PROPERTIES = ['code', 'ma', 'ma_xa', 'maxa', 'ma_dvhc', 'unitcode', 'id']

export type ReadShape = { readonly name: string; readonly code: string; readonly outline: Outline }

/**
 * Reads the shapes of a GeoJSON file (RFC 7946): a collection of areas in degrees of longitude and latitude, simplified so that all
 * together hold few enough points to be drawn. Refuses `dashboards.not-geojson`, `dashboards.not-areas`, `dashboards.not-degrees`,
 * `dashboards.too-many-shapes` and `dashboards.map-too-detailed`; nothing is kept then.
 */
export function readShapes(content: string, given: { name?: string; code?: string } = {}): ReadShape[] {
  const features = featuresOf(content)
  if (features.length > MOST_SHAPES) {
    refuse('too-many-shapes', `Tệp có ${features.length} hình, nhiều nhất ${MOST_SHAPES}. Hãy tách tệp theo tỉnh.`)
  }
  let points = 0
  const shapes = features.map((feature, index) => {
    const outline = outlineOf(feature, index)
    points += outline.flat().reduce((sum, ring) => sum + ring.length, 0)
    if (points > MOST_POINTS) {
      const most = MOST_POINTS.toLocaleString('vi-VN')
      refuse('map-too-detailed', `Các hình có hơn ${most} điểm. Hãy giảm chi tiết đường biên trong phần mềm bản đồ.`)
    }
    const properties = isObject(feature.properties) ? feature.properties : {}
    return {
      name: propertyOf(properties, given.name ? [given.name] : NAME_PROPERTIES),
      code: propertyOf(properties, given.code ? [given.code] : CODE_PROPERTIES),
      outline,
    }
  })
  const outlines = simplified(shapes.map(({ outline }) => outline))
  return shapes.map((shape, index) => ({ ...shape, outline: outlines[index] ?? shape.outline }))
}

type Json = { readonly [key: string]: unknown }
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

function featuresOf(content: string): Json[] {
  const read = (): unknown => {
    try {
      return JSON.parse(content.replace(/^\uFEFF/, ''))
    } catch {
      return null
    }
  }
  const parsed = read()
  if (!isObject(parsed) || parsed.type !== 'FeatureCollection' || !Array.isArray(parsed.features)) {
    refuse('not-geojson', 'Tệp không phải GeoJSON dạng FeatureCollection. Hãy xuất lại từ phần mềm bản đồ.')
  }
  const features = (parsed as { features: unknown[] }).features.filter(isObject)
  if (features.length === 0) refuse('not-geojson', 'Tệp không có hình nào.')
  return features
}

function outlineOf(feature: Json, index: number): Outline {
  const geometry = isObject(feature.geometry) ? feature.geometry : {}
  const { type, coordinates } = geometry
  if ((type !== 'Polygon' && type !== 'MultiPolygon') || !Array.isArray(coordinates)) {
    refuse('not-areas', `Hình thứ ${index + 1} không phải vùng (Polygon, MultiPolygon). Hãy chỉ xuất lớp ranh giới.`)
  }
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : (coordinates as unknown[])
  const outline = polygons.map((polygon) => listOf(polygon, index).map((ring) => ringOf(ring, index)))
  if (outline.length === 0 || outline.some((rings) => rings.length === 0)) notClosed(index)
  return outline
}

function listOf(value: unknown, index: number): unknown[] {
  return Array.isArray(value) ? value : notClosed(index)
}

const HUNDRED_THOUSANDTHS = 100_000

function ringOf(ring: unknown, index: number): Point[] {
  const points = listOf(ring, index).map((position): Point => {
    const [longitude, latitude]: unknown[] = Array.isArray(position) ? position : []
    const isDegree = (value: unknown, most: number): value is number =>
      typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= most
    if (!isDegree(longitude, 180) || !isDegree(latitude, 90)) {
      return refuse(
        'not-degrees',
        `Hình thứ ${index + 1} có tọa độ không phải kinh độ, vĩ độ. Tệp VN-2000 hay tọa độ mét phải chuyển sang WGS 84 trước.`,
      )
    }
    return [Math.round(longitude * HUNDRED_THOUSANDTHS), Math.round(latitude * HUNDRED_THOUSANDTHS)]
  })
  return points.length < 4 ? notClosed(index) : points
}

function notClosed(index: number): never {
  return refuse('not-areas', `Hình thứ ${index + 1} không khép kín: mỗi vòng biên cần ít nhất bốn điểm.`)
}

function propertyOf(properties: Json, names: readonly string[]): string {
  const wanted = names.map((name) => name.toLowerCase())
  const found = wanted.flatMap((name) =>
    Object.entries(properties).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : [])),
  )
  const [first] = found.filter((value) => typeof value === 'string' || typeof value === 'number')
  return first === undefined ? '' : String(first).normalize('NFC').replaceAll('\u0000', '').trim().slice(0, 200)
}

function refuse(code: string, message: string): never {
  throw new Refusal('invalid', `dashboards.${code}`, `${message} Chưa lưu gì.`, { file: message })
}
