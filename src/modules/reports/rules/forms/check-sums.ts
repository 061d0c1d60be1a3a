import type { Check, ColumnName, Form, FormCode, FormNumbers } from './form.ts'

/** A cross-check with what came of it. */
export type CheckedSum = {
  /** `9 = 11 + 12 + 13` */
  words: string
  remark: string | null
  left: number
  right: number
  passed: boolean
}

/** The numbers of one row in all forms that have been counted. */
export type NumbersByForm = Readonly<Partial<Record<FormCode, FormNumbers>>>

/** The cross-checks of a form on one row. A check that needs a form which was not counted is left out. */
export function checkSums(
  { code, checks }: Pick<Form<never>, 'code' | 'checks'>,
  numbers: NumbersByForm,
): CheckedSum[] {
  return checks.flatMap((check) => {
    const left = sum(check.left, code, numbers)
    const right = sum(check.right, code, numbers)
    if (left === null || right === null) return []
    const passed = check.is === '=' ? left === right : left <= right
    return [{ words: checkInWords(check), remark: check.remark ?? null, left, right, passed }]
  })
}

/** `1 = 2 + 3`; a column of another form with its form: `cột 20 biểu 01/XLD`. */
export function checkInWords({ left, is, right }: Check): string {
  return `${inWords(left)} ${is} ${inWords(right)}`
}

function inWords(names: readonly ColumnName[]): string {
  return names
    .map((name) => {
      if (typeof name === 'number') return String(name)
      const { form, column } = placeOf(name, '01/XLD')
      return `cột ${column} biểu ${form}`
    })
    .join(' + ')
}

function sum(names: readonly ColumnName[], own: FormCode, numbers: NumbersByForm): number | null {
  return names.reduce<number | null>((total, name) => {
    const { form, column } = placeOf(name, own)
    const value = numbers[form]?.[column]
    return total === null || value === undefined || value === null ? null : total + value
  }, 0)
}

function placeOf(name: ColumnName, own: FormCode): { form: FormCode; column: number } {
  if (typeof name === 'number') return { form: own, column: name }
  const [form, column] = name.split(':')
  return { form: form as FormCode, column: Number(column) }
}
