import type { ComponentChild } from 'preact'
import { ScrollRegion } from './scroll-region.tsx'

export type DataColumn = {
  key: string
  title: string
  /** Figures stand right-aligned, with digits of equal width. */
  numeric?: boolean | undefined
  width?: 'narrow' | 'one-quarter' | 'one-third' | 'one-half' | 'two-thirds' | undefined
  /** True for the column that names the row (read out before each cell). */
  rowHeader?: boolean | undefined
}

export type DataRow = Readonly<Record<string, ComponentChild>>

export type DataTableProps = {
  caption: string
  captionHidden?: boolean | undefined
  columns: readonly DataColumn[]
  rows: readonly DataRow[]
  /** The total, in the last line. */
  footer?: DataRow | undefined
  /** What is said when there is no row. */
  empty: string
  /** On a phone: `stack` makes each row a card (lists of records), `scroll` keeps the table (figures to compare). */
  phone?: 'scroll' | 'stack' | undefined
  /** True for more columns than even a desk screen holds: scrolls there too, the row's name stays in view. */
  manyColumns?: boolean | undefined
  /** True for many rows and many columns together: the headings stay in view too. */
  manyRows?: boolean | undefined
}

/** A list or a table of figures. */
export function DataTable(props: DataTableProps) {
  const { caption, captionHidden, rows, empty, phone = 'scroll', manyColumns, manyRows } = props
  if (rows.length === 0) {
    return (
      <div class="app-table-empty">
        {!captionHidden && (
          <p class="govuk-table__caption govuk-table__caption--m app-table-empty__caption">{caption}</p>
        )}
        <p class="govuk-body app-muted">{empty}</p>
      </div>
    )
  }
  if (phone === 'stack') return <Table {...props} stacked />
  return (
    <ScrollRegion label={caption} always={manyColumns} tall={manyRows}>
      <Table {...props} stacked={false} />
    </ScrollRegion>
  )
}

function Table({ caption, captionHidden, columns, rows, footer, stacked }: DataTableProps & { stacked: boolean }) {
  // A stacked table is laid out as blocks, which hides its nature from some screen readers unless the roles are said.
  const role = (name: 'table' | 'rowgroup' | 'row' | 'columnheader' | 'rowheader' | 'cell') =>
    stacked ? { role: name } : {}
  return (
    <table class={stacked ? 'govuk-table app-table app-table--stack' : 'govuk-table app-table'} {...role('table')}>
      <caption class={captionHidden ? 'govuk-visually-hidden' : 'govuk-table__caption govuk-table__caption--m'}>
        {caption}
      </caption>
      <thead class="govuk-table__head" {...role('rowgroup')}>
        <tr class="govuk-table__row" {...role('row')}>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              class={cellClass('govuk-table__header', column, column.width && `app-column--${column.width}`)}
              {...role('columnheader')}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody class="govuk-table__body" {...role('rowgroup')}>
        {rows.map((row, index) => (
          <Row key={String(index)} row={row} columns={columns} role={role} />
        ))}
      </tbody>
      {footer && (
        <tfoot class="app-table__foot" {...role('rowgroup')}>
          <Row row={footer} columns={columns} role={role} />
        </tfoot>
      )}
    </table>
  )
}

type RowProps = {
  row: DataRow
  columns: readonly DataColumn[]
  role: (name: 'row' | 'rowheader' | 'cell') => {
    role?: 'row' | 'rowheader' | 'cell' | 'table' | 'rowgroup' | 'columnheader'
  }
}

function Row({ row, columns, role }: RowProps) {
  return (
    <tr class="govuk-table__row" {...role('row')}>
      {columns.map((column) =>
        column.rowHeader && row[column.key] ? (
          <th key={column.key} scope="row" class={cellClass('govuk-table__header', column)} {...role('rowheader')}>
            {row[column.key]}
          </th>
        ) : (
          <td
            key={column.key}
            class={cellClass('govuk-table__cell', column)}
            data-label={column.title}
            {...role('cell')}
          >
            {row[column.key]}
          </td>
        ),
      )}
    </tr>
  )
}

function cellClass(base: string, column: DataColumn, extra?: string): string {
  return [base, column.numeric ? `${base}--numeric` : '', extra ?? ''].filter((part) => part !== '').join(' ')
}
