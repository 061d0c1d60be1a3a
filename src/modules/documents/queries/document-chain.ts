import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import type { LinkKind } from '../rules/register-entry.ts'
import { ISSUER_NAME, withinReach } from './document-reach.ts'

/** So many links away a document is still shown in the chain. */
const FURTHEST = 3
const MOST_SHOWN = 20

export type ChainStep = {
  id: string
  reference: string
  issuedOn: CalendarDate
  issuer: string
  summary: string
  /** What joins it to the next one on the way to the document asked about: that one rests on it, carries it out or replaces it. */
  kind: LinkKind
}

/**
 * What leads to a document and what follows from it, up to three links away, as far as the official may read: nothing is reached over a
 * document that they may not. `before` begins with the furthest, `after` with the nearest; of each at most 20, with how many there are.
 */
export async function documentChain(database: Database, official: Official, documentId: string, today: CalendarDate) {
  const [before, after] = await Promise.all([
    steps(database, official, { documentId, today, from: 'document_id', to: 'target_document_id' }),
    steps(database, official, { documentId, today, from: 'target_document_id', to: 'document_id' }),
  ])
  return { before: { ...before, steps: before.steps.toReversed() }, after }
}

async function steps(
  database: Database,
  official: Official,
  asked: { documentId: string; today: CalendarDate; from: string; to: string },
): Promise<{ steps: ChainStep[]; total: number; isLong: boolean }> {
  const from = sql.ref(`link.${asked.from}`)
  const to = sql.ref(`link.${asked.to}`)
  const { rows } = await sql<ChainStep & { distance: number; total: number }>`
    with recursive step (id, distance, kind) as (
      select ${to}, 1, link.kind from document_link link where ${from} = ${asked.documentId}::bigint and ${to} is not null
      union
      select ${to}, step.distance + 1, link.kind from step
      join document on document.id = step.id and document.withdrawn_on is null and ${withinReach(official, asked.today)}
      join document_link link on ${from} = document.id
      where step.distance < ${FURTHEST} and ${to} is not null and ${to} <> ${asked.documentId}::bigint
    ),
    nearest as (select distinct on (id) id, distance, kind from step order by id, distance, kind)
    select document.id::text as id, document.reference, document.issued_on as "issuedOn", ${ISSUER_NAME} as issuer, document.summary,
      nearest.kind, nearest.distance, count(*) over ()::int as total
    from nearest join document on document.id = nearest.id
    where document.withdrawn_on is null and ${withinReach(official, asked.today)}
    order by nearest.distance, document.issued_on, document.id limit ${MOST_SHOWN}`.execute(database)
  return {
    steps: rows.map(({ distance: _distance, total: _total, ...step }) => step),
    total: rows[0]?.total ?? 0,
    isLong: rows.some(({ distance }) => distance > 1),
  }
}
