import { filledIn, postFormsIn, searchFieldsIn } from '../../tests/support/forms.mjs'
import { encodeURIComponentOfAnything } from './api.mjs'
import { hostileText } from './hostile.mjs'
import { send } from './sending.mjs'

/** Addresses of one kind of page that are kept: records differ in what can be done with them. */
const MOST_OF_ONE_KIND = 4

/** By these an account or what it may do ends: sent seldom, or nobody would be left who may send the others. */
const ENDS_ACCOUNTS = /^\/(accounts|account|posts)\//
const SELDOM = 0.03

/**
 * Who opens pages as people with their sessions, follows what they lead to, asks lists for what nobody looks for, and sends the forms
 * found there with something hostile in some of their fields.
 */
export function pageVisitor({ base, count, accounts }) {
  const people = [...accounts, null].map((account) => ({ account, session: null, paths: ['/'], kinds: new Map() }))
  const seen = { signedOut: 0, forms: new Set() }

  return {
    seen,
    visit: async (chance, told) => {
      const person = chance.pick(people)
      if (person.account && person.session === null) {
        person.session = await signIn(base, person.account)
        if (person.session === null) {
          seen.signedOut += 1
          people.splice(people.indexOf(person), 1)
          return
        }
      }
      const headers = person.session ? { cookie: person.session } : {}
      const place = chance.pick(person.paths)
      const page = await send(count, told, { base, path: chance.is(0.2) ? otherwise(place, chance) : place, headers })
      if (!page) return
      if (page.status === 303 && (page.headers.get('location') ?? '').startsWith('/sign-in')) person.session = null
      if (!String(page.headers.get('content-type')).startsWith('text/html') || page.status >= 400) return
      for (const link of linksIn(page.text)) learn(person, link)
      await search(page.text, { chance, told, place, headers })
      const forms = postFormsIn(page.text)
      if (forms.length === 0 || chance.is(0.1)) return
      const form = chance.pick(forms)
      const path = form.action ?? place
      if (!path.startsWith('/') || (ENDS_ACCOUNTS.test(path) && !chance.is(SELDOM))) return
      seen.forms.add(kindOf(path))
      const { type, body } = contentOf(form, chance)
      const answer = await send(count, `${told} ${person.account?.userName ?? 'anyone'}`, {
        ...{ base, path, method: 'POST', body },
        headers: type === null ? headers : { ...headers, 'content-type': type },
      })
      const leadsTo = answer?.headers.get('location')
      if (leadsTo?.startsWith('/')) learn(person, leadsTo)
    },
  }

  async function search(html, { chance, told, place, headers }) {
    const fields = searchFieldsIn(html)
    if (fields.length === 0 || chance.is(0.5)) return
    const path = `${place.split('?')[0]}?${chance.pick(fields)}=${encodeURIComponentOfAnything(hostileText(chance))}`
    await send(count, told, { base, path, headers })
  }
}

/** The session cookie of an account; null when it cannot sign in any more. */
export async function signIn(base, { userName, password }) {
  const form = await fetch(`${base}/sign-in`)
  const token = /name="_token" value="([^"]+)"/.exec(await form.text())?.[1] ?? ''
  const answer = await fetch(`${base}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ userName, password, _token: token }).toString(),
  })
  const cookie = answer.headers.getSetCookie().find((each) => each.startsWith('danvan_session='))
  return cookie?.split(';')[0] ?? null
}

/** The address without what is different from record to record. */
export const kindOf = (path) => (path.split('?')[0] ?? path).replace(/\/[^/]*\d[^/]*/g, '/:id')

function learn(person, link) {
  if (!link.startsWith('/') || link.startsWith('/assets/') || person.paths.includes(link)) return
  const kind = kindOf(link)
  const before = person.kinds.get(kind) ?? 0
  if (before >= MOST_OF_ONE_KIND) return
  person.kinds.set(kind, before + 1)
  person.paths.push(link)
}

/** The addresses that a page leads to. */
export const linksIn = (html) =>
  [...html.matchAll(/<a[^>]* href="([^"#]+)/g)].map(([, link]) => link.replaceAll('&amp;', '&'))

/** The same address with another number or word in it. */
function otherwise(path, chance) {
  const [before, query] = path.split('?')
  if (query === undefined || chance.is(0.3))
    return `${before.replace(/\d+/, () => encodeURIComponentOfAnything(hostileText(chance)).slice(0, 300))}${query ? `?${query}` : ''}`
  const parameters = new URLSearchParams(query)
  const name = chance.pick([...parameters.keys(), 'page', 'after', 'year'])
  parameters.set(name, hostileText(chance).toWellFormed().slice(0, 2000))
  return `${before}?${parameters}`
}

/** The form filled in as a person would, with something hostile in some fields, some left out and some sent twice. */
function contentOf(form, chance) {
  const share = chance.pick([0, 0.1, 0.3, 1])
  const filled = filledIn(form, ({ kind }) => (kind === 'password' ? null : chance.pick(['Đường liên thôn', 'Thôn 3'])))
  const sent = filled.flatMap(([name, value]) => {
    if (name === '_token') return chance.is(0.02) ? [] : [[name, value]]
    if (chance.is(0.03)) return []
    if (chance.is(0.03)) return [...Array(1 + chance.below(50))].map(() => [name, value])
    return [[name, chance.is(share) ? hostileText(chance) : value]]
  })
  const buttons = form.fields.filter(({ kind }) => kind === 'button')
  if (buttons.length > 0 && chance.is(0.7)) {
    const { name, value } = chance.pick(buttons)
    sent.push([name, value])
  }
  if (chance.is(0.02)) sent.push([hostileText(chance).slice(0, 100), hostileText(chance)])
  if (!form.multipart) {
    const body = new URLSearchParams(sent.map(([name, value]) => [name, value.toWellFormed()])).toString()
    return { type: 'application/x-www-form-urlencoded', body: chance.is(0.01) ? `${body}&%` : body }
  }
  const body = new FormData()
  for (const [name, value] of sent) body.append(name, value)
  // Its sender names the line between the parts itself.
  return { type: null, body }
}
