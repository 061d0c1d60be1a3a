import { SelectField, type SelectOption } from './choice-field.tsx'
import type { FormView } from './form-view.ts'

export type UnitFilterFieldProps = {
  form: FormView
  /** The units whose records the reader's posts reach, in the order in which they are offered. */
  units: readonly { id: string; name: string; group?: string | undefined }[]
}

/** Narrows a list to one unit with those under it, as `unitId`. Who reaches one unit only is not asked. */
export function UnitFilterField({ form, units }: UnitFilterFieldProps) {
  if (units.length <= 1) return null
  const options = units.map(({ id, name, group }): SelectOption => ({ value: id, text: name, group }))
  return (
    <SelectField
      form={form}
      name="unitId"
      label="Đơn vị (gồm đơn vị trực thuộc)"
      emptyText="Mọi đơn vị"
      options={options}
    />
  )
}
