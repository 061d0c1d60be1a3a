import { DataTable } from '../../../platform/page/index.ts'
import { addDays, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber, withCapital } from '../../../vocabulary/vietnamese.ts'
import { recordsPath } from '../../indicators/index.ts'
import type { AssessmentRecord } from '../queries/assessments.ts'
import type { CountedFigure } from '../queries/counted-figures.ts'
import type { Predecessor } from '../queries/predecessors.ts'
import { figuresForKind } from '../rules/score-sheet.ts'
import type { ShownSheet } from './criterion-in-sheet.ts'

type OfWhom = { assessment: AssessmentRecord; predecessors: readonly Predecessor[] }

/** True when records of a unit that has passed into this one are part of the figure. */
const hasPredecessorsIn = ({ assessment }: OfWhom, figure: CountedFigure | undefined) =>
  figure?.parts?.some((part) => part.unitId !== assessment.unitId && part.recordCount > 0) ?? false

/** On a merged unit's sheet: every counted figure with what each predecessor did of it, opening to its records. */
export function PredecessorFigures({ shown }: { shown: ShownSheet }) {
  const { assessment, compiled, merged } = shown
  if (shown.predecessors.length === 0) return null
  const figures = figuresForKind(compiled.set, assessment.unitKind).flatMap((figure) => {
    const counted = merged[figure.code]
    return counted && hasPredecessorsIn(shown, counted) ? [{ figure, counted }] : []
  })
  return (
    <DataTable
      caption={`Số liệu có phần của đơn vị tiền thân (${formatNumber(figures.length)})`}
      phone="stack"
      empty="Không số liệu nào của bảng này có hồ sơ của đơn vị tiền thân."
      columns={[
        { key: 'figure', title: 'Số liệu', rowHeader: true, width: 'one-third' },
        { key: 'total', title: 'Đếm được', numeric: true },
        { key: 'parts', title: 'Trong đó', width: 'one-half' },
      ]}
      rows={figures.map(({ figure, counted }) => ({
        figure: withCapital(figure.title),
        total: formatNumber(counted.value),
        parts: <Parts ofWhom={shown} code={figure.code} counted={counted} />,
      }))}
    />
  )
}

/** Beside one figure of a criterion: how much of it came from which predecessor. */
export function PartsOfFigure({
  shown,
  code,
  value,
}: {
  shown: ShownSheet
  code: string
  /** As it is scored; counting anew may give another number. */
  value: unknown
}) {
  const counted = shown.merged[code]
  if (counted === undefined || !hasPredecessorsIn(shown, counted)) return null
  return (
    <div>
      {String(counted.value) === String(value)
        ? 'Trong đó:'
        : `Đếm lại hôm nay được ${formatNumber(counted.value)}, trong đó:`}
      <Parts ofWhom={shown} code={code} counted={counted} withAct />
    </div>
  )
}

function Parts({
  ofWhom,
  code,
  counted,
  withAct = false,
}: {
  ofWhom: OfWhom
  code: string
  counted: CountedFigure
  /** Says by which act the predecessor passed into the unit, where the page does not say it otherwise. */
  withAct?: boolean
}) {
  const { unitId, windowFrom, windowTo } = ofWhom.assessment
  return (
    <ul class="govuk-list">
      {(counted.parts ?? [])
        .filter((part) => part.recordCount > 0)
        .map((part) => {
          const predecessor = ofWhom.predecessors.find((each) => each.unitId === part.unitId)
          const period = { from: windowFrom, to: windowTo }
          return (
            <li key={part.unitId}>
              <a class="govuk-link" href={recordsPath(code, { unitId, period, ofPart: part.unitId })}>
                {`${formatNumber(part.value)} của ${whose(ofWhom, part.unitId, predecessor)}`}
              </a>
              {predecessor && (
                <span class="app-muted">
                  {` – đến hết ${formatCalendarDate(addDays(predecessor.on, -1))}${withAct ? `, nhập vào theo ${predecessor.legalAct}` : ''}`}
                </span>
              )}
            </li>
          )
        })}
    </ul>
  )
}

function whose({ assessment }: OfWhom, unitId: string, predecessor: Predecessor | undefined): string {
  if (unitId === assessment.unitId) return 'chính đơn vị'
  return predecessor?.name ?? 'đơn vị tiền thân từ trước'
}
