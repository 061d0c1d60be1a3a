import type { Context } from '../../../platform/http/context.ts'
import { petitionById } from '../queries/petition.ts'
import { denunciationNotYours, noSuchPetition } from '../rules/out-of-reach.ts'

/** A petition that the official may open, for a form about it. Refuses what is out of reach, and a denunciation that is not theirs. */
export async function openedPetition({ database, official, today }: Context, petitionId: string) {
  const petition = await petitionById(database, official, petitionId, today)
  if (!petition) throw noSuchPetition()
  if (!petition.opened) throw denunciationNotYours()
  return petition
}
