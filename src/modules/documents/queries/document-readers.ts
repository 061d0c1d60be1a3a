import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Limitation, type Limits, readerKey } from '../rules/document-limits.ts'
import './tables.ts'

export const READINGS_PER_PAGE = 50

/** A reader that is named, as people call them. */
export type ShownReader = { key: string; text: string }

/** Who may read a document, as it is now. */
export async function limitationOf(database: Database, document: { id: string; limits: Limits }): Promise<Limitation> {
  const [readers, files] = await Promise.all([
    database.selectFrom('document_reader').selectAll().where('document_id', '=', document.id).orderBy('id').execute(),
    database
      .selectFrom('attachment')
      .select('id')
      .where('subject_kind', '=', 'document')
      .where('subject_id', '=', document.id)
      .where('removed_at', 'is', null)
      .where('is_limited', '=', true)
      .execute(),
  ])
  return {
    limits: document.limits,
    readers: readers.map(({ person_id: personId, unit_id: unitId, role_code: roleCode }) => {
      if (personId !== null) return readerKey({ kind: 'person', personId })
      if (roleCode !== null) return readerKey({ kind: 'role', unitId: unitId ?? '', roleCode })
      return readerKey({ kind: 'unit', unitId: unitId ?? '' })
    }),
    limitedFiles: files.map(({ id }) => id),
  }
}

/** The readers that are named for a document, in words. */
export async function namedReaders(
  database: Database,
  documentId: string,
  today: CalendarDate,
): Promise<ShownReader[]> {
  const { rows } = await sql<ShownReader>`
    select concat_ws(':', case when reader.person_id is not null then 'person' when reader.role_code is null then 'unit' else 'role' end,
        coalesce(reader.person_id, reader.unit_id), reader.role_code) as key,
      coalesce(
        person.full_name || coalesce(' – ' || (select post.title || ', ' || unit_name_on(post.unit_id, ${today}) from post
          where post.person_id = person.id and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
          order by post.position, post.id limit 1), ''),
        coalesce(role.title || ' của ', 'Mọi người của ') || unit_name_on(reader.unit_id, ${today})) as text
    from document_reader reader
    left join person on person.id = reader.person_id
    left join role on role.code = reader.role_code
    where reader.document_id = ${documentId} order by reader.id`.execute(database)
  return rows
}

/**
 * Those who can be named from a list: people at work in the unit itself, the roles that they hold, the unit and those right below it.
 * All others are named by their account.
 */
export async function readersToChoose(
  database: Database,
  { unitId, today }: { unitId: string; today: CalendarDate },
): Promise<{ people: ShownReader[]; units: ShownReader[]; roles: ShownReader[] }> {
  const held = sql`select post.person_id, post.unit_id, post.title, post.role_code, unit_name_on(post.unit_id, ${today}) as unit_name
    from post where post.unit_id = ${unitId} and ${today}::date between post.valid_from and coalesce(post.valid_to, 'infinity')
      and exists (select from role_permission permission
        where permission.role_code = post.role_code and permission.permission = 'document.read')`
  const [people, units, roles] = await Promise.all([
    sql<ShownReader>`select 'person:' || person.id as key, person.full_name || ' – ' || string_agg(distinct held.title, '; ') as text
      from (${held}) held join person on person.id = held.person_id group by person.id order by person.full_name, person.id`.execute(
      database,
    ),
    sql<ShownReader>`select 'unit:' || version.unit_id as key, 'Mọi người của ' || version.name as text from unit_version version
      where ${unitId}::bigint in (version.unit_id, version.parent_unit_id)
        and ${today}::date between version.valid_from and coalesce(version.valid_to, 'infinity')
      order by version.unit_id <> ${unitId}::bigint, version.unit_id`.execute(database),
    sql<ShownReader>`select distinct on (role.position, role.code)
        'role:' || held.unit_id || ':' || role.code as key, role.title || ' của ' || held.unit_name as text
      from (${held}) held join role on role.code = held.role_code order by role.position, role.code`.execute(database),
  ])
  return { people: people.rows, units: units.rows, roles: roles.rows }
}

/** The people with these names of accounts who are at work; the key of each by the name. */
export async function peopleByUserName(
  database: Database,
  userNames: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database
    .selectFrom('account')
    .select(['user_name as userName', 'person_id as personId'])
    .where('user_name', 'in', userNames.length > 0 ? [...userNames] : [''])
    .execute()
  return new Map(
    rows.flatMap(({ userName, personId }) =>
      personId === null ? [] : [[userName, readerKey({ kind: 'person', personId })] as const],
    ),
  )
}

/** Who opened a limited document or a file of it, the latest first, one page of 50, with how many times in all. */
export async function readingsOf(database: Database, documentId: string, after: string | undefined) {
  const own = database.selectFrom('document_reading as reading').where('reading.document_id', '=', documentId)
  const [rows, counted] = await Promise.all([
    own
      .innerJoin('account', 'account.id', 'reading.account_id')
      .leftJoin('person', 'person.id', 'account.person_id')
      .leftJoin('attachment', 'attachment.id', 'reading.attachment_id')
      .leftJoin('stored_file as file', 'file.id', 'attachment.stored_file_id')
      .select([
        'reading.id',
        'reading.read_at as readAt',
        'person.full_name as fullName',
        'file.name as fileName',
        'reading.attachment_id as attachmentId',
      ])
      .$if(after !== undefined && /^\d{1,18}$/.test(after), (query) => query.where('reading.id', '<', after ?? ''))
      .orderBy('reading.id', 'desc')
      .limit(READINGS_PER_PAGE + 1)
      .execute(),
    own.select((of) => of.fn.countAll<string>().as('count')).executeTakeFirstOrThrow(),
  ])
  const page = rows.slice(0, READINGS_PER_PAGE)
  const next = rows.length > READINGS_PER_PAGE ? (page.at(-1)?.id ?? null) : null
  return { rows: page, total: Number(counted.count), next }
}
