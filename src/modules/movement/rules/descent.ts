/** A model among those that came from one another (nhân rộng). */
export type Kin = { readonly id: string; readonly originId: string | null }

/** Where a model stands in the map: under its origin, which is `originRow` rows from the top. */
export type DescentRow<Model extends Kin> = {
  readonly model: Model
  /** 0 for the model from which all others came. */
  readonly generation: number
  readonly originRow: number | null
}

/**
 * The models of one descent as the map lists them: each right after its origin and the branches that came before it, in the order
 * given. Models whose origin is not among them begin a map of their own.
 */
export function descentRows<Model extends Kin>(models: readonly Model[]): DescentRow<Model>[] {
  const ids = new Set(models.map(({ id }) => id))
  const spread = new Map<string, Model[]>()
  for (const model of models) {
    if (model.originId === null || !ids.has(model.originId)) continue
    spread.set(model.originId, [...(spread.get(model.originId) ?? []), model])
  }
  const rows: DescentRow<Model>[] = []
  const add = (model: Model, generation: number, originRow: number | null) => {
    const row = rows.push({ model, generation, originRow }) - 1
    for (const next of spread.get(model.id) ?? []) add(next, generation + 1, row)
  }
  for (const model of models) if (model.originId === null || !ids.has(model.originId)) add(model, 0, null)
  return rows
}
