import { type SqlBool, sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import type { Direction } from '../rules/register-entry.ts'
import { ISSUER_NAME, unlessLimited } from './document-reach.ts'

/** So many lines are shown on the page; the file has them all, up to `MOST_IN_FILE`. */
export const LINES_ON_PAGE = 500
export const MOST_IN_FILE = 50_000
/** Setting pages takes the whole machine for a moment: more is asked for in parts. */
export const MOST_IN_PDF = 1_000

export type RegisterAsked = { unitId: string; direction: Direction; from: CalendarDate; to: CalendarDate }

/**
 * The register of one unit between two days, as it is kept on paper: in the order of numbers, withdrawn documents among them. Limited
 * documents that the official may not read are left out and counted.
 */
export async function registerBook(
  database: Database,
  official: Official,
  { asked, most, today }: { asked: RegisterAsked; most: number; today: CalendarDate },
) {
  const { unitId, direction, from, to } = asked
  const own = database
    .selectFrom('document')
    .where(sql<SqlBool>`document.unit_id in ${unitsUnder(unitsFor(official, 'document.read'), today)}`)
    .where('document.unit_id', '=', unitId)
    .where('document.direction', '=', direction)
    .where('document.registered_on', '>=', from)
    .where('document.registered_on', '<=', to)
  const [lines, counted] = await Promise.all([
    own
      .select([
        'document.id',
        'document.type',
        'document.reference',
        'document.number',
        'document.arrival_number as arrivalNumber',
        'document.arrived_on as arrivedOn',
        'document.issued_on as issuedOn',
        'document.summary',
        'document.secrecy',
        'document.withdrawn_on as withdrawnOn',
        'document.withdrawn_reason as withdrawnReason',
        sql<
          string | null
        >`(select issue.signer_name from document_issue issue where issue.document_id = document.id)`.as('signer'),
        ISSUER_NAME.as('issuer'),
        sql<string[]>`array(select unit_name_on(recipient.unit_id, recipient.sent_on) from document_recipient recipient
          where recipient.document_id = document.id order by recipient.unit_id limit 6)`.as('recipients'),
        sql<number>`(select count(*)::int from document_recipient recipient where recipient.document_id = document.id)`.as(
          'recipientCount',
        ),
        sql<string | null>`case when document.drafting_unit_id is distinct from document.unit_id
          then unit_name_on(document.drafting_unit_id, document.issued_on) end`.as('draftingUnit'),
      ])
      .where(unlessLimited(official, today))
      .orderBy(sql`extract(year from document.registered_on)`)
      .orderBy(sql`coalesce(document.arrival_number, document.number)`)
      .orderBy('document.registered_on')
      .orderBy('document.id')
      .limit(most)
      .execute(),
    own
      .select([
        sql<number>`(count(*) filter (where ${unlessLimited(official, today)}))::int`.as('open'),
        sql<number>`(count(*) filter (where not ${unlessLimited(official, today)}))::int`.as('hidden'),
      ])
      .executeTakeFirstOrThrow(),
  ])
  return { lines, total: counted.open, hiddenCount: counted.hidden }
}

export type RegisterLine = Awaited<ReturnType<typeof registerBook>>['lines'][number]
