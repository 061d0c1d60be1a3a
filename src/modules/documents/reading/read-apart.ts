import { type ChildProcess, spawn } from 'node:child_process'
import { readFile as readWholeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type FileReading, MOST_CHARACTERS } from './reading-limits.ts'

/** The compiled reader, whether this runs from `src/` or from `dist/`. */
const READER = join(
  fileURLToPath(new URL('.', import.meta.url)),
  '../../../..',
  'dist/modules/documents/reading/reading-process.js',
)

export type ReadingBounds = {
  seconds: number
  /** Of all the memory of the process; watched where the system tells it (Linux), elsewhere only the heap is bounded. */
  megabytes: number
}

const BOUNDS: ReadingBounds = { seconds: 30, megabytes: 400 }
const HEAP_IN_MEGABYTES = 256
const WATCHED_EVERY_MILLISECONDS = 100
/** Text in JSON: a letter has up to three bytes, or six where it is escaped. */
const LONGEST_ANSWER_IN_BYTES = MOST_CHARACTERS * 6 + 1000

const Answer: z.ZodType<FileReading> = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    text: z.string().max(MOST_CHARACTERS),
    pageCount: z.number().int().nullable(),
    isCut: z.boolean(),
  }),
  z.object({
    state: z.literal('unreadable'),
    reason: z.enum(['password', 'no-text', 'broken', 'too-large', 'picture']),
  }),
])

/**
 * Reads a file in a process of its own, with a bound on time and memory. A file that takes more is told as `too-large`; one at which
 * the reader dies, as `broken`. Throws only when `content` cannot be read or the process cannot be started.
 */
export async function readApart(
  content: Readable,
  mediaType: string,
  bounds: ReadingBounds = BOUNDS,
): Promise<FileReading> {
  const child = spawn(process.execPath, [`--max-old-space-size=${HEAP_IN_MEGABYTES}`, READER, mediaType], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {},
  })
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => resolve(code))
  })
  const guard = guarded(child, bounds)
  const answer = answerOf(child)
  // A reader that has its answer, or has died, takes no more of the file: that is no fault of the file's store.
  const failed: { reading: unknown } = { reading: null }
  const sent = pipeline(content, child.stdin).catch((error: unknown) => {
    if (!isClosedPipe(error)) failed.reading = error
  })
  try {
    const [, code, text] = await Promise.all([sent, ended, answer])
    if (failed.reading !== null) throw failed.reading
    if (guard.isExceeded()) return { state: 'unreadable', reason: 'too-large' }
    return code === 0 ? readAnswer(text) : { state: 'unreadable', reason: code === 1 ? 'broken' : 'too-large' }
  } finally {
    guard.end()
    child.kill('SIGKILL')
  }
}

function readAnswer(text: string): FileReading {
  try {
    return Answer.parse(JSON.parse(text))
  } catch {
    return { state: 'unreadable', reason: 'broken' }
  }
}

async function answerOf(child: ChildProcess): Promise<string> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of child.stdout ?? []) {
    length += (chunk as Buffer).length
    if (length > LONGEST_ANSWER_IN_BYTES) child.kill('SIGKILL')
    else chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** Kills the process when it takes longer or more memory than it may. */
function guarded(child: ChildProcess, { seconds, megabytes }: ReadingBounds) {
  let exceeded = false
  const stop = () => {
    exceeded = true
    child.kill('SIGKILL')
  }
  const clock = setTimeout(stop, seconds * 1000)
  const watch = setInterval(async () => {
    if ((await megabytesOf(child.pid)) > megabytes) stop()
  }, WATCHED_EVERY_MILLISECONDS)
  return {
    isExceeded: () => exceeded,
    end: () => {
      clearTimeout(clock)
      clearInterval(watch)
    },
  }
}

/** What the process has in memory; 0 where the system does not say. */
async function megabytesOf(processId: number | undefined): Promise<number> {
  const told = await readWholeFile(`/proc/${processId}/status`, 'utf8').catch(() => '')
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(told)?.[1] ?? 0) / 1024
}

function isClosedPipe(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  return code === 'EPIPE' || code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
}
