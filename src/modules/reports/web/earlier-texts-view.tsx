import { Details } from '../../../platform/page/index.ts'
import type { EarlierText } from '../queries/earlier-texts.ts'
import { lowerFirst } from './report-words.ts'

export type EarlierTextsProps = {
  texts: readonly EarlierText[]
  unitId: string
  /** True for folded away, where they are only at hand. */
  folded?: boolean | undefined
  /** Where the words of a report are taken into the draft; left out where nothing is written. */
  reuseHref?: ((text: EarlierText) => string) | undefined
}

/** What was written in the same section before, with its period and, after a merger, its unit. */
export function EarlierTexts({ texts, unitId, folded, reuseHref }: EarlierTextsProps) {
  if (texts.length === 0) return null
  const all = texts.map((text) => (
    <EarlierWords key={`${text.when} ${text.reportId}`} text={text} unitId={unitId} reuseHref={reuseHref} />
  ))
  return folded ? <Details summary={`Lời kỳ trước, cùng kỳ năm trước (${texts.length})`}>{all}</Details> : all
}

function EarlierWords({
  text,
  unitId,
  reuseHref,
}: { text: EarlierText } & Pick<EarlierTextsProps, 'unitId' | 'reuseHref'>) {
  const whose = text.unitId === unitId ? '' : ` – ${text.unitName}`
  return (
    <section>
      <p class="govuk-body">
        <strong>{text.when}:</strong>{' '}
        <a class="govuk-link" href={`/reports/${text.reportId}#${text.sectionCode}`}>
          {lowerFirst(text.periodTitle)}
          {whose}
        </a>
      </p>
      <p class="govuk-body app-prewrap">{text.content}</p>
      {reuseHref && (
        <p class="govuk-body">
          <a class="govuk-link" href={reuseHref(text)}>
            Dùng lại lời này
            <span class="govuk-visually-hidden">
              {' '}
              ({text.when.toLocaleLowerCase('vi')}
              {whose})
            </span>
          </a>
        </p>
      )}
    </section>
  )
}
