import type { Settings } from '../settings.ts'

/** One command of `npm run -s danvan -- NAME …`. */
export type Command = {
  name: string
  /** What follows the name, such as `FILE [--dry-run]`. */
  usage: string
  /** One Vietnamese sentence: what it does. */
  title: string
  /** A whole line that runs as it stands. */
  example: string
  /** Loads what it does: that may be the whole system, and a list of the commands needs none of it. */
  load: () => Promise<{ run: Run }>
}

/** Does it. Data go to standard output, messages to standard error. Answers the exit code: 0 done, 1 refused, 2 wrong usage. */
export type Run = (argv: string[], settings: Settings) => Promise<number>

/** The command was called in a way it does not know. Exit code 2. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage'
}

/** Writes data to standard output: JSON, indented for people. */
export function printJson(data: unknown): void {
  process.stdout.write(`${JSON.stringify(data, null, 2)}\n`)
}

/** Writes a message to standard error, where it does not mix with data. */
export function say(message: string): void {
  process.stderr.write(`${message}\n`)
}
