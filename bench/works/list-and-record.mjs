import { readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { serve } from '../provinces.mjs'
import { inTurns, median, percentile95, ratio } from '../rounds.mjs'
import { visitor } from '../visitor.mjs'

/**
 * The clerk's list and the page of one petition, at both sizes, through HTTP. The floor of the list is a bare `node:http` server that
 * sends PostgreSQL the very statements which the product sends for this page, and puts the rows into a template written by hand.
 */
const REQUESTS = 40

const READERS = [
  { who: 'one commune', userName: 'canbo.xa' },
  { who: 'the province', userName: 'lanhdao.tinh' },
]

export const work = {
  name: 'list-and-record',
  title: 'The list of petitions and the page of one, at both sizes and beside a bare server',
  async measure({ small, large, rounds, folder }) {
    const opened = []
    try {
      const contestants = []
      for (const petitions of [small, large]) {
        const product = await productOf(await folder(petitions))
        opened.push(product)
        contestants.push(...(await contestantsOf(product, petitions)))
      }
      const times = await inTurns(contestants, rounds)
      const each = (name) => times.get(name).map((time) => time / REQUESTS)
      return {
        rows: contestants.map(({ name }) => ({
          title: name,
          median: median(each(name)),
          percentile95: percentile95(each(name)),
          unit: 'ms a page',
          rounds,
        })),
        bars: READERS.flatMap(({ who }) => [
          ...['list', 'record'].map((page) => ({
            title: `${page} page, ${who}, ${large} beside ${small} petitions`,
            value: ratio(each(`${page}, ${who}, ${large}`), each(`${page}, ${who}, ${small}`)),
            atMost: 1.15,
          })),
          ...[small, large].map((petitions) => ({
            title: `list page, ${who}, throughput beside the bare server, ${petitions} petitions`,
            value: ratio(each(`bare list, ${who}, ${petitions}`), each(`list, ${who}, ${petitions}`)),
            atLeast: 0.5,
          })),
        ]),
      }
    } finally {
      for (const product of opened) await product.close()
    }
  },
}

async function productOf(folder) {
  const file = `${tmpdir()}/danvan-bench-${process.pid}-${Date.now()}.jsonl`
  const preload = `--import ${new URL('../statements-preload.mjs', import.meta.url).pathname}`
  const recording = await serve(folder, { NODE_OPTIONS: preload, STATEMENTS: file })
  const statements = new Map()
  for (const { who, userName } of READERS) {
    const reader = await visitor(recording.base, userName)
    // The first time, what is read once and kept is read too.
    await reader.page('/petitions')
    await rm(file, { force: true })
    await reader.page('/petitions')
    statements.set(who, await statementsIn(file))
    reader.close()
  }
  await recording.stop()
  await rm(file, { force: true })
  const served = await serve(folder)
  const closing = [served.stop]
  const close = async () => {
    for (const each of closing.toReversed()) await each()
  }
  return { ...served, folder, statements, closing, close }
}

async function statementsIn(file) {
  const lines = (await readFile(file, 'utf8')).split('\n').filter(Boolean)
  return lines.map((line) => JSON.parse(line))
}

async function contestantsOf(product, petitions) {
  const contestants = []
  for (const { who, userName } of READERS) {
    const reader = await visitor(product.base, userName)
    const records = recordsIn(await reader.page('/petitions?kind=proposal'))
    const bare = await bareServer(product.folder, product.statements.get(who))
    product.closing.push(bare.close, async () => reader.close())
    const plain = await visitor(bare.base)
    contestants.push(
      { name: `list, ${who}, ${petitions}`, run: () => times(() => reader.page('/petitions')) },
      {
        name: `record, ${who}, ${petitions}`,
        run: () => times((index) => reader.page(records[index % records.length])),
      },
      { name: `bare list, ${who}, ${petitions}`, run: () => times(() => plain.page('/')) },
    )
  }
  return contestants
}

async function times(ask) {
  for (let index = 0; index < REQUESTS; index++) await ask(index)
}

function recordsIn(html) {
  const found = [...new Set([...html.matchAll(/href="(\/petitions\/\d+)"/g)].map(([, path]) => path))]
  if (found.length === 0) throw new Error('No petition to open in the list.')
  return found.slice(0, REQUESTS)
}

/** The statements one after another, as the product's page asks them, and the rows as a table. */
async function bareServer(folder, statements) {
  const { addressOfRunningPostgres } = await import('../../dist/platform/database/embedded-postgres.js')
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString: await addressOfRunningPostgres(`${folder}/postgresql`), max: 10 })
  pool.on('error', () => {})
  const server = createServer(async (_request, answer) => {
    let rows = []
    // Planned anew where the product has them planned anew: a plan for any unit would take ten times as long for one commune.
    for (const statement of statements) {
      const found = await pool.query(statement)
      if (found.rows.length > rows.length) rows = found.rows
    }
    answer.setHeader('content-type', 'text/html; charset=utf-8')
    answer.end(`<!doctype html><html lang="vi"><body><table>${rows.map(asRow).join('')}</table></body></html>`)
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    base: `http://127.0.0.1:${server.address().port}`,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await pool.end()
    },
  }
}

const asRow = (row) =>
  `<tr>${Object.values(row)
    .map((value) => `<td>${escaped(value)}</td>`)
    .join('')}</tr>`

const escaped = (value) =>
  String(value ?? '').replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])
