import type { Readable } from 'node:stream'
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
