import type { ComponentChildren } from 'preact'
import { type FormView, fieldId } from './form-view.ts'

/** What every field takes. */
export type FieldProps = {
  form: FormView
  name: string
  label: string
  hint?: string | undefined
  /** True adds “(không bắt buộc)” to the label; fields are required unless they say so. */
  optional?: boolean | undefined
}

/** The ids that tie a field to its hint and its error, for `aria-describedby`. */
export function describedBy({ form, name, hint }: Pick<FieldProps, 'form' | 'name' | 'hint'>): string | undefined {
  const id = fieldId(form, name)
  const ids = [hint ? `${id}-hint` : '', form.errors[name] ? `${id}-error` : ''].filter((part) => part !== '')
  return ids.length > 0 ? ids.join(' ') : undefined
}

/** Attributes that every single control of a field carries. */
export function controlAttributes(props: FieldProps) {
  return {
    id: fieldId(props.form, props.name),
    name: props.name,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.form.errors[props.name] ? ('true' as const) : undefined,
  }
}

/** A label, a hint, an error and the control, in the order in which they are read. */
export function FieldFrame({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  return (
    <div class={groupClass(field)}>
      <label class="govuk-label app-label" for={fieldId(field.form, field.name)}>
        <LabelText field={field} />
      </label>
      <HintAndError field={field} />
      {children}
    </div>
  )
}

/** The same for several controls under one question (radios, check boxes). */
export function ChoiceFrame({ field, children }: { field: FieldProps; children: ComponentChildren }) {
  return (
    <div class={groupClass(field)}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(field)}>
        <legend class="govuk-fieldset__legend app-label">
          <LabelText field={field} />
        </legend>
        <HintAndError field={field} />
        {children}
      </fieldset>
    </div>
  )
}

function LabelText({ field }: { field: FieldProps }) {
  return (
    <>
      {field.label}
      {field.optional && <span class="app-label__optional"> (không bắt buộc)</span>}
    </>
  )
}

function HintAndError({ field: { form, name, hint } }: { field: FieldProps }) {
  const id = fieldId(form, name)
  const error = form.errors[name]
  return (
    <>
      {hint && (
        <div id={`${id}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      {error && <FieldError id={`${id}-error`} message={error} />}
    </>
  )
}

/** What is wrong with a field, beside it. */
export function FieldError({ id, message }: { id: string; message: string }) {
  return (
    <p id={id} class="govuk-error-message">
      <span class="govuk-visually-hidden">Lỗi: </span>
      {message}
    </p>
  )
}

const groupClass = ({ form, name }: FieldProps) =>
  form.errors[name] ? 'govuk-form-group govuk-form-group--error' : 'govuk-form-group'
