import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { inProject, Problem, root } from '../scripts/project.mjs'
import { chanceFrom } from './fuzz/chance.mjs'

/**
 * Breaks off the bringing of an empty database to this version, `times` times, at moments that chance gives: in turn the program is killed
 * and its connection cut. Then it is asked again, and must leave the very database that one gets undisturbed. Counts how often a part had
 * been done (`midway`), how often the second time failed (`failed`) and how often something was otherwise (`different`).
 */
export async function interruptMigration(times, seed) {
  const folder = inProject('.cache', 'faults', 'interrupted-migration')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { startEmbeddedPostgres } = await import('../dist/platform/database/embedded-postgres.js')
  const server = await startEmbeddedPostgres({ dataDirectory: `${folder}/postgresql` })
  const postgres = new pg.Pool({ connectionString: server.connectionString, max: 2 })
  try {
    return await interruptedUpgrades({ server, postgres, folder, template: 'template1' }, times, seed)
  } finally {
    await postgres.end()
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** The same with copies of the database `template`, which may be of an earlier version and hold records. */
export async function interruptedUpgrades({ server, postgres, folder, template }, times, seed) {
  const found = { times: 0, midway: 0, failed: 0, different: 0 }
  if (times === 0) return found
  const undisturbed = await newDatabase(postgres, server, { name: 'undisturbed', template })
  const first = await migrationsIn(undisturbed)
  if ((await finished(migrating(undisturbed, folder))) !== 0) throw new Problem('Lệnh migrate không chạy được.')
  const expected = await everythingIn(undisturbed)
  for (; found.times < times; found.times++) {
    const chance = chanceFrom(seed, found.times)
    const name = `interrupted_${found.times}`
    const address = await newDatabase(postgres, server, { name, template })
    const child = migrating(address, folder)
    const ended = finished(child)
    await Promise.race([
      untilApplied(address, first + chance.below(expected.migrations - first), chance.below(30)),
      ended,
    ])
    if (found.times % 2 === 0) child.kill('SIGKILL')
    else await postgres.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    await ended
    const done = await migrationsIn(address)
    if (done > first && done < expected.migrations) found.midway += 1
    if ((await finished(migrating(address, folder))) !== 0) found.failed += 1
    else if ((await everythingIn(address)).digest !== expected.digest) found.different += 1
    await postgres.query(`drop database ${name}`)
  }
  await postgres.query('drop database undisturbed')
  return found
}

async function newDatabase(postgres, server, { name, template }) {
  await postgres.query(`create database ${name} template ${template}`)
  return server.connectionString.replace(/\/[^/]*$/, `/${name}`)
}

/** The program that brings the database to this version; what it says of errors stays in .cache/faults/migrate.log. */
export function migrating(address, folder) {
  const log = openSync(inProject('.cache', 'faults', 'migrate.log'), 'a')
  const child = spawn(process.execPath, [inProject('dist/main.js'), 'migrate'], {
    cwd: root,
    env: { ...process.env, DATA_DIR: folder, DATABASE_URL: address, DEMO: '0' },
    stdio: ['ignore', 'ignore', log],
  })
  closeSync(log)
  return child
}

export async function finished(child) {
  const [code] = await once(child, 'exit')
  return code
}

async function asking(address, ask) {
  const client = new pg.Client({ connectionString: address })
  // Its own line may be among those that are cut.
  client.on('error', () => {})
  await client.connect()
  try {
    return await ask(async (text) => (await client.query(text)).rows)
  } finally {
    await client.end()
  }
}

const migrationsIn = (address) => asking(address, applied)

async function applied(query) {
  const [{ found }] = await query(`select to_regclass('migration') is not null as found`)
  return found ? (await query('select count(*)::int as applied from migration'))[0].applied : 0
}

/** Until so many migrations stand, and so many milliseconds longer: somewhere within one of those that follow. */
const untilApplied = (address, target, more) =>
  asking(address, async (query) => {
    for (;;) {
      if ((await applied(query)) >= target) return wait(more)
      await wait(3)
    }
  }).catch(() => {})

/** All that a migration makes: tables, columns, constraints, indexes, functions, triggers, views, and the rows of every table. */
const everythingIn = (address) =>
  asking(address, async (query) => {
    const [{ digest }] = await query(`
      select md5(string_agg(line, E'\\n' order by line)) as digest from (
        select format('%s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line
          from information_schema.columns where table_schema = 'public'
        union all select pg_get_constraintdef(oid) || conrelid::regclass from pg_constraint where connamespace = 'public'::regnamespace
        union all select indexdef from pg_indexes where schemaname = 'public'
        union all select pg_get_functiondef(pg_proc.oid) from pg_proc
          where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
            and not exists (select from pg_depend where objid = pg_proc.oid and deptype = 'e')
        union all select pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
        union all select viewname || definition from pg_views where schemaname = 'public'
        union all select table_name || (xpath('/row/count/text()', query_to_xml(format('select count(*) from %I', table_name), false, true, '')))[1]::text
          from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
      ) as told`)
    const [{ migrations }] = await query('select count(*)::int as migrations from migration')
    return { digest, migrations }
  })
