import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { Refusal } from '../../vocabulary/refusal.ts'
import type { KeptFile } from '../page/index.ts'
import type { Context } from './context.ts'

/** Where the files of a form go while the form is not accepted yet; the ids stand among its values. */
export type FormUploads = {
  put: (file: { name: string; content: Readable }) => Promise<{ id: string }>
  /** Those of the ids that this account sent: shown by name, not asked for again. */
  kept: (ids: readonly string[]) => Promise<KeptFile[]>
}

/** The file store, as for all forms that don't say otherwise. */
export function storedUploads({ database, files, official }: Context): FormUploads {
  return {
    put: (file) => files.put(database, { ...file, accountId: official.accountId }),
    kept: (ids) =>
      database
        .selectFrom('stored_file')
        .select(['id', 'name', 'size_in_bytes as sizeInBytes'])
        .where('id', 'in', [...ids])
        .where('uploaded_by_account_id', '=', official.accountId)
        .execute(),
  }
}

/** A file that is used once, while a form is dealt with, and kept nowhere. */
export type HeldFile = { name: string; content: Buffer }

/**
 * In memory, for as long as one request takes. Refuses `file.too-large` above `largest` (bytes) and `file.empty`; a form that comes back
 * has to be given its files again.
 */
export function inMemory(held: Map<string, HeldFile>, largest: number): FormUploads {
  return {
    put: async ({ name, content }) => {
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of content) {
        size += (chunk as Buffer).length
        if (size <= largest) chunks.push(chunk as Buffer)
      }
      if (size > largest) {
        const shown =
          largest < 1024 * 1024 ? `${Math.floor(largest / 1024)} KB` : `${Math.floor(largest / 1024 / 1024)} MB`
        throw new Refusal(
          'invalid',
          'file.too-large',
          `Tệp lớn hơn ${shown} nên không được nhận. Hãy kiểm tra lại tệp đã chọn.`,
        )
      }
      if (size === 0) throw new Refusal('invalid', 'file.empty', 'Tệp không có nội dung. Hãy chọn lại tệp.')
      const id = randomUUID()
      held.set(id, { name, content: Buffer.concat(chunks) })
      return { id }
    },
    kept: async () => [],
  }
}
