// Scores units by a set of 100 criteria with a reason for each point, beside what one would take instead: a rule engine and a
// spreadsheet engine. Rounds are interleaved, so that whatever else the machine does falls on all alike.
//
//   npm run build && node bench/scoring.mjs [units] [rounds] [units of the peers]
//
// The peers are installed into bench/peers on the first run. Result: a table, and JSON in bench/results/scoring.json.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus } from 'node:os'

const PEERS = { 'json-rules-engine': '7.3.1', hyperformula: '3.5.0' }
const here = (path) => new URL(path, import.meta.url).pathname
if (!existsSync(here('peers/node_modules/hyperformula'))) {
  mkdirSync(here('peers'), { recursive: true })
  writeFileSync(here('peers/package.json'), JSON.stringify({ private: true, dependencies: PEERS }))
  execFileSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], {
    cwd: here('peers'),
    stdio: 'inherit',
  })
}
const peers = createRequire(here('peers/package.json'))
const { Engine } = peers('json-rules-engine')
const { HyperFormula } = peers('hyperformula')
const { compileCriteriaSet } = await import('../dist/modules/criteria/rules/compile-criteria-set.js')
const { scoreUnit } = await import('../dist/modules/criteria/rules/score-unit.js')
const { checkSet } = await import('../dist/modules/criteria/rules/check-set.js')

const [UNITS = 3321, ROUNDS = 5, PEER_UNITS = 300] = process.argv.slice(2).map(Number)

// One set for all: 10 groups of 10 with a cap each; the same facts for all.
let seed = 7
const random = () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) | 0
  return (seed >>> 0) / 4294967296
}
const KINDS = ['yesno', 'steps', 'ratio', 'ratio', 'deduct', 'yesno', 'steps', 'ratio', 'steps', 'deduct']
const STEPS = (max) => [
  [0.95, max],
  [0.8, max * 0.75],
  [0.6, max * 0.5],
  [0.3, max * 0.25],
  [0, 0],
]
const SET = Array.from({ length: 100 }, (_, index) => {
  const max = 1 + (index % 4)
  const type = KINDS[index % 10]
  return { no: index + 1, group: Math.floor(index / 10), type, max, steps: STEPS(max), each: 0.25 }
})
const CAPS = Array.from({ length: 10 }, (_, group) => {
  const sum = SET.filter((criterion) => criterion.group === group).reduce(
    (total, criterion) => total + criterion.max,
    0,
  )
  return Math.round(sum * 90) / 100
})
const FACTS = Array.from({ length: UNITS }, () =>
  SET.map((criterion) => {
    if (criterion.type === 'yesno') return { yes: random() < 0.7 }
    if (criterion.type === 'deduct') return { n: Math.floor(random() ** 2 * 10) }
    const b = 1 + Math.floor(random() * 400)
    return { a: Math.floor(b * random() ** 0.4), b }
  }),
)

// The product: the set as data, compiled once.
function method({ no, type, steps, each }) {
  const of = (letter, title) => ({ figure: `${letter}${no}`, title })
  const ratio = { numerator: of('a', 'việc xong'), denominator: of('b', 'việc được giao') }
  if (type === 'yesno') return { kind: 'yes-no' }
  if (type === 'ratio') return { kind: 'ratio', ...ratio }
  if (type === 'deduct') {
    return { kind: 'deduction', takenFrom: 'criterion', occurrences: [{ of: of('n', 'lần'), points: String(each) }] }
  }
  const list = steps.map(([from, points], index) => ({
    ...(from === 0 ? {} : { from: String(Math.round(from * 100)) }),
    ...(index === 0 ? {} : { below: String(Math.round(steps[index - 1][0] * 100)) }),
    points: String(points),
  }))
  return { kind: 'steps', of: ratio, steps: list }
}
const PRODUCT_SET = {
  id: 'bench',
  title: '100 criteria',
  legalAct: { number: '1', date: '2026-01-01', issuer: 'bench' },
  effective: { from: '2026-01-01' },
  years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
  unitKinds: [{ code: 'xa', title: 'Xã' }],
  scale: {
    baseMaximum: String(Math.round(CAPS.reduce((sum, cap) => sum + cap, 0) * 100) / 100),
    decimals: 2,
    rounding: 'half-up',
  },
  notApplicable: 'full',
  groups: CAPS.map((cap, group) => ({
    code: `N${group + 1}`,
    title: `Nhóm ${group + 1}`,
    maxPoints: String(cap),
    capped: true,
    children: SET.filter((criterion) => criterion.group === group).map((criterion) => ({
      code: String(criterion.no),
      title: `Tiêu chí ${criterion.no}`,
      maxPoints: String(criterion.max),
      scorer: 'unit',
      method: method(criterion),
    })),
  })),
  ranks: [
    { title: 'Tốt', from: '150' },
    { title: 'Đạt', from: '100' },
    { title: 'Chưa đạt', from: '0' },
  ],
}
const mistakes = checkSet(PRODUCT_SET).filter((problem) => problem.severity === 'mistake')
if (mistakes.length > 0) throw new Error(JSON.stringify(mistakes))
const INPUTS = FACTS.map((facts) => ({
  unit: { kind: 'xa' },
  year: 2026,
  figures: Object.fromEntries(
    facts.flatMap((fact, index) => {
      const no = index + 1
      if ('yes' in fact) return [[String(no), fact.yes]]
      return 'n' in fact
        ? [[`n${no}`, fact.n]]
        : [
            [`a${no}`, fact.a],
            [`b${no}`, fact.b],
          ]
    }),
  ),
}))
const compiled = compileCriteriaSet(PRODUCT_SET)
const product = (count) => INPUTS.slice(0, count).map((inputs) => scoreUnit(compiled, inputs))

