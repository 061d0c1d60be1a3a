import { DataTable } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { reviewsOfPlan } from '../queries/reviews.ts'
import { REVIEW_KINDS } from '../rules/review-meeting.ts'
import { periodInWords } from './deadline-words.tsx'

/** The reviews of a plan; nothing while there are none. */
export function ReviewTable({
  plan,
  reviews,
}: {
  plan: { id: string }
  reviews: Awaited<ReturnType<typeof reviewsOfPlan>>
}) {
  if (reviews.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Sơ kết, tổng kết</h2>
      <DataTable
        caption="Sơ kết, tổng kết"
        captionHidden
        phone="stack"
        empty=""
        columns={[
          { key: 'kind', title: 'Cuộc họp', rowHeader: true },
          { key: 'period', title: 'Kỳ' },
          { key: 'tasks', title: 'Nhiệm vụ kỳ sau', numeric: true },
        ]}
        rows={reviews.map((review) => ({
          kind: (
            <a class="govuk-link" href={`/plans/${plan.id}/reviews/${review.id}`}>
              {REVIEW_KINDS[review.kind]} ngày {formatCalendarDate(review.heldOn)}
            </a>
          ),
          period: periodInWords(review.periodFrom, review.periodTo),
          tasks: formatNumber(review.taskCount),
        }))}
      />
    </>
  )
}
