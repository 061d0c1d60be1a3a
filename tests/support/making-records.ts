import { Readable } from 'node:stream'
import { sql } from 'kysely'
import type { Database } from '../../src/platform/database/database.ts'
import type { FileStore } from '../../src/platform/files/file-store.ts'
import type { Official } from '../../src/vocabulary/official.ts'
import type { Place, UnitKey } from './access-people.ts'
import { PICTURE } from './picture.ts'
import { type Secret, secretWord } from './secret-words.ts'

/** The year in which the records of the province of `access-province.ts` stand. */
export const YEAR = 2026

/** Who makes the records of a place, with what. */
export type Making = {
  database: Database
  store: FileStore
  maker: Official
  place: Place
  units: Record<UnitKey, string>
  /** The unit of the place. */
  unitId: string
  /** The secret word of the place for what is written into a record. */
  word: (secret: Secret) => string
  /** Sends a file whose name and content are the secret word; answers its id. */
  file: (secret: Secret) => Promise<string>
  /** Sends a picture; answers its id. */
  picture: () => Promise<string>
}

export function making(given: Pick<Making, 'database' | 'store' | 'maker' | 'place' | 'units'>): Making {
  const word = (secret: Secret) => secretWord(secret, given.place)
  const file = (secret: Secret) => sendFile(given, { name: `${word(secret)}.pdf`, words: word(secret) })
  const picture = () => sendPicture(given)
  return { ...given, unitId: given.units[given.place], word, file, picture }
}

/** Sends a PDF that says these words; answers its id. */
export async function sendFile(
  { database, store, maker }: Pick<Making, 'database' | 'store' | 'maker'>,
  { name, words }: { name: string; words: string },
): Promise<string> {
  const content = Readable.from([Buffer.from(`%PDF-1.7\n${words}`)])
  return (await store.put(database, { name, content, accountId: maker.accountId })).id
}

/** Sends the smallest picture there is; answers its id. */
export async function sendPicture({
  database,
  store,
  maker,
}: Pick<Making, 'database' | 'store' | 'maker'>): Promise<string> {
  const [{ name, buffer }] = PICTURE.files
  return (await store.put(database, { name, content: Readable.from([buffer]), accountId: maker.accountId })).id
}

/** The id that a question answers. */
export async function idOf(database: Database, query: ReturnType<typeof sql>): Promise<string> {
  const { rows } = await query.execute(database)
  const id = (rows[0] as { id?: string } | undefined)?.id
  if (id === undefined) throw new Error('A record of the sample province was not made.')
  return String(id)
}

/** The id of the file attached to a record. */
export const attachmentOf = (database: Database, kind: string, id: string) =>
  idOf(database, sql`select id from attachment where subject_kind = ${kind} and subject_id = ${id}`)
