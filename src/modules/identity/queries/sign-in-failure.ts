import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import { type FailuresBefore, MEMORY_OF_FAILURES_IN_MINUTES } from '../rules/guessing.ts'
import type { GuessedAt } from './tables.ts'

export type Try = {
  userName: string
  /** The address as it is counted, see `addressGroup`. */
  address: string
  /** The known device that tries, or null for a stranger's. */
  device: string | null
  kind: GuessedAt
  now: Date
}

/** Writes a try down before it is made, so that tries at the same moment count one another. Answers its id. */
export async function writeTry(database: Database, { userName, address, device, kind, now }: Try): Promise<string> {
  const { id } = await database
    .insertInto('sign_in_failure')
    .values({ user_name: userName, address, device_digest: device ?? '', kind, failed_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Takes a try back: it was right, or it was not made. */
export async function takeTryBack(database: Database, id: string): Promise<void> {
  await database.deleteFrom('sign_in_failure').where('id', '=', id).execute()
}

/** What failed before this try. */
export async function failuresBefore(database: Database, id: string, tried: Try): Promise<FailuresBefore> {
  const { userName, address, device, kind, now } = tried
  const since = new Date(now.getTime() - MEMORY_OF_FAILURES_IN_MINUTES * 60_000)
  const counted = await sql<Record<'own' | 'pair' | 'address' | 'codes', { count: number; last: string | null }>>`
    with earlier as (
      select * from sign_in_failure
      where failed_at > ${since} and id < ${id} and (user_name = ${userName} or address = ${address})
    )
    select ${counting(sql`user_name = ${userName} and kind = ${kind} and device_digest = ${device ?? ''}`)} as own,
      ${counting(sql`user_name = ${userName} and kind = ${kind} and address = ${address} and device_digest = ''`)} as pair,
      ${counting(sql`address = ${address} and device_digest = ''`)} as address,
      ${counting(sql`user_name = ${userName} and kind = 'code' and kind = ${kind} and device_digest = ''`)} as codes
    from earlier`.execute(database)
  const row = counted.rows[0]
  const failures = (name: 'own' | 'pair' | 'address' | 'codes') => {
    const { count, last } = row?.[name] ?? { count: 0, last: null }
    return { count, lastAt: last === null ? null : new Date(last) }
  }
  return {
    device: device === null ? null : failures('own'),
    pair: failures('pair'),
    address: failures('address'),
    codes: failures('codes'),
  }
}

function counting(which: ReturnType<typeof sql>) {
  return sql`json_build_object('count', count(*) filter (where ${which}), 'last', max(failed_at) filter (where ${which}))`
}

/** Forgets the failures of this name from this place, after the right answer; and all that are too old to count. */
export async function forgetFailures(database: Database, { userName, address, device, kind, now }: Try): Promise<void> {
  let forgetting = database.deleteFrom('sign_in_failure').where('user_name', '=', userName).where('kind', '=', kind)
  forgetting =
    device === null
      ? forgetting.where('address', '=', address).where('device_digest', '=', '')
      : forgetting.where('device_digest', '=', device)
  await forgetting.execute()
  const longAgo = new Date(now.getTime() - 86_400_000)
  await database.deleteFrom('sign_in_failure').where('failed_at', '<', longAgo).execute()
}
