import '../scripts/require-node.mjs'
import { parseArgs } from 'node:util'
import { build, isBuilt } from '../scripts/build.mjs'
import { isInstalled } from '../scripts/install.mjs'
import { underLock } from '../scripts/lock.mjs'
import { Problem, runScript } from '../scripts/project.mjs'
import { FUZZES } from './fuzz/fuzzes.mjs'
import { interruptMigration } from './interrupted.mjs'
import { suffer, WORKS } from './works.mjs'

const INTERRUPTED = { name: 'interrupted-migration' }

/**
 * `npm run faults`: kills, cuts and hangs what the system stands on while people write, and counts what was confirmed and what is
 * there; then sends it what no program of ours would send. `-- --only cut,fuzzed` some of them; `--times N` how often each harm is done
 * (200), `--requests N` (50000), `--files N` (5000), `--seed N` from which chance begins (1).
 */
await runScript(async () => {
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
  if (!(await isInstalled())) throw new Problem('Chưa cài đặt các gói cần thiết. Hãy chạy «npm ci» trước.', 2)
  await underLock(async () => {
    if (!(await isBuilt())) await build()
  })
  const harms = chosen.filter((work) => WORKS.includes(work))
  const fuzzes = chosen.filter((work) => FUZZES.includes(work))
  let broken = await sufferAll(harms, Number(values.times))
  if (chosen.includes(INTERRUPTED)) broken += await interrupt(Number(values.times), Number(values.seed))
  broken += await sendAll(fuzzes, values)
  process.stdout.write(`\n${chosen.length - broken} hold, ${broken} fall short\n`)
  if (broken > 0) process.exitCode = 1
})

async function sufferAll(works, times) {
  if (works.length === 0) return 0
  process.stdout.write(
    '| Fault | Times | Confirmed | Lost | Twice | Without entry | Gaps | Ended by itself | Trail | |\n',
  )
  process.stdout.write('|---|---|---|---|---|---|---|---|---|---|\n')
  let broken = 0
  for (const work of works) {
    const found = await suffer(work, times)
    const holds =
      found.acknowledged > 0 &&
      found.lost + found.twice + found.withoutEntry + found.gaps + found.ended === 0 &&
      found.trailIsWhole &&
      !(500 in found.answers)
    if (!holds) broken += 1
    process.stdout.write(
      `| ${work.title} | ${found.times} | ${found.acknowledged} | ${found.lost} | ${found.twice} | ${found.withoutEntry} | ` +
        `${found.gaps} | ${found.ended} | ${found.trailIsWhole ? 'whole' : 'broken'} | ${holds ? 'holds' : 'falls short'} |\n`,
    )
    console.error(
      `  sent again ${found.repeated}, unreached ${found.unreached}, answers ${JSON.stringify(found.answers)}`,
    )
  }
  return broken
}

async function interrupt(times, seed) {
  const found = await interruptMigration(times, seed)
  const holds = found.midway > 0 && found.failed + found.different === 0
  process.stdout.write(
    '\n| Broken off | Times | Of these midway | Failed the second time | Otherwise than undisturbed | |\n',
  )
  process.stdout.write('|---|---|---|---|---|---|\n')
  process.stdout.write(
    `| the bringing of a database to this version, killed or cut | ${found.times} | ${found.midway} | ${found.failed} | ` +
      `${found.different} | ${holds ? 'holds' : 'falls short'} |\n`,
  )
  return holds ? 0 : 1
}

async function sendAll(works, values) {
  if (works.length === 0) return 0
  process.stdout.write('\n| Sent | Times | Done | Refused | 5xx | No answer | Ended by itself | Trail | |\n')
  process.stdout.write('|---|---|---|---|---|---|---|---|---|\n')
  let broken = 0
  for (const work of works) {
    const {
      count,
      ended,
      trailIsWhole,
      failed = [],
      ...told
    } = await work.run(Number(values[work.times]), Number(values.seed))
    const answered = (isIt) => [...count.answers].reduce((sum, [status, times]) => sum + (isIt(status) ? times : 0), 0)
    const found = {
      done: answered((status) => status < 400),
      refused: answered((status) => status >= 400 && status < 500),
      faults: answered((status) => status >= 500),
      silent: answered((status) => typeof status === 'string'),
    }
    const holds = found.done > 0 && found.faults + found.silent + failed.length === 0 && !ended && trailIsWhole
    if (!holds) broken += 1
    process.stdout.write(
      `| ${work.title} | ${count.sent} | ${found.done} | ${found.refused} | ${found.faults} | ${found.silent} | ` +
        `${ended ? 1 : 0} | ${trailIsWhole ? 'whole' : 'broken'} | ${holds ? 'holds' : 'falls short'} |\n`,
    )
    console.error(`  ${JSON.stringify({ ...told, answers: Object.fromEntries(count.answers) })}`)
    for (const line of [...count.wrong, ...failed]) console.error(`  ${line}`)
  }
  return broken
}

function chosenFrom(names) {
  const all = [...WORKS, INTERRUPTED, ...FUZZES]
  if (names === undefined) return all
  return names.split(',').map((name) => {
    const found = all.find((work) => work.name === name)
    if (!found) throw new Problem(`Không có phép thử “${name}”. Có: ${all.map((work) => work.name).join(', ')}.`, 2)
    return found
  })
}