// json-rules-engine: one engine for all; it can't divide, cut or put words together, so that is done for it.
const cents = (number) => Math.round(number * 100) / 100
const words = (number) => String(number).replace('.', ',')
const engine = new Engine([], { allowUndefinedFacts: false })
const event = (criterion, more) => ({ type: 'points', params: { no: criterion.no, ...more } })
const conditions = (fact, ...list) => ({ all: list.map(([operator, value]) => ({ fact, operator, value })) })
for (const criterion of SET) {
  const fact = `f${criterion.no}`
  if (criterion.type === 'yesno') {
    engine.addRule({
      conditions: conditions(fact, ['equal', true]),
      event: event(criterion, { points: criterion.max }),
    })
    engine.addRule({ conditions: conditions(fact, ['equal', false]), event: event(criterion, { points: 0 }) })
  } else if (criterion.type === 'steps') {
    criterion.steps.forEach(([from, points], index) => {
      const upper = index === 0 ? [] : [['lessThan', criterion.steps[index - 1][0]]]
      engine.addRule({
        conditions: conditions(fact, ['greaterThanInclusive', from], ...upper),
        event: event(criterion, { points, from }),
      })
    })
  } else engine.addRule({ conditions: conditions(fact, ['greaterThanInclusive', 0]), event: event(criterion, {}) })
}
function explained(criterion, fact, points, from) {
  if (criterion.type === 'yesno')
    return [points, fact.yes ? `${criterion.no}. Có: ${words(points)} điểm` : `${criterion.no}. Không: 0 điểm`]
  if (criterion.type === 'steps') {
    return [
      points,
      `${criterion.no}. ${fact.a}/${fact.b} = ${words(cents((fact.a / fact.b) * 100))}%, mức từ ${words(from * 100)}%: ${words(points)} điểm`,
    ]
  }
  if (criterion.type === 'ratio') {
    const given = cents(criterion.max * Math.min(1, fact.a / fact.b))
    return [given, `${criterion.no}. ${fact.a}/${fact.b} × ${words(criterion.max)} = ${words(given)} điểm`]
  }
  const given = Math.max(0, criterion.max - criterion.each * fact.n)
  return [
    given,
    `${criterion.no}. ${words(criterion.max)} - ${fact.n} × ${words(criterion.each)} = ${words(given)} điểm`,
  ]
}
async function ruleEngine(count) {
  const scored = []
  for (const facts of FACTS.slice(0, count)) {
    const known = {}
    facts.forEach((fact, index) => {
      known[`f${index + 1}`] = 'yes' in fact ? fact.yes : 'n' in fact ? fact.n : fact.a / fact.b
    })
    const { events } = await engine.run(known)
    const groups = new Array(10).fill(0)
    const why = new Array(100)
    for (const { params } of events) {
      const criterion = SET[params.no - 1]
      const [points, reason] = explained(criterion, facts[params.no - 1], params.points, params.from)
      groups[criterion.group] += points
      why[params.no - 1] = reason
    }
    scored.push({
      total: cents(groups.reduce((sum, points, group) => sum + Math.min(CAPS[group], cents(points)), 0)),
      why,
    })
  }
  return scored
}

