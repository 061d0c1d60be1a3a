import type { ComponentChildren } from 'preact'
import { ChoiceFrame, controlAttributes, FieldFrame, type FieldProps } from './field-frame.tsx'
import { fieldId, textIn, textsIn } from './form-view.ts'

/** One thing that can be chosen. Options of the same `group` stand under its name in a select field. */
export type SelectOption = { value: string; text: string; group?: string | undefined }

export type SelectFieldProps = FieldProps & {
  options: readonly SelectOption[]
  /** The first line, which chooses nothing; left out when something is always chosen. */
  emptyText?: string | undefined
}

/** One of a longer list. */
export function SelectField(props: SelectFieldProps) {
  const { form, name, options, emptyText } = props
  const chosen = textIn(form, name)
  const wrong = form.errors[name] !== undefined
  return (
    <FieldFrame field={props}>
      <select {...controlAttributes(props)} class={wrong ? 'govuk-select govuk-select--error' : 'govuk-select'}>
        {emptyText !== undefined && <option value="">{emptyText}</option>}
        {groups(options).map(({ group, members }) =>
          group === undefined ? (
            members.map((option) => <Option key={option.value} option={option} chosen={chosen} />)
          ) : (
            <optgroup key={group} label={group}>
              {members.map((option) => (
                <Option key={option.value} option={option} chosen={chosen} />
              ))}
            </optgroup>
          ),
        )}
      </select>
    </FieldFrame>
  )
}

function Option({ option, chosen }: { option: SelectOption; chosen: string }) {
  return (
    <option value={option.value} selected={option.value === chosen}>
      {option.text}
    </option>
  )
}

function groups<Option extends { group?: string | undefined }>(options: readonly Option[]) {
  const found: { group: string | undefined; members: Option[] }[] = []
  for (const option of options) {
    const last = found.at(-1)
    if (last && last.group === option.group) last.members.push(option)
    else found.push({ group: option.group, members: [option] })
  }
  return found
}

/** One thing that can be ticked; `children` are fields that belong to it and stand below it, always visible. */
export type ChoiceOption = {
  value: string
  text: string
  /** Of boxes: options of the same group that follow one another stand under its name. */
  group?: string | undefined
  hint?: string | undefined
  children?: ComponentChildren
}

export type RadioFieldProps = FieldProps & { options: readonly ChoiceOption[]; inline?: boolean | undefined }

/** One of a few. */
export function RadioField(props: RadioFieldProps) {
  const chosen = textIn(props.form, props.name)
  return (
    <ChoiceFrame field={props}>
      <div
        class={
          props.inline ? 'govuk-radios govuk-radios--small govuk-radios--inline' : 'govuk-radios govuk-radios--small'
        }
      >
        {props.options.map((option, index) => (
          <ChoiceItem
            key={option.value}
            kind="radio"
            field={props}
            option={option}
            index={index}
            ticked={option.value === chosen}
          />
        ))}
      </div>
    </ChoiceFrame>
  )
}

export type CheckboxFieldProps = FieldProps & { options: readonly ChoiceOption[] }

/** Any number of a few; of many, each group stands under its name. */
export function CheckboxField(props: CheckboxFieldProps) {
  const ticked = textsIn(props.form, props.name)
  return (
    <ChoiceFrame field={props}>
      <div class={props.options.some(({ group }) => group !== undefined) ? 'app-choice-groups' : undefined}>
        {groups(props.options).map(({ group, members }) => {
          const boxes = (
            <div key={group ?? ''} class="govuk-checkboxes govuk-checkboxes--small">
              {members.map((option) => (
                <ChoiceItem
                  key={option.value}
                  kind="checkbox"
                  field={props}
                  option={option}
                  index={props.options.indexOf(option)}
                  ticked={ticked.includes(option.value)}
                />
              ))}
            </div>
          )
          return group === undefined ? (
            boxes
          ) : (
            <fieldset key={group} class="govuk-fieldset">
              <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{group}</legend>
              {boxes}
            </fieldset>
          )
        })}
      </div>
    </ChoiceFrame>
  )
}

type ChoiceItemProps = {
  kind: 'radio' | 'checkbox'
  field: FieldProps
  option: ChoiceOption
  index: number
  ticked: boolean
}

function ChoiceItem({ kind, field, option, index, ticked }: ChoiceItemProps) {
  // The first item carries the plain id, so that the error summary's link lands on it.
  const id = fieldId(field.form, field.name) + (index === 0 ? '' : `-${index + 1}`)
  const block = kind === 'radio' ? 'govuk-radios' : 'govuk-checkboxes'
  return (
    <>
      <div class={`${block}__item`}>
        <input
          class={`${block}__input`}
          type={kind}
          id={id}
          name={field.name}
          value={option.value}
          checked={ticked}
          aria-describedby={option.hint ? `${id}-item-hint` : undefined}
        />
        <label class={`govuk-label ${block}__label`} for={id}>
          {option.text}
        </label>
        {option.hint && (
          <div id={`${id}-item-hint`} class={`govuk-hint ${block}__hint`}>
            {option.hint}
          </div>
        )}
      </div>
      {option.children && <div class={`${block}__conditional`}>{option.children}</div>}
    </>
  )
}
