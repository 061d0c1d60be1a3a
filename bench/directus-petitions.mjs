import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

/**
 * The petitions of a province as a collection of Directus would hold them: in a database of its own on the same server, under the two
 * covering indexes of the product. What Directus cannot compare or compute by itself is a stored column. `petition_under_its_own` is the
 * same once more under indexes made for what Directus asks, with the stored columns in them.
 */
const COLUMNS = [
  ...['unit_id bigint', 'behalf_unit_id bigint', 'handling_unit_id bigint', 'handler_person_id bigint'],
  ...['number int', 'year int', 'kind_code text', 'channel_code text', 'state text', 'title text', 'content text'],
  ...['sender_name text', 'sender_address text', 'sender_phone text', 'signatory_count int'],
  ...['received_on date', 'registered_on date', 'accepted_on date', 'answered_on date', 'closed_on date'],
  ...['due_on date', 'ended_on date', 'illustration text', 'created_at timestamptz', 'changed_at timestamptz'],
  ...['result text', 'timeliness text'],
]

const STORED = {
  result: `case when answered_on is not null then 'answered' when closed_on is not null then 'ended' else 'open' end`,
  timeliness: `case when answered_on is null then 'unanswered' when answered_on <= due_on then 'on-time'
    when answered_on > due_on then 'late' else 'without-limit' end`,
}

/** Makes the database. Gives its address, and `drop`. */
export async function petitionsForDirectus({ pool, connectionString }, name) {
  const drop = () => pool.query(`drop database if exists ${name} with (force)`)
  await drop()
  await pool.query(`create database ${name}`)
  const address = inDatabase(connectionString, name)
  await copyPetitions(connectionString, address)
  return { connectionString: address, drop }
}

function inDatabase(connectionString, name) {
  const address = new URL(connectionString)
  address.pathname = `/${name}`
  return address.href
}

async function copyPetitions(fromAddress, toAddress) {
  const [source, target] = [fromAddress, toAddress].map((connectionString) => new pg.Client({ connectionString }))
  await Promise.all([source.connect(), target.connect()])
  try {
    await target.query(`create table petition (id bigserial primary key, ${COLUMNS.join(', ')})`)
    const names = COLUMNS.map((column) => column.split(' ')[0])
    await pipeline(
      source.query(
        copyTo(`copy (select id, ${names.map((name) => STORED[name] ?? name).join(', ')} from petition) to stdout`),
      ),
      target.query(copyFrom(`copy petition (id, ${names.join(', ')}) from stdin`)),
    )
    const dates = 'registered_on, accepted_on, answered_on, closed_on, due_on'
    const covered = `include (unit_id, behalf_unit_id, kind_code, channel_code, ${dates})`
    await target.query(`create index on petition (received_on) ${covered}`)
    await target.query(`create index on petition ((coalesce(ended_on, 'infinity'::date)), received_on) ${covered}`)
    await target.query(`select setval('petition_id_seq', (select coalesce(max(id), 1) from petition))`)
    await target.query('create table petition_under_its_own (like petition including defaults)')
    await target.query('insert into petition_under_its_own select * from petition')
    const own = 'include (unit_id, kind_code, channel_code, result, timeliness)'
    await target.query('alter table petition_under_its_own add primary key (id)')
    await target.query(`create index on petition_under_its_own (received_on) ${own}`)
    await target.query(`create index on petition_under_its_own (ended_on, received_on) ${own}`)
    await target.query('vacuum (analyze)')
  } finally {
    await Promise.all([source.end(), target.end()])
  }
}
