import { fitting } from './fitting.mjs'
import { hostileText, mutated } from './hostile.mjs'
import { send } from './sending.mjs'

/** Who sends any operation of the description with what fits it, what nearly fits, and what does not. */
export async function apiCaller({ base, count, tokens }) {
  const answer = await fetch(`${base}/api/v1/openapi.json`)
  const { paths } = await answer.json()
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  )
  const known = knownIds()

  return {
    operations: operations.length,
    call: async (chance, told) => {
      const operation = chance.pick(operations)
      const { method, parameters = [], requestBody } = operation
      const given = (place, name) => {
        const found = parameters.find((each) => each.in === place && each.name === name)
        return chance.is(0.25) ? hostileText(chance) : String(fitting(found.schema, chance, { name, ids: known.of }))
      }
      const path = operation.path.replace(/([a-z-]+)\/\{(\w+)\}/g, (_whole, collection, name) => {
        const id = chance.is(0.8) ? known.one(collection, chance) : given('path', name)
        return `${collection}/${encodeURIComponentOfAnything(id)}`
      })
      const query = parameters
        .filter((each) => each.in === 'query' && (each.required || chance.is(0.4)))
        .map(({ name }) => `${name}=${encodeURIComponentOfAnything(given('query', name))}`)
      const headers = {
        authorization: `Bearer ${chance.is(0.98) ? chance.pick(tokens) : 'x'.repeat(chance.below(90))}`,
      }
      if (parameters.some((each) => each.name === 'if-match'))
        headers['if-match'] = chance.is(0.8) ? `"${1 + chance.below(5)}"` : inHeader(hostileText(chance))
      if (chance.is(0.3)) headers['idempotency-key'] = chance.is(0.5) ? `${told}` : inHeader(hostileText(chance))
      const body = requestBody ? bodyFor(operation, chance, known.of) : undefined
      if (body !== undefined) headers['content-type'] = chance.is(0.98) ? 'application/json' : 'text/plain'
      const found = await send(count, told, {
        base,
        path: `${path}${query.length > 0 ? `?${query.join('&')}` : ''}`,
        method,
        headers,
        body,
      })
      if (found && found.status < 300) known.learn(found.text)
    },
  }
}

function bodyFor({ requestBody }, chance, ids) {
  let value = fitting(requestBody.content['application/json'].schema, chance, { ids })
  const changes = chance.pick([0, 0, 1, 1, 1, 2, 4])
  for (let change = 0; change < changes; change++) value = mutated(value, chance)
  const body = JSON.stringify(value)
  return chance.is(0.03) ? body.slice(0, chance.below(body.length + 1)) : body
}

/** Ids that answers have told, by the collection in which they stood. */
function knownIds() {
  const byCollection = new Map()
  const of = (collection) => byCollection.get(collection) ?? ['1', '2', '3']
  return {
    of,
    one: (collection, chance) => (chance.is(0.7) ? chance.pick(of(collection)) : String(1 + chance.below(400))),
    learn: (text) => {
      for (const [, collection, list] of text.matchAll(/"([a-zA-Z]+)":\[(\{"id":.{0,20000})/gs)) {
        const ids = [...list.matchAll(/\{"id":"([^"]{1,40})"/g)].map(([, id]) => id)
        const before = byCollection.get(collection) ?? []
        byCollection.set(collection, [...new Set([...ids, ...before])].slice(0, 200))
      }
      for (const [, collection, id] of text.matchAll(/"location":"[^"]*\/([a-z-]+)\/(\d+)"/g))
        byCollection.set(collection, [id, ...(byCollection.get(collection) ?? [])].slice(0, 200))
    },
  }
}

/** Half of a pair cannot be written in an address: it goes as the sign for what cannot be read. */
export function encodeURIComponentOfAnything(text) {
  return encodeURIComponent(String(text).toWellFormed().slice(0, 6000))
}

/** Of a header only what a header can hold. */
const inHeader = (text) => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 3000)
