import type { Context } from '../../../platform/http/context.ts'
import { STEP_PERMISSIONS } from '../actions/take-step.ts'
import type { PetitionRecord } from '../queries/petition.ts'
import { isInReach } from '../queries/reach.ts'
import { possibleSteps, type Step } from '../rules/legal-steps.ts'
import type { Standing } from '../rules/petition-standing.ts'

/** What this official may do with a petition that they have opened. */
export type MayBeDone = {
  /** Steps that are possible now and theirs to take. */
  steps: Step[]
  mayMend: boolean
  /** May turn it into a denunciation, so that its sender is protected. */
  mayProtect: boolean
  /** May read the attached files: with the unit that received them, or with the one that handles it. */
  mayReadFiles: boolean
  /** With the unit that received it or the one that handles it: receipts, answers to messages, publication. */
  forSender: { mayRegister: boolean; mayAnswer: boolean; mayPublish: boolean }
}

export async function whatMayBeDone(
  { database, official, today }: Context,
  petition: PetitionRecord,
  standing: Standing,
): Promise<MayBeDone> {
  const holds = (permission: string, ...units: string[]) => isInReach(database, official, permission, units, today)
  const { handlingUnitId, unitId } = petition
  const [register, assign, answer, mayRegister, mayAnswer, mayPublish, mayReadFiles] = await Promise.all([
    holds('petition.register', handlingUnitId),
    holds('petition.assign', handlingUnitId),
    holds('petition.answer', handlingUnitId),
    holds('petition.register', handlingUnitId, unitId),
    holds('petition.answer', handlingUnitId, unitId),
    holds('petition.publish', handlingUnitId, unitId),
    holds('petition.read', unitId, handlingUnitId),
  ])
  const held = { 'petition.register': register, 'petition.assign': assign, 'petition.answer': answer }
  return {
    steps: possibleSteps(standing).filter((step) => held[STEP_PERMISSIONS[step]]),
    mayMend: register,
    mayProtect: mayRegister && petition.kind !== 'denunciation',
    mayReadFiles,
    forSender: { mayRegister, mayAnswer, mayPublish },
  }
}
