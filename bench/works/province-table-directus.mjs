import { startDirectus } from '../directus.mjs'
import { petitionsForDirectus } from '../directus-petitions.mjs'

/**
 * The same forty figures out of Directus: the petitions of a province in a collection of its own database on the same server, under
 * the same two covering indexes. What it cannot compare or compute by itself (whether an answer was in time, what became of a petition)
 * is a stored column; figures of a unit with all below it are summed by who asks, as a page built on it would have to. Gives the
 * contestants, and `stop`, which takes everything away again.
 */
export async function directusBesides(province, period) {
  const petitions = await petitionsForDirectus(province, 'bench_directus_table')
  const directus = await startDirectus(petitions.connectionString, ['petition', 'petition_under_its_own'])
  const { rows: above } = await province.pool.query(
    `with recursive tree as (
       select distinct on (unit_id) unit_id, parent_unit_id from unit_version where valid_from <= $1
       order by unit_id, valid_from desc
     ), above (unit_id, over_id) as (
       select unit_id, unit_id from tree
       union all select above.unit_id, tree.parent_unit_id from above join tree on tree.unit_id = above.over_id
       where tree.parent_unit_id is not null
     )
     select unit_id::text, array_agg(over_id::text) as over from above group by unit_id`,
    [period.to],
  )
  const overOf = new Map(above.map((row) => [row.unit_id, row.over]))
  const groupedIn = (collection) => async (filter, columns) => {
    const groups = columns.map((column) => `&groupBy[]=${column}`).join('')
    const told = encodeURIComponent(JSON.stringify(filter))
    return directus.ask('GET', `/items/${collection}?limit=-1&aggregate[count]=*${groups}&filter=${told}`)
  }
  return {
    contestants: {
      perFigure: (collection, figures) => countByFigure(groupedIn(collection), overOf, figures, period),
      byGroups: (collection, figures, how) => countByGroups(groupedIn(collection), overOf, figures, period, how),
    },
    stop: async () => {
      await directus.stop()
      await petitions.drop()
    },
  }
}

const COLUMN = { kind: 'kind_code', channel: 'channel_code', state: 'result', timeliness: 'timeliness' }

const stands = (factCode, { from, to }) =>
  factCode === 'petition'
    ? [{ received_on: { _gte: from, _lte: to } }]
    : [{ received_on: { _lte: to } }, { _or: [{ ended_on: { _null: true } }, { ended_on: { _gt: to } }] }]

/** A call for each figure, as a dashboard of forty panels asks. */
async function countByFigure(grouped, overOf, figures, period) {
  const table = new Map()
  for (const [index, { factCode, filters }] of figures.entries()) {
    const told = Object.entries(filters).map(([dimension, [value]]) => ({ [COLUMN[dimension]]: { _eq: value } }))
    const rows = await grouped({ _and: [...stands(factCode, period), ...told] }, ['unit_id'])
    for (const row of rows) addTo(table, overOf, row, index, figures.length)
  }
  return table
}

/**
 * A call for each set of columns that figures are told apart by: nine for these forty. `fewest` leaves out a call whose figures can be
 * summed from the groups of another; `together` asks them all at once.
 */
async function countByGroups(grouped, overOf, figures, period, { fewest, together }) {
  const calls = callsOf(figures, fewest)
  const ask = ({ factCode, dimensions }) =>
    grouped({ _and: stands(factCode, period) }, ['unit_id', ...dimensions.map((dimension) => COLUMN[dimension])])
  const answers = []
  if (together) answers.push(...(await Promise.all(calls.map(ask))))
  else for (const call of calls) answers.push(await ask(call))
  const table = new Map()
  for (const [place, { wanted }] of calls.entries()) {
    for (const row of answers[place]) {
      for (const index of wanted) {
        const told = Object.entries(figures[index].filters)
        if (told.every(([dimension, [value]]) => row[COLUMN[dimension]] === value))
          addTo(table, overOf, row, index, figures.length)
      }
    }
  }
  return table
}

function callsOf(figures, fewest) {
  const calls = []
  for (const { factCode, filters } of figures) {
    const dimensions = Object.keys(filters).sort()
    if (!calls.some((call) => call.factCode === factCode && call.dimensions.join() === dimensions.join()))
      calls.push({ factCode, dimensions, wanted: [] })
  }
  const covers = (call, factCode, dimensions) =>
    call.factCode === factCode && dimensions.every((dimension) => call.dimensions.includes(dimension))
  const asked = fewest
    ? calls.filter((call) => !calls.some((other) => other !== call && covers(other, call.factCode, call.dimensions)))
    : calls
  for (const [index, { factCode, filters }] of figures.entries()) {
    const dimensions = Object.keys(filters)
    const narrowest = asked
      .filter((call) => covers(call, factCode, dimensions))
      .sort((one, other) => one.dimensions.length - other.dimensions.length)[0]
    narrowest.wanted.push(index)
  }
  return asked
}

function addTo(table, overOf, row, index, figures) {
  const count = Number(row.count?.['*'] ?? row.count)
  for (const unitId of overOf.get(String(row.unit_id)) ?? []) {
    if (!table.has(unitId)) table.set(unitId, new Array(figures).fill(0))
    table.get(unitId)[index] += count
  }
}
