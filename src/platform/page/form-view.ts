/** What the page needs to draw a form again exactly as the person left it. */
export type FormView = {
  /** What stands in the fields, by field name; several values for check boxes. */
  values: Readonly<Record<string, string | string[]>>
  /** What is wrong, by field name; `form` is for a problem that belongs to no single field. */
  errors: Readonly<Record<string, string>>
  /** Goes back as the hidden `_token`. */
  token: string
  /** Present when somebody else saved the same record meanwhile. */
  conflict?: Conflict | undefined
  /** Files received with an earlier sending of this form: the values of their field are these ids. */
  keptFiles?: readonly KeptFile[] | undefined
  /** True when what was typed came back after the session had ended. */
  restored?: boolean | undefined
  /**
   * Present when the form may be sent later than its button is pressed (see `src/browser`): the name of what it enters when its draft
   * may be kept on the device and is checked there; null when its words may stay in the page alone.
   */
  draftOf?: string | null | undefined
  /** Put before the ids of the fields when a page holds more than one form with the same field names. */
  idPrefix?: string | undefined
}

/** A file that the system already holds while its form is not finished. */
export type KeptFile = { id: string; name: string; sizeInBytes: number | string }

/** One record, saved by somebody else between opening the form and sending it. */
export type Conflict = {
  changedBy: string
  /** As a person reads it: `14:05 ngày 22/11/2026`. */
  changedAt: string
  differences: readonly Difference[]
}

/** One field that stands differently on the system and in the form; texts as a person reads them. */
export type Difference = { label: string; theirs: string; yours: string }

/** The key in `errors` for a problem of the form as a whole. */
export const WHOLE_FORM = 'form'

/** The id of a field, which is also the target of the links of the error summary. */
export function fieldId(form: FormView, name: string): string {
  const plain = name.replace(/[^\w-]+/g, '-').replace(/-+$/, '')
  return form.idPrefix ? `${form.idPrefix}-${plain}` : plain
}

/** The single text in a field, empty when there is none. */
export function textIn(form: FormView, name: string): string {
  const value = form.values[name]
  return (typeof value === 'string' ? value : value?.[0]) ?? ''
}

/** All values of a field that may hold several. */
export function textsIn(form: FormView, name: string): readonly string[] {
  const value = form.values[name]
  if (value === undefined) return []
  return typeof value === 'string' ? [value] : value
}

/** True when something has to be mended before the form can be accepted. */
export function hasErrors(form: FormView): boolean {
  return Object.keys(form.errors).length > 0
}

/** The view behind a form that only asks (GET): nothing can be wrong and nothing is changed, so it carries no token. */
export function filterView(values: FormView['values']): FormView {
  return { values, errors: {}, token: '' }
}
