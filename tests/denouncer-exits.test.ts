import { randomBytes } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { strFromU8, unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createApplication } from '../src/application.ts'
import { backUp } from '../src/platform/backup/back-up.ts'
import type { Database } from '../src/platform/database/database.ts'
import { openFileStore } from '../src/platform/files/file-store.ts'
import { issueFormToken } from '../src/platform/http/form-token.ts'
import { type Account, PERSON_KEYS, signedIn } from './support/access-people.ts'
import { type AccessProvince, accessProvince } from './support/access-province.ts'
import { type BuiltRoute, routesBuiltBy } from './support/routes.ts'
import { filesTelling, type SecretThing, secretFinder, tablesTelling } from './support/secret-search.ts'
import { makeDatabase, TEST_NOW } from './support/system.ts'

/**
 * Name, address, phone and a photo of a denouncer are given to the system, once in the form of a denunciation and once in a complaint
 * that turns out to be one. Then they are looked for in every page, answer, file, log line and row that anybody could get at. Letters
 * to a denouncer go by post: this system sends no e-mail.
 */

const DENOUNCER = secretsOf('Tống Thị Nghuệnh', 'Hẻm Bí Ẩn bảy bảy', '0987 123 654')
const FORMER_COMPLAINANT = secretsOf('Mạc Văn Nghuyếch', 'Cồn Vắng số chín', '0356 741 852')

function secretsOf(name: string, address: string, phone: string) {
  const [photo, exif] = [randomBytes(24), randomBytes(24)]
  return {
    name,
    address,
    phone,
    contact: `Chỉ nhắn qua bà ${name} hai`,
    words: `Tôi, ${name}, tận mắt thấy ở cạnh ${address}`,
    jpeg: jpegWith(photo, exif),
    photo,
    exif,
    fileName: `Ảnh của ${name}.jpg`,
  }
}

/** A whole picture by its segments, with recognisable bytes in its tables and in what the camera wrote. */
function jpegWith(photo: Buffer, exif: Buffer): Buffer {
  const segment = (marker: number, content: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(content.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, content])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), exif])),
    segment(0xdb, photo),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x12, 0x34]),
    Buffer.from([0xff, 0xd9]),
  ])
}

function things(of: ReturnType<typeof secretsOf>): SecretThing[] {
  return [
    { name: `name ${of.name}`, words: of.name },
    // A search index has the words one by one; no other text has this one.
    { name: `a part of the name ${of.name}`, words: of.name.split(' ').at(-1) ?? '' },
    { name: `address of ${of.name}`, words: of.address },
    { name: `phone of ${of.name}`, words: of.phone },
    { name: `photo of ${of.name}`, bytes: of.photo },
    { name: `EXIF of ${of.name}`, bytes: of.exif },
  ]
}
const find = secretFinder([...things(DENOUNCER), ...things(FORMER_COMPLAINANT)])

let folder: string
let app: FastifyInstance
let database: Database
let connectionString: string
let drop: () => Promise<void>
let province: AccessProvince
let routes: BuiltRoute[]
const petitionIds: Record<'registered' | 'reclassified', string> = { registered: '', reclassified: '' }
const said: string[] = []

beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      said.push(String(chunk))
      return true
    })
  ;({ database, connectionString, drop } = await makeDatabase('empty'))
  folder = await mkdtemp(join(tmpdir(), 'danvan-denouncer-'))
  const fileFolder = join(folder, 'files')
  province = await accessProvince(database, openFileStore(fileFolder))
  const found = await routesBuiltBy(() =>
    createApplication({
      database,
      fileFolder,
      keyFolder: join(folder, 'keys'),
      publicUrl: 'http://127.0.0.1',
      now: () => TEST_NOW,
      log: true,
    }),
  )
  app = found.built
  routes = found.routes
  await app.ready()
})
afterAll(async () => {
  vi.restoreAllMocks()
  await app?.close()
  await drop?.()
  await rm(folder, { recursive: true, force: true })
})

const clerk = () => province.makers.own
const get = (who: Account | null, url: string) => app.inject({ url, headers: signedIn(who, url) })

type Fields = Record<string, string>
type SentFile = { field: string; name: string; content: Buffer }

