import type { Fact } from '../../../platform/database/fact.ts'
import { SummaryList, type SummaryRow } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber, withCapital } from '../../../vocabulary/vietnamese.ts'
import { AttachmentList } from '../../documents/index.ts'
import { recordsPath } from '../../indicators/index.ts'
import { windowOf } from '../queries/predecessors.ts'
import { describeMethod, describeNotApplicable, SCORER_WORDS } from '../rules/describe-method.ts'
import { showFigure } from '../rules/figure-text.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownCriterion } from './criterion-in-sheet.ts'
import { PartsOfFigure } from './predecessor-figures.tsx'

/** What the criterion asks, by which rule, and who gives the points. */
export function WhatIsAsked({ shown }: { shown: ShownCriterion }) {
  const { criterion, compiled, assessment } = shown
  const { maxPoints, minPoints } = criterion
  const floor = minPoints !== undefined && minPoints !== null && Number(minPoints) < 0
  return (
    <SummaryList
      rows={[
        {
          label: floor ? 'Điểm trừ nhiều nhất' : 'Điểm tối đa',
          value: floor
            ? `${showPoints(minPoints)} điểm`
            : maxPoints === null
              ? 'Không giới hạn'
              : `${showPoints(maxPoints)} điểm`,
        },
        {
          label: 'Ai chấm',
          value: criterion.scoredBy
            ? `${SCORER_WORDS[criterion.scorer]} (${criterion.scoredBy})`
            : SCORER_WORDS[criterion.scorer],
        },
        { label: 'Cách tính điểm', value: <Lines lines={describeMethod(criterion, assessment.year)} /> },
        ...(criterion.guidance ? [{ label: 'Hướng dẫn', value: criterion.guidance }] : []),
        {
          label: 'Nếu không phát sinh trong năm',
          value: withCapital(describeNotApplicable(compiled.set, criterion)),
        },
        ...((criterion.evidence ?? []).length > 0
          ? [
              {
                label: 'Minh chứng cần có',
                value: (
                  <Lines
                    lines={(criterion.evidence ?? []).map(
                      (each) => `${each.text}${each.required ? ' (bắt buộc)' : ' (nếu có)'}`,
                    )}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** The figures that the points rest on, each with where it comes from; a counted one opens to its records. */
export function FiguresUsed({
  shown,
  figures = shown.figures,
}: {
  shown: ShownCriterion
  /** Only these: where the others are typed on the same page. */
  figures?: readonly AskedFigure[]
}) {
  const rows = figures.map((figure) => figureRow(shown, figure))
  if (rows.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Số liệu dùng để tính điểm</h2>
      <SummaryList rows={rows} />
    </>
  )
}

function figureRow(shown: ShownCriterion, figure: AskedFigure): SummaryRow {
  const { assessment, sheet, counted } = shown
  const label = withCapital(figure.title)
  const kept = sheet.figures.find((each) => each.code === figure.code)
  if (!kept) return { label, value: <span class="app-muted">Chưa có số liệu</span> }
  const value = showFigure(figure, kept.value)
  if (kept.source !== 'counted') {
    return { label, value: `${value} – ${kept.source === 'unit' ? 'đơn vị khai' : 'người thẩm định ghi'}` }
  }
  const now = counted[figure.code]
  return {
    label,
    value: (
      <>
        <a
          class="govuk-link"
          href={recordsPath(figure.code, { unitId: assessment.unitId, period: windowOf(assessment) })}
        >
          {value}
          <span class="govuk-visually-hidden"> – xem các bản ghi của “{figure.title}”</span>
        </a>{' '}
        <span class="app-muted">
          – hệ thống đếm từ {formatNumber(kept.recordCount ?? 0)} bản ghi, {formatCalendarDate(assessment.windowFrom)}{' '}
          đến {formatCalendarDate(assessment.windowTo)}
          {now && String(now.value) !== String(kept.value) ? `; đếm lại hôm nay: ${formatNumber(now.value)}` : ''}
        </span>
        <PartsOfFigure shown={shown} code={figure.code} value={kept.value} />
      </>
    ),
  }
}

/** The records and files that prove it, each opening to itself. */
export function EvidenceLinked({
  shown,
  facts,
  mayChange,
}: {
  shown: ShownCriterion
  facts: readonly Fact[]
  mayChange: boolean
}) {
  const { assessment, criterion, evidence, files } = shown
  const nothing = evidence.length === 0 && files.length === 0
  return (
    <>
      <h2 class="govuk-heading-m">Minh chứng</h2>
      {nothing && <p class="govuk-body app-muted">Chưa có minh chứng nào.</p>}
      {evidence.length > 0 && (
        <ul class="govuk-list govuk-list--bullet">
          {evidence.map((each) => {
            const fact = facts.find((offered) => offered.code === each.kind)
            return (
              <li key={each.id}>
                {fact && each.mayOpen ? (
                  <a class="govuk-link" href={fact.recordPath(each.recordId)}>
                    {each.title}
                  </a>
                ) : (
                  each.title
                )}{' '}
                <span class="app-muted">
                  ({fact ? `${fact.title}, ` : ''}ngày {formatCalendarDate(each.happenedOn)})
                </span>
              </li>
            )
          })}
        </ul>
      )}
      <AttachmentList
        attachments={files}
        removeHref={mayChange ? (id) => criterionPath(assessment.id, criterion.code, `files/${id}/removal`) : undefined}
      />
      {mayChange && (
        <p class="govuk-body">
          <a class="govuk-link" href={criterionPath(assessment.id, criterion.code, 'evidence')}>
            Chọn minh chứng từ các bản ghi của đơn vị
          </a>
        </p>
      )}
    </>
  )
}

/** The three columns of points, each with its reason. */
export function PointsGiven({ shown }: { shown: ShownCriterion }) {
  const { own, score, criterion } = shown
  const note = score?.selfNote
  return (
    <>
      <h2 class="govuk-heading-m">Điểm và lý do</h2>
      <SummaryList
        rows={[
          {
            label: 'Tự chấm',
            value:
              own === null ? (
                <span class="app-muted">{SCORER_WORDS[criterion.scorer]}, đơn vị không tự chấm tiêu chí này</span>
              ) : (
                <>
                  <strong>{showPoints(own.points)} điểm</strong>
                  <br />
                  {own.explanation}
                  {score?.notApplicable && (
                    <>
                      <br />
                      Đơn vị ghi: không áp dụng trong năm.
                    </>
                  )}
                  {note && (
                    <>
                      <br />
                      Thuyết minh: <span class="app-prewrap">{note}</span>
                    </>
                  )}
                </>
              ),
          },
          {
            label: 'Thẩm định',
            value:
              score?.verifiedPoints === null || score === undefined ? (
                <span class="app-muted">Chưa thẩm định</span>
              ) : (
                <>
                  <strong>{showPoints(score.verifiedPoints)} điểm</strong>
                  <br />
                  {score.verifiedChanged
                    ? `Thay đổi so với tự chấm. Lý do: ${score.verifiedReason}`
                    : score.verifiedExplanation}
                  {!score.verifiedChanged && score.verifiedReason && (
                    <>
                      <br />
                      Ghi chú: {score.verifiedReason}
                    </>
                  )}
                  {score.verifiedOn && (
                    <>
                      <br />
                      <span class="app-muted">
                        {score.verifiedBy ?? 'Hệ thống'}, ngày {formatCalendarDate(score.verifiedOn)}
                      </span>
                    </>
                  )}
                </>
              ),
          },
          {
            label: 'Sau giải trình, kiến nghị',
            value:
              score === undefined || score.verifiedPoints === null ? (
                <span class="app-muted">Chưa có</span>
              ) : (
                <>
                  <strong>{showPoints(score.appealPoints ?? score.verifiedPoints)} điểm</strong>
                  <br />
                  {score.appealPoints === null ? 'Giữ điểm thẩm định.' : `Lý do: ${score.appealReason}`}
                </>
              ),
          },
        ]}
      />
    </>
  )
}

export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, index) => (
        <span key={line}>
          {index > 0 && <br />}
          {line}
        </span>
      ))}
    </>
  )
}
