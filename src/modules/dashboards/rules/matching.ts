import { withoutAccents } from '../../../vocabulary/vietnamese.ts'

export type Matched = { readonly unitId: string; readonly by: 'code' | 'name' } | null
type Unit = { readonly id: string; readonly code: string; readonly name: string; readonly shortName: string }

/**
 * To which unit each shape belongs: by its code, else by its name when that is the name of one unit alone (“Xã Vĩnh Tường” is Ủy ban
 * nhân dân xã Vĩnh Tường). A unit that two shapes would be given stays with the first that has its code; the others are for a person
 * to decide.
 */
export function matchShapes(
  shapes: readonly { readonly name: string; readonly code: string }[],
  units: readonly Unit[],
): Matched[] {
  const byCode = new Map(units.flatMap((unit) => codesOf(unit.code).map((code) => [code, unit.id] as const)))
  const byName = new Map<string, Set<string>>()
  for (const unit of units) {
    for (const name of new Set([plain(unit.name), plain(unit.shortName)])) {
      byName.set(name, (byName.get(name) ?? new Set()).add(unit.id))
    }
  }
  const taken = new Set<string>()
  const take = (unitId: string | undefined): string | null => {
    if (unitId === undefined || taken.has(unitId)) return null
    taken.add(unitId)
    return unitId
  }
  const coded = shapes.map(({ code }): Matched => {
    const unitId = take(code === '' ? undefined : byCode.get(code.toUpperCase()))
    return unitId === null ? null : { unitId, by: 'code' }
  })
  return coded.map((matched, index): Matched => {
    if (matched !== null) return matched
    const [only, ...others] = byName.get(plain(shapes[index]?.name ?? '')) ?? []
    const unitId = others.length > 0 ? null : take(only)
    return unitId === null ? null : { unitId, by: 'name' }
  })
}

/** Ours, and what stands behind its last hyphen: the number that the statistics office gives a commune. */
const codesOf = (code: string) =>
  [...new Set([code.toUpperCase(), code.toUpperCase().split('-').at(-1) ?? ''])].filter((each) => each !== '')

/** `Ủy ban nhân dân xã Vĩnh Tường, huyện Vị Thủy` → `xa vinh tuong, huyen vi thuy` */
const plain = (name: string) => withoutAccents(name).replace(/^(uy ban nhan dan|ubnd) /, '')
