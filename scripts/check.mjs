import './require-node.mjs'
import { isStarted, runInstalled } from './project.mjs'

/** What needs neither a database nor a browser nor a running test: each is a program and passes with exit code 0. */
const CHECKS = [
  { name: 'format and lint', script: '@biomejs/biome/bin/biome', choices: ['check'] },
  { name: 'types', script: 'typescript-native/bin/tsc', choices: ['-p', 'tsconfig.check.json'] },
  { name: 'import rules', script: 'dependency-cruiser/bin/dependency-cruise.mjs', choices: ['src'] },
]

/** Runs every check, also after one failed, and gives the names of those that failed. */
export async function failedChecks() {
  const failed = []
  for (const { name, script, choices } of CHECKS) {
    console.log(`\n${name}`)
    if ((await runInstalled(script, choices, { output: 1 })) !== 0) failed.push(name)
  }
  return failed
}

if (isStarted(import.meta.url)) {
  const failed = await failedChecks()
  if ((await runInstalled('vitest/vitest.mjs', ['run', '--project', 'rules'], { output: 1 })) !== 0)
    failed.push('rules')
  if (failed.length > 0) {
    console.error(`\nfailed: ${failed.join(', ')}`)
    process.exit(1)
  }
}
