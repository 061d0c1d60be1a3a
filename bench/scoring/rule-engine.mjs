import { CAPS, cents, SET, words } from './one-set.mjs'

const event = (criterion, more) => ({ type: 'points', params: { no: criterion.no, ...more } })
const conditions = (fact, ...list) => ({ all: list.map(([operator, value]) => ({ fact, operator, value })) })

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

/** json-rules-engine: one engine for all units. It cannot divide, cut or put words together, so that is done for it. */
export function ruleEngine({ Engine }) {
  const engine = new Engine([], { allowUndefinedFacts: false })
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
  return async (facts) => {
    const scored = []
    for (const ofUnit of facts) {
      const known = {}
      ofUnit.forEach((fact, index) => {
        known[`f${index + 1}`] = 'yes' in fact ? fact.yes : 'n' in fact ? fact.n : fact.a / fact.b
      })
      const { events } = await engine.run(known)
      const groups = new Array(10).fill(0)
      const why = new Array(100)
      for (const { params } of events) {
        const criterion = SET[params.no - 1]
        const [points, reason] = explained(criterion, ofUnit[params.no - 1], params.points, params.from)
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
}
