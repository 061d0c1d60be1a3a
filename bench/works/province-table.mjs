import { inTurns, median, percentile95, ratio } from '../rounds.mjs'
import { directusBesides } from './province-table-directus.mjs'

/**
 * Forty figures of 160 units for a year: what a province's table asks. The product counts them in one call, from the definitions as
 * its figures are; the floor is the best single statement that a hand could write for exactly these figures.
 */
const KINDS = ['complaint', 'denunciation', 'proposal', 'feedback']
const CHANNELS = ['counter', 'reception', 'dialogue', 'voter-contact', 'post', 'phone', 'online', 'forwarded']

const PERIOD = { from: '2025-01-01', to: '2025-12-31' }

const FORTY = [
  figure('received', 'petition', {}),
  ...KINDS.map((kind) => figure(`received-${kind}`, 'petition', { kind: [kind] })),
  ...CHANNELS.map((channel) => figure(`received-${channel}`, 'petition', { channel: [channel] })),
  ...['answered', 'ended', 'open'].map((state) => figure(`result-${state}`, 'petition', { state: [state] })),
  ...KINDS.map((kind) => figure(`on-time-${kind}`, 'petition', { kind: [kind], timeliness: ['on-time'] })),
  ...KINDS.map((kind) => figure(`late-${kind}`, 'petition', { kind: [kind], timeliness: ['late'] })),
  ...KINDS.map((kind) => figure(`unanswered-${kind}`, 'petition', { kind: [kind], timeliness: ['unanswered'] })),
  figure('online-on-time', 'petition', { channel: ['online'], timeliness: ['on-time'] }),
  figure('open', 'petition-open', {}),
  ...KINDS.map((kind) => figure(`open-${kind}`, 'petition-open', { kind: [kind] })),
  ...CHANNELS.slice(0, 6).map((channel) => figure(`open-${channel}`, 'petition-open', { channel: [channel] })),
]

function figure(name, factCode, filters) {
  return {
    code: `bench.${name}`,
    title: name,
    theme: 'bench',
    unitOfMeasure: 'đơn',
    explanation: '',
    source: '',
    factCode,
    measure: 'count',
    measureColumn: null,
    filters,
    partFilters: null,
    formula: null,
    decimals: 0,
    addsUp: false,
    time: factCode === 'petition' ? 'flow' : 'state',
    version: 1,
    validFrom: null,
    reason: '',
    retiredOn: null,
  }
}

/** The columns by which a hand would say what the dimensions say. */
const BY_HAND = {
  kind: ([kind]) => `kind_code = '${kind}'`,
  channel: ([channel]) => `channel_code = '${channel}'`,
  state: ([state]) =>
    ({
      answered: 'answered_on is not null',
      ended: 'answered_on is null and closed_on is not null',
      open: 'answered_on is null and closed_on is null',
    })[state],
  timeliness: ([timeliness]) =>
    ({
      'on-time': 'answered_on <= due_on',
      late: 'answered_on > due_on',
      unanswered: 'answered_on is null',
    })[timeliness],
}

/** Two branches, each read from its covering index alone, forty sums with a filter, and the tree over them. */
function byHand() {
  const sums = FORTY.map(({ factCode, filters }, index) => {
    const told = [
      factCode === 'petition' ? 'came_in' : 'was_open',
      ...Object.entries(filters).map(([dimension, values]) => BY_HAND[dimension](values)),
    ]
    return `count(*) filter (where ${told.join(' and ')}) as figure_${index}`
  })
  const columns = 'unit_id, kind_code, channel_code, answered_on, closed_on, due_on'
  return `with recursive tree as materialized (
      select distinct on (unit_id) unit_id, parent_unit_id from unit_version where valid_from <= $2
      order by unit_id, valid_from desc
    ), above (unit_id, over_id) as (
      select unit_id, unit_id from tree
      union all select above.unit_id, tree.parent_unit_id from above join tree on tree.unit_id = above.over_id
      where tree.parent_unit_id is not null
    ), own as (
      select unit_id, ${sums.join(', ')}
      from (
        select ${columns}, true as came_in, false as was_open from petition where received_on between $1 and $2
        union all
        select ${columns}, false, true from petition
        where coalesce(ended_on, 'infinity'::date) > $2 and received_on <= $2
      ) as petition group by unit_id
    )
    select over_id::text as unit_id, ${FORTY.map((_, index) => `coalesce(sum(figure_${index}), 0)::int as figure_${index}`).join(', ')}
    from above left join own using (unit_id) group by over_id`
}

