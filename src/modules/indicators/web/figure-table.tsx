import { DataTable } from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Amount } from '../queries/count-figures.ts'
import { compare, comparisonInSigns } from '../rules/comparison.ts'
import { recordsPath } from './figure-address.ts'

type Days = { from: CalendarDate; to: CalendarDate }

/** A number that opens to the records it is counted from; a figure that cannot be counted is a dash and never 0. */
export function FigureLink({
  code,
  unitId,
  period,
  amount,
  behalf,
  ownOnly,
}: {
  code: string
  unitId: string
  period: Days
  amount: Pick<Amount, 'value'> | null
  behalf?: string | undefined
  ownOnly?: boolean | undefined
}) {
  if (amount === null) return <span class="app-muted">–</span>
  return (
    <a class="govuk-link" href={recordsPath(code, { unitId, period, behalf, ownOnly })}>
      {formatNumber(amount.value)}
    </a>
  )
}

/** One line of a table of figures. */
export type ComparedFigure = {
  code: string
  title: string
  unitOfMeasure: string
  now: Amount | null
  lastYear: Pick<Amount, 'value'> | null
  /** What has to be said of it, under its title. */
  note?: string | undefined
  /** The part of it done on behalf of other bodies. */
  onBehalfOf: readonly (Amount & { unitId: string; unitName: string })[]
}

export type FigureTableProps = {
  caption: string
  captionHidden?: boolean | undefined
  unitId: string
  period: Days
  lastYear: Days
  figures: readonly ComparedFigure[]
}

/** Figures of a unit beside those of the same period of last year; each number opens to its records, each title to how it is counted. */
export function FigureTable({ caption, captionHidden, unitId, period, lastYear, figures }: FigureTableProps) {
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      empty="Không có chỉ tiêu nào."
      columns={[
        { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-half' },
        { key: 'now', title: 'Kỳ này', numeric: true },
        { key: 'before', title: 'Cùng kỳ năm trước', numeric: true },
        { key: 'difference', title: 'Tăng, giảm', numeric: true },
      ]}
      rows={figures.flatMap((figure) => [
        {
          title: (
            <>
              <a class="govuk-link" href={`/figures/${figure.code}`}>
                {figure.title}
              </a>{' '}
              <span class="app-muted">({figure.unitOfMeasure})</span>
              {figure.note && (
                <>
                  <br />
                  <span class="app-muted">{figure.note}</span>
                </>
              )}
            </>
          ),
          now: figure.now ? (
            <FigureLink code={figure.code} unitId={unitId} period={period} amount={figure.now} />
          ) : (
            <span class="app-muted">chưa có dữ liệu để đếm</span>
          ),
          before: <FigureLink code={figure.code} unitId={unitId} period={lastYear} amount={figure.lastYear} />,
          difference: comparisonInSigns(compare(figure.now?.value ?? null, figure.lastYear?.value ?? null)),
        },
        ...partsOf(figure).map((part) => ({
          title: <span class="app-muted">– {part.title}</span>,
          now: <FigureLink code={figure.code} unitId={unitId} period={period} amount={part} behalf={part.behalf} />,
          before: '',
          difference: '',
        })),
      ])}
    />
  )
}

/** The bodies on whose behalf the work was done, and what remains in the unit's own name. */
export function partsOf({
  now,
  onBehalfOf,
}: Pick<ComparedFigure, 'now' | 'onBehalfOf'>): { title: string; value: number; behalf: string }[] {
  if (onBehalfOf.length === 0) return []
  const parts = onBehalfOf.map(({ unitId, unitName, value }) => ({
    title: `thay mặt ${unitName}`,
    value,
    behalf: unitId,
  }))
  const inOwnName = (now?.value ?? 0) - parts.reduce((sum, part) => sum + part.value, 0)
  return inOwnName === 0 ? parts : [...parts, { title: 'của chính đơn vị', value: inOwnName, behalf: 'own' }]
}
