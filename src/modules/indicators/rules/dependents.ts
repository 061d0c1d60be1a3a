import { operandsOf } from './derived-figure.ts'
import type { Indicator } from './indicator.ts'

/** The codes of all that are computed from the given one, by whatever way and in whatever version. */
export function dependentsOf(code: string, versions: readonly Pick<Indicator, 'code' | 'formula'>[]): string[] {
  const found = new Set<string>()
  const add = (used: string) => {
    for (const version of versions) {
      if (found.has(version.code) || !operandsOf(version).includes(used)) continue
      found.add(version.code)
      add(version.code)
    }
  }
  add(code)
  return [...found].filter((each) => each !== code)
}
