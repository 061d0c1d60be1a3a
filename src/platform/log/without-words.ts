/** What a log line says of an error: never its words. They repeat what was typed, the rows of a table, an address. */
export type ErrorWithoutWords = {
  name: string
  /** SQLSTATE, a code of the operating system or of this program. */
  code?: string
  /** Where in the database, when it was the database: names of the structure, not of what stands in it. */
  table?: string
  constraint?: string
  /** Where in the program, innermost first. */
  at: string[]
}

const MOST_FRAMES = 12

export function withoutWords(error: unknown): ErrorWithoutWords {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const { code, table, constraint } = error as { code?: unknown; table?: unknown; constraint?: unknown }
  return {
    // A name and a code are written by programs; whatever looks otherwise is left out.
    name: asName(error.name) ?? 'Error',
    ...named('code', code),
    ...named('table', table),
    ...named('constraint', constraint),
    at: framesOf(error).slice(0, MOST_FRAMES),
  }
}

function named<Key extends string>(key: Key, value: unknown): Partial<Record<Key, string>> {
  const name = asName(value)
  return name === undefined ? {} : ({ [key]: name } as Partial<Record<Key, string>>)
}

const asName = (value: unknown) =>
  typeof value === 'string' && /^[A-Za-z][\w.-]{0,80}$|^[0-9A-Z]{5}$/.test(value) ? value : undefined

/** The lines of the stack behind its message, which may have several lines itself. */
function framesOf({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message)
  const behind = message !== '' && at >= 0 ? stack.slice(at + message.length) : stack
  return behind.split('\n').flatMap((line) => /^\s+at (.+:\d+:\d+\)?)$/.exec(line)?.[1] ?? [])
}
