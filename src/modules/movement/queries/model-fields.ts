import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { isOpenOn } from '../rules/model-field.ts'
import './tables.ts'

/** Every field of the list in its order, those that have ended too, each with how many models of all units are registered in it. */
export function modelFields(database: Database) {
  return database
    .selectFrom('movement_field as field')
    .leftJoin('account', 'account.id', 'field.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'field.code',
      'field.title',
      'field.ended_on as endedOn',
      'field.version',
      'field.changed_at as changedAt',
      'person.full_name as changedBy',
      sql<number>`(select count(*)::int from movement_model model where model.field_code = field.code)`.as(
        'modelCount',
      ),
    ])
    .orderBy('field.position')
    .orderBy('field.code')
    .execute()
}

export type ListedField = Awaited<ReturnType<typeof modelFields>>[number]

/** What the fields are called, by their codes: all of them, or those in which a model may be registered on a day and the one it has. */
export async function fieldTitles(
  database: Database,
  open?: { on: CalendarDate; kept?: string | undefined },
): Promise<Record<string, string>> {
  const fields = await database
    .selectFrom('movement_field')
    .select(['code', 'title', 'ended_on as endedOn'])
    .orderBy('position')
    .orderBy('code')
    .execute()
  const shown = open ? fields.filter((field) => isOpenOn(field, open.on) || field.code === open.kept) : fields
  return Object.fromEntries(shown.map(({ code, title }) => [code, title]))
}
