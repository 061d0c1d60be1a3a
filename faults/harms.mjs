import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, loadavg, totalmem } from 'node:os'
import { parseArgs } from 'node:util'
import { inProject, Problem } from '../scripts/project.mjs'
import { FUZZES } from './fuzz/fuzzes.mjs'
import { interruptMigration } from './interrupted.mjs'
import { NotTried } from './not-tried.mjs'
import { upgradeWithData } from './upgraded.mjs'
import { suffer, WORKS } from './works.mjs'

const INTERRUPTED = { name: 'interrupted-migration' }
const UPGRADED = { name: 'upgraded-with-data' }

const HOLDS = 'holds'
const FALLS_SHORT = 'falls short'
const NOT_TRIED = 'not tried'

/** Does what the command line asks for: harms, counts, prints, and keeps what was counted. */
export async function harm() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      times: { type: 'string', default: '200' },
      requests: { type: 'string', default: '50000' },
      files: { type: 'string', default: '5000' },
      seed: { type: 'string', default: '1' },
    },
  })
  const chosen = chosenFrom(values.only)
  const done = []
  for (const work of chosen) {
    const began = performance.now()
    const result = await outcomeOf(() => resultOf(work, values))
    done.push({ name: work.name, seconds: Math.round((performance.now() - began) / 1_000), ...result })
    process.stdout.write(`${work.name}: ${result.figure}: ${result.outcome}\n`)
    for (const line of result.faults ?? []) console.error(`  ${line}`)
  }
  await keep(values, done)
  const count = (outcome) => done.filter((each) => each.outcome === outcome).length
  process.stdout.write(`\n${count(HOLDS)} hold, ${count(FALLS_SHORT)} fall short, ${count(NOT_TRIED)} not tried\n`)
  if (count(HOLDS) < done.length) process.exitCode = 1
}

/** The others go on when one breaks off. */
async function outcomeOf(work) {
  try {
    return await work()
  } catch (error) {
    if (error instanceof NotTried) return { outcome: NOT_TRIED, figure: error.message }
    return { outcome: FALLS_SHORT, figure: `broke off: ${error.message}`, faults: [error.stack] }
  }
}

function resultOf(work, values) {
  const times = Number(values.times)
  if (work === INTERRUPTED) return interrupt(times, Number(values.seed))
  if (work === UPGRADED) return upgrade(times, Number(values.seed))
  return FUZZES.includes(work) ? sendAll(work, values) : sufferAll(work, times)
}

function held(holds, figure, told) {
  return { outcome: holds ? HOLDS : FALLS_SHORT, figure, ...told }
}

async function sufferAll(work, times) {
  const found = await suffer(work, times)
  const holds =
    found.acknowledged > 0 &&
    found.lost + found.twice + found.withoutEntry + found.gaps + found.ended + found.curt === 0 &&
    found.trailIsWhole &&
    found.faults.length === 0 &&
    !(500 in found.answers)
  const figure =
    `${found.times} times, ${found.secondsEach.toFixed(1)} s each, ${found.acknowledged} confirmed, ${found.lost} lost, ` +
    `${found.twice} twice, ${found.withoutEntry} without entry, ${found.gaps} gaps, ended by itself ${found.ended} times, ` +
    `trail ${found.trailIsWhole ? 'whole' : 'broken'}`
  console.error(
    `  sent again ${found.repeated}, unreached ${found.unreached}, slowest answer ${Math.round(found.slowest)} ms, ` +
      `answers ${JSON.stringify(found.answers)}${found.told ? `, ${JSON.stringify(found.told)}` : ''}`,
  )
  return held(holds, figure, found)
}

async function interrupt(times, seed) {
  const found = await interruptMigration(times, seed)
  const figure = `${found.times} times broken off, ${found.midway} of them midway, ${found.failed} failed the second time, ${found.different} otherwise than undisturbed`
  return held(found.midway > 0 && found.failed + found.different === 0, figure, found)
}

async function upgrade(times, seed) {
  const found = await upgradeWithData({ interrupted: Math.min(times, 5), seed })
  const sum = (of) => found.reduce((all, each) => all + of(each), 0)
  const faults = found.flatMap((version) => version.faults.map((fault) => `${version.commit}: ${fault}`))
  const broken = sum(({ brokenOff }) => brokenOff.failed + brokenOff.different)
  console.error(`  ${JSON.stringify(found.map(({ faults: _, ...version }) => version))}`)
  return held(
    faults.length + broken === 0,
    `${found.length} earlier versions with ${sum(({ records }) => records)} rows, ${sum(({ pages }) => pages)} pages opened, ${faults.length} faults; ` +
      `${sum(({ brokenOff }) => brokenOff.times)} broken off, ${sum(({ brokenOff }) => brokenOff.midway)} midway, ${broken} not the same afterwards`,
    { found, faults },
  )
}

async function sendAll(work, values) {
  const {
    count,
    ended,
    trailIsWhole,
    failed = [],
    ...told
  } = await work.run(Number(values[work.times]), Number(values.seed))
  const answered = (isIt) => [...count.answers].reduce((sum, [status, times]) => sum + (isIt(status) ? times : 0), 0)
  const done = answered((status) => status < 400)
  const wrong = answered((status) => status >= 500)
  const silent = answered((status) => typeof status === 'string')
  const answers = Object.fromEntries(count.answers)
  console.error(`  ${JSON.stringify({ ...told, answers })}`)
  return held(
    done > 0 && wrong + silent + failed.length === 0 && !ended && trailIsWhole,
    `${count.sent} sent, ${done} done, ${answered((status) => status >= 400 && status < 500)} refused, ${wrong} 5xx, ` +
      `${silent} without answer, ended by itself ${ended ? 1 : 0} times, trail ${trailIsWhole ? 'whole' : 'broken'}`,
    { answers, ...told, faults: [...count.wrong, ...failed] },
  )
}

async function keep(asked, results) {
  const folder = inProject('faults', 'results')
  await mkdir(folder, { recursive: true })
  const at = new Date().toISOString()
  const machine = {
    processors: cpus().length,
    memoryInMegabytes: Math.round(totalmem() / 1_048_576),
    load: loadavg()[0],
  }
  const name = `${at.slice(0, 19).replaceAll(':', '-')}.json`
  await writeFile(`${folder}/${name}`, `${JSON.stringify({ at, machine, asked, results }, null, 2)}\n`)
}

function chosenFrom(names) {
  const all = [...WORKS, INTERRUPTED, UPGRADED, ...FUZZES]
  if (names === undefined) return all
  return names.split(',').map((name) => {
    const found = all.find((work) => work.name === name)
    if (!found) throw new Problem(`Không có phép thử “${name}”. Có: ${all.map((work) => work.name).join(', ')}.`, 2)
    return found
  })
}
