import { type ErrorWithoutWords, withoutWords } from './without-words.ts'

export type LogLevel = 'info' | 'warn' | 'error'

/** What a line may say besides when and what: numbers, codes and names of the program; never a person's words. */
export type LogFields = Readonly<Record<string, string | number | boolean | null | ErrorWithoutWords>>

/** Writes one line of JSON to the standard error output. `event`: module and what happened, as `jobs.recovery-failed`. */
export function tell(level: LogLevel, event: string, fields: LogFields = {}): void {
  process.stderr.write(`${JSON.stringify({ time: new Date().toISOString(), level, event, ...fields })}\n`)
}

/** The same for something that failed. */
export function tellFailure(level: LogLevel, event: string, error: unknown): void {
  tell(level, event, { error: withoutWords(error) })
}
