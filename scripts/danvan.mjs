import './require-node.mjs'
import { runMain } from './run-main.mjs'

await runMain(process.argv.slice(2), { mayInstall: false })
