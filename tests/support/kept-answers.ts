import type pg from 'pg'

/** The command of PostgreSQL by which a trying ends. */
export const TAKES_ALL_BACK = 'rollback and chain'

type Row = Record<string, unknown>

/** What changes or locks something, and what asks the server about itself. */
const NOT_ONLY_READING = /\b(insert|update|delete|merge|for\s+(no\s+key\s+|key\s+)?(update|share)|pg_\w+)\b/i
/** What says the time without being called as a function. */
const THE_TIME = /\b(current_(date|time|timestamp)|localtime(stamp)?)\b/i
const CALLED = /([a-z_][a-z0-9_]*)"?\s*\(/gi
/** Of PostgreSQL's own, the same within one transaction and another in the next. */
const OF_THE_TRANSACTION = ['now', 'transaction_timestamp', 'age', 'txid_current_snapshot', 'current_setting']

/**
 * What the database answered to questions asked before anything was written. Where thousands of requests are each tried on the same
 * state, the same question with the same values has the same answer, and asking again proves nothing: most questions of most requests
 * are of this kind (who has signed in, what waits for them, the record of the address). Kept is only what reads alone and calls no
 * function that PostgreSQL itself names volatile; and from the first other statement of a trying until all is taken back, nothing is
 * answered from here.
 */
export class KeptAnswers {
  readonly #answers = new Map<string, readonly Row[]>()
  readonly #onlyReads = new Map<string, boolean>()
  readonly #changing: ReadonlySet<string>
  #isUntouched = true
  #hasBegun = false

  private constructor(changing: ReadonlySet<string>) {
    this.#changing = changing
  }

  static async on(client: pg.Client): Promise<KeptAnswers> {
    const { rows } = await client.query<{ proname: string }>(
      `select distinct proname from pg_proc where provolatile = 'v'`,
    )
    return new KeptAnswers(new Set([...rows.map(({ proname }) => proname), ...OF_THE_TRANSACTION]))
  }

  /** Whether nothing but reading was asked, and no transaction begun, since all was taken back: then there is nothing to take back. */
  get isClean(): boolean {
    return this.#isUntouched && !this.#hasBegun
  }

  /** A transaction of the system is begun or ended, or everything is taken back: then what was known holds again. */
  follow(command: string): void {
    // What was asked before, while the system started, may have been answered before it wrote what it needs.
    if (command === 'begin') this.#answers.clear()
    this.#hasBegun = command !== TAKES_ALL_BACK
    if (command === TAKES_ALL_BACK) this.#isUntouched = true
  }

  /** What was answered before, or what `ask` answers now. Rows are their receiver's own; what is nested in them is frozen. */
  async answer<Answer extends { rows: Row[] }>(
    text: string,
    values: readonly unknown[],
    ask: () => Promise<Answer>,
  ): Promise<Answer | { rows: Row[] }> {
    if (!this.#readsOnly(text)) this.#isUntouched = false
    if (!this.#isUntouched) return ask()
    const question = `${text}\n${JSON.stringify(values, (_name, value) => (typeof value === 'bigint' ? `${value}` : value))}`
    const known = this.#answers.get(question)
    if (known) return { rows: known.map((row) => ({ ...row })) }
    try {
      const answer = await ask()
      this.#answers.set(
        question,
        answer.rows.map((row) => ({ ...freezeInside(row) })),
      )
      return answer
    } catch (error) {
      // The transaction refuses whatever comes next, and so does this.
      this.#isUntouched = false
      throw error
    }
  }

  #readsOnly(text: string): boolean {
    const known = this.#onlyReads.get(text)
    if (known !== undefined) return known
    const reads =
      /^\s*(select|with)\b/i.test(text) &&
      !NOT_ONLY_READING.test(text) &&
      !THE_TIME.test(text) &&
      [...text.matchAll(CALLED)].every(([, name = '']) => !this.#changing.has(name.toLowerCase()))
    this.#onlyReads.set(text, reads)
    return reads
  }
}

/** Who changed it would change the answers of others: it throws instead. */
function freezeInside(row: Row): Row {
  for (const value of Object.values(row)) freeze(value)
  return row
}

function freeze(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  if (!Array.isArray(value) && Object.getPrototypeOf(value) !== Object.prototype) return
  for (const each of Object.values(value)) freeze(each)
  Object.freeze(value)
}
