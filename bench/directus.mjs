import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { delimiter } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { inProject, Problem } from '../scripts/project.mjs'

/**
 * Directus 12.4.0, the platform that a province's IT office would reach for, in a folder of its own. It needs Node 24, which npm brings
 * into that folder. isolated-vm 5, which it asks for, is compiled for the Node whose headers lie on the machine; version 7 brings a
 * program ready for Node 24 and takes its place. It runs scripts of flows only, which nothing measured here uses.
 */
const FOLDER = inProject('.cache', 'bench-peers', 'directus')
const NODE = `${FOLDER}/node_modules/.bin/node`

function installed() {
  const environment = { ...process.env, PATH: `${FOLDER}/node_modules/.bin${delimiter}${process.env.PATH}` }
  const npm = (...what) =>
    execFileSync('npm', [...what, '--no-audit', '--no-fund'], {
      cwd: FOLDER,
      env: environment,
      stdio: ['ignore', 2, 2],
    })
  npm('install', 'node@24')
  npm('install', 'directus@12.4.0', 'isolated-vm@7.0.1', '--ignore-scripts')
}

/** Installs what is not there yet. */
async function install() {
  if (existsSync(`${FOLDER}/installed`)) return
  console.error('Đang cài Directus 12.4.0; chỉ lần đầu…')
  await mkdir(FOLDER, { recursive: true })
  await writeFile(`${FOLDER}/package.json`, JSON.stringify({ private: true, overrides: { 'isolated-vm': '7.0.1' } }))
  installed()
  await writeFile(`${FOLDER}/installed`, '')
}
