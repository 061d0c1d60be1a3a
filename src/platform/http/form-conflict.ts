import type { CurrentRecord } from '../../vocabulary/stale-edit.ts'
import { formatInstant } from '../../vocabulary/vietnamese.ts'
import type { FormView } from '../page/index.ts'
import type { FormValues } from './form-reception.ts'

/** The words that people see for the values of fields where one chooses, by field name and value. */
export type Choices = Readonly<Record<string, Readonly<Record<string, string>>>>

/** What differs between the record as it is now and what this person entered, field by field. */
export function conflictView(
  current: CurrentRecord,
  entered: FormValues,
  labels: Readonly<Record<string, string>>,
  choices: Choices,
): NonNullable<FormView['conflict']> {
  const words = (name: string, value: string | string[] | undefined) =>
    [value ?? '']
      .flat()
      .map((each) => choices[name]?.[each] ?? each)
      .join(', ')
      .replace(/\r\n/g, '\n')
      .trim()
  const differences = Object.entries(labels)
    .map(([name, label]) => ({ label, theirs: words(name, current.values[name]), yours: words(name, entered[name]) }))
    .filter(({ theirs, yours }) => theirs !== yours)
  return { changedBy: current.changedBy, changedAt: formatInstant(current.changedAt), differences }
}
