import { type FormView, NumberField, optionsOf, SelectField, TextField } from '../../../platform/page/index.ts'
import type { ActivityKind } from '../rules/activity.ts'
import { detailFieldsOf } from '../rules/activity-details.ts'

/** The fields that the kind has; nothing for kinds that have none. */
export function DetailFields({ form, kind }: { form: FormView; kind: ActivityKind }) {
  return (
    <>
      {detailFieldsOf(kind).map((field) => {
        const given = { form, name: field.name, label: field.label, hint: field.hint, optional: true }
        if (field.type === 'choice')
          return <SelectField key={field.name} {...given} emptyText="Chưa ghi" options={optionsOf(field.choices)} />
        if (field.type === 'number') return <NumberField key={field.name} {...given} width={5} />
        return <TextField key={field.name} {...given} />
      })}
    </>
  )
}
