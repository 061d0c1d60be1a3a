import { ScrollRegion } from '../../../../platform/page/index.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import type { CountedForms, FormRow } from '../../queries/forms/count-forms.ts'
import type { NumbersByForm } from '../../rules/forms/check-sums.ts'
import { CERTAINTIES, type Form } from '../../rules/forms/form.ts'
import { headingInWords, headingRows } from '../../rules/forms/heading-rows.ts'
import type { RowKey } from '../../rules/forms/rows-of-form.ts'
import { casesPath, formPath, type WholeQuestion } from './form-address.ts'

type FormTableProps = {
  form: Form<never>
  counted: CountedForms
  question: Omit<WholeQuestion, 'problems'>
}

/** The form as the Inspectorate prints it: grouped headings, column numbers, a row for each unit, the total. Scrolls by itself. */
export function FormTable({ form, counted, question }: FormTableProps) {
  const headings = headingRows(form.columns)
  const caption = `Biểu ${form.code}: ${form.title}`
  return (
    <ScrollRegion label={caption} always>
      <table class="govuk-table app-table app-form-table">
        <caption class="govuk-visually-hidden">{caption}</caption>
        <thead class="govuk-table__head">
          {headings.map((cells, line) => (
            <tr class="govuk-table__row" key={String(line)}>
              {line === 0 && (
                <th scope="col" rowSpan={headings.length + 1} class="govuk-table__header">
                  Đơn vị
                </th>
              )}
              {cells.map((cell) => (
                <th
                  key={cell.key}
                  scope={cell.columns > 1 ? 'colgroup' : 'col'}
                  colSpan={cell.columns}
                  rowSpan={cell.lines}
                  class={`govuk-table__header app-form-table__heading${cell.columns > 1 ? ' app-form-table__heading--shared' : ''}`}
                >
                  {cell.text}
                </th>
              ))}
            </tr>
          ))}
          <tr class="govuk-table__row">
            {form.columns.map((column) => (
              <th key={String(column.number)} scope="col" class="govuk-table__header app-form-table__number">
                {column.number}
                {CERTAINTIES[column.certainty].mark}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="govuk-table__body">
          {counted.rows.map((row) => (
            <tr class="govuk-table__row" key={row.key}>
              <th scope="row" class="govuk-table__header">
                <RowName form={form} row={row} question={question} />
              </th>
              <Numbers form={form} numbers={row.numbers} row={row.key} question={question} />
            </tr>
          ))}
        </tbody>
        <tfoot class="app-table__foot">
          <tr class="govuk-table__row">
            <th scope="row" class="govuk-table__header">
              Tổng số
            </th>
            <Numbers form={form} numbers={counted.total} row={null} question={question} />
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  )
}

function RowName({ form, row, question }: Pick<FormTableProps, 'form' | 'question'> & { row: FormRow }) {
  if (row.unitId === null || !row.key.startsWith('below-')) return <>{row.name}</>
  return (
    <a class="govuk-link" href={formPath(form.code, { ...question, unitId: row.unitId })}>
      {row.name}
    </a>
  )
}

type NumbersProps = Pick<FormTableProps, 'form' | 'question'> & { numbers: NumbersByForm; row: RowKey | null }

function Numbers({ form, numbers, row, question }: NumbersProps) {
  return (
    <>
      {form.columns.map((column) => {
        const value = numbers[form.code]?.[column.number] ?? null
        return (
          <td key={String(column.number)} class="govuk-table__cell govuk-table__cell--numeric">
            {value === null && '…'}
            {value === 0 && '0'}
            {value !== null && value > 0 && (
              <a
                class="govuk-link"
                href={casesPath(form.code, question, { column: column.number, row })}
                title={headingInWords(column)}
              >
                {formatNumber(value)}
              </a>
            )}
          </td>
        )
      })}
    </>
  )
}
