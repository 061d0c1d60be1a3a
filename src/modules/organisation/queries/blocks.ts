import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Membership } from '../rules/block-membership.ts'
import './tables.ts'

/** The blocks of a province with the number of their units on the day. How units are grouped is public, so it has no scope. */
export function blocksOfRoot(database: Database, rootUnitId: string, day: CalendarDate) {
  return database
    .selectFrom('block')
    .select([
      'block.id',
      'block.code',
      'block.title',
      sql<number>`(select count(*)::int from block_membership member where member.block_id = block.id
        and ${day}::date between member.valid_from and coalesce(member.valid_to, 'infinity'))`.as('members'),
    ])
    .where('block.root_unit_id', '=', rootUnitId)
    .orderBy('block.code')
    .execute()
}

/** One block; undefined when there is none. */
export function blockById(database: Database, id: string, day: CalendarDate) {
  return database
    .selectFrom('block')
    .select([
      'block.id',
      'block.code',
      'block.title',
      'block.root_unit_id as rootUnitId',
      sql<string>`unit_name_on(block.root_unit_id, ${day}::date)`.as('rootName'),
    ])
    .where('block.id', '=', id)
    .executeTakeFirst()
}

/** All memberships of a block, those that hold on the day first, with the names of the units then. */
export function membershipsIn(database: Database, blockId: string, day: CalendarDate) {
  return database
    .selectFrom('block_membership as member')
    .select([
      'member.unit_id as unitId',
      sql<string>`unit_name_on(member.unit_id, coalesce(least(member.valid_to, ${day}::date), ${day}::date))`.as(
        'unitName',
      ),
      'member.valid_from as validFrom',
      'member.valid_to as validTo',
    ])
    .where('member.block_id', '=', blockId)
    .orderBy(sql`(member.valid_to is null or member.valid_to >= ${day}::date)`, 'desc')
    .orderBy('unitName')
    .orderBy('member.valid_from')
    .execute()
}

/** All memberships of a unit in blocks of a province, oldest first. */
export function membershipsOf(
  database: Database,
  { unitId, rootUnitId }: { unitId: string; rootUnitId: string },
): Promise<Membership[]> {
  return database
    .selectFrom('block_membership as member')
    .innerJoin('block', 'block.id', 'member.block_id')
    .select([
      'member.block_id as blockId',
      'block.title as blockTitle',
      'member.valid_from as validFrom',
      'member.valid_to as validTo',
    ])
    .where('member.unit_id', '=', unitId)
    .where('member.root_unit_id', '=', rootUnitId)
    .orderBy('member.valid_from')
    .execute()
}
