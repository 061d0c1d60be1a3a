/** A tick at the beginning of a row of a table, for doing something with several rows at once. `label` is heard, not seen. */
export function RowCheckbox({ name, value, label }: { name: string; value: string; label: string }) {
  const id = `${name}-${value}`
  return (
    <div class="govuk-checkboxes govuk-checkboxes--small app-row-checkbox">
      <div class="govuk-checkboxes__item">
        <input class="govuk-checkboxes__input" type="checkbox" id={id} name={name} value={value} />
        <label class="govuk-label govuk-checkboxes__label" for={id}>
          <span class="govuk-visually-hidden">{label}</span>
        </label>
      </div>
    </div>
  )
}
