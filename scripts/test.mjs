import './require-node.mjs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { failedChecks } from './check.mjs'
import { prepare } from './prepare.mjs'
import { inProject, runInstalled } from './project.mjs'

const RESULTS = '.cache/test-results.json'

/** Runs every test and gives the counts of vitest's own report; a run that left no report counts as one failure. */
async function runTests() {
  await mkdir(inProject('.cache'), { recursive: true })
  await rm(inProject(RESULTS), { force: true })
  const choices = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${RESULTS}`]
  const code = await runInstalled('vitest/vitest.mjs', choices, { output: 1 })
  const report = await readFile(inProject(RESULTS), 'utf8').then(JSON.parse, () => null)
  if (report === null) return { passed: 0, failed: 1, skipped: 0 }
  // A file that cannot even be loaded has no tests that could fail.
  const unloadable = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const failed = report.numFailedTests + unloadable.length
  return {
    passed: report.numPassedTests,
    // An error outside of any test fails the run without failing a test.
    failed: code !== 0 ? Math.max(failed, 1) : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/** Does a step of the preparation; what goes wrong is told and counts as a failure, and the rest goes on. */
async function succeeds(step) {
  try {
    await step()
    return true
  } catch (error) {
    console.error(error)
    return false
  }
}

let passed = 0
let failed = 0
if (await succeeds(() => prepare({ mayInstall: true }))) {
  // Only now, because it imports packages that were perhaps not there before.
  const { prepareBrowser } = await import('./prepare-browser.mjs')
  if (!(await succeeds(prepareBrowser))) failed += 1
  const { preparePrograms } = await import('./prepare-programs.mjs')
  await succeeds(preparePrograms)
  const checks = await failedChecks()
  const tests = await runTests()
  passed += tests.passed
  failed += checks.length + tests.failed
  if (checks.length > 0) console.log(`failed checks: ${checks.join(', ')}`)
  if (tests.skipped > 0) console.log(`${tests.skipped} skipped`)
} else {
  failed += 1
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
