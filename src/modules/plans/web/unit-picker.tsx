import { CheckboxField, Details, type FormView } from '../../../platform/page/index.ts'
import type { UnitOnDay } from '../../organisation/index.ts'

/** Up to this many units stand open, one under the other. */
const FEW = 12

export type UnitPickerProps = {
  form: FormView
  /** The field of the units ticked one by one. */
  name: string
  /** The field of the kinds of which all units are meant; left out where that is not offered. */
  kindName?: string | undefined
  label: string
  units: readonly UnitOnDay[]
}

/** Choosing units: whole kinds at once, or one by one under their kinds. */
export function UnitPicker({ form, name, kindName, label, units }: UnitPickerProps) {
  if (units.length <= FEW) return <CheckboxField form={form} name={name} label={label} options={options(units)} />
  const groups = unitsByKind(units)
  const oneByOne = groups.map(({ code, title, members }, index) => (
    <CheckboxField
      key={code}
      // Only the first group carries the plain ids and the message, so that the link of the error summary lands on one place.
      form={index === 0 ? form : { ...form, errors: {}, idPrefix: code }}
      name={name}
      label={title}
      options={options(members)}
    />
  ))
  if (kindName === undefined) return <>{oneByOne}</>
  const touched = form.errors[name] !== undefined || (form.values[name] ?? '').length > 0
  return (
    <>
      <CheckboxField
        form={form}
        name={kindName}
        label={`${label} – cả nhóm`}
        hint="Chọn nhóm là giao cho mọi đơn vị trong nhóm. Muốn giao riêng, mở “Chọn từng đơn vị”."
        options={groups
          .filter(({ members }) => members.length > 1)
          .map(({ code, title, members }) => ({ value: code, text: `${title} (${members.length})` }))}
      />
      <Details summary="Chọn từng đơn vị" open={touched}>
        {oneByOne}
      </Details>
    </>
  )
}

/** In the order in which the kinds come. */
function unitsByKind(units: readonly UnitOnDay[]) {
  const groups = new Map<string, { code: string; title: string; members: UnitOnDay[] }>()
  for (const unit of units) {
    const group = groups.get(unit.kindCode) ?? { code: unit.kindCode, title: unit.kindTitle, members: [] }
    group.members.push(unit)
    groups.set(unit.kindCode, group)
  }
  return [...groups.values()]
}

const options = (units: readonly UnitOnDay[]) => units.map((unit) => ({ value: unit.id, text: unit.name }))
