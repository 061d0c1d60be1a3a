/**
 * A form of the Government Inspectorate (biểu số liệu) as data: its columns, what each counts, and the sums that must agree.
 * `Counted` is one thing that is counted: a petition in a unit and period, a visit.
 */
export type Form<Counted = unknown> = {
  readonly code: FormCode
  readonly title: string
  readonly source: string
  /** Which columns stand where the source puts them, in words; shown on the page and in every export. */
  readonly certainty: string
  readonly columns: readonly FormColumn<Counted>[]
  readonly checks: readonly Check[]
  /** What the form asks for and this system does not record, or counts in its own way. */
  readonly notes: readonly string[]
}

export const FORM_CODES = ['01/TCD', '01/XLD', '02/XLD', '03/XLD', '04/XLD', '01/KQGQ', '03/KQGQ'] as const

export type FormCode = (typeof FORM_CODES)[number]

export type FormColumn<Counted = unknown> = {
  /** Its number in the form. */
  readonly number: number
  /** The headings above it, from the widest to its own. */
  readonly headings: readonly string[]
  /** `1 = 2 + … + 7`, as the form prints it below the number; empty when it prints none. */
  readonly formula: string
  /** How sure its place and meaning are. */
  readonly certainty: Certainty
  /** What one counted thing adds to it; null when the system records nothing of the kind. */
  readonly adds: ((counted: Counted) => number) | null
  /** How many of what is added make one of the column's unit: a million đồng. One unless told. */
  readonly per?: number
}

/**
 * `found`: number and meaning stand so in the form as found. `reconstructed`: the meaning was found, the number follows from the
 * form's own formulas. `unverified`: by the pattern of the other forms; the number is this system's.
 */
export type Certainty = 'found' | 'reconstructed' | 'unverified'

export const CERTAINTIES: Readonly<Record<Certainty, { title: string; mark: string }>> = {
  found: { title: 'Thứ tự cột theo mẫu đã đối chiếu', mark: '' },
  reconstructed: { title: 'Thứ tự cột dựng lại từ công thức của biểu', mark: '*' },
  unverified: { title: 'Cột chưa đối chiếu được với mẫu', mark: '**' },
}

/** Columns whose sums must agree; `01/XLD:19` is a column of another form, of the same unit and period. */
export type Check = {
  readonly left: readonly ColumnName[]
  readonly is: '=' | '≤'
  readonly right: readonly ColumnName[]
  /** What has to be said with it, such as where the form prints another sum. */
  readonly remark?: string
}

export type ColumnName = number | `${FormCode}:${number}`

/** The numbers of one row of a form, by column; null where nothing is recorded. */
export type FormNumbers = Readonly<Record<number, number | null>>

/** Sums up what was counted, group by group. */
export function numbersOf<Counted>(
  form: Form<Counted>,
  groups: readonly { counted: Counted; count: number }[],
): FormNumbers {
  return Object.fromEntries(
    form.columns.map(({ number, adds, per }) => [number, adds === null ? null : columnValue({ adds, per }, groups)]),
  )
}

/** What groups add up to in a column, in its unit; rounded to millionths, below which only the machine's own error lies. */
export function columnValue<Counted>(
  { adds, per = 1 }: { adds: (counted: Counted) => number; per?: number | undefined },
  groups: readonly { counted: Counted; count: number }[],
): number {
  const sum = groups.reduce((total, { counted, count }) => total + adds(counted) * count, 0)
  return Math.round((sum / per) * 1e6) / 1e6
}

/** Forms are asked for by their codes in addresses: `01-XLD`. */
export function formSlug(code: FormCode): string {
  return code.replace('/', '-')
}

export function formCodeOf(slug: string): FormCode | undefined {
  return FORM_CODES.find((code) => formSlug(code) === slug)
}
