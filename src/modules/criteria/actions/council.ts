import { sql } from 'kysely'
import { recordChange } from '../../../platform/audit/record-change.ts'
import { type Database, inTransaction } from '../../../platform/database/database.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { blocksOfYear } from '../queries/assessment-years.ts'
import { type Council, councilOf, rankingToVote } from '../queries/council.ts'
import type { YearDecisions } from '../queries/tables.ts'
import { isCarried, type Matter, mattersOf, rankBelow, type Votes } from '../rules/council.ts'
import { requireDecider } from './decide-year.ts'
import { type By, lockYear, refuseDecided, refusePart } from './write-sheet.ts'

export type SessionToRecord = {
  yearId: string
  heldOn: CalendarDate
  place: string
  chairedBy: string
  secretary: string
  conclusion: string
  members: readonly { fullName: string; office: string; unitId: string | null; isPresent: boolean }[]
}

/**
 * Records the council's session on a year, or mends it; what was voted stays. Refuses `criteria.no-such-year`,
 * `criteria.year-decided`, `criteria.session-in-the-future` and `criteria.no-quorum` with half of the members or more away.
 */
export function recordSession(database: Database, by: By, given: SessionToRecord, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    refusePart(year)
    refuseDecided(year)
    if (by) await requireDecider(transaction, by, year.rootUnitId, today)
    if (given.heldOn > today) {
      const message = `Ngày họp ${formatCalendarDate(given.heldOn)} ở sau hôm nay. Hãy ghi sau khi Hội đồng đã họp.`
      throw new Refusal('invalid', 'criteria.session-in-the-future', message, { heldOn: message })
    }
    const present = given.members.filter((member) => member.isPresent).length
    if (present * 2 <= given.members.length) {
      const message = `Chỉ ${present} trên ${given.members.length} thành viên có mặt. Phiên họp cần quá nửa số thành viên.`
      throw new Refusal('invalid', 'criteria.no-quorum', message, { 'name:1': message })
    }
    const { id } = await transaction
      .insertInto('council_session')
      .values({
        ...{ assessment_year_id: given.yearId, held_on: given.heldOn, place: given.place },
        ...{ chaired_by: given.chairedBy, secretary: given.secretary, conclusion: given.conclusion },
        recorded_by_account_id: by?.accountId ?? null,
      })
      .onConflict((conflict) =>
        conflict.column('assessment_year_id').doUpdateSet({
          ...{ held_on: given.heldOn, place: given.place, chaired_by: given.chairedBy },
          ...{ secretary: given.secretary, conclusion: given.conclusion },
          version: sql`council_session.version + 1`,
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow()
    await transaction.deleteFrom('council_member').where('council_session_id', '=', id).execute()
    await transaction
      .insertInto('council_member')
      .values(
        given.members.map((member, index) => ({
          ...{ council_session_id: id, ordinal: index + 1, full_name: member.fullName, office: member.office },
          ...{ unit_id: member.unitId, is_present: member.isPresent },
        })),
      )
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.council-met',
      subject: { kind: 'assessment-year', id: year.id },
      unitId: year.rootUnitId,
      summary: `Ghi phiên họp Hội đồng ngày ${formatCalendarDate(given.heldOn)}: ${formatNumber(present)} trên ${formatNumber(given.members.length)} thành viên có mặt`,
      after: { ...given },
    })
  })
}

export type VoteToRecord = {
  yearId: string
  matter: string
  votes: Votes
  reason: string
  /** Units that give way, by code; for a quota. Empty lets the quota be passed. */
  lowered?: readonly string[]
  /** All units of a tie by code, the first first. */
  order?: readonly string[]
  /** Why the council votes again on what it has voted on; needed then. */
  againReason?: string
}

/**
 * Records how the council voted on one question. A question that was voted on is voted on again only for a reason; the vote that stood
 * stays on record as replaced. Members present whose own unit is voted on stand aside. Refuses `criteria.again-needs-reason`, `criteria.no-such-year`, `criteria.year-decided`, `criteria.no-session`, `criteria.no-such-matter`,
 * `criteria.too-many-votes`, `criteria.motion-lost`, `criteria.too-few-give-way` and `criteria.order-incomplete`.
 */
