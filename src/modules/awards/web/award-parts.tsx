import { SubNavigation, Tag, type TagColour } from '../../../platform/page/index.ts'
import { AWARD_STATES, type AwardState } from '../rules/award.ts'
import { eligibilityInWords, isEligible, type YearResult } from '../rules/eligibility.ts'

const COLOURS: Readonly<Record<AwardState, TagColour>> = { proposed: 'yellow', awarded: 'green', refused: 'grey' }

export function AwardStateTag({ state }: { state: AwardState }) {
  return <Tag colour={COLOURS[state]} text={AWARD_STATES[state]} />
}

/** What the ranking of the year says of the recipient's unit. */
export function Eligibility({ result, year }: { result: YearResult; year: number }) {
  const words = eligibilityInWords(result, year)
  return isEligible(result) ? <span>{words}</span> : <span class="app-muted">{words}</span>
}

/** The two parts of awards, for those who may propose. */
export function AwardNavigation({ current }: { current: 'awards' | 'eligible' }) {
  return (
    <SubNavigation
      label="Phần của khen thưởng"
      items={[
        { href: '/awards', text: 'Đề nghị và kết quả', current: current === 'awards' },
        { href: '/awards/eligible', text: 'Đơn vị đủ điều kiện', current: current === 'eligible' },
      ]}
    />
  )
}
