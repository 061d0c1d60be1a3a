import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { inProject, root } from '../../scripts/project.mjs'
import { connect } from '../client.mjs'
import { copyOf } from '../copies.mjs'
import { median, ratio } from '../rounds.mjs'
import { livesInTurns } from '../throughput.mjs'
import { directusLives } from './petition-life-directus.mjs'

/**
 * One petition's life over HTTP: registered, examined, accepted, answered, closed: five requests, each with its event and its entry in
 * the trail, sent with the token of the clerk of one of 142 communes. Both contestants write into a copy of the province, which is
 * dropped afterwards; the floor is a bare program that leaves the very same rows. Says lives in a second.
 */
const CLIENTS = [1, 16, 64]
const SECONDS = 3

export const work = {
  name: 'petition-life',
  title: 'The life of a petition, in five requests',
  async measure({ small, large, rounds, folder }) {
    const provinces = []
    let directus
    try {
      for (const petitions of [small, large]) provinces.push(await provinceToLiveIn(await folder(petitions), petitions))
      directus = await directusLives(provinces[1].copy, {
        name: nameOf('Directus', large),
        told: columnsToSend,
        today: todayInVietnam(),
      })
      const contestants = [...provinces.flatMap((province) => province.contestants), directus.contestant]
      const [rows, bars] = [[], []]
      for (const clients of CLIENTS) {
        const results = await livesInTurns(contestants, { rounds, clients, seconds: SECONDS })
        const perSecond = (who, petitions) => results.get(nameOf(who, petitions)).map((result) => result.perSecond)
        for (const { name } of contestants) {
          const found = results.get(name)
          rows.push({
            title: `${name}, ${clients} at once (95 %: ms a life)`,
            median: median(found.map((result) => result.perSecond)),
            percentile95: median(found.map((result) => result.percentile95)),
            unit: 'lives/s',
            rounds,
          })
        }
        for (const petitions of [small, large]) {
          bars.push({
            title: `lives, ${clients} at once, product : bare program with the same rows, ${petitions} petitions`,
            value: ratio(perSecond('product', petitions), perSecond('bare', petitions)),
            atLeast: 0.65,
          })
        }
        bars.push(
          {
            title: `lives, ${clients} at once, ${large} : ${small} petitions`,
            value: ratio(perSecond('product', large), perSecond('product', small)),
            atLeast: 0.9,
          },
          {
            title: `lives, ${clients} at once, product : Directus, ${large} petitions`,
            value: ratio(perSecond('product', large), perSecond('Directus', large)),
            atLeast: clients === 1 ? 6 : 10,
          },
        )
      }
      for (const province of provinces) await province.check()
      return { rows, bars }
    } finally {
      await directus?.stop()
      for (const province of provinces) await province.close()
    }
  },
}

const nameOf = (who, petitions) => `${who}, ${petitions}`

const PATHS = ['examination', 'acceptance', 'answer', 'closure']
const CONTENT =
  'Kính gửi Ủy ban nhân dân, gia đình tôi xin kiến nghị về việc bồi thường giải phóng mặt bằng. Cơ quan chức năng có đến khảo sát nhưng chưa thông báo kết quả, mức hỗ trợ thấp hơn đơn giá đã công bố công khai. Mùa mưa nước ngập sâu, học sinh đi lại rất khó khăn; bà con trong ấp nhiều lần kiến nghị song chưa nhận được trả lời bằng văn bản. Đề nghị cấp có thẩm quyền kiểm tra, xử lý theo đúng quy định của pháp luật, mong sớm được đối thoại trực tiếp với lãnh đạo đơn vị. Xin trân trọng cảm ơn.'

/** What is sent to register petition `i` and with each step after it. */
const petitionToSend = (i, { unitId, today }) => ({
  ...{ kind: 'proposal', channel: 'post', receivedOn: today, unitId },
  ...{ title: `Về bồi thường giải phóng mặt bằng ${i}`, content: CONTENT },
  ...{ senderName: `Nguyễn Thị Hạnh ${i % 97}`, senderAddress: 'Ấp Kênh Xáng', senderPhone: '0912345678' },
})
/** The same as a collection of Directus has it. */
const columnsToSend = (i) => {
  const { title, content, senderName, senderAddress, senderPhone } = petitionToSend(i, { unitId: '1', today: '' })
  return {
    ...{ title, content, sender_name: senderName, sender_address: senderAddress, sender_phone: senderPhone },
    ...{ kind_code: 'proposal', channel_code: 'post', unit_id: 17 + (i % 142), received_on: todayInVietnam() },
  }
}
const stepToSend = (path, { today }) =>
  path === 'answer' ? { on: today, note: 'Đã kiểm tra, sẽ chi trả bổ sung trong quý tới.' } : { on: today }

/** A life at a server with the product's operations, sent by one of the clerks. */
export function lifeWith(clerks) {
  return async (client, i) => {
    const clerk = clerks[i % clerks.length]
    const headers = { authorization: `Bearer ${clerk.token}` }
    const { location } = await client.send('POST', '/api/v1/petitions', petitionToSend(i, clerk), headers)
    for (const path of PATHS) await client.send('POST', `/api/v1${location}/${path}`, stepToSend(path, clerk), headers)
    return location
  }
}

