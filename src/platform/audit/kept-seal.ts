import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import type { Database } from '../database/database.ts'
import type { Seal } from './chain.ts'

/**
 * The newest seal as a file outside the database. Whoever cuts the end off the chain, or makes the whole chain anew, changes the
 * database; the file then still names a seal that the chain no longer has.
 */
const KeptSeal = z.object({ number: z.number().int(), hash: z.string().regex(/^[0-9a-f]{64}$/), sealedAt: z.string() })
export type KeptSeal = z.output<typeof KeptSeal>

export const keptSealFile = (dataDirectory: string) => join(dataDirectory, 'audit-seal.json')

/** The seal in the file; null when there is no file. Throws when it is not a seal. */
export async function readKeptSeal(file: string): Promise<KeptSeal | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return text === null ? null : KeptSeal.parse(JSON.parse(text))
}

/**
 * Writes the seal into the file. When the chain no longer has the seal that is there, the file stays as it is, because it is the
 * only proof of what is missing; answers false then.
 */
export async function keepSeal(database: Database, file: string, { number, hash, sealedAt }: Seal): Promise<boolean> {
  const kept = await readKeptSeal(file)
  if (kept !== null && !(await isInChain(database, kept))) return false
  const unfinished = `${file}.unfinished`
  await writeFile(unfinished, `${JSON.stringify({ number, hash, sealedAt } satisfies KeptSeal, null, 2)}\n`, {
    mode: 0o600,
  })
  await rename(unfinished, file)
  return true
}

async function isInChain(database: Database, { number, hash }: KeptSeal): Promise<boolean> {
  const found = await sql`select from audit_seal where number = ${number} and hash = decode(${hash}, 'hex')`.execute(
    database,
  )
  return found.rows.length > 0
}
