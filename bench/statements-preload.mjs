import { appendFileSync } from 'node:fs'
import pg from 'pg'

/**
 * Loaded before the product (`node --import`), where STATEMENTS names a file: writes each statement that the product sends to PostgreSQL
 * there, one JSON line each, with its values, and its name where the server keeps its plan. So the bare server of the bench sends the same ones.
 */
const file = process.env.STATEMENTS

if (file) {
  const send = pg.Client.prototype.query
  pg.Client.prototype.query = function query(asked, ...more) {
    const text = typeof asked === 'string' ? asked : asked?.text
    if (typeof text === 'string') {
      const values = Array.isArray(more[0]) ? more[0] : (asked.values ?? [])
      appendFileSync(file, `${JSON.stringify({ name: asked?.name, text, values })}\n`)
    }
    return send.call(this, asked, ...more)
  }
}
