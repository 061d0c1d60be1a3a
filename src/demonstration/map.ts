import { keepMap, showMap } from '../modules/dashboards/actions/keep-map.ts'
import type { Database } from '../platform/database/database.ts'
import type { Official } from '../vocabulary/official.ts'
import type { HauGiang } from './hau-giang.ts'

export const INVENTED = 'Hình minh họa, không phải ranh giới thật'
const COLUMNS = 10
const SIDE_IN_DEGREES = 0.05

/** A square for each commune, side by side: nobody can take them for borders. */
export function squares(communes: readonly { code: string; name: string }[]): string {
  const features = communes.map(({ code, name }, index) => {
    const west = round(105.2 + (index % COLUMNS) * SIDE_IN_DEGREES)
    const north = round(9.95 - Math.floor(index / COLUMNS) * SIDE_IN_DEGREES)
    const [east, south] = [round(west + SIDE_IN_DEGREES), round(north - SIDE_IN_DEGREES)]
    const border = [
      [west, north],
      [east, north],
      [east, south],
      [west, south],
      [west, north],
    ]
    return {
      type: 'Feature',
      properties: { code, name },
      geometry: { type: 'Polygon', coordinates: [border] },
    }
  })
  return JSON.stringify({ type: 'FeatureCollection', name: INVENTED, features })
}

const round = (degrees: number) => Math.round(degrees * 1000) / 1000

/** The map of the demonstration, and another whose shapes still wait to be matched. */
export async function addMap(database: Database, hauGiang: HauGiang, official: Official): Promise<void> {
  const ids = hauGiang.districts.flatMap(({ communes }) => communes.map(({ id }) => id))
  const units = await database
    .selectFrom('unit')
    .innerJoin('unit_version as version', 'version.unit_id', 'unit.id')
    .select(['unit.id', 'unit.code', 'version.short_name as name', 'version.valid_from as validFrom'])
    .where('unit.id', 'in', ids)
    .orderBy('unit.id')
    .execute()
  const validFrom =
    units
      .map((unit) => unit.validFrom)
      .sort()
      .at(-1) ?? '2020-01-01'
  const given = { validFrom, nameProperty: '', codeProperty: '', illustration: INVENTED }
  const origin = 'Các ô vuông đặt ra để minh họa'
  const id = await keepMap(database, official, {
    ...{ ...given, title: 'Bản đồ minh họa các xã', origin },
    content: squares(units.map(({ code, name }) => ({ code, name }))),
  })
  await showMap(database, official, { id, shown: true })
  const waiting = [
    { code: '', name: units[0]?.name ?? '' },
    { code: '', name: 'Xã chưa rõ tên' },
    { code: '0', name: 'Thị trấn chưa rõ tên' },
  ]
  await keepMap(database, official, {
    ...{ ...given, title: 'Bản đồ minh họa chờ khớp', origin },
    content: squares(waiting),
  })
}
