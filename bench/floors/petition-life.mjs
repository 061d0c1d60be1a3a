import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import pg from 'pg'

/**
 * The floor of a petition's life: bare `node:http` and `pg`, every statement written by hand and prepared, on the product's own tables.
 * It leaves the same rows as the product – petition, events, words to search by, entry in the trail – after looking up who asks and
 * what they may. It knows no law: TERMS says which last days follow today, and a step is possible in the state that the step before left.
 */
const { DATABASE_URL, TERMS, TODAY } = process.env
const terms = JSON.parse(TERMS)
const year = Number(TODAY.slice(0, 4))
const DATE = 1082
pg.types.setTypeParser(DATE, (value) => value)
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 16 })
pool.on('error', () => {})

const WHO = {
  name: 'who',
  text: `select token.account_id, person.full_name, post.title || ', ' || version.name as post, post.unit_id,
      array(select permission from role_permission granted where granted.role_code = post.role_code) as permissions
    from api_token token join account on account.id = token.account_id and account.disabled_at is null
    join person on person.id = account.person_id
    join post on post.person_id = person.id and $2 between post.valid_from and coalesce(post.valid_to, 'infinity')
    join unit_version version on version.unit_id = post.unit_id
      and $2 between version.valid_from and coalesce(version.valid_to, 'infinity')
    where token.token_digest = $1 and token.expires_at > now() order by post.position limit 1`,
}
const NUMBER = {
  name: 'number',
  text: `insert into petition_numbering (unit_id, year, last_number) values ($1, $2, 1)
    on conflict (unit_id, year) do update set last_number = petition_numbering.last_number + 1 returning last_number`,
}
const PETITION = {
  name: 'petition',
  text: `insert into petition (unit_id, number, year, kind_code, channel_code, title, content, sender_name, sender_address,
      sender_phone, state, handling_unit_id, received_on, registered_on, due_on, nominal_due_on, created_by_account_id,
      changed_by_account_id)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'classified', $1, $11, $12, $13, $14, $15, $15) returning id`,
}
const FIRST_EVENTS = {
  name: 'first-events',
  text: `insert into petition_event (petition_id, position, kind, happened_on, kind_code, channel_code, unit_id, number, legal_basis,
      recorded_by_account_id)
    values ($1, 1, 'received', $2, null, $3, $4, null, $9, $8), ($1, 2, 'registered', $5, null, null, null, $6, $10, $8),
      ($1, 3, 'classified', $5, $7, null, null, null, $11, $8)`,
}
const SEARCH = {
  name: 'search',
  text: `insert into petition_search (petition_id, kind_code, words)
    values ($1, $2, to_tsvector('simple', searchable(concat_ws(' ', $3::text, $4::text, $5::text, $6::text))))`,
}
const TRAIL = {
  name: 'trail',
  text: `insert into audit_entry (account_id, actor_name, actor_post, action, subject_kind, subject_id, unit_id, summary, after)
    values ($1, $2, $3, $4, 'petition', $5, $6, $7, $8)`,
}
const LOCK = {
  name: 'lock',
  text: 'select number, year, state, eligible, handling_unit_id from petition where id = $1 for update',
}
const EVENT = {
  name: 'event',
  text: `insert into petition_event (petition_id, position, kind, happened_on, note, details, legal_basis, recorded_by_account_id)
    values ($1, (select max(position) + 1 from petition_event where petition_id = $1), $2, $3, $4, $5, $6, $7)`,
}
const change = (name, set) => ({
  name,
  text: `update petition set ${set}, due_on = $3, nominal_due_on = $4, version = version + 1, changed_at = now(),
    changed_by_account_id = $5 where id = $1 and $2::date is not null`,
})

const STEPS = {
  examination: {
    kind: 'examined',
    title: 'Xem xét điều kiện xử lý',
    from: 'classified',
    details: { gaps: [] },
    after: { gaps: [] },
    change: change('examined', 'eligible = true'),
  },
  acceptance: {
    kind: 'accepted',
    title: 'Thụ lý',
    from: 'classified',
    change: change('accepted', `state = 'accepted', accepted_on = $2`),
  },
  answer: {
    kind: 'answered',
    title: 'Trả lời',
    from: 'accepted',
    change: change('answered', `state = 'answered', answered_on = $2`),
  },
  closure: {
    kind: 'closed',
    title: 'Kết thúc hồ sơ',
    from: 'answered',
    change: change('closed', `state = 'closed', closed_on = $2`),
  },
}

