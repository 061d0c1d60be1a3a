import { DataTable } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type publishedAwards, Recipient } from '../../awards/index.ts'
import { vi } from '../texts/vi.ts'

const T = vi.results

/** Who was commended, units before people. */
export function AwardTable({ awards }: { awards: Awaited<ReturnType<typeof publishedAwards>> }) {
  return (
    <DataTable
      caption={T.awards}
      captionHidden
      phone="stack"
      empty={T.noAwards}
      columns={[
        { key: 'recipient', title: T.recipient, rowHeader: true, width: 'one-third' },
        { key: 'form', title: T.form },
        { key: 'achievement', title: T.achievement },
        { key: 'decision', title: T.awardDecision, width: 'one-quarter' },
      ]}
      rows={awards.map((award) => ({
        recipient: <Recipient award={award} />,
        form: award.formTitle,
        achievement: award.achievement,
        decision: T.awardDecisionOf(
          award.decisionNumber ?? '',
          award.awardedOn ? formatCalendarDate(award.awardedOn) : '',
          award.decidingUnitName,
        ),
      }))}
    />
  )
}
