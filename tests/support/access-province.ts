import type { Database } from '../../src/platform/database/database.ts'
import type { FileStore } from '../../src/platform/files/file-store.ts'
import { openYears } from './access-assessments.ts'
import {
  type Account,
  addAccount,
  addRoles,
  addUnitsOfPlaces,
  PEOPLE,
  PERSON_KEYS,
  type PersonKey,
  PLACES,
  type Place,
  type UnitKey,
} from './access-people.ts'
import { handBy, passPetitionOn } from './access-petitions.ts'
import { addRecords, type RecordIds } from './access-records.ts'
import { making } from './making-records.ts'
import { secretWord } from './secret-words.ts'
import { officialOf } from './units-and-people.ts'

/**
 * A province to ask who may reach what: records of every kind stand in four places, and a person of every role works in the first.
 * The codes VT-3 and VT-30 begin alike, and so do those of the other province.
 */
export type AccessProvince = {
  units: Record<UnitKey, string>
  people: Record<PersonKey, Account>
  /** Somebody in each place who may do everything there, and made the records. */
  makers: Record<Place, Account>
  ids: Record<Place, RecordIds>
  /** Ids of attached files by the kind of record that they belong to. */
  files: Record<Place, RecordIds>
}

export async function accessProvince(database: Database, store: FileStore): Promise<AccessProvince> {
  const units = await addUnitsOfPlaces(database)
  await addRoles(database)
  const people = await forEach(PERSON_KEYS, (key) => {
    const userName = key.replaceAll(' ', '-')
    return addAccount(database, units, { fullName: `Người ${key}`, userName, posts: PEOPLE[key] })
  })
  const makers = await forEach(PLACES, (place) =>
    addAccount(database, units, {
      fullName: secretWord('person', place),
      userName: secretWord('account', place),
      posts: [{ role: 'maker', unit: place, reach: place }],
    }),
  )
  const years = await openYears(database, units)
  const made = await forEach(PLACES, async (place) => {
    const maker = await officialOf(database, makers[place].accountId)
    return addRecords(making({ database, store, maker, place, units }), years[place === 'other' ? 'other' : 'own'])
  })
  const passingOn = { database, store, maker: await officialOf(database, makers.sibling.accountId) }
  await passPetitionOn({ ...passingOn, unitId: units.sibling }, units.own)
  // Who handled a petition and then left the post must not go on hearing of it.
  const { accountId } = people['somebody without a post']
  await handBy(database, { unitId: units.own, accountId })
  return {
    ...{ units, people, makers },
    ids: await forEach(PLACES, async (place) => made[place].ids),
    files: await forEach(PLACES, async (place) => made[place].files),
  }
}

/** One after the other, so that each province for tests has the same ids. */
async function forEach<Key extends string, Value>(
  keys: readonly Key[],
  make: (key: Key) => Promise<Value>,
): Promise<Record<Key, Value>> {
  const made = {} as Record<Key, Value>
  for (const key of keys) made[key] = await make(key)
  return made
}
