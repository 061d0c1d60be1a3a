import { existsSync } from 'node:fs'

const INSTALLED = ['/usr/sbin/haproxy', '/usr/local/sbin/haproxy', '/opt/homebrew/bin/haproxy']

/** The program of HAProxy on this machine, or null. HAPROXY_PATH names another one. */
export const findProxy = () => process.env.HAPROXY_PATH ?? INSTALLED.find((path) => existsSync(path)) ?? null
