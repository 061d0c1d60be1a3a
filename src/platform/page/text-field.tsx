import { controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx'
import { textIn } from './form-view.ts'

/** Widths in characters that govuk-frontend knows. */
export type FieldWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30

export type TextFieldProps = FieldProps & {
  width?: FieldWidth | undefined
  /** A password is never put back into the page. */
  type?: 'text' | 'password' | undefined
  autocomplete?: string | undefined
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | undefined
  spellcheck?: boolean | undefined
  /** Stands after the field: a unit of measure. */
  suffix?: string | undefined
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const { form, name, type = 'text', width, autocomplete, inputMode, spellcheck, suffix } = props
  const shared = {
    ...controlAttributes(props),
    class: inputClass(form.errors[name] !== undefined, width),
    autocomplete,
    inputMode,
    spellcheck,
  }
  const input =
    type === 'password' ? (
      <input {...shared} type="password" />
    ) : (
      <input {...shared} type="text" value={textIn(form, name)} />
    )
  return (
    <FieldFrame field={props}>
      {suffix === undefined ? (
        input
      ) : (
        <div class="govuk-input__wrapper">
          {input}
          <div class="govuk-input__suffix">{suffix}</div>
        </div>
      )}
    </FieldFrame>
  )
}

export type NumberFieldProps = FieldProps & {
  width?: FieldWidth | undefined
  /** The unit of the number, shown behind the field: `người`, `đồng`. */
  suffix?: string | undefined
  /** True when a comma and decimals may be typed. */
  decimal?: boolean | undefined
}

/** A number as people write it (`2.657`, `722,4`); a text field, because number fields lose what they don't understand. */
export function NumberField({ width = 10, decimal, ...field }: NumberFieldProps) {
  return <TextField {...field} width={width} inputMode={decimal ? 'decimal' : 'numeric'} />
}

/** A day in one field, dd/mm/yyyy. */
export function DateField({ hint = 'Ví dụ: 22/11/2026', ...field }: FieldProps) {
  return <TextField {...field} hint={hint} width={10} inputMode="numeric" />
}

export type TextAreaProps = FieldProps & { rows?: number | undefined }

/** Several lines of text. */
export function TextArea({ rows = 5, ...field }: TextAreaProps) {
  const wrong = field.form.errors[field.name] !== undefined
  return (
    <FieldFrame field={field}>
      <textarea
        {...controlAttributes(field)}
        class={wrong ? 'govuk-textarea govuk-textarea--error' : 'govuk-textarea'}
        rows={rows}
        value={textIn(field.form, field.name)}
      />
    </FieldFrame>
  )
}

function inputClass(wrong: boolean, width: FieldWidth | undefined): string {
  return ['govuk-input', wrong ? 'govuk-input--error' : '', width ? `govuk-input--width-${width}` : '']
    .filter((part) => part !== '')
    .join(' ')
}
