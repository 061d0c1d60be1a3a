import { type SqlBool, sql } from 'kysely'
import { recordChanges } from '../../../platform/audit/record-change.ts'
import type { Database } from '../../../platform/database/database.ts'
import { insertRows } from '../../../platform/database/insert-rows.ts'
import { type CalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { refuseEndedUnit } from '../../organisation/index.ts'
import { afterEvent } from '../rules/legal-steps.ts'
import type { PetitionEvent } from '../rules/petition-event.ts'
import {
  nextNumber,
  type PetitionToRegister,
  petitionColumns,
  receiptOf,
  refuseUnitOfOthers,
  registration,
} from './register-petition.ts'
import { beginLogs, writeSearchWhere } from './write-petition.ts'

/** What many can be registered of: no denunciations, which have a store of their own. */
export type OpenPetition = PetitionToRegister & { kind: Exclude<PetitionToRegister['kind'], 'denunciation'> }

/**
 * Registers petitions today in their order, as `registerPetition` would one after the other, in a handful of statements, and answers their
 * ids. Refuses what it refuses of one of them; the caller then gives up all that was written. Takes no files. With `trial` only the petitions themselves
 * are written: nothing else of them could be refused.
 */
export async function registerPetitions(
  transaction: Database,
  official: Official,
  given: readonly OpenPetition[],
  { today, trial }: { today: CalendarDate; trial: boolean },
): Promise<string[]> {
  if (given.some(({ files }) => files.length > 0)) throw new Error('Files are attached to a petition by itself.')
  const year = yearOf(today)
  const received = given.map((each) => {
    const event = receiptOf(each)
    return { given: each, event, standing: afterEvent(null, event, today) }
  })
  const units = [...new Set(given.map(({ unitId }) => unitId))].sort()
  for (const unitId of units) {
    await refuseUnitOfOthers(transaction, official, unitId, today)
    await refuseEndedUnit(transaction, unitId, today)
  }
  const numbers = await numbersOf(transaction, given, { units, year })
  const registered = received.map(({ given: each, event, standing }, index) => {
    const number = numbers[index] ?? 0
    const events: PetitionEvent[] = [
      { kind: 'registered', on: today, number },
      { kind: 'classified', on: today, petitionKind: each.kind },
    ]
    const after = events.reduce((before, next) => afterEvent(before, next, today), standing)
    return { given: each, number, year, events: [event, ...events], standing: after }
  })
  const calendar = await calendarInForce(transaction)
  const rows = registered.map((each) => petitionColumns(official, { ...each, calendar }))
  const { rows: inserted } = await sql<{ id: string; unitId: string; number: number }>`
    ${insertRows('petition', rows)} returning id::text as id, unit_id::text as "unitId", number`.execute(transaction)
  const idOf = new Map(inserted.map(({ id, unitId, number }) => [`${unitId} ${number}`, id]))
  const petitions = registered.map((each) => {
    const id = idOf.get(`${each.given.unitId} ${each.number}`)
    if (id === undefined) throw new Error('A petition that was just written is not among those written.')
    return { ...each, petitionId: id }
  })
  const ids = petitions.map(({ petitionId }) => petitionId)
  if (trial) return ids
  await beginLogs(transaction, official, petitions)
  await writeSearchWhere(transaction, sql<SqlBool>`petition.id = any(${ids}::bigint[])`)
  await recordChanges(
    transaction,
    petitions.map(({ given: each, petitionId, number }) =>
      registration(official, each, { id: petitionId, number, year }),
    ),
  )
  return ids
}

/** A number for each, in their order, without gaps: each unit gives all of its numbers at once. */
async function numbersOf(
  transaction: Database,
  given: readonly OpenPetition[],
  { units, year }: { units: readonly string[]; year: number },
): Promise<number[]> {
  const next = new Map<string, number>()
  // In one order, so that two who take numbers of the same units do not wait for one another.
  for (const unitId of units) {
    const count = given.filter((each) => each.unitId === unitId).length
    next.set(unitId, (await nextNumber(transaction, unitId, year, count)) - count + 1)
  }
  return given.map(({ unitId }) => {
    const number = next.get(unitId) ?? 0
    next.set(unitId, number + 1)
    return number
  })
}
