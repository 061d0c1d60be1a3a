import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { findProxy } from '../tests/support/find-proxy.mjs'
import { run } from './project.mjs'

const answers = (program, argument) =>
  promisify(execFile)(program, [argument]).then(
    () => true,
    () => false,
  )

/** Programs by other people which the tests ask, with Debian's packages that bring them. */
const PROGRAMS = [
  { package: 'haproxy', isThere: async () => findProxy() !== null },
  { package: 'poppler-utils', isThere: () => answers('pdfsig', '-v') },
  { package: 'openssl', isThere: () => answers('openssl', 'version') },
]

/**
 * Sees to it that the tests find other people's programs, where we may install Debian's. What needs one that is not there is passed over
 * and counted as such.
 */
export async function preparePrograms() {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  const missing = []
  for (const program of PROGRAMS) if (!(await program.isThere())) missing.push(program.package)
  if (missing.length === 0) return
  console.error(`Installing ${missing.join(', ')} with apt-get…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An update that cannot reach one of its sources may still have reached the right one.
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], { env })
}
