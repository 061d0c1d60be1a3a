import { type FormView, fieldId, hasErrors, WHOLE_FORM } from './form-view.ts'

/** Everything that has to be mended, each linked to its field. Drawn by `Layout`, above the heading. */
export function FormErrorSummary({ form }: { form: FormView }) {
  if (!hasErrors(form)) return null
  return (
    <div class="govuk-error-summary">
      <div role="alert">
        <h2 class="govuk-error-summary__title">Có lỗi cần sửa</h2>
        <div class="govuk-error-summary__body">
          <ul class="govuk-list govuk-error-summary__list">
            {Object.entries(form.errors).map(([name, message]) => (
              <li key={name}>{name === WHOLE_FORM ? message : <a href={`#${fieldId(form, name)}`}>{message}</a>}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
