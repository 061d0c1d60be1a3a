import { changedBy } from '../../../platform/audit/changed-by.ts'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type Official, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { refuseStaleEdit } from '../../../vocabulary/stale-edit.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { blocksOfRoot, quotasOf } from '../queries/award-rounds.ts'
import { refuseRoundDays } from '../rules/award-round.ts'
import { awardRoundValues } from '../rules/award-round-values.ts'
import { type Quota, refuseTwoQuotas } from '../rules/quota.ts'

/** Who acts; null for the system itself, which loads the demonstration. */
export type By = Official | null

export type RoundToKeep = {
  title: string
  forYear: number
  opensOn: CalendarDate
  closesOn: CalendarDate
  eligibleRankLevel: number
  eligibilitySource: string
  /** `line` is where it stands on the form, counted from 1. */
  quotas: readonly (Quota & { line: number })[]
}

/**
 * Opens a round of commendations for a province and answers its id. Refuses `award.no-such-round` for a province that is not the
 * official's to run rounds in, `award.round-days`, `award.year-not-begun`, `award.quota-twice` and `award.quota-block`.
 */
export function openAwardRound(
  database: Database,
  by: By,
  { rootUnitId, given, today }: { rootUnitId: string; given: RoundToKeep; today: CalendarDate },
): Promise<string> {
  return inTransaction(database, async (transaction) => {
    await requireRoundManager(transaction, by, rootUnitId, today)
    await refuseUnfit(transaction, rootUnitId, given)
    const { id } = await transaction
      .insertInto('award_round')
      .values({
        ...{ root_unit_id: rootUnitId, ...columns(given) },
        ...{ created_by_account_id: by?.accountId ?? null, changed_by_account_id: by?.accountId ?? null },
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    await writeQuotas(transaction, id, given)
    await recordChange(transaction, {
      ...{ official: by, action: 'award.round-opened', subject: { kind: 'award-round', id }, unitId: rootUnitId },
      ...{ summary: `Mở đợt xét khen thưởng: ${given.title}`, after: { ...given } },
    })
    return id
  })
}

/** Changes a round and its quotas. When somebody saved it since `version`, throws StaleEdit. Refuses as `openAwardRound`. */
export function changeAwardRound(
  database: Database,
  official: Official,
  {
    roundId,
    version,
    given,
    today,
  }: { roundId: string; version: string | null; given: RoundToKeep; today: CalendarDate },
): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const before = await lockRound(transaction, roundId)
    await requireRoundManager(transaction, official, before.rootUnitId, today)
    const quotas = await quotasOf(transaction, roundId)
    refuseStaleEdit(version, before, () => awardRoundValues({ ...before, quotas }))
    await refuseUnfit(transaction, before.rootUnitId, given)
    await transaction
      .updateTable('award_round')
      .set({ ...columns(given), ...changedBy(official) })
      .where('id', '=', roundId)
      .execute()
    await transaction.deleteFrom('award_quota').where('award_round_id', '=', roundId).execute()
    await writeQuotas(transaction, roundId, given)
    await recordChange(transaction, {
      ...{ official, action: 'award.round-changed', subject: { kind: 'award-round', id: roundId } },
      ...{ unitId: before.rootUnitId, summary: `Sửa đợt xét khen thưởng: ${given.title}` },
      ...{ before: { ...before, quotas }, after: { ...given } },
    })
  })
}

/** The round, locked until the transaction ends. Refuses `award.no-such-round`. */
export async function lockRound(transaction: Database, roundId: string) {
  const found = await transaction
    .selectFrom('award_round as round')
    .leftJoin('account', 'account.id', 'round.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'round.id',
      'round.root_unit_id as rootUnitId',
      'round.title',
      'round.for_year as forYear',
      'round.opens_on as opensOn',
      'round.closes_on as closesOn',
      'round.eligible_rank_level as eligibleRankLevel',
      'round.eligibility_source as eligibilitySource',
      'round.version',
      'round.changed_at as changedAt',
      'person.full_name as changedBy',
    ])
    .where('round.id', '=', roundId)
    .forUpdate('round')
    .executeTakeFirst()
  if (!found) throw noSuchRound()
  return found
}

/** Who runs rounds for the whole province, or the system itself. Refuses `award.no-such-round`. */
export async function requireRoundManager(
  transaction: Database,
  by: By,
  rootUnitId: string,
  today: CalendarDate,
): Promise<void> {
  if (by && !(await mayManageRounds(transaction, by, rootUnitId, today))) throw noSuchRound()
}

/** True for who runs rounds for the whole of this province. */
export async function mayManageRounds(
  database: Database,
  official: Official,
  rootUnitId: string,
  today: CalendarDate,
): Promise<boolean> {
  const mine = await database
    .selectFrom('unit')
    .select('id')
    .where('id', '=', rootUnitId)
    .where('id', 'in', unitsUnder(unitsFor(official, 'award.manage'), today))
    .executeTakeFirst()
  return mine !== undefined
}

export const noSuchRound = () =>
  new Refusal('not-found', 'award.no-such-round', 'Không có đợt xét khen thưởng này trong phạm vi của bạn.')

async function refuseUnfit(transaction: Database, rootUnitId: string, given: RoundToKeep): Promise<void> {
  refuseRoundDays(given)
  refuseTwoQuotas(given.quotas)
  const blocks = new Set((await blocksOfRoot(transaction, rootUnitId)).map((block) => block.id))
  const stray = given.quotas.find(({ blockId }) => blockId !== null && !blocks.has(blockId))
  if (!stray) return
  const message = 'Khối này không thuộc tỉnh của đợt xét. Hãy chọn lại khối.'
  throw new Refusal('invalid', 'award.quota-block', message, { [`quotaBlock:${stray.line}`]: message })
}

function columns(given: RoundToKeep) {
  return {
    ...{ title: given.title, for_year: given.forYear, opens_on: given.opensOn, closes_on: given.closesOn },
    ...{ eligible_rank_level: given.eligibleRankLevel, eligibility_source: given.eligibilitySource },
  }
}

async function writeQuotas(transaction: Database, roundId: string, { quotas }: RoundToKeep): Promise<void> {
  if (quotas.length === 0) return
  await transaction
    .insertInto('award_quota')
    .values(
      quotas.map(({ form, recipientKind, blockId, most }, index) => ({
        ...{ award_round_id: roundId, ordinal: index + 1, form },
        ...{ recipient_kind: recipientKind, block_id: blockId, most },
      })),
    )
    .execute()
}
