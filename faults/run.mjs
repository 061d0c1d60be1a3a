import '../scripts/require-node.mjs'
import { parseArgs } from 'node:util'
import { build, isBuilt } from '../scripts/build.mjs'
import { isInstalled } from '../scripts/install.mjs'
import { underLock } from '../scripts/lock.mjs'
import { Problem, runScript } from '../scripts/project.mjs'
import { suffer, WORKS } from './works.mjs'

/**
 * `npm run faults`: kills, cuts and hangs what the system stands on while people write, and counts what was confirmed and what is
 * there. `-- --only cut,killed` some of them; `--times N` how often each (200).
 */
await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, times: { type: 'string', default: '200' } } })
  const chosen = values.only === undefined ? WORKS : values.only.split(',').map(workNamed)
  if (!(await isInstalled())) throw new Problem('Chưa cài đặt các gói cần thiết. Hãy chạy «npm ci» trước.', 2)
  await underLock(async () => {
    if (!(await isBuilt())) await build()
  })
  process.stdout.write('| Fault | Times | Confirmed | Lost | Twice | Without entry | Ended by itself | Trail | |\n')
  process.stdout.write('|---|---|---|---|---|---|---|---|---|\n')
  let broken = 0
  for (const work of chosen) {
    const found = await suffer(work, Number(values.times))
    const holds =
      found.acknowledged > 0 &&
      found.lost + found.twice + found.withoutEntry + found.ended === 0 &&
      found.trailIsWhole &&
      !(500 in found.answers)
    if (!holds) broken += 1
    process.stdout.write(
      `| ${work.title} | ${found.times} | ${found.acknowledged} | ${found.lost} | ${found.twice} | ${found.withoutEntry} | ` +
        `${found.ended} | ${found.trailIsWhole ? 'whole' : 'broken'} | ${holds ? 'holds' : 'falls short'} |\n`,
    )
    console.error(
      `  sent again ${found.repeated}, unreached ${found.unreached}, answers ${JSON.stringify(found.answers)}`,
    )
  }
  process.stdout.write(`\n${chosen.length - broken} hold, ${broken} fall short\n`)
  if (broken > 0) process.exitCode = 1
})

function workNamed(name) {
  const found = WORKS.find((work) => work.name === name)
  if (!found) throw new Problem(`Không có phép thử “${name}”. Có: ${WORKS.map((work) => work.name).join(', ')}.`, 2)
  return found
}
