import { type Database, inTransaction } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type AwardRoundRecord, awardRoundById } from '../queries/award-rounds.ts'
import { type EligibleUnit, eligibleUnits } from '../queries/eligible-units.ts'
import { ruleInWords } from '../rules/eligibility.ts'
import { noSuchRound } from './keep-award-round.ts'
import { proposeAward } from './propose-award.ts'

/**
 * Proposes all of the units that the rule of the round makes eligible, with the rule and the result of each; all or none. Answers how
 * many. Refuses `award.no-such-round`, `award.not-eligible` for a unit that the rule does not name, and what `proposeAward` refuses.
 */
export function adoptEligible(
  database: Database,
  official: Official,
  { roundId, form, unitIds }: { roundId: string; form: string; unitIds: readonly string[] },
  today: CalendarDate,
): Promise<number> {
  return inTransaction(database, async (transaction) => {
    const round = await awardRoundById(transaction, official, roundId, today)
    if (!round) throw noSuchRound()
    const eligible = await eligibleUnits(transaction, official, ofRound(round), today)
    for (const unitId of new Set(unitIds)) {
      const unit = eligible.find((each) => each.unitId === unitId)
      if (!unit) throw notEligible()
      await proposeAward(
        transaction,
        official,
        {
          ...{ form, forYear: round.forYear, recipientKind: 'collective', unitId, personName: '', personPost: '' },
          ...{ achievement: achievementOf(unit, round.forYear), proposedOn: today, awardRoundId: roundId },
        },
        today,
        { basis: basisOf(unit, round) },
      )
    }
    return new Set(unitIds).size
  })
}

/** What is asked of the results for a round. */
export const ofRound = ({ forYear, eligibleRankLevel, rootUnitId }: AwardRoundRecord) => ({
  ...{ year: forYear, level: eligibleRankLevel, rootUnitId },
})

/** The rule and the result by which a unit is eligible, as they stand. */
export function basisOf(unit: EligibleUnit, round: AwardRoundRecord): string {
  const { eligibleRankLevel: level, forYear: year, eligibilitySource: source } = round
  const place = unit.position === null ? '' : `, hạng ${unit.position} ${unit.blockTitle}`
  const decision = unit.decisionNumber === null ? '' : `, Quyết định ${unit.decisionNumber}`
  return `${ruleInWords({ level, year, source })}. Kết quả: ${unit.rankTitle ?? ''}${place}${decision}.`
}

const achievementOf = ({ rankTitle }: EligibleUnit, year: number) =>
  `${rankTitle ?? ''} công tác dân vận chính quyền năm ${year}`

function notEligible(): Refusal {
  const message =
    'Danh sách đủ điều kiện đã thay đổi từ lúc bạn mở trang. Hãy xem lại danh sách dưới đây rồi gửi lại; chưa có gì được lưu.'
  return new Refusal('conflict', 'award.not-eligible', message, { unitIds: message })
}
