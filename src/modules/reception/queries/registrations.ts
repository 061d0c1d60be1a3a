import type { Database } from '../../../platform/database/database.ts'
import './tables.ts'

/** Who registered for a day, in the order in which they did; cancelled turns last. The caller has opened the day or its session. */
export function registrationsOf(database: Database, dayId: string) {
  return database
    .selectFrom('reception_registration')
    .select([
      'id',
      'code',
      'kind',
      'full_name as fullName',
      'contact',
      'subject',
      'visit_id as visitId',
      'cancelled_at as cancelledAt',
      'registered_at as registeredAt',
    ])
    .where('day_id', '=', dayId)
    .orderBy('cancelled_at', (order) => order.asc().nullsFirst())
    .orderBy('registered_at')
    .orderBy('id')
    .limit(500)
    .execute()
}

export type Registration = Awaited<ReturnType<typeof registrationsOf>>[number]

/** True when somebody holds a turn under the code. */
export async function turnIsTaken(database: Database, code: string): Promise<boolean> {
  const found = await database
    .selectFrom('reception_registration')
    .select('id')
    .where('code', '=', code)
    .executeTakeFirst()
  return found !== undefined
}

/** The turn that a code names, with its day; the secret is compared by the caller. */
export function registrationByCode(database: Database, code: string) {
  return database
    .selectFrom('reception_registration as turn')
    .innerJoin('reception_day as day', 'day.id', 'turn.day_id')
    .select([
      'turn.id',
      'turn.code',
      'turn.secret_digest as secretDigest',
      'turn.kind',
      'turn.cancelled_at as cancelledAt',
      'turn.visit_id as visitId',
      'day.id as dayId',
      'day.unit_id as unitId',
      'day.planned_on as plannedOn',
    ])
    .where('turn.code', '=', code)
    .executeTakeFirst()
}
