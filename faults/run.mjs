import '../scripts/require-node.mjs'
import { prepare } from '../scripts/prepare.mjs'
import { runScript } from '../scripts/project.mjs'

/**
 * `npm run faults`: kills, cuts and hangs what the system stands on while people write, and counts what was confirmed and what is
 * there; brings databases of earlier versions to this one; then sends it what no program of ours would send. A line for each, and
 * whether it holds; one that breaks off does not keep the others. All is written to faults/results/<date>.json.
 * `-- --only cut,fuzzed` some of them; `--times N` how often each harm is done (200), `--requests N` (50000), `--files N` (5000),
 * `--seed N` from which chance begins (1).
 */
await runScript(async () => {
  await prepare({ mayInstall: true })
  // Only now, because it imports packages that were perhaps not there before.
  const { harm } = await import('./harms.mjs')
  await harm()
})
