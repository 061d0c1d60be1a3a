import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../src/platform/database/database.ts'
import { withoutAccents } from '../../src/vocabulary/vietnamese.ts'

/** What must be found nowhere: words as a person writes them, or bytes. */
export type SecretThing = { name: string; words: string } | { name: string; bytes: Buffer }

/**
 * Finds out which secrets a text or some bytes tell: as they are, without accents and capitals, written for HTML, JSON or an address,
 * in base64 at any offset, in hex, in UTF-16, a phone number with other separators, and as the words of a search index.
 */
export function secretFinder(secrets: readonly SecretThing[]): (where: Buffer | string) => string[] {
  const shapes = secrets.map((secret) => ({ name: secret.name, ...shapesOf(secret) }))
  return (where) => {
    const bytes = typeof where === 'string' ? Buffer.from(where) : where
    const text = bytes.toString('utf8')
    const plain = withoutAccents(text)
    const lower = text.toLowerCase()
    return shapes
      .filter(
        ({ inBytes, inText, inPlain, patterns }) =>
          inBytes.some((each) => bytes.includes(each)) ||
          inText.some((each) => lower.includes(each)) ||
          inPlain.some((each) => plain.includes(each)) ||
          patterns.some((pattern) => pattern.test(text)),
      )
      .map(({ name }) => name)
  }
}

type Shapes = { inBytes: Buffer[]; inText: string[]; inPlain: string[]; patterns: RegExp[] }

function shapesOf(secret: SecretThing): Shapes {
  if ('bytes' in secret)
    return {
      inBytes: [secret.bytes, ...inBase64(secret.bytes)],
      inText: [inHex(secret.bytes)],
      inPlain: [],
      patterns: [],
    }
  const { words } = secret
  const written = [...new Set([words, words.toLowerCase(), withoutAccents(words)])]
  const encoded = written.map((each) => Buffer.from(each))
  const digits = words.replace(/\D/g, '')
  return {
    inBytes: [...encoded, ...written.map((each) => Buffer.from(each, 'utf16le')), ...encoded.flatMap(inBase64)],
    inText: [
      ...encoded.map(inHex),
      encodeURIComponent(words).toLowerCase(),
      encodeURIComponent(words).replaceAll('%20', '+').toLowerCase(),
      words.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).toLowerCase(),
    ],
    inPlain: [withoutAccents(words)],
    patterns: /^[\d .]+$/.test(words) ? [new RegExp(digits.split('').join('[ .()-]?'))] : [],
  }
}

const inHex = (bytes: Buffer) => bytes.toString('hex')

/** The letters that stand in base64 whatever comes before and after, for each of the three offsets. */
function inBase64(bytes: Buffer): Buffer[] {
  return [0, 1, 2].flatMap((offset) => {
    const whole = Buffer.concat([Buffer.alloc(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    const certain = whole.slice(offset === 0 ? 0 : offset + 1, -2)
    return [certain, certain.replaceAll('+', '-').replaceAll('/', '_')].map((each) => Buffer.from(each))
  })
}

/** `table` for each table in which some row tells a secret: every value of every row is looked at, bytes as bytes too. */
export async function tablesTelling(
  connectionString: string,
  find: (where: Buffer | string) => string[],
): Promise<string[]> {
  const database: Database = openDatabase(connectionString)
  try {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`.execute(database)
    const telling: string[] = []
    for (const { schema, name } of tables) {
      const { rows } = await sql<Record<string, unknown>>`select each.*, each::text as whole_row
        from ${sql.table(`${schema}.${name}`)} each`.execute(database)
      const values = rows.flatMap((row) => Object.values(row))
      const found = values.flatMap((value) =>
        find(Buffer.isBuffer(value) ? value : typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
      )
      if (found.length > 0) telling.push(`${name}: ${[...new Set(found)].join(', ')}`)
    }
    return telling
  } finally {
    await database.destroy()
  }
}

/** The files below a folder whose name or content tells a secret. */
export async function filesTelling(folder: string, find: (where: Buffer | string) => string[]): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const telling: string[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const found = [...find(entry.name), ...(entry.isFile() ? find(await readFile(path)) : [])]
    if (found.length > 0) telling.push(`${path}: ${[...new Set(found)].join(', ')}`)
  }
  return telling
}