/** Sends a form as a browser does. Without an account, as somebody whose session has ended. */
function post(url: string, fields: Fields, files: readonly SentFile[] = [], session: Account | null = clerk()) {
  const boundary = 'ranhgioi'
  const token = issueFormToken(app.services.formSecret, clerk().accountId)
  const head = (disposition: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}`
  const payload = Buffer.concat([
    ...Object.entries({ ...fields, _token: token }).map(([name, value]) =>
      Buffer.from(`${head(`name="${name}"`)}\r\n\r\n${value}\r\n`),
    ),
    ...files.flatMap(({ field, name, content }) => [
      Buffer.from(`${head(`name="${field}"; filename="${name}"`)}\r\ncontent-type: image/jpeg\r\n\r\n`),
      content,
      Buffer.from('\r\n'),
    ]),
    Buffer.from(`--${boundary}--\r\n`),
  ])
  const headers = { ...signedIn(session, url), 'content-type': `multipart/form-data; boundary=${boundary}` }
  return app.inject({ method: 'POST', url, headers, payload })
}

const photoOf = ({ fileName, jpeg }: typeof DENOUNCER): SentFile => ({ field: 'files', name: fileName, content: jpeg })
const senderFields = ({ name, address, phone }: typeof DENOUNCER): Fields => ({
  senderName: name,
  senderAddress: address,
  senderPhone: phone,
})
const receipt = (): Fields => ({
  channel: 'counter',
  receivedOn: '16/11/2026',
  signatoryCount: '1',
  unitId: province.units.own,
})
const idIn = (location: unknown) => /^\/petitions\/(\d+)$/.exec(String(location))?.[1] ?? ''

test('a denunciation takes in who denounces, also after a mistake in the form and a lost session', async () => {
  const open: Fields = { kind: 'denunciation', title: 'Trưởng ấp thu tiền hai lần', content: 'Không có biên lai.' }
  const fields = {
    ...open,
    ...senderFields(DENOUNCER),
    senderContact: DENOUNCER.contact,
    originalWords: DENOUNCER.words,
    ...receipt(),
  }
  const lost = await post('/petitions/new-denunciation', fields, [photoOf(DENOUNCER)], null)
  expect(lost.headers.location).toMatch(/^\/sign-in\?kept=1/)
  const back = new URL(String(lost.headers.location), 'http://x').searchParams.get('continue') ?? ''
  expect((await get(clerk(), back)).body).toContain(DENOUNCER.name)
  // Somebody else's account does not get it.
  expect(find((await get(province.people.head, back)).body)).toEqual([])

  const wrong = await post('/petitions/new-denunciation', { ...fields, title: '' }, [photoOf(DENOUNCER)])
  expect(wrong.statusCode).toBe(422)
  const kept = /name="files" value="([0-9a-f-]{36})"/.exec(wrong.body)?.[1] ?? ''
  expect(wrong.body).toContain('Giữ tệp đã nhận: ')
  const given = await post('/petitions/new-denunciation', { ...fields, files: kept })
  petitionIds.registered = idIn(given.headers.location)
  expect(petitionIds.registered).not.toBe('')
})

test('a complaint with its sender, photo and notes is classified as a denunciation', async () => {
  const complaint = {
    kind: 'complaint',
    title: `${FORMER_COMPLAINANT.name} khiếu nại`,
    content: FORMER_COMPLAINANT.words,
    forwardedBy: `Báo, theo thư của ${FORMER_COMPLAINANT.name}`,
    ...senderFields(FORMER_COMPLAINANT),
    ...receipt(),
  }
  // Sent once with a mistake, so that the photo is there twice.
  expect((await post('/petitions/new', { ...complaint, title: '' }, [photoOf(FORMER_COMPLAINANT)])).statusCode).toBe(
    422,
  )
  const registered = await post('/petitions/new', complaint, [photoOf(FORMER_COMPLAINANT)])
  const id = idIn(registered.headers.location)
  petitionIds.reclassified = id
  const note = `Đã gọi ${FORMER_COMPLAINANT.phone} cho ${FORMER_COMPLAINANT.name}`
  const { personId } = await database
    .selectFrom('account')
    .select('person_id as personId')
    .where('id', '=', clerk().accountId)
    .executeTakeFirstOrThrow()
  const assigned = await post(`/petitions/${id}/assignment`, { personId: String(personId), note })
  expect(assigned.statusCode).toBe(303)
  // Before, it is all over the place: the search finds what it looks for.
  const before = (await tablesTelling(connectionString, find)).map((each) => each.split(':')[0])
  expect(before.sort()).toEqual(['petition', 'petition_event', 'petition_search', 'stored_file'])
  expect(await filesTelling(folder, find)).toHaveLength(1)

  // As evidence for the points of the unit its title was copied.
  const { assessmentId } = province.ids.own
  await sql`insert into assessment_evidence (assessment_id, criterion_code, subject_kind, subject_id, title, happened_on)
    values (${assessmentId}, '9.2', 'petition', ${id}, ${complaint.title}, '2026-11-16')`.execute(database)
  const done = await post(`/petitions/${id}/denunciation`, { title: 'Thu tiền hai lần', content: 'Không biên lai.' })
  expect(done.headers.location).toBe(`/petitions/${id}`)
})

test('nor is it written into the case again: not in a step, not by mending it', async () => {
  const head = province.people.head
  const note = `Đã gặp ${FORMER_COMPLAINANT.name.toUpperCase()}`
  const path = `/petitions/${petitionIds.reclassified}`
  const { personId } = await database
    .selectFrom('account')
    .select('person_id as personId')
    .where('id', '=', head.accountId)
    .executeTakeFirstOrThrow()
  expect((await post(`${path}/assignment`, { personId: String(personId), note })).statusCode).toBe(422)
  const edited = { ...receipt(), title: 'Thu tiền', content: `Gọi ${FORMER_COMPLAINANT.phone.replaceAll(' ', '.')}` }
  expect((await post(`${path}/edit`, edited)).statusCode).toBe(422)
})

test('then no row of any table tells it, no file on the disk, no line of a log and no backup', async () => {
  expect(await tablesTelling(connectionString, find)).toEqual([])
  expect(await filesTelling(folder, find)).toEqual([])
  expect(find(said.join('\n'))).toEqual([])
  const path = join(folder, 'ban-sao.tar.gz')
  await backUp({ connectionString, fileFolder: join(folder, 'files'), path, leftOut: ['session'], now: TEST_NOW })
  const archive = gunzipSync(await readFile(path))
  expect(archive.includes('protected_part')).toBe(true)
  expect(find(archive)).toEqual([])
  // The key that opens it is not in the archive either.
  const key = (await readFile(join(folder, 'keys', 'protected-identity-keys'), 'utf8')).trim()
  expect(secretFinder([{ name: 'key', bytes: Buffer.from(key, 'base64') }])(archive)).toEqual([])
  await rm(path)
})

/** Every address that a route has for the two denunciations, and for the records of the place. */
function addresses(): string[] {
  const ids = { ...province.ids.own, ...province.files.own }
  const reading = routes.filter(({ method, pattern }) => method === 'GET' && !pattern.startsWith('/assets/'))
  return reading.flatMap(({ pattern }) =>
    Object.values(petitionIds).map((petitionId) =>
      pattern.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
        if (name === 'petitionId') return petitionId
        if (name === 'indicator' || (name === 'code' && pattern.startsWith('/figures'))) return 'petition.received'
        return ids[name] ?? '1'
      }),
    ),
  )
}

const SEARCHES = [DENOUNCER, FORMER_COMPLAINANT].flatMap(({ name, address, phone }) =>
  [name, address, phone].flatMap((words) =>
    ['/petitions', '/documents', '/people', '/opinions', '/api/v1/petitions'].map(
      (path) => `${path}?words=${encodeURIComponent(words)}`,
    ),
  ),
)

function everythingIn(answer: Awaited<ReturnType<typeof get>>): Buffer {
  const packed = /wordprocessingml|spreadsheetml/.test(String(answer.headers['content-type']))
  const parts = packed ? Object.values(unzipSync(answer.rawPayload)).map((part) => strFromU8(part)) : []
  return Buffer.concat([Buffer.from(JSON.stringify(answer.headers)), answer.rawPayload, Buffer.from(parts.join('\n'))])
}

const WHO = [...PERSON_KEYS, 'maker', 'maker of another unit', 'citizen'] as const
const accountOf = (who: (typeof WHO)[number]) =>
  who === 'citizen'
    ? null
    : who === 'maker'
      ? clerk()
      : who === 'maker of another unit'
        ? province.makers.sibling
        : province.people[who]

async function whatIsTold(who: (typeof WHO)[number], asked = addresses()): Promise<string[]> {
  const told: string[] = []
  for (const url of new Set(asked)) {
    const answer = await get(accountOf(who), url)
    expect(answer.statusCode, url).toBeLessThan(500)
    for (const secret of find(everythingIn(answer))) told.push(`${url} tells ${secret}`)
  }
  for (const url of SEARCHES) {
    const answer = await get(accountOf(who), url)
    // What was asked stands in its field again; a record that was found would be a link.
    for (const id of Object.values(petitionIds))
      if (answer.body.includes(`/petitions/${id}`) || answer.body.includes(`"id":"${id}"`))
        told.push(`${url} finds ${id}`)
  }
  return told
}

test.each(WHO)(
  '%s is told nothing of it on any page, in any answer, file or search',
  { timeout: 120_000 },
  async (who) => {
    expect(await whatIsTold(who)).toEqual([])
  },
)

test('who has the right and gives a reason is told it once, and by that nobody else is', {
  timeout: 120_000,
}, async () => {
  const head = province.people.head
  const id = petitionIds.registered
  const { personId } = await database
    .selectFrom('account')
    .select('person_id as personId')
    .where('id', '=', head.accountId)
    .executeTakeFirstOrThrow()
  const send = (path: string, fields: Fields) =>
    app.inject({
      method: 'POST',
      url: `/petitions/${id}${path}`,
      headers: { ...signedIn(head, path), 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({
        ...fields,
        _token: issueFormToken(app.services.formSecret, head.accountId),
      }).toString(),
    })
  await send('/denouncer/rights/new', { personId: String(personId), reason: 'Người giải quyết' })
  const looked = await send('/denouncer/looks/new', { reason: 'Mời đối chất' })
  const shown = await get(head, String(looked.headers.location))
  expect(shown.headers['cache-control']).toBe('private, no-store')
  expect(find(shown.body).sort()).toEqual(
    things(DENOUNCER)
      .slice(0, 4)
      .map(({ name }) => name)
      .sort(),
  )
  const file = /href="(\/petitions\/\d+\/denouncer\/looks\/\d+\/files\/[0-9a-f-]+)"/.exec(shown.body)?.[1] ?? ''
  const photo = await get(head, file)
  expect(photo.rawPayload).toEqual(DENOUNCER.jpeg)
  expect(find(JSON.stringify(photo.headers))).toEqual([])
  expect((await get(head, String(looked.headers.location))).statusCode).toBe(409)
  expect((await get(head, file)).statusCode).toBe(409)
  expect((await get(clerk(), file)).statusCode).toBe(403)

  expect(await tablesTelling(connectionString, find)).toEqual([])
  expect(find(said.join('\n'))).toEqual([])
  const about = addresses().filter((url) => /^\/(petitions|audit|$)|^\/api\/v1\/petitions/.test(url))
  for (const who of ['head', 'clerk'] as const) expect(await whatIsTold(who, about), who).toEqual([])
  expect((await get(head, '/petitions/identity-looks')).body).toContain('Mời đối chất')
})

/** The addresses whose answers show somebody that the case is there. */
async function whereItShows(who: Account, id: string, asked = addresses()): Promise<string[]> {
  const { number } = await database
    .selectFrom('petition')
    .select('number')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  // A record of another kind may have the same id.
  const tracesIn = (url: string) => [
    ...[`/petitions/${id}"`, `/petitions/${id}/`, `tố cáo số ${number}/2026`],
    ...(url.startsWith('/api/v1/petitions') ? [`"id":"${id}"`] : []),
  ]
  const shown: string[] = []
  for (const url of new Set([...asked, '/petitions?kind=denunciation', `/petitions?words=${number}`])) {
    const answer = await get(who, url)
    // That it is not found is said on a page that names the address only.
    const isThere = answer.statusCode < 400 && tracesIn(url).some((trace) => answer.body.includes(trace))
    if (isThere || (url.startsWith(`/petitions/${id}`) && answer.statusCode < 400)) shown.push(url)
  }
  return shown
}

test('who is denounced, or works where that is, does not find the case anywhere', { timeout: 120_000 }, async () => {
  const id = petitionIds.registered
  const collector = province.people['collector of the province']
  const some = ['/petitions', `/petitions/${id}`, '/api/v1/petitions']
  expect(await whereItShows(collector, id, some)).toEqual(
    expect.arrayContaining(['/petitions', `/petitions/${id}`, '/api/v1/petitions', '/petitions?kind=denunciation']),
  )
  const url = `/petitions/${id}/denounced/new`
  const recorded = await app.inject({
    method: 'POST',
    url,
    headers: { ...signedIn(clerk(), url), 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({
      denouncedUnitId: province.units.homeAffairs,
      _token: issueFormToken(app.services.formSecret, clerk().accountId),
    }).toString(),
  })
  expect(recorded.statusCode).toBe(303)
  expect(await whereItShows(collector, id)).toEqual([])
  // Somebody of another unit with the same reach finds it as before.
  expect(await whereItShows(province.people['leader of the province'], id, some)).toContain('/petitions')
})
