import { existsSync } from 'node:fs'
import { findProxy } from '../tests/support/find-proxy.mjs'
import { run } from './project.mjs'

/** Sees to it that the tests find HAProxy, where we may install Debian's. Without it, what needs it is passed over and counted as such. */
export async function prepareProxy() {
  if (findProxy() !== null || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return
  console.error('Installing haproxy with apt-get…')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // An update that cannot reach one of its sources may still have reached the right one.
  await run('apt-get', ['update', '-qq'], { env })
  await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'haproxy'], { env })
}
