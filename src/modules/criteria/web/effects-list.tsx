import { Details } from '../../../platform/page/index.ts'
import { changedPoints, verifiedInputs } from '../queries/sheets.ts'
import { scoreUnit } from '../rules/score-unit.ts'
import type { Effect } from '../rules/sum-tree.ts'
import type { ShownSheet } from './criterion-in-sheet.ts'

/** What caps, knock-outs and ceilings do to the unit, by what is verified so far. */
export function EffectsList({ shown }: { shown: ShownSheet }) {
  const { compiled, sheet, assessment } = shown
  if (assessment.verifiedTotal === null) return null
  const { effects } = scoreUnit(compiled, verifiedInputs(sheet), changedPoints(sheet))
  return <EffectLines effects={effects} />
}

/** The same, of a unit that is scored elsewhere. */
export function EffectLines({ effects }: { effects: readonly Effect[] }) {
  if (effects.length === 0) return null
  return (
    <Details summary="Điều kiện khống chế, giới hạn điểm" open={effects.some((effect) => effect.applied)}>
      <ul class="govuk-list govuk-list--bullet">
        {effects.map((effect) => (
          <li key={effect.explanation}>
            {effect.applied ? <strong>{effect.explanation}</strong> : effect.explanation}
          </li>
        ))}
      </ul>
    </Details>
  )
}
