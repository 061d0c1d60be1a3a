import type { Context } from '../../../platform/http/context.ts'
import { petitionById } from '../queries/petition.ts'
import { logOf } from '../queries/petition-log.ts'
import { possibleDeciders } from '../queries/unit-of-petition.ts'
import { obstacleTo, type Step } from '../rules/legal-steps.ts'
import { partiesToNotify } from '../rules/notified-parties.ts'
import { denunciationNotYours, noSuchPetition } from '../rules/out-of-reach.ts'
import { standingFrom } from '../rules/petition-standing.ts'

/** A petition that the official may open, for a form about it. Refuses what is out of reach, and a denunciation that is not theirs. */
export async function openedPetition({ database, official, today }: Context, petitionId: string) {
  const petition = await petitionById(database, official, petitionId, today)
  if (!petition) throw noSuchPetition()
  if (!petition.opened) throw denunciationNotYours()
  return petition
}

/**
 * The same with where it stands, what stands in the way of a step – said on its page, where the person may already have typed the
 * rest –, who may have decided it and who must be told of it.
 */
export async function petitionBeforeStep(context: Context, petitionId: string, step: Step) {
  const petition = await openedPetition(context, petitionId)
  const [log, deciders] = await Promise.all([
    logOf(context.database, petitionId),
    possibleDeciders(context.database, petition.handlingUnitId, context.today),
  ])
  const standing = standingFrom(log)
  return {
    petition,
    standing,
    obstacle: obstacleTo(standing, step),
    deciders,
    parties: partiesToNotify(step, standing),
  }
}

export type PetitionBeforeStep = Awaited<ReturnType<typeof petitionBeforeStep>>
