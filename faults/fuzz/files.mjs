import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { inProject } from '../../scripts/project.mjs'
import { filledIn, postFormsIn } from '../../tests/support/forms.mjs'
import { prepareSystem } from '../system.mjs'
import { brokenFile } from './broken-file.mjs'
import { chanceFrom } from './chance.mjs'
import { kindOf, linksIn, signIn } from './pages.mjs'
import { countOfAnswers, send } from './sending.mjs'

const SENDERS = 4
/** Pages that are opened in search of forms that take a file. */
const MOST_PAGES = 400
/** Forms of one kind that are kept: what a file is for may differ from record to record. */
const MOST_OF_ONE_KIND = 2
const SAMPLES = [
  'docs/examples/criteria-annex.xlsx',
  'docs/examples/reorganisation-2025.xlsx',
  'tests/samples/written-by-libreoffice.xlsx',
  'docs/examples/map-squares.geojson',
  'docs/examples/signed-report.pdf',
  'docs/screens/home-clerk.png',
  'tests/samples/office-key.p12',
]
const DOWNLOADS = /\.(xlsx|docx|pdf|jpg|jpeg)(\?|$)/

/**
 * Gives broken files, `times` of them, to every form of the demonstration that takes one, each with a file of its kind, and waits for what
 * is read afterwards. Counts what came back, and what was left in the queue of jobs with a fault of the program.
 */
export async function breakFiles(times, seed) {
  const system = await prepareSystem('mutated-files', { outside: false })
  try {
    await system.start()
    const before = await whatJobsSaid(system)
    const count = countOfAnswers()
    const { forms, samples } = await formsWithFiles(system, count)
    count.sent = 0
    count.answers.clear()
    let next = 0
    await Promise.all(
      Array.from({ length: SENDERS }, async () => {
        while (next < times && !system.hasEnded()) {
          const number = next++
          await giveBrokenFile(system, count, { form: forms[number % forms.length], samples, number, seed })
        }
      }),
    )
    const ended = system.hasEnded()
    if (ended) await system.start()
    const failed = (await whatJobsSaid(system)).filter((said) => !before.includes(said))
    const trail = await system.command('audit', 'verify')
    return { count, ended, trailIsWhole: trail.code === 0, forms: forms.length, samples: samples.length, failed }
  } finally {
    await system.stop()
  }
}

async function giveBrokenFile({ base }, count, { form, samples, number, seed }) {
  const chance = chanceFrom(seed, number)
  const headers = cookieOf(form.session)
  // Each drawing of a form is accepted once.
  const page = await fetch(`${base}${form.page}`, { headers, redirect: 'manual' })
  const drawn = postFormsIn(await page.text()).find(
    (each) => (each.action ?? form.page) === form.action && fileFieldOf(each) !== undefined,
  )
  if (!drawn) {
    form.gone = (form.gone ?? 0) + 1
    return
  }
  const field = fileFieldOf(drawn)
  const fitting = samples.filter(({ name }) => fits(field, name))
  const sample = chance.pick(fitting.length > 0 && chance.is(0.95) ? fitting : samples)
  const body = new FormData()
  const words = ({ name, kind }) => (kind === 'password' ? 'mat-khau-thu-2026' : `Thôn Phú Đông ${name} ${number}`)
  for (const [name, value] of filledIn(drawn, words)) body.append(name, value)
  const content = chance.is(0.05) ? sample.content : brokenFile(sample, chance)
  body.append(field.name, new Blob([content]), chance.is(0.03) ? `../${'x'.repeat(300)}\u0000.xlsx` : sample.name)
  await send(count, `${number} ${sample.name}`, { base, path: form.action, method: 'POST', headers, body })
}

const fileFieldOf = ({ fields }) => fields.find(({ kind }) => kind === 'file')

function fits({ accept = '' }, name) {
  const ending = name.slice(name.lastIndexOf('.'))
  return accept === '' || accept.split(',').some((each) => each === ending || each === `image/${ending.slice(1)}`)
}

/** Every form that takes a file and that the accounts of the demonstration reach, and files as the system itself hands them out. */
async function formsWithFiles(system, count) {
  const { DEMONSTRATION_ACCOUNTS } = await import('../../dist/demonstration/demonstration-accounts.js')
  const samples = await Promise.all(
    SAMPLES.map(async (path) => ({ name: basename(path), content: await readFile(inProject(path)) })),
  )
  const forms = []
  const isNewForm = upTo(MOST_OF_ONE_KIND)
  const isNewFile = upTo(1)
  for (const account of [null, ...DEMONSTRATION_ACCOUNTS]) {
    const session = account === null ? null : await signIn(system.base, account)
    for await (const { path, html, links } of pagesFor(session, system, count)) {
      for (const link of links)
        if (DOWNLOADS.test(link) && isNewFile(kindOf(link))) await keepSample(system.base, link, session, samples)
      for (const form of postFormsIn(html).filter((each) => fileFieldOf(each) !== undefined)) {
        const action = form.action ?? path
        if (isNewForm(kindOf(action))) forms.push({ page: path, action, session })
      }
    }
  }
  return { forms, samples }
}

/** The pages that lead from one to the next, a few of each kind. */
async function* pagesFor(session, system, count) {
  const waiting = ['/']
  const known = new Set(waiting)
  const isNewPage = upTo(MOST_OF_ONE_KIND)
  let read = 0
  for (let path = waiting.shift(); path !== undefined && read < MOST_PAGES; path = waiting.shift()) {
    if (!isNewPage(kindOf(path))) continue
    read += 1
    const answer = await send(count, 'looking', { base: system.base, path, headers: cookieOf(session) })
    if (answer?.status !== 200 || !String(answer.headers.get('content-type')).startsWith('text/html')) continue
    const links = linksIn(answer.text).filter((link) => link.startsWith('/') && !link.startsWith('/assets/'))
    yield { path, html: answer.text, links }
    for (const link of links) {
      if (known.has(link) || DOWNLOADS.test(link)) continue
      known.add(link)
      waiting.push(link)
    }
  }
}

/** Says yes so many times for each name. */
function upTo(most) {
  const times = new Map()
  return (name) => {
    const before = times.get(name) ?? 0
    times.set(name, before + 1)
    return before < most
  }
}

const cookieOf = (session) => (session ? { cookie: session } : {})

async function keepSample(base, link, session, samples) {
  const answer = await fetch(base + link, { headers: cookieOf(session), redirect: 'manual' })
  const content = Buffer.from(await answer.arrayBuffer())
  const [ending] = /\.[a-z]+(?=\?|$)/.exec(link) ?? ['']
  if (answer.status === 200 && content.length < 500_000)
    samples.push({ name: `mau-${samples.length}${ending}`, content })
}

const MOST_WAITING_IN_MILLISECONDS = 300_000

/** What jobs left as their fault when all that could be done is done; a file that cannot be read is no fault of a job. */
async function whatJobsSaid(system) {
  const until = Date.now() + MOST_WAITING_IN_MILLISECONDS
  for (;;) {
    const { rows } = await system.query(
      `select count(*)::int as waiting from graphile_worker.jobs
       where attempts = 0 and run_at <= now() + interval '1 second' and locked_at is null`,
    )
    if (rows[0].waiting === 0 || Date.now() > until) break
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  const { rows } = await system.query(
    `select task_identifier || ': ' || left(last_error, 300) as said from graphile_worker.jobs where last_error is not null`,
  )
  return rows.map(({ said }) => said)
}
