import { barChart, ChartWithTable, DataTable, InsetText, lineChart } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { READINGS, type Reading, readingInWords, recordsPath } from '../../indicators/index.ts'
import type { PivotCell, PivotTable } from '../queries/pivot-table.ts'
import { AXES, LEVELS, type PivotQuestion } from '../rules/pivot.ts'

/** A table with what has to be known to read it: whose, of which days, as of when, in which reading. */
export function PivotResult({
  question,
  table,
  today,
}: {
  question: PivotQuestion
  table: PivotTable
  today: CalendarDate
}) {
  return (
    <>
      {table.isNarrowed && (
        <InsetText>
          Bảng này được lập cho đơn vị ngoài phạm vi của bạn. Bạn đang xem phần trong phạm vi của mình:{' '}
          {table.unit.name}.
        </InsetText>
      )}
      <p class="govuk-body">
        {table.unit.name}, {table.span.title}; số liệu tính đến ngày {formatCalendarDate(today)}.{' '}
        {READINGS.get(question.reading)}: {readingInWords(question.reading)}
      </p>
      {table.notSplit.length > 0 && (
        <InsetText>Không chia được theo cách phân loại này: {table.notSplit.join('; ')}.</InsetText>
      )}
      {question.shownAs !== 'table' && <PivotChart question={question} table={table} />}
      <PivotCells question={question} table={table} />
    </>
  )
}

export function tableTitle(question: PivotQuestion, table: PivotTable): string {
  const by =
    question.rows === 'unit'
      ? LEVELS[question.level].toLocaleLowerCase('vi')
      : AXES[question.rows].toLocaleLowerCase('vi')
  return `${table.indicators.map(({ title }) => title).join('; ')} – theo ${by}`
}

function PivotCells({ question, table }: { question: PivotQuestion; table: PivotTable }) {
  const { rows, columns, cells, totals, rowTotals } = table
  const view = question.reading
  return (
    <DataTable
      caption={tableTitle(question, table)}
      empty="Không có dòng nào."
      manyColumns={columns.length > 6}
      manyRows={rows.length > 20}
      columns={[
        { key: 'row', title: AXES[question.rows], rowHeader: true, width: 'one-third' },
        ...columns.map(({ text }, at) => ({ key: String(at), title: text, numeric: true })),
        ...(rowTotals ? [{ key: 'total', title: 'Tổng', numeric: true }] : []),
      ]}
      rows={rows.map(({ text }, line) => ({
        row: text,
        ...Object.fromEntries(
          columns.map((_, at) => [String(at), <Cell key={at} cell={cells[line]?.[at]} view={view} />]),
        ),
        ...(rowTotals ? { total: <Cell cell={rowTotals[line]} view={view} /> } : {}),
      }))}
      {...(totals
        ? {
            footer: {
              row: 'Tổng cộng',
              ...Object.fromEntries(
                columns.map((_, at) => [String(at), totals[at] ? <Cell key={at} cell={totals[at]} view={view} /> : '']),
              ),
              ...(rowTotals ? { total: '' } : {}),
            },
          }
        : {})}
    />
  )
}

/** A number that opens to its records; a dash, never a nought, where there is none. */
export function Cell({ cell, view }: { cell: PivotCell | null | undefined; view: Reading }) {
  if (!cell || cell.value === null) return <span class="app-muted">–</span>
  const number = formatNumber(cell.value)
  const whole = cell.ofWhole && (
    <>
      <br />
      <span class="app-muted">
        {formatNumber(cell.ofWhole.part)} trên {formatNumber(cell.ofWhole.whole)}
      </span>
    </>
  )
  if (!cell.opens) return <>{number}</>
  const { code, ...where } = cell.opens
  return (
    <>
      <a class="govuk-link" href={recordsPath(code, { ...where, view })}>
        {number}
      </a>
      {whole}
    </>
  )
}

/** More bars or lines than these are not read; the table has them all. */
const MOST_ROWS_DRAWN = 20
const MOST_SERIES_DRAWN = 6

/** The first indicator's figures drawn: rows along the axis, columns as series. */
function PivotChart({ question, table }: { question: PivotQuestion; table: PivotTable }) {
  const [first] = table.indicators
  if (!first) return null
  const ofFirst = (heading: { code?: string }) => heading.code === undefined || heading.code === first.code
  const series = table.columns.map((column, at) => ({ column, at })).filter(({ column }) => ofFirst(column))
  const rows = table.rows.map((row, at) => ({ row, at })).filter(({ row }) => ofFirst(row))
  const drawn = rows.slice(0, MOST_ROWS_DRAWN)
  const cut = drawn.length < rows.length ? ` (${MOST_ROWS_DRAWN} trong ${rows.length} dòng đầu)` : ''
  const data = {
    title: `${first.title}${cut}`,
    unit: first.unitOfMeasure,
    categories: drawn.map(({ row }) => row.text),
    series: series.slice(0, MOST_SERIES_DRAWN).map(({ column, at }) => ({
      name: column.text,
      values: drawn.map(({ at: line }) => table.cells[line]?.[at]?.value ?? null),
    })),
  }
  const chart = question.shownAs === 'line' ? lineChart(data) : barChart(data)
  return <ChartWithTable chart={chart} categoryTitle={AXES[question.rows]} tableFolded />
}
