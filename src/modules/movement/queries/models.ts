import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { ModelRegistration, ModelState } from '../rules/model.ts'
import { lacksProofOfLife } from './model-life.ts'
import './tables.ts'

/** What the field of `model` is called. */
const fieldTitle = sql<string>`(select field.title from movement_field field where field.code = model.field_code)`

export const MODELS_PER_PAGE = 50

export type ModelFilter = {
  registration?: ModelRegistration | undefined
  /** The code of a field. */
  field?: string | undefined
  state?: ModelState | undefined
  unitId?: string | undefined
  year?: number | undefined
  /** Words in name, content or owner; accents don't matter. */
  words?: string | undefined
  /** `lacking`: those to be kept up that were not seen at work this year. */
  proof?: 'lacking' | undefined
  /** Where the page before ended: `date_id`. */
  after?: string | undefined
}

/** Models of the units within the official's reach, newest first, one page of 50 with the cursor of the next. */
export async function models(database: Database, official: Official, filter: ModelFilter, today: CalendarDate) {
  let query = database
    .selectFrom('movement_model as model')
    .select([
      'model.id',
      'model.name',
      'model.registration',
      'model.field_code as field',
      fieldTitle.as('fieldTitle'),
      'model.owner_name as ownerName',
      'model.year',
      'model.registered_on as registeredOn',
      'model.state',
      sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName'),
    ])
    .where('model.unit_id', 'in', unitsUnder(unitsFor(official, 'movement.read'), today))
    .orderBy('model.registered_on', 'desc')
    .orderBy('model.id', 'desc')
    .limit(MODELS_PER_PAGE + 1)
  if (filter.registration) query = query.where('model.registration', '=', filter.registration)
  if (filter.field) query = query.where('model.field_code', '=', filter.field)
  if (filter.state) query = query.where('model.state', '=', filter.state)
  if (filter.unitId) query = query.where('model.unit_id', 'in', unitsUnder([filter.unitId], today))
  if (filter.year) query = query.where('model.year', '=', filter.year)
  if (filter.proof) query = query.where(lacksProofOfLife(today))
  if (filter.words) {
    query = query.where(
      sql<SqlBool>`exists (select from movement_model_search search where search.model_id = model.id
        and search.words @@ plainto_tsquery('simple', searchable(${filter.words})))`,
    )
  }
  const cursor = /^(\d{4}-\d{2}-\d{2})_(\d{1,18})$/.exec(filter.after ?? '')
  if (cursor)
    query = query.where(sql<SqlBool>`(model.registered_on, model.id) < (${cursor[1]}::date, ${cursor[2]}::bigint)`)
  const rows = await query.execute()
  const page = rows.slice(0, MODELS_PER_PAGE)
  const last = page.at(-1)
  return { rows: page, next: rows.length > MODELS_PER_PAGE && last ? `${last.registeredOn}_${last.id}` : null }
}

/**
 * One model; undefined when it is not there or not the official's to read. Recognised models are there to be spread (nhân rộng):
 * whoever reads models reads those of all units.
 */
export function modelById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('movement_model as model')
    .leftJoin('movement_model as origin', 'origin.id', 'model.replicates_model_id')
    .leftJoin('movement_model as earlier', 'earlier.id', 'model.continues_model_id')
    .leftJoin('account', 'account.id', 'model.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'model.id',
      'model.unit_id as unitId',
      'model.name',
      'model.registration',
      'model.field_code as field',
      fieldTitle.as('fieldTitle'),
      'model.owner_kind as ownerKind',
      'model.owner_name as ownerName',
      'model.content',
      'model.year',
      'model.registered_on as registeredOn',
      'model.replicates_model_id as replicatesModelId',
      'model.state',
      'model.reviewed_on as reviewedOn',
      'model.review_note as reviewNote',
      'model.situation',
      'model.goals',
      'model.area',
      'model.forces',
      'model.resources',
      'model.schedule',
      'model.output',
      'model.lasting',
      'model.difference',
      'model.continues_model_id as continuesModelId',
      'model.recognition_level as recognitionLevel',
      'model.recognition_document_id as recognitionDocumentId',
      'model.faded_on as fadedOn',
      'model.faded_reason as fadedReason',
      'model.released_on as releasedOn',
      'model.public_words as publicWords',
      'earlier.name as earlierName',
      'earlier.year as earlierYear',
      'model.illustration',
      'model.version',
      'model.changed_at as changedAt',
      'person.full_name as changedBy',
      'origin.name as originName',
      sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName'),
      sql<boolean>`model.unit_id in ${unitsUnder(unitsFor(official, 'movement.write'), today)}`.as('isTheirs'),
      // Whoever else reads a recognised model does not see the photos that were not meant for everybody.
      sql<boolean>`model.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)}`.as('isWithinReach'),
    ])
    .where('model.id', '=', id)
    .where(
      sql<SqlBool>`(model.state = 'recognised' or model.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)})`,
    )
    .executeTakeFirst()
}

export type ModelRecord = NonNullable<Awaited<ReturnType<typeof modelById>>>

/** Models that were recognised and can be replicated, the latest first; at most 200. */
export function recognisedModels(database: Database) {
  return database
    .selectFrom('movement_model as model')
    .select(['model.id', 'model.name', sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName')])
    .where('model.state', '=', 'recognised')
    .orderBy('model.reviewed_on', 'desc')
    .orderBy('model.id', 'desc')
    .limit(200)
    .execute()
}

/** Models that replicate the given one, of all units. */
export function replicationsOf(database: Database, modelId: string) {
  return database
    .selectFrom('movement_model as model')
    .select(['model.name', 'model.year', sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName')])
    .where('model.replicates_model_id', '=', modelId)
    .orderBy('model.registered_on')
    .limit(200)
    .execute()
}