class Refused extends Error {
  constructor(status) {
    super(String(status))
    this.status = status
  }
}

const digest = (token) => createHash('sha256').update(token).digest('base64url')

async function whoSends(request, permission) {
  const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? ''
  const { rows } = await pool.query({ ...WHO, values: [digest(token), TODAY] })
  if (!rows[0]) throw new Refused(401)
  if (!rows[0].permissions.includes(permission)) throw new Refused(403)
  return rows[0]
}

async function inTransaction(work) {
  const client = await pool.connect()
  const ask = (statement, values) => client.query({ ...statement, values })
  try {
    await client.query('begin')
    const result = await work(ask)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function register(request, given) {
  const who = await whoSends(request, 'petition.register')
  if (given.unitId !== who.unit_id) throw new Refused(422)
  const { account_id, full_name, post, unit_id } = who
  const { kind, channel, receivedOn, title, content, senderName, senderAddress, senderPhone } = given
  return inTransaction(async (ask) => {
    const number = (await ask(NUMBER, [unit_id, year])).rows[0].last_number
    const { dueOn, nominalDueOn } = terms.registered
    const inserted = await ask(PETITION, [
      ...[unit_id, number, year, kind, channel, title, content, senderName, senderAddress, senderPhone],
      ...[receivedOn, TODAY, dueOn, nominalDueOn, account_id],
    ])
    const { id } = inserted.rows[0]
    const bases = ['received', 'registered', 'classified'].map((name) => terms.bases[name])
    await ask(FIRST_EVENTS, [id, receivedOn, channel, unit_id, TODAY, number, kind, account_id, ...bases])
    await ask(SEARCH, [id, kind, title, content, senderName, senderAddress])
    const summary = `Vào sổ đơn kiến nghị số ${number}/${year}`
    const after = JSON.stringify({ kind, channel, receivedOn, number, year })
    await ask(TRAIL, [account_id, full_name, post, 'petition.registered', id, unit_id, summary, after])
    return `/petitions/${id}`
  })
}

async function take(request, id, name, { on, note = '' }) {
  const who = await whoSends(request, 'petition.answer')
  const step = STEPS[name]
  if (!step) throw new Refused(404)
  return inTransaction(async (ask) => {
    const [petition] = (await ask(LOCK, [id])).rows
    if (!petition || petition.handling_unit_id !== who.unit_id) throw new Refused(404)
    if (petition.state !== step.from || on > TODAY) throw new Refused(409)
    const { dueOn, nominalDueOn } = terms[step.kind]
    await ask(EVENT, [
      id,
      step.kind,
      on,
      note,
      JSON.stringify(step.details ?? {}),
      terms.bases[step.kind],
      who.account_id,
    ])
    await ask(step.change, [id, on, dueOn, nominalDueOn, who.account_id])
    const summary = `${step.title} – đơn số ${petition.number}/${petition.year}`
    const after = JSON.stringify({ kind: step.kind, on, ...step.after })
    const action = `petition.${step.kind}`
    await ask(TRAIL, [who.account_id, who.full_name, who.post, action, id, who.unit_id, summary, after])
    return `/petitions/${id}`
  })
}

async function contentOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return JSON.parse(Buffer.concat(chunks).toString('utf8'))
}

const server = createServer(async (request, answer) => {
  try {
    const content = await contentOf(request)
    const [, id, step] = /^\/api\/v1\/petitions(?:\/(\d+)\/([a-z-]+))?$/.exec(request.url) ?? []
    const location = id ? await take(request, id, step, content) : await register(request, content)
    send(answer, 201, { location })
  } catch (error) {
    if (!(error instanceof Refused)) process.stderr.write(`${error.stack}\n`)
    send(answer, error instanceof Refused ? error.status : 500, {})
  }
})

function send(answer, status, content) {
  const body = Buffer.from(JSON.stringify(content))
  answer.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': body.length })
  answer.end(body)
}

server.listen(0, '127.0.0.1', () => process.stdout.write(`ready http://127.0.0.1:${server.address().port}\n`))
process.on('SIGTERM', () => process.exit(0))
