import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inProject } from '../scripts/project.mjs'
import { serve } from './provinces.mjs'

/**
 * A copy of the database of a province in the same cluster, for a work that writes: the province itself stays as it was loaded. Nobody
 * may be connected to the province while it is copied. `serve` runs the product on the copy; `drop` when done with it.
 */
export async function copyOf(folder, name) {
  const { addressOfRunningPostgres, startEmbeddedPostgres } = await import(
    inProject('dist/platform/database/embedded-postgres.js')
  )
  const { default: pg } = await import('pg')
  const cluster = `${folder}/postgresql`
  const running = await addressOfRunningPostgres(cluster)
  const server = running ? null : await startEmbeddedPostgres({ dataDirectory: cluster })
  const original = running ?? server.connectionString
  const copy = `bench_${name.replaceAll('-', '_')}_${process.pid}`
  await administer(pg, original, `drop database if exists ${copy}`)
  // Copying files is faster than writing each page into the log, and what is lost with a power cut is only a copy.
  await administer(pg, original, `create database ${copy} template postgres strategy file_copy`)
  const connectionString = named(original, copy)
  const pool = new pg.Pool({ connectionString, max: 4 })
  pool.on('error', () => {})
  const kept = await mkdtemp(join(tmpdir(), 'danvan-bench-'))
  return {
    connectionString,
    pool,
    serve: (more = {}) => serve(kept, { DATABASE_URL: connectionString, ...more }),
    environment: { DATABASE_URL: connectionString, DATA_DIR: kept, DEMO: '0' },
    drop: async () => {
      await pool.end()
      await administer(pg, original, `drop database ${copy} with (force)`)
      await server?.stop()
      await rm(kept, { recursive: true, force: true })
    },
  }
}

const named = (address, database) => address.replace(/\/postgres$/, `/${database}`)

async function administer(pg, address, statement) {
  const client = new pg.Client({ connectionString: named(address, 'template1') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