async function provinceToLiveIn(folder, petitions) {
  const copy = await copyOf(folder, 'petition-life')
  const servers = []
  const close = async () => {
    for (const server of servers) await server.stop()
    await copy.drop()
  }
  try {
    const product = await copy.serve()
    servers.push(product)
    const clerks = await clerksOf(copy)
    const life = lifeWith(clerks)
    const bare = await bareServer(copy, {
      terms: await termsToday(copy, product.base, clerks[0]),
      today: clerks[0].today,
    })
    servers.push(bare)
    await leaveTheSameRows(copy, [product.base, bare.base], life)
    const contestants = [
      { name: nameOf('product', petitions), base: product.base, life },
      { name: nameOf('bare', petitions), base: bare.base, life },
    ]
    const before = await ended(copy)
    return {
      copy,
      contestants,
      close,
      /** What was acknowledged is there, and the trail is whole. */
      check: async () => {
        const lived = contestants.reduce((sum, contestant) => sum + contestant.lived, 0)
        const found = (await ended(copy)) - before
        if (found !== lived) throw new Error(`${lived} lives were acknowledged and ${found} are in the database.`)
        await promisify(execFile)(process.execPath, [inProject('dist/main.js'), 'audit', 'verify'], {
          cwd: root,
          env: { ...process.env, ...copy.environment },
        })
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

async function ended({ pool }) {
  const { rows } = await pool.query(
    `select count(*)::int as count from petition where state = 'closed' and registered_on >= $1`,
    [todayInVietnam()],
  )
  return rows[0].count
}

const todayInVietnam = () => new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())

/** The clerks of the communes, each with a token of the API. */
export async function clerksOf({ connectionString, pool }) {
  const { openDatabase } = await import(inProject('dist/platform/database/database.js'))
  const { createApiToken } = await import(inProject('dist/modules/identity/index.js'))
  const { rows } =
    await pool.query(`select distinct on (post.unit_id) post.unit_id as "unitId", account.id as "accountId"
    from post join account on account.person_id = post.person_id
    join unit_version version on version.unit_id = post.unit_id and version.kind_code = 'commune'
    where post.role_code = 'clerk' order by post.unit_id, account.id`)
  const database = openDatabase(connectionString)
  try {
    const clerks = []
    for (const { unitId, accountId } of rows)
      clerks.push({ unitId, today: todayInVietnam(), token: await createApiToken(database, accountId) })
    return clerks
  } finally {
    await database.destroy()
  }
}

/** What the law gives today: the last days after each step, and the ground of each, as the product writes them. */
async function termsToday({ pool }, base, clerk) {
  const client = connect(base)
  const headers = { authorization: `Bearer ${clerk.token}` }
  const { location } = await client.send('POST', '/api/v1/petitions', petitionToSend(0, clerk), headers)
  const id = location.split('/').at(-1)
  const dates = async () => {
    const { rows } = await pool.query(
      `select due_on::text as "dueOn", nominal_due_on::text as "nominalDueOn" from petition where id = $1`,
      [id],
    )
    return rows[0]
  }
  const terms = { registered: await dates() }
  for (const [path, kind] of [
    ['examination', 'examined'],
    ['acceptance', 'accepted'],
    ['answer', 'answered'],
    ['closure', 'closed'],
  ]) {
    await client.send('POST', `/api/v1${location}/${path}`, stepToSend(path, clerk), headers)
    terms[kind] = await dates()
  }
  client.close()
  const { rows } = await pool.query('select kind, legal_basis as basis from petition_event where petition_id = $1', [
    id,
  ])
  return { ...terms, bases: Object.fromEntries(rows.map(({ kind, basis }) => [kind, basis])) }
}

async function bareServer(copy, { terms, today }) {
  const child = spawn(process.execPath, [inProject('bench/floors/petition-life.mjs')], {
    cwd: root,
    env: { ...process.env, ...copy.environment, TERMS: JSON.stringify(terms), TODAY: today },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  return {
    base: line.replace('ready ', ''),
    stop: async () => {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}

/** Columns in which two lives differ by their nature. */
const OWN = ['id', 'petition_id', 'number', 'subject_id', 'summary', 'salt', 'after', 'version']
const isOwn = (name) => OWN.includes(name) || name.endsWith('_at')

/** One life at each of the servers: refuses to measure when the rows that they leave are not the same. */
async function leaveTheSameRows({ pool }, bases, life) {
  const left = []
  for (const base of bases) {
    const client = connect(base)
    const id = (await life(client, 0)).split('/').at(-1)
    client.close()
    const rows = []
    for (const statement of [
      'select * from petition where id = $1',
      'select * from petition_event where petition_id = $1 order by position',
      'select * from petition_search where petition_id = $1',
      `select *, after - 'number' as told from audit_entry where subject_kind = 'petition' and subject_id = $1::bigint::text order by id`,
    ])
      rows.push(...(await pool.query(statement, [id])).rows)
    left.push(rows.map((row) => Object.entries(row).filter(([name]) => !isOwn(name))))
  }
  const [product, bare] = left.map((rows) => rows.map((row) => JSON.stringify(row)))
  product.forEach((row, index) => {
    if (row !== bare[index]) throw new Error(`The product left\n${row}\nand the bare program\n${bare[index]}`)
  })
}
