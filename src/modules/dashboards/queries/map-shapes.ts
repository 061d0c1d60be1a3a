import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Outline } from '../rules/outline.ts'
import './tables.ts'

const KeptOutline = z.array(z.array(z.array(z.tuple([z.number(), z.number()]))))

/** A shape as it is drawn today. */
export type ShapeOfUnit = {
  unitId: string
  outline: Outline
  /** True for the shape of a unit that has gone into this one since: it is drawn as part of it. */
  isOfPredecessor: boolean
}

export type MapOfUnits = {
  shapes: ShapeOfUnit[]
  /** Where the shapes come from, each once: `Ranh giới …, từ ngày 01/07/2025`. */
  sources: string[]
}

/**
 * The shapes of the units on a day, from the newest source that has any for each. A shape belongs to the unit that it was matched to;
 * when that unit has gone into another as a whole, its shape is drawn as part of the heir until newer shapes are brought in. The shape
 * of a unit that was divided is drawn for nobody: which part went where is not known.
 */
export async function shapesOfUnits(
  database: Database,
  unitIds: readonly string[],
  { day, today }: { day: CalendarDate; today: CalendarDate },
): Promise<MapOfUnits> {
  const { rows } = await sql<{
    unitId: string
    outline: unknown
    isOfPredecessor: boolean
    title: string
    origin: string
    validFrom: CalendarDate
    illustration: string | null
  }>`
    with restated as materialized (
      select unit_id, restated_unit_id, is_exact from unit_restatement(${today}::date) where until_day is null),
    placed as (
      select shape.id, shape.outline, source.title, source.origin, source.valid_from, source.illustration,
        coalesce(restated.restated_unit_id, shape.unit_id) as unit_id, restated.unit_id is not null as is_of_predecessor,
        rank() over (partition by coalesce(restated.restated_unit_id, shape.unit_id)
          order by source.valid_from desc, source.id desc) as newness
      from map_shape shape
      join map_source source on source.id = shape.source_id and source.state = 'shown' and source.valid_from <= ${day}::date
      left join restated on restated.unit_id = shape.unit_id and restated.restated_unit_id <> shape.unit_id
      where shape.unit_id is not null and coalesce(restated.is_exact, true))
    select unit_id::text as "unitId", outline, is_of_predecessor as "isOfPredecessor", title, origin, valid_from as "validFrom",
      illustration
    from placed where newness = 1 and unit_id = any(${[...unitIds]}::bigint[]) order by id`.execute(database)
  return {
    shapes: rows.map(({ unitId, outline, isOfPredecessor }) => ({
      unitId,
      outline: KeptOutline.parse(outline),
      isOfPredecessor,
    })),
    sources: [
      ...new Set(
        rows.map(({ title, origin, validFrom, illustration }) =>
          [
            `${title} (${origin}), từ ngày ${formatCalendarDate(validFrom)}`,
            ...(illustration === null ? [] : [illustration]),
          ].join('. '),
        ),
      ),
    ],
  }
}
