import type { Visit, VisitorUploads } from '../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../platform/http/request.ts'
import { dropSealedPhotos, type PetitionKind, receiveSealedPhoto } from '../../petitions/index.ts'

/** Photos of who denounces are sealed while they are received; those of all others go into the file store. */
export function sealedUploadsOf(
  { database, request }: Visit,
  kind: PetitionKind | undefined,
): VisitorUploads | undefined {
  if (kind !== 'denunciation') return undefined
  const { protectedKeys } = servicesOf(request.server)
  return {
    put: (file) => receiveSealedPhoto(database, protectedKeys, file),
    remove: (ids) => dropSealedPhotos(database, ids),
  }
}
