import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdtemp, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { freemem, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { promisify } from 'node:util'
import { inProject } from '../scripts/project.mjs'
import { filledIn, postFormsIn } from '../tests/support/forms.mjs'
import { signIn } from './fuzz/pages.mjs'
import { NotTried } from './not-tried.mjs'

const run = promisify(execFile)
const SIZE_IN_MEGABYTES = 2_048
const BACK_WITHIN_SECONDS = 60

/** A file system of its own that can be filled, of this machine's memory; takes root. Refuses with `NotTried` where there can be none. */
export async function smallDisk() {
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new NotTried('Không thử được trên máy này: cần quyền root trên Linux để gắn một đĩa nhỏ.')
  if (freemem() < (SIZE_IN_MEGABYTES + 1_024) * 1024 * 1024)
    throw new NotTried('Không thử được trên máy này: cần 3 GB bộ nhớ trống.')
  const folder = await mkdtemp(join(tmpdir(), 'danvan-full-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_IN_MEGABYTES}m,mode=0711`, 'danvan-full', folder])
  } catch {
    await rm(folder, { recursive: true })
    throw new NotTried('Không thử được trên máy này: không gắn được đĩa nhỏ (tmpfs).')
  }
  await chmod(folder, 0o711)
  const ballast = join(folder, 'ballast')
  return {
    folder,
    /** Leaves no room at all. What is freed meanwhile is filled up too when it is called again. */
    fill: async () => {
      const file = await open(ballast, 'a')
      try {
        for (const size of [1_048_576, 4_096]) {
          const bytes = Buffer.alloc(size)
          for (;;) if ((await file.write(bytes).catch(unlessFull))?.bytesWritten !== size) break
        }
      } finally {
        await file.close()
      }
    },
    free: () => rm(ballast, { force: true }),
    remove: async () => {
      await run('umount', [folder])
      await rm(folder, { recursive: true })
    },
  }
}

function unlessFull(error) {
  if (error.code === 'ENOSPC') return null
  throw error
}

/**
 * Fills the disk under the system and its own database while people write and send files, and makes room again. Every second time so much
 * is written to PostgreSQL's own log that it gives up and has to be started again, which nobody does by hand.
 */
export async function fillTheDisk(system) {
  const { folder } = system
  const { rows } = await system.query('show data_directory')
  if (!rows[0].data_directory.startsWith(folder))
    throw new NotTried('Không thử được trên máy này: PostgreSQL nằm ở đĩa khác.')
  const sender = await fileSender(system)
  const seen = { files: {}, longestUntilBackInSeconds: 0, serverStarts: new Set(), neverBack: 0, wrong: [] }
  const noteFile = ({ status, wrong }) => {
    seen.files[status] = (seen.files[status] ?? 0) + 1
    if (wrong) seen.wrong.push(wrong)
  }
  return {
    harm: async (done) => {
      await system.disk.fill()
      const until = Date.now() + 1_000 + ((done * 379) % 2_000)
      if (done % 2 === 1) await fillTheLog(system)
      for (let first = true; first || Date.now() < until; first = false) {
        await system.disk.fill()
        noteFile(await sender.send(done))
        await wait(200)
      }
      await system.disk.free()
      const freed = performance.now()
      while (!(await isReady(system.base))) {
        if (performance.now() - freed > BACK_WITHIN_SECONDS * 1_000) {
          seen.neverBack += 1
          break
        }
        await wait(100)
      }
      const back = (performance.now() - freed) / 1_000
      seen.longestUntilBackInSeconds = Math.max(seen.longestUntilBackInSeconds, back)
      seen.serverStarts.add(await startOfServer(system))
    },
    look: async () => {
      const broken = await filesNotWhole(system, `${folder}/data/files`)
      const { serverStarts, ...rest } = seen
      return {
        faults: [
          ...seen.wrong,
          ...broken,
          ...(seen.neverBack > 0 ? [`${seen.neverBack} times not back within ${BACK_WITHIN_SECONDS} s`] : []),
        ],
        told: { ...rest, startsOfPostgresSeen: serverStarts.size },
      }
    },
  }
}

/** Asks for new segments of the log until there is no room for one. */
async function fillTheLog(system) {
  try {
    for (let each = 0; each < 20; each++) {
      await system.disk.fill()
      await system.query(`select pg_logical_emit_message(false, 'faults', repeat('x', 1000000)), pg_switch_wal()`)
    }
  } catch {}
}

const startOfServer = (system) =>
  system.query('select pg_postmaster_start_time()::text as started').then(
    ({ rows }) => rows[0].started,
    () => 'unreached',
  )

const isReady = (base) =>
  fetch(`${base}/readyz`, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status === 200,
    () => false,
  )

const FORM = '/petitions/new'
const SAMPLE = 'docs/examples/signed-report.pdf'

/** Who registers a petition with a file, a different one each time, in the form that people use. */
async function fileSender({ base }) {
  const { DEMONSTRATION_ACCOUNTS } = await import('../dist/demonstration/demonstration-accounts.js')
  const account = DEMONSTRATION_ACCOUNTS.find(({ userName }) => userName === 'canbo.xa')
  const cookie = await signIn(base, account)
  const page = await (await fetch(base + FORM, { headers: { cookie } })).text()
  const form = postFormsIn(page).find(({ fields }) => fields.some(({ kind }) => kind === 'file'))
  const field = form.fields.find(({ kind }) => kind === 'file')
  const sample = await readFile(inProject(SAMPLE))
  let sent = 0
  return {
    send: async (done) => {
      const body = new FormData()
      for (const [name, value] of filledIn(form, ({ name }) => `Thôn Phú Đông ${name} ${done}`))
        body.append(name, value)
      // A remark behind the end of a PDF, so that each is another file; large enough for the disk to notice.
      const content = [sample, `\n% ${++sent} ${'x'.repeat(500_000)}\n`]
      body.append(field.name, new Blob(content), 'bien-ban.pdf')
      const answer = await fetch(base + (form.action ?? FORM), {
        ...{ method: 'POST', redirect: 'manual', headers: { cookie }, body },
        signal: AbortSignal.timeout(30_000),
      }).catch((error) => error)
      if (answer instanceof Error) return { status: answer.name, wrong: `a file: ${answer.name}` }
      const text = await answer.text()
      const kind = answer.status
      if (kind < 500) return { status: kind }
      const isKind = kind === 503 && answer.headers.has('retry-after') && text.includes('Hãy chờ ít giây rồi thử lại')
      return { status: kind, wrong: isKind ? null : `a file: ${kind} ${text.slice(0, 300)}` }
    },
  }
}

/** Files that are entered in the database but not whole on the disk, and what was left half-received. */
async function filesNotWhole(system, folder) {
  const { rows } = await system.query('select distinct sha256, size_in_bytes::text as size from stored_file')
  const broken = []
  for (const { sha256, size } of rows) {
    const path = join(folder, sha256.slice(0, 2), sha256)
    const isWhole = await stat(path).then(
      async (found) =>
        String(found.size) === size &&
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex') === sha256,
      () => false,
    )
    if (!isWhole) broken.push(`the file ${sha256} is not whole`)
  }
  const left = await readdir(join(folder, 'incoming')).catch(() => [])
  return [...broken, ...left.map((name) => `half-received: ${name}`)]
}
