import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Whether Debian's pdfsig (poppler-utils) is on this machine: where it is not, tests that ask it are skipped, and say so. */
export const hasPdfsig: boolean = await run('pdfsig', ['-v']).then(
  () => true,
  (error) => error.code !== 'ENOENT',
)

/** What pdfsig says of a file, in English. It is another program by other people, and shares nothing with ours. */
export async function pdfsig(content: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-signed-'))
  try {
    await writeFile(join(folder, 'signed.pdf'), content)
    // It ends with 1 where something is wrong, and says what.
    const { stdout } = await run('pdfsig', [join(folder, 'signed.pdf')]).catch((error) => error as { stdout: string })
    return stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
