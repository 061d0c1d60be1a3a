import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import './tables.ts'

function known(database: Database) {
  return database
    .selectFrom('map_source as source')
    .select([
      'source.id',
      'source.title',
      'source.origin',
      'source.valid_from as validFrom',
      'source.state',
      'source.illustration',
      'source.uploaded_at as uploadedAt',
      sql<number>`(select count(*)::int from map_shape shape where shape.source_id = source.id)`.as('shapeCount'),
      sql<number>`(select count(*)::int from map_shape shape where shape.source_id = source.id and shape.unit_id is null)`.as(
        'unmatchedCount',
      ),
    ])
}

/** All files of shapes, the newest first. */
export function mapSources(database: Database) {
  return known(database).orderBy('source.valid_from', 'desc').orderBy('source.id', 'desc').execute()
}

/** One of them. Refuses `dashboards.no-such-map`. */
export async function mapSourceById(database: Database, id: string) {
  const found = await known(database).where('source.id', '=', id).executeTakeFirst()
  if (!found) throw new Refusal('not-found', 'dashboards.no-such-map', 'Không có bản đồ này.')
  return found
}

export type MapSource = Awaited<ReturnType<typeof mapSourceById>>

/** The shapes of one, those without a unit first. */
export function shapesOfSource(database: Database, sourceId: string) {
  return database
    .selectFrom('map_shape as shape')
    .select([
      'shape.id',
      'shape.position',
      'shape.name',
      'shape.code',
      'shape.unit_id as unitId',
      'shape.matched_by as matchedBy',
      sql<
        string | null
      >`unit_name_on(shape.unit_id, (select valid_from from map_source where id = shape.source_id))`.as('unitName'),
    ])
    .where('shape.source_id', '=', sourceId)
    .orderBy(sql`shape.unit_id is not null`)
    .orderBy('shape.position')
    .execute()
}
