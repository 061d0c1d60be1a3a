import { pathToFileURL } from 'node:url'
import { prepare } from './prepare.mjs'
import { inProject, runScript } from './project.mjs'

/**
 * Prepares and then becomes the program: `dist/main.js` runs in this same process, so signals, standard input,
 * exit code and process number are its own, with nothing in between that could lose one.
 */
export async function runMain(programArguments, { mayInstall }) {
  await runScript(() => prepare({ mayInstall }))
  const main = inProject('dist/main.js')
  process.argv.splice(1, process.argv.length, main, ...programArguments)
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(main).href)
}
