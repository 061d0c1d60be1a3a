import { DataTable, Tag } from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Amount } from '../queries/count-figures.ts'
import { compare, comparisonInSigns } from '../rules/comparison.ts'
import { type Reading, UNALLOCATED } from '../rules/reading.ts'
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
  view,
  ofPart,
  unallocated,
}: {
  code: string
  unitId: string
  period: Days
  amount: Pick<Amount, 'value'> | null
  behalf?: string | undefined
  ownOnly?: boolean | undefined
  view?: Reading | undefined
  ofPart?: string | undefined
  unallocated?: 'within' | 'here' | undefined
}) {
  if (amount === null) return <span class="app-muted">–</span>
  return (
    <a class="govuk-link" href={recordsPath(code, { unitId, period, behalf, ownOnly, view, ofPart, unallocated })}>
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
  /** Why there is no number, in a few words; that nothing can be counted when left out. */
  whyNot?: string | undefined
  /** The part of it done on behalf of other bodies. */
  onBehalfOf: readonly (Amount & { unitId: string; unitName: string })[]
  /** What the unit and each of its predecessors did; told when there is more than one. */
  parts?: readonly (Amount & { unitId: string; unitName: string })[] | undefined
  /** What of it can be given to no single unit of today. */
  unallocated?: Amount | undefined
  /** In which reading last year is counted, when it is not that of this year. */
  lastYearReading?: Reading | undefined
  /** The value that is reported in place of the counted one, with what has to be said of it. */
  byHand?: { readonly value: number; readonly note: string } | undefined
  /** The unit that it is counted for, when that is not the unit of the table; `isReadable` false: its records cannot be opened. */
  countedFor?: { readonly unitId: string; readonly isReadable: boolean } | undefined
  /** What can be done with it, under its title. */
  action?: { readonly href: string; readonly text: string } | undefined
}

export type FigureTableProps = {
  caption: string
  captionHidden?: boolean | undefined
  unitId: string
  period: Days
  lastYear: Days
  figures: readonly ComparedFigure[]
  /** The reading of this year's column; as it was at the time when left out. */
  view?: Reading | undefined
}

/** Figures of a unit beside those of the same period of last year; each number opens to its records, each title to how it is counted. */
export function FigureTable({ caption, captionHidden, unitId, period, lastYear, figures, view }: FigureTableProps) {
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
          title: <FigureTitle figure={figure} />,
          now: figure.byHand ? (
            <strong>{formatNumber(figure.byHand.value)}</strong>
          ) : (
            <CountedNow figure={figure} unitId={unitId} period={period} view={view} />
          ),
          before: (
            <Opened
              figure={figure}
              unitId={unitId}
              period={lastYear}
              amount={figure.lastYear}
              view={figure.lastYearReading ?? view}
            />
          ),
          difference: comparisonInSigns(
            compare(reportedNow(figure), figure.lastYear?.value ?? null),
            figure.unitOfMeasure,
          ),
        },
        ...(figure.byHand
          ? [
              {
                title: <span class="app-muted">– {COUNTED_FROM_RECORDS}</span>,
                now: <CountedNow figure={figure} unitId={unitId} period={period} view={view} />,
                before: '',
                difference: '',
              },
            ]
          : []),
        ...predecessorsOf(figure, unitId).map((part) => ({
          title: <span class="app-muted">– {part.title}</span>,
          now: (
            <FigureLink
              code={figure.code}
              unitId={unitId}
              period={period}
              amount={part}
              view={view}
              ofPart={part.unitId}
            />
          ),
          before: '',
          difference: '',
        })),
        ...(figure.unallocated && figure.unallocated.recordCount > 0
          ? [
              {
                title: <span class="app-muted">– trong đó {UNALLOCATED}</span>,
                now: (
                  <FigureLink
                    code={figure.code}
                    unitId={unitId}
                    period={period}
                    amount={figure.unallocated}
                    view={view}
                    unallocated="within"
                  />
                ),
                before: '',
                difference: '',
              },
            ]
          : []),
        ...partsOf(figure).map((part) => ({
          title: <span class="app-muted">– {part.title}</span>,
          now: (
            <FigureLink
              code={figure.code}
              unitId={unitId}
              period={period}
              amount={part}
              behalf={part.behalf}
              view={view}
            />
          ),
          before: '',
          difference: '',
        })),
      ])}
    />
  )
}

/** The line below a value put by hand. */
export const COUNTED_FROM_RECORDS = 'số đếm được từ hồ sơ'

/** The number that is reported: the one put by hand where there is one. */
function reportedNow({ byHand, now }: ComparedFigure): number | null {
  return byHand?.value ?? now?.value ?? null
}

function FigureTitle({ figure }: { figure: ComparedFigure }) {
  const { code, title, unitOfMeasure, byHand, note, action } = figure
  return (
    <>
      <a class="govuk-link" href={`/figures/${code}`}>
        {title}
      </a>{' '}
      <span class="app-muted">({unitOfMeasure})</span>
      {byHand && (
        <>
          <br />
          <Tag colour="yellow" text="Số điều chỉnh" /> <span class="app-muted">{byHand.note}</span>
        </>
      )}
      {note && (
        <>
          <br />
          <span class="app-muted">{note}</span>
        </>
      )}
      {action && (
        <>
          <br />
          <a class="govuk-link" href={action.href}>
            {action.text}
            <span class="govuk-visually-hidden"> – {title}</span>
          </a>
        </>
      )}
    </>
  )
}

type OpenedProps = { figure: ComparedFigure; unitId: string; period: Days; view: Reading | undefined }

/** This period's number as it is counted, or that it cannot be. */
function CountedNow({ figure, ...where }: OpenedProps) {
  if (figure.now === null) return <span class="app-muted">{figure.whyNot ?? 'chưa có dữ liệu để đếm'}</span>
  return <Opened figure={figure} {...where} amount={figure.now} />
}

/** A number that opens to its records, where the reader may open those of the unit that it is counted for. */
function Opened({ figure, unitId, amount, ...where }: OpenedProps & { amount: Pick<Amount, 'value'> | null }) {
  const { code, countedFor } = figure
  if (countedFor && !countedFor.isReadable) return <>{amount === null ? '–' : formatNumber(amount.value)}</>
  return <FigureLink code={code} unitId={countedFor?.unitId ?? unitId} amount={amount} {...where} />
}

/** The unit's own part and that of each predecessor, when a predecessor has one. */
function predecessorsOf(
  { parts = [] }: ComparedFigure,
  unitId: string,
): { title: string; unitId: string; value: number }[] {
  if (!parts.some((part) => part.unitId !== unitId)) return []
  return parts.map((part) => ({
    unitId: part.unitId,
    value: part.value,
    title: part.unitId === unitId ? 'từ khi thành lập' : `đơn vị tiền thân: ${part.unitName}`,
  }))
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
