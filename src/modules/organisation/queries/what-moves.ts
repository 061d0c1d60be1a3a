import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { MovedKind } from '../rules/reorganisation.ts'
import './tables.ts'

/** The heir of each unit that ends: by its code, and by its id when it is there already; both null when there is none. */
export type Heir = { fromId: string; toCode: string | null; toId: string | null }

const EXAMPLES = 3

/**
 * The rows that follow their units, as `candidate` with the unit they leave, the heir and where they stand: `moves`; `taken` when the
 * heir has such a row already or gets another one that came first; `no-heir`; `stays` by the module's own rule.
 */
export function candidates(move: UnitMove, heirs: readonly Heir[], effectiveOn: CalendarDate): RawBuilder<unknown> {
  const record = (column: string) => sql.ref(`record.${column}`)
  const unique = move.uniqueWith ?? []
  const turn =
    unique.length === 0
      ? sql`1`
      : sql`row_number() over (partition by heir.to_code, ${sql.join(unique.map(record))} order by record.id)`
  const taken =
    unique.length === 0
      ? sql`false`
      : sql`exists (select from ${sql.table(move.table)} other where ${sql.ref(`other.${move.unitColumn}`)} = heir.to_id and ${sql.join(
          unique.map((column) => sql`${sql.ref(`other.${column}`)} is not distinct from ${record(column)}`),
          sql` and `,
        )})`
  return sql`
    heir (from_id, to_code, to_id) as (select * from unnest(
      ${heirs.map((heir) => heir.fromId)}::bigint[], ${heirs.map((heir) => heir.toCode)}::text[], ${heirs.map((heir) => heir.toId)}::bigint[])),
    found as (
      select record.id, ${move.label} as label, heir.from_id, heir.to_code, heir.to_id, ${turn} as turn, ${taken} as taken
      from ${sql.table(move.table)} record join heir on heir.from_id = ${record(move.unitColumn)}
      where ${move.follows(effectiveOn)}
    ),
    candidate as (
      select found.id, found.label, found.from_id, found.to_code, found.to_id,
        case when ${move.stays !== undefined}::boolean then 'stays' when found.to_code is null then 'no-heir'
          when found.taken or found.turn > 1 then 'taken' else 'moves' end as standing
      from found
    )`
}

/** What a reorganisation would move of one kind, counted and with a few examples. Writes nothing. */
export async function whatMoves(
  database: Database,
  move: UnitMove,
  {
    heirs,
    effectiveOn,
    nameOf,
  }: { heirs: readonly Heir[]; effectiveOn: CalendarDate; nameOf: (idOrCode: string) => string },
): Promise<MovedKind> {
  const { rows } = await sql<{
    standing: 'moves' | 'taken' | 'no-heir' | 'stays'
    count: number
    examples: { label: string; fromId: string; toCode: string | null }[]
  }>`
    with ${candidates(move, heirs, effectiveOn)}
    select standing, count(*)::int as count,
      to_jsonb((array_agg(jsonb_build_object('label', label, 'fromId', from_id::text, 'toCode', to_code) order by id))[1:${sql.lit(EXAMPLES)}]) as examples
    from candidate group by standing`.execute(database)
  const moving = rows.find((row) => row.standing === 'moves')
  const reasons = {
    taken:
      'đơn vị kế thừa đã có sẵn hoặc đã nhận một mục như vậy nên không gộp thêm được; để ở đơn vị cũ, đơn vị kế thừa vẫn xem và làm tiếp',
    'no-heir': 'đơn vị cũ không có đơn vị kế thừa chính',
    stays: move.stays ?? '',
  }
  return {
    title: move.title,
    moved: moving?.count ?? 0,
    examples: (moving?.examples ?? []).map((example) => ({
      label: example.label,
      fromName: nameOf(example.fromId),
      toName: nameOf(example.toCode ?? ''),
    })),
    stayed: rows.flatMap((row) =>
      row.standing === 'moves'
        ? []
        : [
            {
              reason: reasons[row.standing],
              count: row.count,
              examples: row.examples.map((example) => `${example.label} (${nameOf(example.fromId)})`),
            },
          ],
    ),
  }
}

/** Posts and places in blocks follow the unit too; they are ended and go on, so they are counted here and moved by steps of their own. */
export const OWN_MOVES: readonly UnitMove[] = [
  {
    title: 'Cán bộ giữ chức vụ (tài khoản đi theo chức vụ)',
    table: 'post',
    unitColumn: 'unit_id',
    follows: (effectiveOn) => sql`coalesce(record.valid_to, 'infinity') >= ${effectiveOn}::date`,
    label: sql`(select person.full_name from person where person.id = record.person_id) || ', ' || record.title`,
  },
  {
    title: 'Vị trí trong khối, cụm thi đua',
    table: 'block_membership',
    unitColumn: 'unit_id',
    follows: (effectiveOn) =>
      sql`record.valid_from < ${effectiveOn}::date and coalesce(record.valid_to, 'infinity') >= ${effectiveOn}::date`,
    label: sql`(select block.title from block where block.id = record.block_id)`,
    uniqueWith: ['root_unit_id'],
  },
]
