import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { keepsAllUp, reorganisationById } from '../queries/reorganisations.ts'
import { touchedTables } from './reorganise.ts'
import '../queries/tables.ts'

/** Something made or changed since, because of which a reorganisation cannot be undone any more. */
export type Hindrance = { title: string; count: number }

/** Tables of this module and a few others in words; those of other modules are named by what they declare to move. */
const TITLES: Readonly<Record<string, string>> = {
  unit: 'Đơn vị',
  unit_version: 'Thông tin của đơn vị',
  unit_succession: 'Quan hệ kế thừa của lần sắp xếp sau',
  post: 'Chức vụ của cán bộ',
  block: 'Khối, cụm thi đua',
  block_membership: 'Vị trí trong khối, cụm thi đua',
  delegation: 'Ủy quyền',
  document: 'Văn bản',
  petition: 'Đơn thư',
  petition_numbering: 'Sổ đăng ký đơn thư',
}

/** What the rows that can be added may be referred to from: where to look for records made since. */
const ADDED_TABLES = ['unit_succession', 'block_membership', 'unit_version', 'post', 'unit'] as const

/**
 * What hinders undoing: rows that were moved and have been worked on since, and records made on what the reorganisation added.
 * Empty while it can be undone.
 */
export async function hindrancesOf(
  database: Database,
  reorganisationId: string,
  moves: readonly UnitMove[],
): Promise<Hindrance[]> {
  const counts = new Map<string, number>()
  const add = (table: string, count: number) => {
    if (count > 0) counts.set(table, (counts.get(table) ?? 0) + count)
  }
  for (const table of await touchedTables(database, reorganisationId)) {
    const { rows } = await sql<{ count: number }>`
      select count(distinct change.row_id)::int as count
      from reorganisation_change change left join ${sql.table(table)} record on record.id = change.row_id
      where change.reorganisation_id = ${reorganisationId}::bigint and change.table_name = ${table}
        and change.row_digest is distinct from md5(to_jsonb(record)::text)`.execute(database)
    add(table, rows[0]?.count ?? 0)
  }
  for (const { table, column, target, hasId } of await references(database)) {
    const own = hasId
      ? sql`and not exists (select from reorganisation_change own where own.reorganisation_id = ${reorganisationId}::bigint
          and own.table_name = ${table} and own.row_id = record.id)`
      : sql``
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from ${sql.table(table)} record
      where ${sql.ref(`record.${column}`)} in (select change.row_id from reorganisation_change change
        where change.reorganisation_id = ${reorganisationId}::bigint and change.table_name = ${target} and change.before is null) ${own}`.execute(
      database,
    )
    add(table, rows[0]?.count ?? 0)
  }
  const titleOf = (table: string) => TITLES[table] ?? moves.find((move) => move.table === table)?.title ?? 'Hồ sơ khác'
  const byTitle = new Map<string, number>()
  for (const [table, count] of counts) byTitle.set(titleOf(table), (byTitle.get(titleOf(table)) ?? 0) + count)
  return [...byTitle].map(([title, count]) => ({ title, count }))
}

/** Every column that refers to a table in which reorganisations add rows, as the database itself knows it. */
async function references(
  database: Database,
): Promise<{ table: string; column: string; target: string; hasId: boolean }[]> {
  const { rows } = await sql<{ table: string; column: string; target: string; hasId: boolean }>`
    select source.relname as "table", own.attname as "column", target.relname as "target",
      exists (select from pg_attribute key where key.attrelid = source.oid and key.attname = 'id' and key.atttypid = 'bigint'::regtype) as "hasId"
    from pg_constraint link
    join pg_class source on source.oid = link.conrelid
    join pg_class target on target.oid = link.confrelid
    join pg_attribute own on own.attrelid = source.oid and own.attnum = link.conkey[1]
    where link.contype = 'f' and cardinality(link.conkey) = 1 and target.relname = any(${[...ADDED_TABLES]}::text[])
      and target.relnamespace = current_schema()::regnamespace and source.relnamespace = current_schema()::regnamespace
    order by 1, 2`.execute(database)
  return rows
}

/**
 * Takes a reorganisation back: every row it touched is again as it was, and what it added is gone. The reorganisation itself stays,
 * as undone, with all it had done. Refuses `organisation.not-done`, `organisation.not-your-unit` and `organisation.worked-on-since`.
 */
export function undoReorganisation(
  database: Database,
  official: Official,
  { id, moves, today }: { id: string; moves: readonly UnitMove[]; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    await transaction.selectFrom('reorganisation').select('id').where('id', '=', id).forUpdate().execute()
    const done = await reorganisationById(transaction, official, id, today)
    if (done.state !== 'done') {
      throw new Refusal(
        'conflict',
        'organisation.not-done',
        'Việc sắp xếp này chưa được thực hiện hoặc đã được hoàn tác. Hãy tải lại trang.',
      )
    }
    const mine = await transaction
      .selectFrom('reorganisation')
      .select('id')
      .where('id', '=', id)
      .where(keepsAllUp(official, today))
      .executeTakeFirst()
    if (!mine) {
      throw new Refusal(
        'not-allowed',
        'organisation.not-your-unit',
        'Việc sắp xếp này có đơn vị ngoài phạm vi bạn quản lý nên bạn không hoàn tác được.',
      )
    }
    const hindrances = await hindrancesOf(transaction, id, moves)
    if (hindrances.length > 0) {
      const told = hindrances.map(({ title, count }) => `${title}: ${count}`).join('; ')
      throw new Refusal(
        'conflict',
        'organisation.worked-on-since',
        `Không hoàn tác được nữa vì sau khi sắp xếp đã có hồ sơ được ghi hoặc sửa (${told}). Mọi thứ giữ nguyên.`,
      )
    }
    const added = (table: string) => sql`select change.row_id from reorganisation_change change
      where change.reorganisation_id = ${id}::bigint and change.table_name = ${table} and change.before is null`
    for (const table of ADDED_TABLES.filter((each) => each !== 'unit')) {
      await sql`delete from ${sql.table(table)} where id in (${added(table)})`.execute(transaction)
    }
    await restoreRows(transaction, id)
    await sql`delete from unit where id in (${added('unit')})`.execute(transaction)
    await transaction
      .updateTable('reorganisation')
      .set({ state: 'undone', undone_at: sql`now()`, undone_by_account_id: official.accountId })
      .where('id', '=', id)
      .execute()
    await recordChange(transaction, {
      official,
      action: 'organisation.reorganisation-undone',
      subject: { kind: 'reorganisation', id },
      unitId: null,
      summary: `Hoàn tác việc sắp xếp đơn vị từ ngày ${formatCalendarDate(done.effectiveOn)} theo ${done.legalAct}; mọi hồ sơ trở lại như trước`,
    })
  })
}

/** Gives the changed columns of every row their former values, the last step first. */
async function restoreRows(transaction: Database, reorganisationId: string): Promise<void> {
  const { rows } = await sql<{ position: number; table: string; columns: string[] }>`
    select distinct change.position, change.table_name as "table",
      array(select jsonb_object_keys(change.before)) as columns
    from reorganisation_change change
    where change.reorganisation_id = ${reorganisationId}::bigint and change.before is not null
    order by change.position desc`.execute(transaction)
  for (const { position, table, columns } of rows) {
    const former = columns.map((column) => sql`${sql.ref(column)} = former.${sql.ref(column)}`)
    await sql`update ${sql.table(table)} record set ${sql.join(former)}
      from reorganisation_change change
      cross join lateral jsonb_populate_record(null::${sql.table(table)}, change.before) former
      where change.reorganisation_id = ${reorganisationId}::bigint and change.position = ${position}
        and change.table_name = ${table} and change.before is not null and record.id = change.row_id`.execute(
      transaction,
    )
  }
}
