import { DataTable, Details, Tag, WarningText } from '../../../../platform/page/index.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import type { CountedForms } from '../../queries/forms/count-forms.ts'
import { type CheckedSum, checkSums } from '../../rules/forms/check-sums.ts'
import type { Form } from '../../rules/forms/form.ts'

/** A check that does not agree, and in which row. */
export type FailedSum = CheckedSum & { row: string }

/** The checks that fail in any row or in the total. */
export function failedSums(form: Form<never>, { rows, total }: CountedForms): FailedSum[] {
  return [...rows, { name: 'Tổng số', numbers: total }].flatMap(({ name, numbers }) =>
    checkSums(form, numbers)
      .filter(({ passed }) => !passed)
      .map((check) => ({ ...check, row: name })),
  )
}

/** The cross-checks of the form: those of the total one by one, and where a row does not agree. */
export function FormChecks({ form, counted }: { form: Form<never>; counted: CountedForms }) {
  const checks = checkSums(form, counted.total)
  const failed = failedSums(form, counted)
  const rows = counted.rows.length
  return (
    <section aria-label="Đối chiếu số liệu">
      {failed.length === 0 ? (
        <p class="govuk-body">
          <Tag colour="green" text="Khớp" /> {formatNumber(checks.length)} phép đối chiếu đều khớp ở dòng tổng và ở{' '}
          {formatNumber(rows)} dòng đơn vị.
        </p>
      ) : (
        <WarningText>
          {formatNumber(failed.length)} phép đối chiếu không khớp. Hãy mở các số liên quan để kiểm tra hồ sơ trước khi
          gửi biểu.
        </WarningText>
      )}
      {failed.length > 0 && (
        <DataTable
          caption="Các phép đối chiếu không khớp"
          phone="stack"
          empty=""
          columns={COLUMNS.map((column) => (column.key === 'words' ? { ...column, rowHeader: true } : column))}
          rows={failed.map((check) => ({ ...cells(check), row: check.row }))}
        />
      )}
      <Details summary="Xem các phép đối chiếu của dòng tổng">
        <DataTable
          caption="Đối chiếu dòng tổng"
          phone="stack"
          empty="Biểu này không có phép đối chiếu."
          columns={COLUMNS.filter(({ key }) => key !== 'row').map((column) =>
            column.key === 'words' ? { ...column, rowHeader: true } : column,
          )}
          rows={checks.map(cells)}
        />
      </Details>
    </section>
  )
}

const COLUMNS = [
  { key: 'words', title: 'Phép đối chiếu' },
  { key: 'row', title: 'Dòng' },
  { key: 'left', title: 'Vế trái', numeric: true },
  { key: 'right', title: 'Vế phải', numeric: true },
  { key: 'passed', title: 'Kết quả' },
]

function cells(check: CheckedSum) {
  return {
    words: (
      <>
        {check.words}
        {check.remark !== null && <span class="govuk-hint">{check.remark}</span>}
      </>
    ),
    left: formatNumber(check.left),
    right: formatNumber(check.right),
    passed: check.passed ? <Tag colour="green" text="Khớp" /> : <Tag colour="red" text="Không khớp" />,
  }
}
