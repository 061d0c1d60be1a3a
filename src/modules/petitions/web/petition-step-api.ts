import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { apiCreate } from '../../../platform/http/api.ts'
import type { Context } from '../../../platform/http/context.ts'
import { choice, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { classifyPetition } from '../actions/classify-petition.ts'
import { STEP_PERMISSIONS, type StepToTake, takeStep } from '../actions/take-step.ts'
import { petitionVersion } from '../queries/petition.ts'
import type { Step } from '../rules/legal-steps.ts'
import { courseStepEntered, fieldsOfStep, type MakeStep } from './course-step.tsx'
import { datedSteps } from './dated-steps.tsx'
import {
  MergeFields,
  mergeEntered,
  SecondRoundFields,
  SplitFields,
  secondRoundEntered,
  splitEntered,
} from './entered-links.ts'
import {
  AnswerFields,
  AssignmentFields,
  answerEntered,
  assignmentEntered,
  TransferFields,
  transferEntered,
} from './entered-steps.ts'
import { openedPetition } from './opened-petition.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS } from './petition-fields.ts'
import { settlingSteps } from './settling-steps.tsx'
import { STEP_PATHS, stepName } from './step-paths.ts'

const ClassificationFields = z.object({
  kind: choice(L.kind, ORDINARY_KINDS),
  note: text('Lý do phân loại lại', { longest: 2000 }),
})

/**
 * The steps of a petition for programs, each at the address of its page and by the same action: what the law refuses there it refuses
 * here. Turning a petition into a denunciation is left to people: its words are written anew by who has read it.
 */
export function petitionStepApi(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services

  /** A step that concerns the petition alone. */
  const takes = <Fields extends z.ZodType>(
    step: Step,
    body: Fields,
    entered: (petitionId: string, body: z.output<Fields>, today: string) => StepToTake,
  ) =>
    stepOperation(app, step, body, async ({ database, official, today }, petitionId, given) => {
      await takeStep(database, official, entered(petitionId, given, today), today, keys)
      return `/petitions/${petitionId}`
    })
  const take: MakeStep = (definition) =>
    takes(definition.step, fieldsOfStep(definition), (petitionId, entered) =>
      courseStepEntered(definition, petitionId, entered),
    )

  takes('assigned', AssignmentFields, assignmentEntered)
  takes('transferred', TransferFields, transferEntered)
  takes('answered', AnswerFields, answerEntered)
  datedSteps(take)
  settlingSteps(take)
  // The other petition is looked for only by who may open this one.
  const ties =
    <Entered>(tie: (context: Context, petitionId: string, entered: Entered) => Promise<string>) =>
    async (context: Context, petitionId: string, entered: Entered) => {
      await openedPetition(context, petitionId)
      return tie(context, petitionId, entered)
    }
  stepOperation(app, 'merged', MergeFields, ties(mergeEntered))
  stepOperation(app, 'second-round', SecondRoundFields, ties(secondRoundEntered))
  stepOperation(app, 'split', SplitFields, splitEntered)
  stepOperation(app, 'classified', ClassificationFields, async (context, petitionId, { kind, note }) => {
    const { database, official, today } = context
    const given = { petitionId, kind, note, title: '', content: '' }
    await classifyPetition(database, official, given, today, { keys, files })
    return `/petitions/${petitionId}`
  })
}

/** `POST /api/v1/petitions/{petitionId}/acceptance` and its like. `take` answers where the petition stands. */
function stepOperation<Fields extends z.ZodType>(
  app: FastifyInstance,
  step: Step,
  body: Fields,
  take: (context: Context, petitionId: string, body: z.output<Fields>) => Promise<string>,
): void {
  apiCreate(app, {
    path: `/petitions/:petitionId/${STEP_PATHS[step]}`,
    permission: STEP_PERMISSIONS[step],
    summary: `Bước “${stepName(step)}” của một đơn, theo cùng quy tắc với trang của bước này`,
    params: z.object({ petitionId: Id }),
    body,
    // Two petitions are locked in the order of their ids: a lock on one of them before that could block the other's.
    ifMatch: step === 'merged' ? undefined : ({ database, params }) => petitionVersion(database, params.petitionId),
    create: async (context, entered) => ({ location: await take(context, context.params.petitionId, entered) }),
  })
}
