import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { blockById, membershipsOf } from '../queries/blocks.ts'
import { reaches } from '../queries/unit-record.ts'
import { unitOnDay, unitsUnder } from '../queries/units.ts'
import { membershipClosedBy, requireEnding } from '../rules/block-membership.ts'
import '../queries/tables.ts'

/** Makes a block of a province. Answers its id. Refuses `organisation.not-your-unit` and `organisation.block-code-taken`. */
export function addBlock(
  database: Database,
  official: Official,
  given: { code: string; title: string; rootUnitId: string },
  today: CalendarDate,
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    if (!(await reaches(transaction, official, 'block.manage', given.rootUnitId, today))) {
      const message = 'Hãy chọn tỉnh, thành phố trong phạm vi bạn quản lý.'
      throw new Refusal('invalid', 'organisation.not-your-unit', message, { rootUnitId: message })
    }
    const block = await transaction
      .insertInto('block')
      .values({ code: given.code, title: given.title, root_unit_id: given.rootUnitId })
      .onConflict((conflict) => conflict.column('code').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!block) {
      const message = `Mã “${given.code}” đã dùng cho khối, cụm khác. Hãy chọn mã khác.`
      throw new Refusal('conflict', 'organisation.block-code-taken', message, { code: message })
    }
    await recordChange(transaction, {
      official,
      action: 'organisation.block-added',
      subject: { kind: 'block', id: block.id },
      unitId: given.rootUnitId,
      summary: `Lập ${given.title}`,
      after: { ...given },
    })
    return block.id
  })
}

/**
 * Puts a unit into a block from a day on; where it was until then in the same province ends on the day before.
 * Refuses what `membershipClosedBy` refuses, and `organisation.not-in-province` when it isn't there on that day.
 */
export function placeInBlock(
  database: Database,
  official: Official,
  given: { blockId: string; unitId: string; validFrom: CalendarDate; paper: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const block = await blockToKeep(transaction, official, given.blockId, today)
    await sql`select from unit where id = ${given.unitId} for update`.execute(transaction)
    const unit = await unitOnDay(transaction, { id: given.unitId }, given.validFrom)
    const within = await sql`select where ${given.unitId}::bigint in
      ${unitsUnder([block.rootUnitId], given.validFrom)}`.execute(transaction)
    if (!unit || within.rows.length === 0) {
      const message = `Đơn vị này không thuộc ${block.rootName} vào ngày ${formatCalendarDate(given.validFrom)}.`
      throw new Refusal('invalid', 'organisation.not-in-province', message, { unitId: message })
    }
    const before = await membershipsOf(transaction, { unitId: given.unitId, rootUnitId: block.rootUnitId })
    const ending = membershipClosedBy(before, { blockId: block.id, from: given.validFrom })
    if (ending) {
      await endRow(transaction, { ...ending.closed, unitId: given.unitId, lastDay: ending.lastDay })
    }
    await transaction
      .insertInto('block_membership')
      .values({ block_id: block.id, unit_id: given.unitId, valid_from: given.validFrom, valid_to: null })
      .execute()
    const moved = ending ? `, chuyển từ ${ending.closed.blockTitle}` : ''
    const paper = given.paper === '' ? '' : ` (${given.paper})`
    const change = {
      official,
      action: 'organisation.block-membership-begun',
      unitId: given.unitId,
      summary: `${unit.name} vào ${block.title} từ ngày ${formatCalendarDate(given.validFrom)}${moved}${paper}`,
      after: { ...given },
    }
    await recordChange(transaction, { ...change, subject: { kind: 'block', id: block.id } })
    await recordChange(transaction, { ...change, subject: { kind: 'unit', id: given.unitId } })
  })
}

/** Takes a unit out of a block after its last day there. Refuses what `requireEnding` refuses and `organisation.not-in-block`. */
export function takeOutOfBlock(
  database: Database,
  official: Official,
  given: { blockId: string; unitId: string; lastDay: CalendarDate; paper: string },
  today: CalendarDate,
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const block = await blockToKeep(transaction, official, given.blockId, today)
    await sql`select from unit where id = ${given.unitId} for update`.execute(transaction)
    const memberships = await membershipsOf(transaction, { unitId: given.unitId, rootUnitId: block.rootUnitId })
    const held = memberships.filter((membership) => membership.blockId === block.id).at(-1)
    if (!held) throw notInBlock()
    requireEnding(held, given.lastDay, today)
    await endRow(transaction, { ...held, unitId: given.unitId, lastDay: given.lastDay })
    const unit = await unitOnDay(transaction, { id: given.unitId }, held.validFrom)
    const change = {
      official,
      action: 'organisation.block-membership-ended',
      unitId: given.unitId,
      summary: `${unit?.name ?? 'Đơn vị'} ra khỏi ${block.title} sau ngày ${formatCalendarDate(given.lastDay)}${given.paper === '' ? '' : ` (${given.paper})`}`,
      before: { ...held },
      after: { validTo: given.lastDay },
    }
    await recordChange(transaction, { ...change, subject: { kind: 'block', id: block.id } })
    await recordChange(transaction, { ...change, subject: { kind: 'unit', id: given.unitId } })
  })
}

/** The block, when this official may keep it. Refuses `organisation.no-such-block`. */
export async function blockToKeep(database: Database, official: Official, blockId: string, today: CalendarDate) {
  const block = await blockById(database, blockId, today)
  if (!block || !(await reaches(database, official, 'block.manage', block.rootUnitId, today))) throw noSuchBlock()
  return block
}

export function noSuchBlock(): Refusal {
  return new Refusal('not-found', 'organisation.no-such-block', 'Không có khối, cụm này trong phạm vi của bạn.')
}

export function notInBlock(): Refusal {
  return new Refusal('not-found', 'organisation.not-in-block', 'Đơn vị này không ở trong khối, cụm này.')
}

async function endRow(
  transaction: Database,
  { blockId, unitId, validFrom, lastDay }: { blockId: string; unitId: string; validFrom: string; lastDay: string },
): Promise<void> {
  await transaction
    .updateTable('block_membership')
    .set({ valid_to: lastDay })
    .where('block_id', '=', blockId)
    .where('unit_id', '=', unitId)
    .where('valid_from', '=', validFrom)
    .execute()
}
