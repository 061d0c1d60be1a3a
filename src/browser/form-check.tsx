import { render } from 'preact'
import { problemsByField } from '../platform/http/problems.ts'
import { FormErrorSummary } from '../platform/page/error-summary.tsx'
import { FieldError } from '../platform/page/field-frame.tsx'
import { type FormView, fieldId } from '../platform/page/form-view.ts'
import { FORM_CHECKS } from './form-checks.ts'

/** What stands in a form, field by field; files are the server's to check. */
export type Entered = readonly (readonly [name: string, value: string | File])[]

/** Checks the form with the rules of the server and shows what has to be mended as the server shows it. */
export function passes(form: HTMLFormElement, name: string, entered: Entered): boolean {
  const problems = problemsOf(name, entered)
  takeProblemsAway(form)
  if (Object.keys(problems).length === 0) return true
  const view: FormView = { values: {}, errors: problems, token: '' }
  const summary = document.createElement('div')
  summary.dataset.notice = 'problems'
  render(<FormErrorSummary form={view} />, summary)
  document.querySelector('main')?.prepend(summary)
  for (const [field, message] of Object.entries(problems)) showBeside(form, view, field, message)
  const box = summary.querySelector<HTMLElement>('.govuk-error-summary')
  box?.setAttribute('tabindex', '-1')
  box?.focus()
  return false
}

function problemsOf(name: string, entered: Entered): Record<string, string> {
  const values: Record<string, string | string[]> = {}
  for (const [field, value] of entered) {
    if (typeof value !== 'string') continue
    const before = values[field]
    values[field] = before === undefined ? value : [before, value].flat()
  }
  const checked = FORM_CHECKS[name]?.safeParse(values)
  return checked && !checked.success ? problemsByField(checked.error) : {}
}

function takeProblemsAway(form: HTMLFormElement): void {
  document.querySelector('[data-notice="problems"]')?.remove()
  document.querySelector('main > .govuk-error-summary')?.remove()
  for (const message of form.querySelectorAll('.govuk-error-message')) {
    for (const field of form.querySelectorAll(`[aria-describedby~="${CSS.escape(message.id)}"]`))
      undescribe(field, message.id)
    message.remove()
  }
  for (const group of form.querySelectorAll('.govuk-form-group--error'))
    group.classList.remove('govuk-form-group--error')
  for (const field of form.querySelectorAll('[aria-invalid]')) field.removeAttribute('aria-invalid')
}

/** A field must not point to words that are gone. */
function undescribe(field: Element, id: string): void {
  const others = (field.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .filter((other) => other !== '' && other !== id)
  if (others.length === 0) field.removeAttribute('aria-describedby')
  else field.setAttribute('aria-describedby', others.join(' '))
}

function showBeside(form: HTMLFormElement, view: FormView, name: string, message: string): void {
  const id = fieldId(view, name)
  const field = document.getElementById(id) ?? form.querySelector(`[name="${CSS.escape(name)}"]`)
  const group = field?.closest('.govuk-form-group')
  if (!field || !group) return
  group.classList.add('govuk-form-group--error')
  field.setAttribute('aria-invalid', 'true')
  const line = document.createElement('div')
  render(<FieldError id={`${id}-error`} message={message} />, line)
  const before = group.querySelector('.govuk-hint') ?? group.querySelector('legend, label')
  before?.after(line)
  const described = field.getAttribute('aria-describedby')?.split(' ') ?? []
  field.setAttribute('aria-describedby', [...new Set([...described, `${id}-error`])].join(' '))
}
