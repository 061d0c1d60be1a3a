/** What is wrong with a set, at the place where it is written. */
export interface SetProblem {
  /** As a program finds it: `groups[3].children[1].method.steps[2]`. */
  readonly path: string
  /** As a person finds it: `Mục 4 › Mục 4.2 › Mức 3`. */
  readonly place: string
  readonly code: string
  /** A set with a mistake can't be used; a doubt should be looked at. */
  readonly severity: 'mistake' | 'doubt'
  readonly message: string
}

/** A place in a set, in both spellings. */
export interface Place {
  readonly path: string
  readonly words: string
}

export const WHOLE_SET: Place = { path: '', words: 'Bộ tiêu chí' }

/** A place one step further in. */
export function inside(place: Place, part: string | number, words: string): Place {
  const joint = typeof part === 'number' ? `[${part}]` : place.path === '' ? part : `.${part}`
  return { path: place.path + joint, words: place === WHOLE_SET ? words : `${place.words} › ${words}` }
}

/** Collects problems while a set is walked through. */
export interface Problems {
  mistake(place: Place, code: string, message: string): void
  doubt(place: Place, code: string, message: string): void
  readonly found: readonly SetProblem[]
}

export function newProblems(): Problems {
  const found: SetProblem[] = []
  const add = (severity: SetProblem['severity']) => (place: Place, code: string, message: string) => {
    found.push({ path: place.path, place: place.words, code, severity, message })
  }
  return { mistake: add('mistake'), doubt: add('doubt'), found }
}
