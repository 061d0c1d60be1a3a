import { z } from 'zod'
import { Id } from '../../../platform/http/page.tsx'
import { InsetText, Tag, type TagColour } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { periodByCode } from '../../../vocabulary/reporting-period.ts'
import {
  INSPECTION_STANDINGS,
  type InspectionStanding,
  RECOMMENDATION_STANDINGS,
  type RecommendationStanding,
} from '../rules/inspection-board.ts'

export const InspectionPlanParams = z.object({ inspectionPlanId: Id })
export const InspectionItemParams = z.object({ inspectionItemId: Id })
export const RecommendationParams = z.object({ boardRecommendationId: Id })

/** What a plan is called by its period: “Kế hoạch quý III năm 2026”. */
export function planTitle(periodCode: string): string {
  const { title } = periodByCode(periodCode)
  return `Kế hoạch ${title.charAt(0).toLowerCase()}${title.slice(1)}`
}

/** When and why something was withdrawn; nothing when it was not. */
export function Withdrawn({ on, reason }: { on: CalendarDate | null; reason: string }) {
  if (on === null) return null
  return (
    <InsetText>
      Đã rút ngày {formatCalendarDate(on)}: {reason}
    </InsetText>
  )
}

/** Draft, sent or withdrawn. */
export function PlanTag({ sentOn, withdrawnOn }: { sentOn: CalendarDate | null; withdrawnOn: CalendarDate | null }) {
  if (withdrawnOn !== null) return <Tag colour="grey" text="Đã rút" />
  if (sentOn === null) return <Tag colour="yellow" text="Bản nháp" />
  return <Tag colour="green" text={`Đã gửi ngày ${formatCalendarDate(sentOn)}`} />
}

const INSPECTION_COLOURS: Readonly<Record<InspectionStanding, TagColour>> = {
  planned: 'grey',
  overdue: 'red',
  done: 'green',
  dropped: 'grey',
}

export function InspectionTag({ standing }: { standing: InspectionStanding }) {
  return <Tag colour={INSPECTION_COLOURS[standing]} text={INSPECTION_STANDINGS[standing]} />
}

const RECOMMENDATION_COLOURS: Readonly<Record<RecommendationStanding, TagColour>> = {
  waiting: 'yellow',
  overdue: 'red',
  answered: 'blue',
  settled: 'green',
}

export function RecommendationTag({ standing }: { standing: RecommendationStanding }) {
  return <Tag colour={RECOMMENDATION_COLOURS[standing]} text={RECOMMENDATION_STANDINGS[standing]} />
}
