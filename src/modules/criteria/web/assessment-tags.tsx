import { InsetText, Tag, type TagColour } from '../../../platform/page/index.ts'
import { ASSESSMENT_STATES, type AssessmentState, YEAR_STATES, type YearState } from '../rules/assessment-state.ts'
import type { RankCode } from '../rules/rank-code.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'

const ASSESSMENT_COLOURS: Readonly<Record<AssessmentState, TagColour>> = {
  'not-started': 'grey',
  'self-assessing': 'blue',
  submitted: 'yellow',
  verified: 'teal',
  decided: 'green',
}

const YEAR_COLOURS: Readonly<Record<YearState, TagColour>> = {
  open: 'blue',
  verifying: 'yellow',
  decided: 'teal',
  published: 'green',
}

const RANK_COLOURS: Readonly<Record<RankCode, TagColour>> = {
  excellent: 'green',
  good: 'teal',
  completed: 'blue',
  'not-completed': 'red',
  other: 'grey',
}

/** Where a unit's sheet stands. */
export function AssessmentStateTag({ state }: { state: AssessmentState }) {
  return <Tag colour={ASSESSMENT_COLOURS[state]} text={ASSESSMENT_STATES[state]} />
}

/** Where a year stands. */
export function YearStateTag({ state }: { state: YearState }) {
  return <Tag colour={YEAR_COLOURS[state]} text={YEAR_STATES[state]} />
}

/** A decided rank, or that there is none. */
export function RankTag({ title, code }: { title: string | null; code: RankCode | null }) {
  return <Tag colour={code === null ? 'grey' : RANK_COLOURS[code]} text={title ?? 'Không xếp loại'} />
}

/** Points as they are read: `95,50`; a dash where there are none. */
export function showPoints(points: string | null | undefined): string {
  return points === null || points === undefined ? '–' : showDecimalText(points)
}

/** Says that the points are invented, wherever they are shown. Draws nothing for a province's own set. */
export function DemonstrationPoints({ note }: { note: string | null }) {
  if (note === null) return null
  return (
    <InsetText>
      <Tag colour="purple" text="Điểm minh họa" /> {note}.
    </InsetText>
  )
}
