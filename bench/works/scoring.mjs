import { peers } from '../peers.mjs'
import { inTurns, median, percentile95, ratio } from '../rounds.mjs'
import { inputsOf, PRODUCT_SET } from '../scoring/as-product.mjs'
import { factsOf } from '../scoring/one-set.mjs'
import { ruleEngine } from '../scoring/rule-engine.mjs'
import { spreadsheet } from '../scoring/spreadsheet.mjs'

/**
 * Units scored by a set of 100 criteria with a reason for each point: the product with exact decimals, beside a rule engine and a
 * spreadsheet engine. The set is compiled once by each. Times are for one unit; the peers score fewer, since they take so long.
 */
const COMMUNES = 3321
const UNITS_OF_PEERS = 300
const PEERS = { 'json-rules-engine': '7.3.1', hyperformula: '3.5.0' }

export const work = {
  name: 'scoring',
  title: `Scoring by 100 criteria with explanations; ${COMMUNES} communes`,
  async measure({ rounds }) {
    const load = await peers('scoring', PEERS)
    const { compileCriteriaSet } = await import('../../dist/modules/criteria/rules/compile-criteria-set.js')
    const { scoreUnit } = await import('../../dist/modules/criteria/rules/score-unit.js')
    await refuseMistakes()
    const facts = factsOf(COMMUNES)
    const few = facts.slice(0, UNITS_OF_PEERS)
    const [all, inputs] = [inputsOf(facts), inputsOf(few)]
    const compiled = compileCriteriaSet(PRODUCT_SET)
    const product = (units) => units.map((each) => scoreUnit(compiled, each))
    const rules = ruleEngine(load('json-rules-engine'))
    const sheet = spreadsheet(load('hyperformula'), few[0])
    refuseMissingReasons(product(inputs))
    const differing = differences(product(inputs), { rules: await rules(few), sheet: sheet(few) })
    const contestants = [
      { name: 'product', units: few.length, run: () => product(inputs) },
      { name: 'json-rules-engine', units: few.length, run: () => rules(few) },
      { name: 'HyperFormula, one sheet reused', units: few.length, run: () => sheet(few) },
      { name: `product, ${COMMUNES} communes`, units: COMMUNES, run: () => product(all) },
    ]
    const times = await inTurns(contestants, rounds)
    const each = ({ name, units }) => times.get(name).map((time) => (time * 1000) / units)
    const [ours, engine, spreadsheets] = contestants.map(each)
    return {
      peers: PEERS,
      /** Peers add binary fractions; the product adds decimals. */
      totalsThatDiffer: differing,
      rows: contestants.map((contestant) => ({
        title: contestant.name,
        median: median(each(contestant)),
        percentile95: percentile95(each(contestant)),
        unit: 'µs a unit',
        rounds,
      })),
      bars: [
        { title: 'scoring beside json-rules-engine', value: ratio(engine, ours), atLeast: 25 },
        { title: 'scoring beside HyperFormula’s reused sheet', value: ratio(spreadsheets, ours), atLeast: 15 },
      ],
    }
  },
}

async function refuseMistakes() {
  const { checkSet } = await import('../../dist/modules/criteria/rules/check-set.js')
  const mistakes = checkSet(PRODUCT_SET).filter((problem) => problem.severity === 'mistake')
  if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes))
}

function refuseMissingReasons(units) {
  if (units.some((unit) => unit.criteria.length !== 100 || unit.criteria.some(({ explanation }) => explanation === '')))
    throw new Error('A point without a reason.')
}

/** In how many units a peer comes to another total. More than a few is another task, and the times say nothing. */
function differences(ours, theirs) {
  const counts = Object.fromEntries(
    Object.entries(theirs).map(([name, units]) => [
      name,
      units.filter((unit, index) => Math.abs(Number(unit.total) - Number(ours[index].total)) > 1e-9).length,
    ]),
  )
  if (Object.values(counts).some((count) => count > ours.length / 20)) throw new Error(JSON.stringify(counts))
  return counts
}
