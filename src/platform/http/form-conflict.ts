import type { CurrentRecord } from '../../vocabulary/stale-edit.ts'
import { formatInstant } from '../../vocabulary/vietnamese.ts'
import type { FormView } from '../page/index.ts'
import type { FormValues } from './form-reception.ts'

/** What differs between the record as it is now and what this person entered, field by field. */
export function conflictView(
  current: CurrentRecord,
  entered: FormValues,
  labels: Readonly<Record<string, string>>,
): NonNullable<FormView['conflict']> {
  const words = (value: string | string[] | undefined) => [value ?? ''].flat().join(', ').replace(/\r\n/g, '\n').trim()
  const differences = Object.entries(labels)
    .map(([name, label]) => ({ label, theirs: words(current.values[name]), yours: words(entered[name]) }))
    .filter(({ theirs, yours }) => theirs !== yours)
  return { changedBy: current.changedBy, changedAt: formatInstant(current.changedAt), differences }
}
