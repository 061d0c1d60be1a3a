import { type CompiledQuery, type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import { MARK } from './kept-plan.ts'

/** The values of a statement while it is written: each name stands for what is given when it is asked. */
export type Places<Values> = { readonly [Name in keyof Values]: RawBuilder<Values[Name]> }

/** A value, or the place of one in a statement that is kept. */
export type Placed<Value> = Value | RawBuilder<Value>

type Named = Readonly<Record<string, unknown>>
type Written<Row> = { compile: (on: Database) => CompiledQuery<Row> }

/**
 * A statement that is always the same but for its values: it is written and compiled once in the life of this program, and each
 * connection keeps its plan as with `keptPlan`. Answers its rows.
 *
 * The values have the same names each time, and none of them is undefined; what the statement looks like must not follow from them.
 * Where two groups of values have names in common they are given apart. For what many requests ask by a key, not for lists and
 * figures (docs/decisions/0039-statements-written-once.md).
 */
export function keptStatement<Values extends Named, Row, More extends Named = Record<never, never>>(
  write: (database: Database, places: Places<Values>, more: Places<More>) => Written<Row>,
): (database: Database, values: Values, more?: More) => Promise<Row[]> {
  let kept: (CompiledQuery<Row> & { places: readonly (readonly Place[])[] }) | undefined
  const writeOnce = (database: Database, given: readonly Named[]) => {
    const places = given.map((values, at) => Object.keys(values).map((name) => new Place(at, name)))
    const [its, more] = places.map((each) => Object.fromEntries(each.map((place) => [place.name, sql.val(place)])))
    const written = write(database, its as Places<Values>, more as Places<More>).compile(database)
    return { ...written, sql: `${written.sql} ${MARK}`, places }
  }
  return async (database, values, more) => {
    const given: readonly Named[] = [values, more ?? {}]
    kept ??= writeOnce(database, given)
    refuseOtherNames(kept.places, given)
    const parameters = kept.parameters.map((value) => (value instanceof Place ? given[value.at]?.[value.name] : value))
    return (await database.executeQuery<Row>({ ...kept, parameters })).rows
  }
}

/** Otherwise a column would be written that was not meant to be, or would not be written. */
function refuseOtherNames(places: readonly (readonly Place[])[], given: readonly Named[]): void {
  const areThose = places.every((each, at) => {
    const values = given[at] ?? {}
    return Object.keys(values).length === each.length && each.every(({ name }) => values[name] !== undefined)
  })
  if (areThose) return
  throw new Error(
    `This statement was written for the values ${places
      .flat()
      .map(({ name }) => name)
      .join(', ')}.`,
  )
}

/** Where a value goes that is known only when the statement is asked. */
class Place {
  /** In the first or in the second of what is given. */
  readonly at: number
  readonly name: string
  constructor(at: number, name: string) {
    this.at = at
    this.name = name
  }
}