export function recordVote(database: Database, by: By, given: VoteToRecord, today: CalendarDate): Promise<void> {
  return inTransaction(database, async (transaction) => {
    const year = await lockYear(transaction, given.yearId)
    refusePart(year)
    refuseDecided(year)
    if (by) await requireDecider(transaction, by, year.rootUnitId, today)
    const { council, standing, compiled, ranking } = await rankingToVote(transaction, given.yearId, given.matter)
    if (!council) {
      throw new Refusal('conflict', 'criteria.no-session', 'Chưa ghi phiên họp Hội đồng. Hãy ghi phiên họp trước.')
    }
    const blocks = await blocksOfYear(transaction, given.yearId)
    const titleOf = (code: string) => blocks.find((block) => block.code === code)?.title ?? code
    const matter = mattersOf(ranking, titleOf).find((each) => each.key === given.matter)
    if (!matter) {
      throw new Refusal(
        'not-found',
        'criteria.no-such-matter',
        'Không còn nội dung này để biểu quyết. Hãy xem danh sách mới nhất.',
      )
    }
    const againReason = standing === undefined ? null : requireAgainReason(given.againReason ?? '')
    const aside = membersAside(council, matter)
    refuseWrongVotes(council, aside.length, given.votes)
    const words = `${given.reason} (Hội đồng: ${given.votes.for} tán thành, ${given.votes.against} không tán thành, ${given.votes.abstained} không có ý kiến)`
    const decision =
      matter.kind === 'tie'
        ? orderDecided(matter, given, words)
        : quotaDecided(matter, given, words, (unit) =>
            rankBelow(compiled, ranking.units.find((each) => each.key === unit)?.rank ?? null),
          )
    const row = {
      ...{
        title: matter.title,
        unit_codes: [...matter.units],
        decision: JSON.stringify(decision),
        reason: given.reason,
      },
      ...{ votes_for: given.votes.for, votes_against: given.votes.against, votes_abstained: given.votes.abstained },
      aside: aside.map((member) => member.fullName),
    }
    if (standing) {
      await transaction.updateTable('council_vote').set({ is_replaced: true }).where('id', '=', standing.id).execute()
    }
    await transaction
      .insertInto('council_vote')
      .values({
        ...{ ...row, council_session_id: council.id, matter: matter.key },
        ...{ replaces_vote_id: standing?.id ?? null, again_reason: againReason },
      })
      .execute()
    await recordChange(transaction, {
      official: by,
      action: 'criteria.council-voted',
      subject: { kind: 'assessment-year', id: year.id },
      unitId: year.rootUnitId,
      summary: `Hội đồng biểu quyết${againReason === null ? '' : ' lại'}: ${matter.title}. ${words}${againReason === null ? '' : `. Lý do biểu quyết lại: ${againReason}`}`,
      after: { ...given, decision, aside: row.aside },
    })
  })
}

function requireAgainReason(reason: string): string {
  if (reason !== '') return reason
  const message =
    'Hội đồng đã biểu quyết nội dung này. Muốn biểu quyết lại, hãy ghi lý do; biểu quyết trước vẫn được giữ.'
  throw new Refusal('conflict', 'criteria.again-needs-reason', message, { againReason: message })
}

/** Members present who work in a unit that is voted on. */
export function membersAside(council: Council, matter: Pick<Matter, 'units'>): Council['members'] {
  return council.members.filter(
    (member) => member.isPresent && member.unitCode !== null && matter.units.includes(member.unitCode),
  )
}

function refuseWrongVotes(council: Council, aside: number, votes: Votes): void {
  const entitled = council.members.filter((member) => member.isPresent).length - aside
  const cast = votes.for + votes.against + votes.abstained
  if (cast > entitled) {
    const message = `Có ${cast} phiếu nhưng chỉ ${entitled} thành viên được biểu quyết nội dung này. Hãy kiểm tra lại số phiếu.`
    throw new Refusal('invalid', 'criteria.too-many-votes', message, { votesFor: message })
  }
  if (!isCarried(votes, entitled)) {
    const message = `${votes.for} phiếu tán thành trên ${entitled} thành viên được biểu quyết: chưa quá nửa nên chưa thông qua.`
    throw new Refusal('invalid', 'criteria.motion-lost', message, { votesFor: message })
  }
}

function quotaDecided(
  matter: Matter,
  { lowered = [] }: VoteToRecord,
  reason: string,
  below: (unit: string) => string | null,
): YearDecisions {
  if (lowered.length === 0) {
    const [, quota = '', block = ''] = matter.key.split(' ')
    return { quotasPassed: [{ quota, block, reason }] }
  }
  if (lowered.length < matter.over || lowered.some((unit) => !matter.units.includes(unit))) {
    const message = `Cần ${matter.over} đơn vị lùi mức để giữ tỷ lệ, mới chọn ${lowered.length}. Hãy chọn đủ, hoặc không chọn đơn vị nào để chấp nhận vượt.`
    throw new Refusal('invalid', 'criteria.too-few-give-way', message, { lowered: message })
  }
  return {
    ranks: lowered.flatMap((unit) => {
      const rank = below(unit)
      return rank === null ? [] : [{ unit, rank, reason }]
    }),
  }
}

function orderDecided(matter: Matter, { order = [] }: VoteToRecord, reason: string): YearDecisions {
  const isWhole = new Set(order).size === matter.units.length && matter.units.every((unit) => order.includes(unit))
  if (!isWhole) {
    const message = 'Mỗi đơn vị phải có một thứ tự riêng. Hãy chọn lại thứ tự.'
    throw new Refusal('invalid', 'criteria.order-incomplete', message, { [`place:${matter.units[0]}`]: message })
  }
  return { orders: [{ units: order, reason }] }
}

/** The session, or a refusal that sends to recording it. Refuses `criteria.no-session`. */
export async function requireCouncil(database: Database, yearId: string): Promise<Council> {
  const council = await councilOf(database, yearId)
  if (council) return council
  throw new Refusal('not-found', 'criteria.no-session', 'Chưa ghi phiên họp Hội đồng của năm này.')
}
