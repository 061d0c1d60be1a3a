import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { Kin } from '../rules/descent.ts'
import type { ModelState } from '../rules/model.ts'
import './tables.ts'

export type ModelOfDescent = Kin & {
  name: string
  year: number
  state: ModelState
  unitName: string
  /** Whether the reader may open it: what was recognised, and what lies within reach. */
  mayOpen: boolean
}

/** More than these are not drawn. */
export const MOST_OF_DESCENT = 300

/**
 * All models of the descent to which the given one belongs, of all units, the first registered first; at most 300. The caller has
 * checked that the reader may open the given one.
 */
export async function descentOf(
  database: Database,
  official: Official,
  modelId: string,
  today: CalendarDate,
): Promise<ModelOfDescent[]> {
  const { rows } = await sql<ModelOfDescent>`
    with recursive upwards as (
      select id, replicates_model_id from movement_model where id = ${modelId}
      union
      select origin.id, origin.replicates_model_id from upwards join movement_model origin on origin.id = upwards.replicates_model_id
    ), downwards as (
      select id from upwards where replicates_model_id is null
      union
      select spread.id from downwards join movement_model spread on spread.replicates_model_id = downwards.id
    )
    select model.id::text as id, model.replicates_model_id::text as "originId", model.name, model.year, model.state,
      unit_name_on(model.unit_id, model.registered_on) as "unitName",
      model.state = 'recognised' or model.unit_id in ${unitsUnder(unitsFor(official, 'movement.read'), today)} as "mayOpen"
    from movement_model model where model.id in (select id from downwards)
    order by model.registered_on, model.id limit ${MOST_OF_DESCENT}`.execute(database)
  return rows
}

/** True when the origin itself came, by some steps, from the model: to spread from it would close a circle. */
export async function cameFrom(
  database: Database,
  { originId, modelId }: { originId: string; modelId: string },
): Promise<boolean> {
  const { rows } = await sql`
    with recursive upwards as (
      select id, replicates_model_id from movement_model where id = ${originId}
      union
      select origin.id, origin.replicates_model_id from upwards join movement_model origin on origin.id = upwards.replicates_model_id
    ) select from upwards where id = ${modelId}`.execute(database)
  return rows.length > 0
}
