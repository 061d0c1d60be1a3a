import pg from 'pg'
import { startDirectus } from '../directus.mjs'
import { petitionsForDirectus } from '../directus-petitions.mjs'

/**
 * The same life in Directus in its default mode (activity and revisions are written): the petitions of the province in a collection, the
 * steps in another that belongs to it, each step one request that changes the petition and creates its event with it. It gives no
 * numbers, knows no last days and looks nobody up but its administrator: what it leaves out makes it faster.
 */
const STEPS = [
  ['examined', 'registered_on'],
  ['accepted', 'accepted_on'],
  ['answered', 'answered_on'],
  ['closed', 'closed_on'],
]

/** `told(i)` gives what is sent to register petition `i`. Gives the contestant, and `stop`. */
export async function directusLives(province, { name, told, today }) {
  const petitions = await petitionsForDirectus(province, 'bench_directus_life')
  await withEvents(petitions.connectionString)
  const directus = await startDirectus(petitions.connectionString, ['petition', 'petition_event'])
  await directus.ask('POST', '/fields/petition', {
    field: 'events',
    type: 'alias',
    meta: { interface: 'list-o2m', special: ['o2m'] },
  })
  await directus.ask('PATCH', '/relations/petition_event/petition_id', { meta: { one_field: 'events' } })
  const event = (kind, i) => ({ kind, happened_on: today, note: `${kind} ${i}` })
  return {
    contestant: {
      name,
      base: directus.base,
      headers: { authorization: `Bearer ${directus.token}` },
      life: async (client, i) => {
        const { data } = await client.send('POST', '/items/petition?fields=id', {
          ...told(i),
          state: 'classified',
          registered_on: today,
          events: [event('registered', i)],
        })
        for (const [kind, column] of STEPS) {
          await client.send('PATCH', `/items/petition/${data.id}?fields=id`, {
            state: kind,
            [column]: today,
            events: { create: [event(kind, i)], update: [], delete: [] },
          })
        }
      },
    },
    stop: async () => {
      await directus.stop()
      await petitions.drop()
    },
  }
}

async function withEvents(connectionString) {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    await client.query(`create table petition_event (
      id bigserial primary key, petition_id bigint references petition, kind text not null, happened_on date not null, note text
    )`)
    await client.query('create index on petition_event (petition_id)')
  } finally {
    await client.end()
  }
}
