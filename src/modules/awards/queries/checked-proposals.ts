import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { type Upheld, upheldAgainst } from '../../petitions/index.ts'
import { plain, type RecipientKind } from '../rules/award.ts'
import { type Check, checksOf } from '../rules/checks.ts'
import { FORM_COLUMNS, RECIPIENT_COLUMNS } from './award-columns.ts'
import './tables.ts'
import { withdrawnOn } from './withdrawn.ts'

type Proposal = {
  readonly id: string
  readonly unitId: string
  readonly recipientKind: RecipientKind
  readonly personName: string | null
  readonly forYear: number
}

export type PriorAward = { id: string; formTitle: string; decisionNumber: string; awardedOn: string }

/** The checks of a proposal with what they rest on. */
export type Checked = { checks: Check[]; upheld: Upheld; prior: PriorAward[] }

/**
 * The checks of several proposals by their ids: what was stated about discipline, petitions found right against the unit in the year, and
 * what the same recipient was given for the same year's work. For who runs the round or decides; the caller has seen to that.
 */
export async function checkedProposals(
  database: Database,
  official: Official,
  proposals: readonly Proposal[],
  today: CalendarDate,
): Promise<Map<string, Checked>> {
  const [statements, given, upheldByYear] = await Promise.all([
    statementsOn(database, proposals),
    givenTo(database, proposals),
    upheldIn(database, official, proposals, today),
  ])
  return new Map(
    proposals.map((proposal): [string, Checked] => {
      const upheld = upheldByYear.get(`${proposal.forYear} ${proposal.unitId}`) ?? {
        ...{ unitId: proposal.unitId, complaints: 0, openComplaints: [], denunciations: 0 },
      }
      const prior = given.filter((each) => isPrior(each, proposal))
      const statement = statements.get(proposal.id) ?? null
      return [proposal.id, { checks: checksOf({ year: proposal.forYear, statement, upheld, prior }), upheld, prior }]
    }),
  )
}

/** What was stated about discipline, by the id of the proposal. */
async function statementsOn(database: Database, proposals: readonly Proposal[]) {
  if (proposals.length === 0) return new Map()
  const rows = await database
    .selectFrom('award_statement')
    .select(['award_id as awardId', 'finding', 'statement', 'source'])
    .where(
      'award_id',
      'in',
      proposals.map(({ id }) => id),
    )
    .execute()
  return new Map(rows.map((row) => [row.awardId, row]))
}

/** What units of the proposals and people in them were given. */
async function givenTo(database: Database, proposals: readonly Proposal[]) {
  if (proposals.length === 0) return []
  return database
    .selectFrom('award')
    .innerJoin('award_form as form', 'form.code', 'award.form')
    .select([
      ...RECIPIENT_COLUMNS,
      ...FORM_COLUMNS,
      sql<string>`award.decision_number`.as('decisionNumber'),
      sql<string>`award.awarded_on`.as('awardedOn'),
    ])
    .where('award.state', '=', 'awarded')
    .where(withdrawnOn, 'is', null)
    .where('award.unit_id', 'in', [...new Set(proposals.map(({ unitId }) => unitId))])
    .where('award.for_year', 'in', [...new Set(proposals.map(({ forYear }) => forYear))])
    .orderBy('award.awarded_on')
    .orderBy('award.id')
    .execute()
}

function isPrior(given: Proposal, proposal: Proposal): boolean {
  return (
    given.id !== proposal.id &&
    given.unitId === proposal.unitId &&
    given.forYear === proposal.forYear &&
    given.recipientKind === proposal.recipientKind &&
    plain(given.personName ?? '') === plain(proposal.personName ?? '')
  )
}

async function upheldIn(
  database: Database,
  official: Official,
  proposals: readonly Proposal[],
  today: CalendarDate,
): Promise<Map<string, Upheld>> {
  const found = new Map<string, Upheld>()
  for (const year of new Set(proposals.map(({ forYear }) => forYear))) {
    const unitIds = [...new Set(proposals.filter(({ forYear }) => forYear === year).map(({ unitId }) => unitId))]
    const period = { from: `${year}-01-01`, to: `${year}-12-31` }
    for (const [unitId, upheld] of await upheldAgainst(database, official, { unitIds, ...period }, today))
      found.set(`${year} ${unitId}`, upheld)
  }
  return found
}
