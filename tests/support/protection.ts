import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Protection } from '../../src/modules/petitions/actions/protect-parts.ts'
import { openKeyRing } from '../../src/platform/encryption/key-ring.ts'
import { openFileStore } from '../../src/platform/files/file-store.ts'

/** Keys and a file store of its own for one test. */
export async function protectionForTest(): Promise<Protection & { folder: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-protection-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return {
    folder,
    keys: openKeyRing(join(folder, 'keys', 'protected-identity-keys')),
    files: openFileStore(join(folder, 'files')),
  }
}
