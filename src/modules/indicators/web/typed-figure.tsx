import { DataTable, Figure, FigureGrid, InsetText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Figure as FigureOfUnit } from '../queries/count-figures.ts'
import type { TypedValue } from '../queries/typed-value-records.ts'
import { spanInWords } from '../rules/span.ts'
import { HowCounted } from './formula-figure.tsx'

/** A figure that somebody else has published: the number and the document it stands in. */
export function TypedFigure({ figure, source }: { figure: FigureOfUnit; source: TypedValue | undefined }) {
  const { indicator, total } = figure
  if (total === null)
    return <InsetText>{figure.refusal?.messageForPerson ?? 'Chưa nhập số liệu cho kỳ này.'}</InsetText>
  return (
    <>
      <FigureGrid>
        <Figure
          value={formatNumber(total.value, 4)}
          label={indicator.unitOfMeasure}
          note={<HowCounted indicator={indicator} />}
        />
      </FigureGrid>
      {source?.illustration && <InsetText>{source.illustration}</InsetText>}
      <TypedValueTable caption="Nguồn của số liệu" values={source ? [source] : []} />
    </>
  )
}

/** Values with their sources; each opens to its page, where its corrections stand. */
export function TypedValueTable({
  caption,
  values,
  withTitle,
}: {
  caption: string
  values: readonly TypedValue[]
  withTitle?: boolean
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden={withTitle === true}
      phone="stack"
      empty="Không có số liệu nào."
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true },
        ...(withTitle ? [{ key: 'title', title: 'Chỉ tiêu' }] : []),
        { key: 'span', title: 'Kỳ' },
        { key: 'value', title: 'Số liệu', numeric: true },
        { key: 'source', title: 'Văn bản công bố' },
      ]}
      rows={values.map((value) => ({
        unit: value.unitName,
        title: value.title,
        span: spanInWords(value),
        value: (
          <a class="govuk-link" href={`/figures/values/${value.id}`}>
            {formatNumber(value.value, 4)}
            <span class="govuk-visually-hidden">
              {' '}
              {value.title} của {value.unitName}
            </span>
          </a>
        ),
        source: `${value.document}, ${value.publisher}, ngày ${formatCalendarDate(value.publishedOn)}${stateOf(value)}`,
      }))}
    />
  )
}

function stateOf({ withdrawnOn }: TypedValue): string {
  return withdrawnOn === null ? '' : ` (đã rút ngày ${formatCalendarDate(withdrawnOn)})`
}
