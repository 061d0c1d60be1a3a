import type { KeyRing } from '../../../platform/encryption/key-ring.ts'
import type { Context } from '../../../platform/http/context.ts'
import type { FormUploads } from '../../../platform/http/form-uploads.ts'
import { receiveUpload, uploadsNamed } from '../actions/protected-uploads.ts'

/** Where the files of a form about a denunciation go: sealed at once, so that nothing of them is left open if it is given up. */
export const protectedUploads =
  (keys: KeyRing) =>
  ({ database, official }: Context): FormUploads => ({
    put: (file) => receiveUpload(database, official, keys, file),
    kept: (ids) => uploadsNamed(database, official, keys, ids),
  })
