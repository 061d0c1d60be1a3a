/**
 * The way from a definition back to itself over what each is computed from, in order and with the first one again at the end; null when
 * there is none. `uses` gives what any version of it has ever been computed from.
 */
export function cycleFrom(start: string, uses: (code: string) => readonly string[]): string[] | null {
  const dead = new Set<string>()
  const walk = (code: string, path: readonly string[]): string[] | null => {
    for (const next of uses(code)) {
      if (next === start) return [...path, next]
      if (dead.has(next)) continue
      dead.add(next)
      const found = walk(next, [...path, next])
      if (found) return found
    }
    return null
  }
  return walk(start, [start])
}

/** Those needed before the given ones, each after all that it is computed from. What runs in a circle is left out, and so is what needs it. */
export function inOrder(codes: readonly string[], uses: (code: string) => readonly string[]): string[] {
  const done: string[] = []
  const state = new Map<string, 'open' | 'done' | 'circle'>()
  const visit = (code: string): boolean => {
    const seen = state.get(code)
    if (seen !== undefined) return seen === 'done'
    state.set(code, 'open')
    const all = uses(code).map(visit)
    const ok = all.every(Boolean)
    state.set(code, ok ? 'done' : 'circle')
    if (ok) done.push(code)
    return ok
  }
  for (const code of codes) visit(code)
  return done
}
