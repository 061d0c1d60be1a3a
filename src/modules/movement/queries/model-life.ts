import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsAbove, unitsOnDay, unitsUnder } from '../../organisation/index.ts'
import { isAlike, type RecognitionLevel } from '../rules/model.ts'
import './tables.ts'

/** The follow-up visits of a model, the latest first. The caller has checked that the reader may see the model. */
export function visitsOf(database: Database, modelId: string) {
  return database
    .selectFrom('model_visit')
    .select([
      'id',
      'visited_on as visitedOn',
      'visited_by as visitedBy',
      'seen',
      'is_alive as isAlive',
      'to_mend as toMend',
      'mend_by as mendBy',
    ])
    .where('model_id', '=', modelId)
    .orderBy('visited_on', 'desc')
    .orderBy('id', 'desc')
    .limit(200)
    .execute()
}

/**
 * True for a model, as `model`, that is to be kept up and was not seen at work in the year of the day: recognised in an earlier year, or
 * registered as continued this year; not faded, and not continued by the registration of a later year.
 */
export function lacksProofOfLife(today: CalendarDate) {
  const year = yearOf(today)
  return sql<SqlBool>`(model.faded_on is null
    and ((model.state = 'recognised' and extract(year from model.reviewed_on) < ${year})
      or (model.registration = 'continued' and model.year = ${year} and model.state <> 'not-recognised'))
    and not exists (select from model_visit visit where visit.model_id = model.id and visit.is_alive
      and extract(year from visit.visited_on) = ${year})
    and not exists (select from movement_model later where later.continues_model_id = model.id))`
}

/** How many models of these units lack their proof of life. */
export async function countLackingProof(
  database: Database,
  unitIds: readonly string[],
  today: CalendarDate,
): Promise<number> {
  const { count } = await database
    .selectFrom('movement_model as model')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('model.unit_id', 'in', [...unitIds])
    .where(lacksProofOfLife(today))
    .executeTakeFirstOrThrow()
  return count
}

/** What a model is compared by, and what it is alike on purpose. */
export type AlikeAsked = {
  name: string
  content: string
  year: number
  exceptIds: readonly (string | null | undefined)[]
}

/**
 * Models of this year and the last that are alike by name or content, of all owners, as far as the reader may read them: those within
 * reach and those recognised anywhere; at most 10.
 */
export async function alikeModels(
  database: Database,
  official: Official,
  { name, content, year, exceptIds }: AlikeAsked,
  today: CalendarDate,
) {
  const except = exceptIds.flatMap((id) => id ?? [])
  let query = database
    .selectFrom('movement_model as model')
    .innerJoin('movement_model_search as search', 'search.model_id', 'model.id')
    .select([
      'model.id',
      'model.name',
      'model.content',
      'model.year',
      'model.owner_name as ownerName',
      sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName'),
    ])
    .where('model.year', '>=', year - 1)
    .where('model.year', '<=', year)
    .where(
      sql<SqlBool>`(model.state = 'recognised' or model.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)})`,
    )
    .where(
      sql<SqlBool>`search.words @@ replace(plainto_tsquery('simple', searchable(${name}))::text, '&', '|')::tsquery`,
    )
    .orderBy(
      sql`ts_rank(search.words, replace(plainto_tsquery('simple', searchable(${name}))::text, '&', '|')::tsquery)`,
      'desc',
    )
    .orderBy('model.id')
    .limit(300)
  if (except.length > 0) query = query.where('model.id', 'not in', except)
  const rows = await query.execute()
  return rows.filter((other) => isAlike({ name, content }, other)).slice(0, 10)
}

/** How many models the public sees at once. */
export const PUBLIC_MODELS_SHOWN = 200

/** Models before the public: released by their owner after they were recognised; the latest, each with how many there are in `total`. */
export function publicModels(
  database: Database,
  filter: {
    rootId: string | undefined
    unitId?: string | undefined
    field?: string | undefined
    level?: RecognitionLevel | undefined
    year?: number | undefined
    today: CalendarDate
  },
) {
  let query = released(database)
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .orderBy('model.released_on', 'desc')
    .orderBy('model.id', 'desc')
    .limit(PUBLIC_MODELS_SHOWN)
  if (filter.rootId) query = query.where('model.unit_id', 'in', unitsUnder([filter.rootId], filter.today))
  if (filter.unitId) query = query.where('model.unit_id', 'in', unitsUnder([filter.unitId], filter.today))
  if (filter.level) query = query.where('model.recognition_level', '=', filter.level)
  if (filter.field) query = query.where(sql<SqlBool>`model.field_code = ${filter.field}`)
  if (filter.year) query = query.where('model.year', '=', filter.year)
  return query.execute()
}

/** The units of today under which such models are found, in the province of the root: their own, what took them over, and those above. */
export function unitsOfPublicModels(database: Database, { rootId, today }: { rootId: string; today: CalendarDate }) {
  const owners = sql`array(select model.unit_id from movement_model model
    where model.released_on is not null and model.state = 'recognised')`
  return unitsOnDay(database, { today, roots: [rootId], among: unitsAbove(owners, today) })
}

/** One of them; undefined when it is not before the public. */
export function publicModel(database: Database, id: string) {
  return released(database).where('model.id', '=', id).executeTakeFirst()
}

function released(database: Database) {
  return database
    .selectFrom('movement_model as model')
    .select([
      'model.id',
      'model.name',
      'model.year',
      sql<string>`(select field.title from movement_field field where field.code = model.field_code)`.as('fieldTitle'),
      'model.area',
      'model.public_words as words',
      'model.recognition_level as level',
      'model.faded_on as fadedOn',
      // Who made it is named only where it is a collective: a person is named by a decision, not by this page.
      sql<string>`case when model.owner_kind = 'collective' then model.owner_name else '' end`.as('ownerName'),
      sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName'),
      sql<number>`(select count(*)::int from movement_model spread where spread.replicates_model_id = model.id)`.as(
        'spread',
      ),
    ])
    .where('model.released_on', 'is not', null)
    .where('model.state', '=', 'recognised')
}
