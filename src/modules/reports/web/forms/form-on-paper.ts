import { type CalendarDate, formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { BodyBlock, OfficialDocument } from '../../../documents/index.ts'
import { READINGS } from '../../../indicators/index.ts'
import type { UnitOnPaper } from '../../../organisation/index.ts'
import type { CountedForms } from '../../queries/forms/count-forms.ts'
import { checkSums } from '../../rules/forms/check-sums.ts'
import { CERTAINTIES, type Form, type FormColumn } from '../../rules/forms/form.ts'
import { headingInWords } from '../../rules/forms/heading-rows.ts'
import { reportSignature } from '../../rules/signature.ts'
import { failedSums } from './form-checks.tsx'

export type FormOnPaper = {
  form: Form<never>
  counted: CountedForms
  period: { from: CalendarDate; to: CalendarDate }
  today: CalendarDate
}

type Cell = string | number | null

/** `Số liệu tính từ ngày 15/12/2025 đến ngày 14/03/2026`, as every form has it below its title. */
export function periodInWords({ from, to }: FormOnPaper['period']): string {
  return `Số liệu tính từ ngày ${formatCalendarDate(from)} đến ngày ${formatCalendarDate(to)}`
}

/** `9*. Đủ điều kiện xử lý: Số đơn` */
export function columnOnPaper(column: FormColumn<never>): string {
  const formula = column.formula === '' ? '' : ` (${column.formula})`
  return `${column.number}${CERTAINTIES[column.certainty].mark}. ${headingInWords(column)}${formula}`
}

/** The rows of the form, the total last. */
export function rowsOnPaper({ form, counted }: Pick<FormOnPaper, 'form' | 'counted'>): {
  name: string
  numbers: Cell[]
}[] {
  return [...counted.rows, { name: 'Tổng số', numbers: counted.total }].map(({ name, numbers }) => ({
    name,
    numbers: form.columns.map(({ number }) => numbers[form.code]?.[number] ?? null),
  }))
}

/** What has to be known of the form: unit, period, reading, how sure its columns are, its source, how it is counted. */
export function remarksOnPaper({ form, counted, period, today }: FormOnPaper): string[] {
  const failed = failedSums(form, counted)
  return [
    `${periodInWords(period)}.${period.to >= today ? ` Kỳ chưa kết thúc: tính đến ngày ${formatCalendarDate(today)}.` : ''}`,
    `Cách đọc số liệu: ${(READINGS.get(counted.reading) ?? '').toLocaleLowerCase('vi')}.`,
    failed.length === 0
      ? `Đối chiếu: ${checkSums(form, counted.total).length} phép đối chiếu đều khớp.`
      : `Đối chiếu: ${failed.length} phép không khớp: ${failed.map(({ row, words, left, right }) => `${row}: ${words} (${left} và ${right})`).join('; ')}.`,
    form.certainty,
    ...Object.values(CERTAINTIES)
      .filter(({ mark }) => mark !== '' && form.columns.some(({ certainty }) => CERTAINTIES[certainty].mark === mark))
      .map(({ mark, title }) => `${mark} ${title}.`),
    ...form.notes,
    `Nguồn: ${form.source}`,
  ]
}

/** Columns that a sheet of paper that lies across holds beside the names of the units. */
const COLUMNS_A_TABLE = 12

/**
 * The form as the writers take it: what has to be known of it and the signature, then its columns on paper that lies across, in several
 * tables one below the other where they are many.
 */
export function formDocument(
  paper: FormOnPaper,
  { issuer, demonstration }: { issuer: UnitOnPaper; demonstration: boolean },
): OfficialDocument {
  const { form } = paper
  return {
    superiorBody: null,
    issuingBody: issuer.name.split(',')[0] ?? issuer.name,
    number: { number: null, typeCode: 'BC', issuerCode: issuer.issuerCode ?? '……', draftingCode: null },
    place: issuer.placeName ?? '……',
    date: null,
    summary: `Biểu ${form.code}: ${form.title.charAt(0).toLocaleLowerCase('vi')}${form.title.slice(1)}`,
    recipients: { addressees: [], others: [], draftingUnitCode: null },
    legalBases: [],
    body: [
      { kind: 'paragraph', text: `${periodInWords(paper.period)}.` },
      ...remarksOnPaper(paper)
        .slice(1)
        .map((text): BodyBlock => ({ kind: 'paragraph', text })),
    ],
    signature: reportSignature(issuer, null),
    appendices: [{ title: `Biểu ${form.code}: ${form.title}`, orientation: 'across', body: tables(paper) }],
    marker: demonstration ? 'Dữ liệu minh họa' : 'Dự thảo',
  }
}

function tables(paper: FormOnPaper): BodyBlock[] {
  const { form } = paper
  const rows = rowsOnPaper(paper)
  const starts = form.columns.flatMap((_, index) => (index % COLUMNS_A_TABLE === 0 ? [index] : []))
  return starts.map((start): BodyBlock => {
    const columns = form.columns.slice(start, start + COLUMNS_A_TABLE)
    const cells = ({ name, numbers }: { name: string; numbers: Cell[] }) => [
      name,
      ...numbers.slice(start, start + COLUMNS_A_TABLE),
    ]
    const total = rows.at(-1)
    return {
      kind: 'table',
      caption: starts.length === 1 ? null : `Cột ${columns[0]?.number} đến cột ${columns.at(-1)?.number}`,
      columns: [
        { heading: 'Đơn vị', widthShare: 3.6, alignment: 'left' },
        ...columns.map((column) => ({
          heading: columnOnPaper(column),
          widthShare: 1.4,
          alignment: 'right' as const,
        })),
      ],
      rows: rows.slice(0, -1).map(cells),
      totalRow: total === undefined ? null : cells(total),
    }
  })
}
