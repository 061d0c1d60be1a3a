import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** Templates that the official may use: those of the units where they answer petitions, and of the units above. */
export function replyTemplates(database: Database, official: Official, today: CalendarDate) {
  const units = unitsFor(official, 'petition.answer')
  return selected(database, official, today)
    .where(sql<SqlBool>`(template.unit_id in (select unit_id from units_above(${units}::bigint[], ${today}::date))
      or template.unit_id in ${unitsUnder(units, today)})`)
    .where('template.retired_on', 'is', null)
    .orderBy('template.title')
    .orderBy('template.id')
    .execute()
}

export type ReplyTemplate = Awaited<ReturnType<typeof replyTemplates>>[number]

/** One that the official keeps up; undefined for any other. */
export function replyTemplateToChange(database: Database, official: Official, id: string, today: CalendarDate) {
  return selected(database, official, today)
    .where('template.id', '=', id)
    .where(isKeptUpBy(official, today))
    .executeTakeFirst()
}

function isKeptUpBy(official: Official, today: CalendarDate): RawBuilder<SqlBool> {
  return sql<SqlBool>`template.unit_id in ${unitsUnder(unitsFor(official, 'petition.assign'), today)}`
}

function selected(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('reply_template as template')
    .leftJoin('account', 'account.id', 'template.changed_by_account_id')
    .leftJoin('person as changer', 'changer.id', 'account.person_id')
    .select([
      'template.id',
      'template.unit_id as unitId',
      'template.title',
      'template.body',
      'template.retired_on as retiredOn',
      'template.version',
      'template.changed_at as changedAt',
      'changer.full_name as changedBy',
      sql<string>`unit_name_on(template.unit_id, ${today}::date)`.as('unitName'),
      sql<boolean>`${isKeptUpBy(official, today)}`.as('mayChange'),
    ])
}
