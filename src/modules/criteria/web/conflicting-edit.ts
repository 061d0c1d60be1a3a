import type { FormView } from '../../../platform/page/index.ts'

/**
 * The fields of these forms follow from the criteria set, so their names are not known beforehand. When somebody else saved
 * meanwhile, what differs is found here, from what stands now against what this person entered.
 */
export function withDifferences(
  form: FormView,
  current: Readonly<Record<string, string | string[]>>,
  labels: Readonly<Record<string, string>>,
): FormView {
  if (!form.conflict) return form
  const words = (value: string | string[] | undefined) => [value ?? ''].flat().join(', ').trim()
  const differences = Object.entries(labels)
    .map(([name, label]) => ({ label, theirs: words(current[name]), yours: words(form.values[name]) }))
    .filter(({ theirs, yours }) => theirs !== yours)
  return { ...form, conflict: { ...form.conflict, differences } }
}
