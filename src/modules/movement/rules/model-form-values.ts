import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { REGISTRATION_PARTS, type RegistrationPart } from './model.ts'

/** A registered model as its form shows it. */
export function modelFormValues(
  model: Readonly<Record<RegistrationPart, string>> & {
    difference: string
    continuesModelId: string | null
    unitId: string
    name: string
    registration: string
    field: string
    ownerKind: string
    ownerName: string
    content: string
    year: number
    registeredOn: string
    replicatesModelId: string | null
    version: number
  },
): Record<string, string> {
  return {
    unitId: model.unitId,
    name: model.name,
    registration: model.registration,
    field: model.field,
    ownerKind: model.ownerKind,
    ownerName: model.ownerName,
    content: model.content,
    year: String(model.year),
    registeredOn: formatCalendarDate(model.registeredOn),
    replicatesModelId: model.replicatesModelId ?? '',
    continuesModelId: model.continuesModelId ?? '',
    difference: model.difference,
    ...Object.fromEntries((Object.keys(REGISTRATION_PARTS) as RegistrationPart[]).map((part) => [part, model[part]])),
    _version: String(model.version),
  }
}
