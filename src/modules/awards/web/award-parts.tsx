import { SubNavigation, Tag, type TagColour } from '../../../platform/page/index.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { AWARD_STATES, type AwardState, placeOfRecipient } from '../rules/award.ts'
import { eligibilityInWords, isEligible, type YearResult } from '../rules/eligibility.ts'

const COLOURS: Readonly<Record<AwardState, TagColour>> = {
  proposed: 'yellow',
  awarded: 'green',
  refused: 'grey',
  withdrawn: 'grey',
}

export function AwardStateTag({ state }: { state: AwardState }) {
  return <Tag colour={COLOURS[state]} text={AWARD_STATES[state]} />
}

/** Who is proposed or awarded: the name, which leads to `href`, and below it a person's post and unit. */
export function Recipient({
  award,
  href,
}: {
  award: { unitName: string; personName: string | null; personPost: string | null }
  href?: string
}) {
  const name = award.personName ?? award.unitName
  const place = placeOfRecipient(award)
  return (
    <>
      {href === undefined ? (
        name
      ) : (
        <a class="govuk-link" href={href}>
          {name}
        </a>
      )}
      {place !== '' && (
        <>
          <br />
          <span class="app-muted">{place}</span>
        </>
      )}
    </>
  )
}

/** What the ranking of the year says of the recipient's unit. */
export function Eligibility({ result, year }: { result: YearResult; year: number }) {
  const words = eligibilityInWords(result, year)
  return isEligible(result) ? <span>{words}</span> : <span class="app-muted">{words}</span>
}

/** The parts of awards. */
export function AwardNavigation({
  official,
  current,
}: {
  official: Official
  current: 'awards' | 'rounds' | 'eligible' | 'register'
}) {
  return (
    <SubNavigation
      label="Phần của khen thưởng"
      items={[
        { href: '/awards', text: 'Đề nghị và kết quả', current: current === 'awards' },
        { href: '/awards/rounds', text: 'Đợt xét', current: current === 'rounds' },
        { href: '/awards/register', text: 'Sổ khen thưởng', current: current === 'register' },
        ...(may(official, 'award.propose')
          ? [{ href: '/awards/eligible', text: 'Đơn vị đủ điều kiện', current: current === 'eligible' }]
          : []),
      ]}
    />
  )
}
