import type { Context } from '../../../platform/http/context.ts'
import { petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { obstacleTo, type Step } from '../rules/legal-steps.ts'
import { denunciationNotYours, noSuchPetition } from '../rules/out-of-reach.ts'
import { standingFrom } from '../rules/petition-standing.ts'

/** A petition that the official may open, for a form about it. Refuses what is out of reach, and a denunciation that is not theirs. */
export async function openedPetition({ database, official, today }: Context, petitionId: string) {
  const petition = await petitionById(database, official, petitionId, today)
  if (!petition) throw noSuchPetition()
  if (!petition.opened) throw denunciationNotYours()
  return petition
}

/** The same with what stands in the way of a step: said on its page, where the person may already have typed the rest. */
export async function petitionBeforeStep(context: Context, petitionId: string, step: Step) {
  const petition = await openedPetition(context, petitionId)
  return { petition, obstacle: obstacleTo(standingFrom(await logOf(context.database, petitionId)), step) }
}