// HyperFormula: one sheet, in which the facts are replaced unit by unit. Facts 0–199, points 200–299, reasons 300–399, groups 400–409, total 410.
function column(number) {
  let letters = ''
  for (let rest = number + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}
const spelled = (cell) => `SUBSTITUTE(${cell}&"",".",",")`
function formulas() {
  const points = []
  const why = []
  for (const criterion of SET) {
    const { no, max, each, steps } = criterion
    const [a, b, p] = [`${column((no - 1) * 2)}1`, `${column((no - 1) * 2 + 1)}1`, `${column(199 + no)}1`]
    const nested = (value) =>
      steps.reduceRight(
        (rest, step) => (rest === null ? String(value(step)) : `IF(${a}/${b}>=${step[0]},${value(step)},${rest})`),
        null,
      )
    if (criterion.type === 'yesno') {
      points.push(`=IF(${a},${max},0)`)
      why.push(`=IF(${a},"${no}. Có: "&${spelled(p)}&" điểm","${no}. Không: 0 điểm")`)
    } else if (criterion.type === 'steps') {
      points.push(`=${nested((step) => step[1])}`)
      why.push(
        `="${no}. "&${a}&"/"&${b}&" = "&${spelled(`ROUND(${a}/${b}*100,2)`)}&"%, mức từ "&${spelled(nested((step) => step[0] * 100))}&"%: "&${spelled(p)}&" điểm"`,
      )
    } else if (criterion.type === 'ratio') {
      points.push(`=ROUND(${max}*MIN(1,${a}/${b}),2)`)
      why.push(`="${no}. "&${a}&"/"&${b}&" × ${words(max)} = "&${spelled(p)}&" điểm"`)
    } else {
      points.push(`=MAX(0,${max}-${each}*${a})`)
      why.push(`="${no}. ${words(max)} - "&${a}&" × ${words(each)} = "&${spelled(p)}&" điểm"`)
    }
  }
  const groups = CAPS.map(
    (cap, group) => `=MIN(${cap},ROUND(SUM(${column(200 + group * 10)}1:${column(209 + group * 10)}1),2))`,
  )
  return [...points, ...why, ...groups, `=ROUND(SUM(${column(400)}1:${column(409)}1),2)`]
}
const flat = (facts) =>
  facts.flatMap((fact) => ('yes' in fact ? [fact.yes, null] : 'n' in fact ? [fact.n, null] : [fact.a, fact.b]))
const sheet = HyperFormula.buildFromArray([[...flat(FACTS[0]), ...formulas()]], {
  licenseKey: 'gpl-v3',
  maxColumns: 500,
  maxRows: 10,
})
const spreadsheet = (count) =>
  FACTS.slice(0, count).map((facts) => {
    sheet.batch(() => sheet.setCellContents({ sheet: 0, row: 0, col: 0 }, [flat(facts)]))
    const row = sheet.getSheetValues(0)[0]
    return { total: row[410], why: row.slice(300, 400) }
  })

// All score the same units; how long the product takes for all communes of the country is told beside it.
const COUNT = Math.min(PEER_UNITS, UNITS)
const RUNS = {
  product: { units: COUNT, run: () => product(COUNT) },
  'json-rules-engine': { units: COUNT, run: () => ruleEngine(COUNT) },
  'HyperFormula, one sheet reused': { units: COUNT, run: () => spreadsheet(COUNT) },
  'product, all units': { units: UNITS, run: () => product(UNITS) },
}
const times = Object.fromEntries(Object.keys(RUNS).map((name) => [name, []]))
let differing = {}
// The first round warms up and compares; it is not counted.
for (let round = 0; round <= ROUNDS; round += 1) {
  const answers = {}
  for (const [name, { units, run }] of Object.entries(RUNS)) {
    const before = performance.now()
    const answer = await run()
    if (round === 0) answers[name] = answer
    else times[name].push(((performance.now() - before) * 1000) / units)
  }
  if (round > 0) continue
  const ours = answers['product, all units'].map((unit) => Number(unit.total))
  differing = Object.fromEntries(
    Object.entries(answers).map(([name, units]) => [
      name,
      units.filter((unit, index) => Math.abs(Number(unit.total) - ours[index]) > 1e-9).length,
    ]),
  )
  if (answers.product.some((unit) => unit.criteria.some((criterion) => criterion.explanation === ''))) {
    throw new Error('a point without a reason')
  }
}
const median = (list) => list.toSorted((first, second) => first - second)[Math.floor(list.length / 2)]
const ours = median(times.product)
const results = Object.keys(RUNS).map((name) => ({
  name,
  microsecondsPerUnit: Math.round(median(times[name]) * 10) / 10,
  timesTheProduct: Math.round((median(times[name]) / ours) * 10) / 10,
  totalsThatDiffer: differing[name],
  rounds: times[name].map((time) => Math.round(time)),
}))
mkdirSync(here('results'), { recursive: true })
const machine = { node: process.version, processors: cpus().length, note: 'a busy machine: read the ratios' }
writeFileSync(
  here('results/scoring.json'),
  `${JSON.stringify({ units: UNITS, criteria: 100, rounds: ROUNDS, machine, peers: PEERS, results }, null, 2)}\n`,
)
console.table(results.map(({ rounds: _rounds, ...row }) => row))
