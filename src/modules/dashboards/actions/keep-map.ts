import { recordChange } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { mapSourceById } from '../queries/map-sources.ts'
import { readShapes } from '../rules/geo-json.ts'
import { matchShapes } from '../rules/matching.ts'
import '../queries/tables.ts'

export type MapToKeep = {
  title: string
  origin: string
  validFrom: CalendarDate
  content: string
  nameProperty: string
  codeProperty: string
  illustration?: string | undefined
}

/**
 * Keeps the shapes of a file, matched to the communes of the day from which they hold; nobody sees them yet. Refuses as `readShapes`.
 * In the caller's transaction.
 */
export async function keepMap(transaction: Database, official: Official | null, given: MapToKeep): Promise<string> {
  const { title, origin, validFrom, content, nameProperty, codeProperty, illustration } = given
  const shapes = readShapes(content, { name: nameProperty, code: codeProperty })
  const communes = await unitsOnDay(transaction, { today: validFrom, kinds: ['commune'] })
  const matched = matchShapes(shapes, communes)
  const { id } = await transaction
    .insertInto('map_source')
    .values({
      title,
      origin,
      valid_from: validFrom,
      illustration: illustration ?? null,
      uploaded_by_account_id: official?.accountId ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .insertInto('map_shape')
    .values(
      shapes.map(({ name, code, outline }, position) => ({
        ...{ source_id: id, position, name, code, outline: JSON.stringify(outline) },
        unit_id: matched[position]?.unitId ?? null,
        matched_by: matched[position]?.by ?? null,
      })),
    )
    .execute()
  await tell(transaction, official, id, 'dashboards.map-kept', `Nhập bản đồ “${title}”, ${shapes.length} hình`)
  return id
}

/**
 * Gives shapes to units by hand, or takes them away again. Refuses `dashboards.no-such-map`, `dashboards.map-shown` once people see
 * it, `dashboards.unit-twice` and `dashboards.no-such-commune`.
 */
export async function matchByHand(
  transaction: Database,
  official: Official,
  { id, units }: { id: string; units: ReadonlyMap<string, string | null> },
): Promise<void> {
  const source = await mapSourceById(transaction, id)
  requireDraft(source.state)
  const chosen = [...units.values()].filter((unitId): unitId is string => unitId !== null)
  const communes = await unitsOnDay(transaction, { today: source.validFrom, kinds: ['commune'] })
  const known = new Map(communes.map((unit) => [unit.id, unit.name]))
  for (const unitId of chosen) {
    if (!known.has(unitId)) refuse('no-such-commune', 'Chỉ chọn được đơn vị cấp xã hoạt động vào ngày của bản đồ.')
  }
  for (const [shapeId, unitId] of units) {
    await transaction
      .updateTable('map_shape')
      .set({ unit_id: unitId, matched_by: unitId === null ? null : 'hand' })
      .where('id', '=', shapeId)
      .where('source_id', '=', id)
      .execute()
  }
  const all = await transaction
    .selectFrom('map_shape')
    .select('unit_id as unitId')
    .where('source_id', '=', id)
    .execute()
  const twice = all
    .map(({ unitId }) => unitId)
    .find((unitId, at, list) => unitId !== null && list.indexOf(unitId) !== at)
  if (twice) {
    refuse('unit-twice', `Có hai hình cùng khớp với ${known.get(twice) ?? 'một đơn vị'}. Hãy chọn lại; chưa lưu gì.`)
  }
  await tell(transaction, official, id, 'dashboards.map-matched', `Khớp bằng tay ${units.size} hình của bản đồ`)
}

/** Shows a map on the dashboards, or takes it away from them. Refuses `dashboards.no-such-map` and `dashboards.nothing-matched`. */
export async function showMap(
  transaction: Database,
  official: Official,
  { id, shown }: { id: string; shown: boolean },
): Promise<void> {
  const source = await mapSourceById(transaction, id)
  if (shown && source.shapeCount === source.unmatchedCount) {
    refuse('nothing-matched', 'Chưa hình nào khớp với đơn vị nên không có gì để vẽ. Hãy khớp bằng tay trước.')
  }
  await transaction
    .updateTable('map_source')
    .set({ state: shown ? 'shown' : 'withdrawn' })
    .where('id', '=', id)
    .execute()
  const summary = shown ? `Dùng bản đồ “${source.title}”` : `Thôi dùng bản đồ “${source.title}”`
  await tell(transaction, official, id, shown ? 'dashboards.map-shown' : 'dashboards.map-withdrawn', summary)
}

function requireDraft(state: string): void {
  if (state === 'shown') {
    refuse('map-shown', 'Bản đồ đang dùng nên không sửa được chỗ khớp. Hãy thôi dùng bản đồ trước; chưa lưu gì.')
  }
}

function refuse(code: string, message: string): never {
  throw new Refusal('conflict', `dashboards.${code}`, message)
}

function tell(transaction: Database, official: Official | null, id: string, action: string, summary: string) {
  const post = official && (postFor(official, 'dashboard.manage') ?? postFor(official, 'figure.read'))
  const unitId = post?.unitId ?? null
  return recordChange(transaction, { official, action, subject: { kind: 'map-source', id }, unitId, summary })
}
