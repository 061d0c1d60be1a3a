import type { ComponentChildren } from 'preact'
import type { ReportingPeriod } from '../../../vocabulary/reporting-period.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { outlineNumber } from '../../documents/index.ts'
import { FigureTable } from '../../indicators/index.ts'
import type { ReportFigure, ReportToRead, SectionContent } from '../queries/report-content.ts'
import { figureLine } from './figure-line.ts'

export type SectionViewProps = {
  section: SectionContent
  report: Pick<ReportToRead, 'id' | 'unitId' | 'period'>
  lastYear: ReportingPeriod
  /** Where its commentary is written; left out when it can't be. */
  editHref?: string | undefined
  /** Where a figure put by hand is changed; left out when it can't be. */
  overrideHref?: ((indicatorCode: string) => string) | undefined
  children?: ComponentChildren
}

/** One section of a report: heading, commentary, figures. */
export function SectionView({ section, report, lastYear, editHref, overrideHref, children }: SectionViewProps) {
  const { code, level, position, title, text, figures, hint } = section
  const heading = `${outlineNumber(level, position)} ${title}`
  const written = text?.content ?? ''
  // A heading that only gathers those below it asks for no words of its own.
  const wantsWords = hint !== ''
  return (
    <section id={code} aria-labelledby={`${code}-heading`}>
      {level === 1 ? (
        <h2 class="govuk-heading-l" id={`${code}-heading`}>
          {heading}
        </h2>
      ) : (
        <h3 class="govuk-heading-m" id={`${code}-heading`}>
          {heading}
        </h3>
      )}
      {written !== '' && <p class="govuk-body app-prewrap">{written}</p>}
      {wantsWords && (
        <p class="govuk-body app-muted">
          {written === '' && 'Chưa có lời văn. '}
          {editHref !== undefined && (
            <a class="govuk-link" href={editHref}>
              {written === '' ? 'Soạn' : 'Sửa'}
              <span class="govuk-visually-hidden"> mục {title}</span>
            </a>
          )}
          {text && ` ${text.changedBy} soạn lúc ${formatInstant(text.changedAt)}`}
        </p>
      )}
      {children}
      {figures.length > 0 && (
        <FigureTable
          caption={`Số liệu: ${title}`}
          captionHidden
          unitId={report.unitId}
          period={report.period}
          lastYear={lastYear}
          figures={figures.map((figure) => ({
            ...figureLine(figure),
            action: actionOn(figure, report, overrideHref),
          }))}
        />
      )}
    </section>
  )
}

/** What can be done with a figure: mend the value put by hand, or see which records came or went since it was sent. */
function actionOn(
  figure: ReportFigure,
  report: Pick<ReportToRead, 'id'>,
  overrideHref: SectionViewProps['overrideHref'],
): { href: string; text: string } | undefined {
  if (overrideHref && figure.override) return { href: overrideHref(figure.code), text: 'Sửa, bỏ số điều chỉnh' }
  if (figure.changedTo === null) return undefined
  return { href: `/reports/${report.id}/figures/${figure.code}/changes`, text: 'Xem hồ sơ thêm, bớt' }
}
