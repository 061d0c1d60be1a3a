import type { ComponentChildren } from 'preact'
import type { SelectOption } from './choice-field.tsx'
import { type FormView, fieldId, textIn } from './form-view.ts'

export type CellFieldProps = {
  form: FormView
  name: string
  /** Read out; shown only where the column alone does not say what is asked. */
  label: string
  labelShown?: boolean | undefined
}

/** A field inside a table: its row and column name it for the eye, its label for the ear. */
export function CellInput({
  width,
  placeholder,
  ...field
}: CellFieldProps & { width?: 4 | 5 | 10 | undefined; placeholder?: string | undefined }) {
  return (
    <CellFrame field={field}>
      <input
        {...attributes(field)}
        type="text"
        class={`govuk-input${wrong(field) ? ' govuk-input--error' : ''}${width ? ` govuk-input--width-${width}` : ''}`}
        value={textIn(field.form, field.name)}
        placeholder={placeholder}
        autocomplete="off"
      />
    </CellFrame>
  )
}

/** One of a few, inside a table. */
export function CellSelect({
  options,
  emptyText = 'Chưa chọn',
  ...field
}: CellFieldProps & { options: readonly SelectOption[]; emptyText?: string | undefined }) {
  const chosen = textIn(field.form, field.name)
  return (
    <CellFrame field={field}>
      <select {...attributes(field)} class={`govuk-select${wrong(field) ? ' govuk-select--error' : ''}`}>
        <option value="">{emptyText}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value} selected={option.value === chosen}>
            {option.text}
          </option>
        ))}
      </select>
    </CellFrame>
  )
}

function CellFrame({ field, children }: { field: CellFieldProps; children: ComponentChildren }) {
  const id = fieldId(field.form, field.name)
  const error = field.form.errors[field.name]
  return (
    <div>
      <label class={field.labelShown ? 'app-muted' : 'govuk-visually-hidden'} for={id}>
        {field.label}
      </label>
      {field.labelShown && <br />}
      {error && (
        <p id={`${id}-error`} class="govuk-error-message">
          <span class="govuk-visually-hidden">Lỗi: </span>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}

const wrong = ({ form, name }: CellFieldProps) => form.errors[name] !== undefined

function attributes(field: CellFieldProps) {
  const id = fieldId(field.form, field.name)
  return {
    id,
    name: field.name,
    'aria-invalid': wrong(field) ? ('true' as const) : undefined,
    'aria-describedby': wrong(field) ? `${id}-error` : undefined,
  }
}