export const work = {
  name: 'province-table',
  title: 'The province’s table: 40 figures of 160 units for a year',
  async measure({ small, large, rounds, open }) {
    const { countFigures } = await import('../../dist/modules/indicators/index.js')
    const { modules } = await import('../../dist/application.js')
    const facts = modules().flatMap((module) => module.facts ?? [])
    const provinces = []
    for (const petitions of [small, large]) provinces.push({ petitions, ...(await open(petitions)) })
    let directus
    try {
      directus = await directusBesides(provinces[1], PERIOD)
      const contestants = []
      for (const province of provinces) contestants.push(...(await contestantsOf(province, facts, countFigures)))
      contestants.push(...(await directusContestants(directus, provinces[1])))
      const times = await inTurns(contestants, rounds)
      const of = (side, { petitions }) => times.get(`${side}, ${petitions}`)
      const [first, second] = provinces
      return {
        rows: contestants.map(({ name }) => ({
          title: name,
          median: median(times.get(name)),
          percentile95: percentile95(times.get(name)),
          unit: 'ms',
          rounds,
        })),
        bars: [
          ...provinces.map((province) => ({
            title: `province’s table beside the best single statement, ${province.petitions} petitions`,
            value: ratio(of('product', province), of('by hand', province)),
            atMost: 1.3,
          })),
          {
            title: `province’s table, ${second.petitions} beside ${first.petitions} petitions`,
            value: ratio(of('product', second), of('product', first)),
            atMost: 6,
          },
          {
            title: `Directus with a call per figure beside the product, ${second.petitions} petitions`,
            value: ratio(times.get(PER_FIGURE), of('product', second)),
            atLeast: 20,
          },
          {
            title: `Directus with nine grouped calls beside the product, ${second.petitions} petitions`,
            value: ratio(times.get(IN_NINE), of('product', second)),
            atLeast: 5,
          },
          {
            title: `Directus with a call per figure, under indexes of its own, beside the product`,
            value: ratio(times.get(`${PER_FIGURE}${UNDER_ITS_OWN}`), of('product', second)),
            atLeast: 20,
          },
          {
            title: `Directus with nine grouped calls, under indexes of its own, beside the product`,
            value: ratio(times.get(`${IN_NINE}${UNDER_ITS_OWN}`), of('product', second)),
            atLeast: 5,
          },
        ],
      }
    } finally {
      await directus?.stop()
      for (const province of provinces) await province.close()
    }
  },
}

async function contestantsOf({ petitions, database, pool }, facts, countFigures) {
  const { rows: units } = await pool.query('select id::text from unit order by id')
  const unitIds = units.map(({ id }) => id)
  const indicators = FORTY.map(({ code }) => code)
  const asked = { indicators, tried: FORTY, unitIds, period: PERIOD, asOf: PERIOD.to }
  const product = () => countFigures(database, facts, asked)
  const text = byHand()
  const hand = async () => (await pool.query({ name: 'table', text, values: [PERIOD.from, PERIOD.to] })).rows
  refuseDifference(await product(), await hand(), unitIds)
  return [
    { name: `product, ${petitions}`, run: product },
    { name: `by hand, ${petitions}`, run: hand },
  ]
}

const PER_FIGURE = 'Directus, a call per figure'
const IN_NINE = 'Directus, nine grouped calls'
const UNDER_ITS_OWN = ', under indexes of its own'

async function directusContestants({ contestants }, { petitions, pool }) {
  const { perFigure, byGroups } = contestants
  const { rows } = await pool.query({ text: byHand(), values: [PERIOD.from, PERIOD.to] })
  const inTurn = { fewest: false, together: false }
  const told = [
    { name: PER_FIGURE, run: () => perFigure('petition', FORTY) },
    { name: IN_NINE, run: () => byGroups('petition', FORTY, inTurn) },
    { name: `${IN_NINE} at once`, run: () => byGroups('petition', FORTY, { fewest: false, together: true }) },
    {
      name: 'Directus, five grouped calls that hold the nine',
      run: () => byGroups('petition', FORTY, { fewest: true, together: false }),
    },
    { name: `${PER_FIGURE}${UNDER_ITS_OWN}`, run: () => perFigure('petition_under_its_own', FORTY) },
    { name: `${IN_NINE}${UNDER_ITS_OWN}`, run: () => byGroups('petition_under_its_own', FORTY, inTurn) },
  ]
  for (const { name, run } of told) refuseOtherTable(name, await run(), rows)
  console.error(`Directus: ${petitions} đơn, số liệu từng ô khớp.`)
  return told
}

function refuseOtherTable(name, table, rows) {
  for (const row of rows) {
    for (let index = 0; index < FORTY.length; index++) {
      const counted = table.get(row.unit_id)?.[index] ?? 0
      const expected = row[`figure_${index}`]
      if (counted !== expected)
        throw new Error(`${name}: ${FORTY[index].code} of unit ${row.unit_id}: ${counted}, ${expected} by hand.`)
    }
  }
}

/** Who is faster with other figures has won nothing. */
function refuseDifference(figures, rows, unitIds) {
  const byUnit = new Map(rows.map((row) => [row.unit_id, row]))
  let compared = 0
  for (const [place, each] of figures.entries()) {
    const index = place % FORTY.length
    const expected = byUnit.get(each.unitId)?.[`figure_${index}`] ?? 0
    const counted = each.total?.value ?? 0
    if (counted !== expected)
      throw new Error(`${each.indicator.code} of unit ${each.unitId}: ${counted} counted, ${expected} by hand.`)
    compared++
  }
  if (compared !== unitIds.length * FORTY.length) throw new Error(`Only ${compared} figures came.`)
}
