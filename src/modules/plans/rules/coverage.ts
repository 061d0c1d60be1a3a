/** What one unit was given under one content of a plan. */
export type Given = { contentId: string; unitId: string; given: number; completed: number; overdue: number }

/** What a unit's own plan has for one content of the plan above: the contents and tasks that carry it out. */
export type Derived = {
  contentId: string
  unitId: string
  planId: string
  /** Where in that plan the first of them stands. */
  position: number | null
  contents: number
  tasks: number
}

export type CoverageCell = {
  given: Given | null
  derived: Derived | null
  /**
   * `hole`: nothing was given and the unit's own plan has nothing for it; `not-derived`: it was given, the unit has a plan of its own,
   * and that plan says nothing of it; `covered`: anything else.
   */
  state: 'covered' | 'not-derived' | 'hole'
}

export type CoverageRow<Unit> = {
  unit: Unit
  /** In the order of the contents. */
  cells: CoverageCell[]
  holes: number
  ownPlanId: string | null
}

export type Coverage<Unit> = {
  rows: CoverageRow<Unit>[]
  /** For each content: in how many units it is not a hole. */
  covered: number[]
}

/**
 * The matrix contents × units of a plan. Rows are the units that were given something or made a plan of their own, and all others of
 * the same kinds: a unit that was forgotten stands there with holes only.
 */
export function coverageOf<Unit extends { id: string; kindCode: string }>(
  contents: readonly { id: string }[],
  units: readonly Unit[],
  {
    given,
    derived,
    ownPlans,
  }: { given: readonly Given[]; derived: readonly Derived[]; ownPlans: ReadonlyMap<string, string> },
): Coverage<Unit> {
  const byCell = new Map(given.map((cell) => [`${cell.contentId} ${cell.unitId}`, cell]))
  const derivedByCell = new Map(derived.map((cell) => [`${cell.contentId} ${cell.unitId}`, cell]))
  const concerned = new Set(given.map((cell) => cell.unitId))
  const kinds = new Set(units.filter((unit) => concerned.has(unit.id)).map((unit) => unit.kindCode))
  const rows = units
    .filter((unit) => kinds.has(unit.kindCode) || ownPlans.has(unit.id))
    .map((unit) => {
      const ownPlanId = ownPlans.get(unit.id) ?? null
      const cells = contents.map((content) => {
        const key = `${content.id} ${unit.id}`
        return cellOf(byCell.get(key) ?? null, derivedByCell.get(key) ?? null, ownPlanId)
      })
      return { unit, cells, holes: cells.filter((cell) => cell.state === 'hole').length, ownPlanId }
    })
  const covered = contents.map((_, index) => rows.filter((row) => row.cells[index]?.state !== 'hole').length)
  return { rows, covered }
}

function cellOf(given: Given | null, derived: Derived | null, ownPlanId: string | null): CoverageCell {
  if (given === null && derived === null) return { given, derived, state: 'hole' }
  return { given, derived, state: derived === null && ownPlanId !== null ? 'not-derived' : 'covered' }
}
