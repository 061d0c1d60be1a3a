/** What one unit was given under one content of a plan. */
export type Given = { contentId: string; unitId: string; given: number; completed: number; overdue: number }

export type CoverageRow<Unit> = {
  unit: Unit
  /** In the order of the contents; null where the unit was given nothing: a hole. */
  cells: (Given | null)[]
  holes: number
}

export type Coverage<Unit> = {
  rows: CoverageRow<Unit>[]
  /** For each content: how many units were given something. */
  covered: number[]
}

/**
 * The matrix contents × units of a plan. Rows are the units that were given something, and all others of the same kinds: a unit
 * that was forgotten stands there with holes only.
 */
export function coverageOf<Unit extends { id: string; kindCode: string }>(
  contents: readonly { id: string }[],
  units: readonly Unit[],
  given: readonly Given[],
): Coverage<Unit> {
  const byCell = new Map(given.map((cell) => [`${cell.contentId} ${cell.unitId}`, cell]))
  const concerned = new Set(given.map((cell) => cell.unitId))
  const kinds = new Set(units.filter((unit) => concerned.has(unit.id)).map((unit) => unit.kindCode))
  const rows = units
    .filter((unit) => kinds.has(unit.kindCode))
    .map((unit) => {
      const cells = contents.map((content) => byCell.get(`${content.id} ${unit.id}`) ?? null)
      return { unit, cells, holes: cells.filter((cell) => cell === null).length }
    })
  const covered = contents.map((_, index) => rows.filter((row) => row.cells[index] !== null).length)
  return { rows, covered }
}
