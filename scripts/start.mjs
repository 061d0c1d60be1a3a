import './require-node.mjs'
import { runMain } from './run-main.mjs'

await runMain(['serve', ...process.argv.slice(2)], { mayInstall: true })
