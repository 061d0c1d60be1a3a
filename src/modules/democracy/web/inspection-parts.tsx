import { z } from 'zod'
import { Id } from '../../../platform/http/page.tsx'
import { Tag, type TagColour } from '../../../platform/page/index.ts'
import {
  INSPECTION_STANDINGS,
  type InspectionStanding,
  RECOMMENDATION_STANDINGS,
  type RecommendationStanding,
} from '../rules/inspection-board.ts'

export const InspectionPlanParams = z.object({ inspectionPlanId: Id })
export const InspectionItemParams = z.object({ inspectionItemId: Id })
export const RecommendationParams = z.object({ boardRecommendationId: Id })

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
