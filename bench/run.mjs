import '../scripts/require-node.mjs'
import { prepare } from '../scripts/prepare.mjs'
import { runScript } from '../scripts/project.mjs'

/**
 * `npm run bench`: measures the product beside what is fastest by hand and what a user would pick instead, in one run and in turns.
 * Prints each bar with its figure and whether it holds; writes all to bench/results/<date>.json.
 * `-- --only province-table` one work, or several with commas; `--rounds N`; `--small N --large N` petitions; `--minutes N` of the work
 * on memory.
 */
await runScript(async () => {
  await prepare({ mayInstall: true })
  // Only now, because it imports packages that were perhaps not there before.
  const { measure } = await import('./measures.mjs')
  await measure()
})
