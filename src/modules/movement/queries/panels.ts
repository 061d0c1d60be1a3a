import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import './tables.ts'

/** The panels of units within the official's reach, the latest year first; at most 200. */
export function panels(database: Database, official: Official, today: CalendarDate) {
  return database
    .selectFrom('model_panel as panel')
    .innerJoin('movement_board as board', 'board.id', 'panel.board_id')
    .select([
      'panel.board_id as boardId',
      'panel.title',
      'panel.year',
      'panel.level',
      'board.opened_on as openedOn',
      'board.decided_on as decidedOn',
      sql<string>`unit_name_on(board.unit_id, ${today}::date)`.as('unitName'),
      sql<number>`(select count(*)::int from board_subject subject where subject.board_id = board.id)`.as('modelCount'),
    ])
    .where('board.unit_id', 'in', unitsUnder(unitsFor(official, 'movement.read'), today))
    .orderBy('panel.year', 'desc')
    .orderBy('panel.board_id', 'desc')
    .limit(200)
    .execute()
}

/** What a panel reviews. The caller has checked that the reader may see its board. */
export function panelOf(database: Database, boardId: string) {
  return database
    .selectFrom('model_panel as panel')
    .innerJoin('movement_board as board', 'board.id', 'panel.board_id')
    .select([
      'panel.board_id as boardId',
      'panel.title',
      'panel.year',
      'panel.level',
      'panel.threshold',
      'panel.illustration',
      'board.unit_id as unitId',
    ])
    .where('panel.board_id', '=', boardId)
    .executeTakeFirst()
}

export type Panel = NonNullable<Awaited<ReturnType<typeof panelOf>>>

/** Models registered for the year of the panel in its unit and below, not reviewed yet; with what was said of them; at most 500. */
export function candidatesOf(database: Database, { boardId, unitId, year }: Panel, today: CalendarDate) {
  return database
    .selectFrom('movement_model as model')
    .leftJoin('board_subject as subject', (join) =>
      join.onRef('subject.model_id', '=', 'model.id').on('subject.board_id', '=', boardId),
    )
    .leftJoin('model_not_eligible as refused', (join) =>
      join.onRef('refused.model_id', '=', 'model.id').on('refused.board_id', '=', boardId),
    )
    .select([
      'model.id',
      'model.name',
      'model.content',
      'model.situation',
      'model.goals',
      'model.area',
      'model.forces',
      'model.resources',
      'model.schedule',
      'model.output',
      'model.lasting',
      'subject.id as subjectId',
      'refused.reason',
      sql<string>`unit_name_on(model.unit_id, model.registered_on)`.as('unitName'),
    ])
    .where('model.unit_id', 'in', unitsUnder([unitId], today))
    .where('model.year', '=', year)
    .where('model.state', '=', 'registered')
    .orderBy('model.name')
    .orderBy('model.id')
    .limit(500)
    .execute()
}

/** All that a model’s registration says, for a member of the panel who marks it. The caller has checked that they may. */
export function registrationOf(database: Database, modelId: string) {
  return database
    .selectFrom('movement_model')
    .select(['situation', 'goals', 'area', 'forces', 'resources', 'schedule', 'output', 'lasting'])
    .where('id', '=', modelId)
    .executeTakeFirstOrThrow()
}
