import type { ComponentChildren } from 'preact'
import { ConflictNotice } from './conflict-notice.tsx'
import { type FormView, textIn } from './form-view.ts'

export type FormProps = {
  form: FormView
  children: ComponentChildren
  /** Where the form is sent; the address of the page itself unless told. */
  action?: string | undefined
  method?: 'post' | 'get' | undefined
  /** True when the form carries files. */
  multipart?: boolean | undefined
}

/**
 * A form that the server checks (`novalidate`: the browser's own messages are not in Vietnamese and vanish).
 * Carries the token, and `_version` when the record's version is among the values. Shows the conflict, when there is one.
 */
export function Form({ form, children, action, method = 'post', multipart }: FormProps) {
  return (
    <form
      class="app-form"
      action={action}
      method={method}
      enctype={multipart ? 'multipart/form-data' : undefined}
      data-draft={form.draftOf === undefined ? undefined : form.draftOf === null ? 'page' : 'device'}
      data-check={form.draftOf ?? undefined}
      novalidate
    >
      {form.token !== '' && <input type="hidden" name="_token" value={form.token} />}
      {form.values._version !== undefined && <HiddenField form={form} name="_version" />}
      {form.restored && (
        <div class="govuk-inset-text">
          Nội dung bạn nhập trước khi phiên làm việc kết thúc đã được đưa lại vào các ô dưới đây và{' '}
          <strong>chưa được gửi</strong>. Hãy xem lại rồi gửi.
        </div>
      )}
      {form.conflict && <ConflictNotice conflict={form.conflict} />}
      {children}
    </form>
  )
}

/** A value that travels with the form unseen; `value` unless the form itself holds one. */
export function HiddenField({ form, name, value }: { form: FormView; name: string; value?: string | undefined }) {
  return <input type="hidden" name={name} value={value ?? textIn(form, name)} />
}

export type FieldsetProps = {
  legend: string
  children: ComponentChildren
  hint?: string | undefined
  size?: 's' | 'm' | 'l' | undefined
}

/** Fields that belong together, under one heading. */
export function Fieldset({ legend, children, hint, size = 'm' }: FieldsetProps) {
  return (
    <fieldset class="govuk-fieldset app-fieldset">
      <legend class={`govuk-fieldset__legend govuk-fieldset__legend--${size}`}>{legend}</legend>
      {hint && <p class="govuk-hint">{hint}</p>}
      {children}
    </fieldset>
  )
}

export type ButtonVariant = 'primary' | 'secondary' | 'warning'

const BUTTON_CLASSES: Readonly<Record<ButtonVariant, string>> = {
  primary: 'govuk-button',
  secondary: 'govuk-button govuk-button--secondary',
  warning: 'govuk-button govuk-button--warning',
}

export type SubmitButtonProps = {
  children: ComponentChildren
  variant?: ButtonVariant | undefined
  /** With `value`: tells the server which of several buttons was pressed. */
  name?: string | undefined
  value?: string | undefined
  /** Sends the form to another address than its own. */
  formAction?: string | undefined
}

export function SubmitButton({ children, variant = 'primary', name, value, formAction }: SubmitButtonProps) {
  return (
    <button type="submit" class={BUTTON_CLASSES[variant]} name={name} value={value} formaction={formAction}>
      {children}
    </button>
  )
}

/** The buttons at the end of a form, with the way out beside them. */
export function SubmitButtons({
  children,
  cancelHref,
}: {
  children: ComponentChildren
  cancelHref?: string | undefined
}) {
  return (
    <div class="govuk-button-group app-submit">
      {children}
      {cancelHref !== undefined && (
        <a class="govuk-link" href={cancelHref}>
          Hủy bỏ
        </a>
      )}
    </div>
  )
}

/** A link that starts something and therefore looks like a button. */
export function ButtonLink({ href, children, variant = 'primary' }: ButtonLinkProps) {
  return (
    <a class={BUTTON_CLASSES[variant]} href={href} draggable={false}>
      {children}
    </a>
  )
}

export type ButtonLinkProps = { href: string; children: ComponentChildren; variant?: ButtonVariant | undefined }
