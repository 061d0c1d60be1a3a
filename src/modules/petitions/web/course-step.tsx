import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalDay, optionalRecordId, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { type FormView, TextField } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { STEP_PERMISSIONS, type StepAlone, type StepToTake, takeStep } from '../actions/take-step.ts'
import { codesOf, PARTIES } from '../rules/petition-grounds.ts'
import { type PetitionBeforeStep, petitionBeforeStep } from './opened-petition.ts'
import { DayOfStep, DecisionOfStep, NoteOfStep, STEP_LABELS, StepFrame } from './step-frame.tsx'
import { STEP_PATHS, stepTitle } from './step-paths.ts'

/** Several of a closed list, from check boxes. */
export function severalOf<Code extends string>(label: string, titles: Readonly<Record<Code, string>>, least = 0) {
  return z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((ticked) => (ticked === undefined ? [] : [ticked].flat().filter((code) => code !== '')))
    .pipe(z.array(z.enum(codesOf(titles))).min(least, `Hãy chọn ít nhất ${least} ${label}.`))
}

/** Every field that a step can have besides its own. */
const commonFieldsOf = ({ day: dayLabel, note, noteOptional, body }: StepWords) =>
  z.object({
    on: day(dayLabel),
    note: noteOptional ? optionalText(note, { longest: 5000 }) : text(note, { longest: 5000 }),
    body: body ? text(body, { longest: 300 }) : optionalText('', { longest: 0 }),
    documentNumber: optionalText(STEP_LABELS.documentNumber, { longest: 100 }),
    documentOn: optionalDay(STEP_LABELS.documentOn),
    decidedByPersonId: optionalRecordId(STEP_LABELS.decidedByPersonId),
    notified: severalOf('nơi được thông báo', PARTIES),
  })

export type StepWords = {
  button: string
  day: string
  note: string
  noteOptional?: boolean
  /** The body to which the sender was guided. */
  body?: string
  about?: string
}

export type CourseStep<Kind extends StepAlone, Own extends z.ZodType> = StepWords & {
  step: Kind
  /** Fields of this step alone. */
  own: Own
  /** Draws them; they stand before the day. */
  draw?: (form: FormView, before: PetitionBeforeStep) => ComponentChildren
  initial?: (before: PetitionBeforeStep) => Record<string, string | string[]>
  event: (on: string, entered: z.output<Own>) => Extract<StepToTake['event'], { kind: Kind }>
}

/** No fields but those that every step has. */
export const NOTHING_MORE = z.object({})

/** Makes something of a step: its page, or its operation of the API. */
export type MakeStep = <Kind extends StepAlone, Own extends z.ZodType>(definition: CourseStep<Kind, Own>) => void

/** All fields of the step, in the order in which they stand on the page: problems are told in it. */
export const fieldsOfStep = <Kind extends StepAlone, Own extends z.ZodType>(definition: CourseStep<Kind, Own>) =>
  z.intersection(definition.own, commonFieldsOf(definition))

/** The step that was entered in them. */
export function courseStepEntered<Kind extends StepAlone, Own extends z.ZodType>(
  definition: CourseStep<Kind, Own>,
  petitionId: string,
  entered: z.output<ReturnType<typeof fieldsOfStep<Kind, Own>>>,
): StepToTake {
  const { on, note, body, documentNumber, documentOn, decidedByPersonId, notified } = entered
  const words = { note, body, documentNumber, documentOn, decidedByPersonId, notified }
  return { petitionId, event: definition.event(on, entered), words }
}

/** The form of a step that is a day, a reason, a paper, and little of its own. */
export function courseStepForm<Kind extends StepAlone, Own extends z.ZodType>(
  app: FastifyInstance,
  definition: CourseStep<Kind, Own>,
): void {
  const { step, draw, about } = definition
  staffForm(app, {
    path: `/petitions/:petitionId/${STEP_PATHS[step]}`,
    permission: STEP_PERMISSIONS[step],
    params: z.object({ petitionId: Id }),
    fields: fieldsOfStep(definition),
    load: (context) => petitionBeforeStep(context, context.params.petitionId, step),
    initial: (before, { today }) => ({
      on: formatCalendarDate(today),
      decidedByPersonId: before.deciders[0]?.id ?? '',
      ...definition.initial?.(before),
    }),
    draw: ({ context, data, form }) => (
      <StepFrame
        context={context}
        petition={data.petition}
        obstacle={data.obstacle}
        form={form}
        title={stepTitle(step, data.petition)}
        button={definition.button}
        about={about && <p class="govuk-body">{about}</p>}
      >
        {draw?.(form, data)}
        <DayOfStep form={form} label={definition.day} />
        {definition.body && <TextField form={form} name="body" label={definition.body} />}
        <NoteOfStep
          form={form}
          label={definition.note}
          optional={definition.noteOptional ?? false}
          told={step === 'decided' && data.petition.kind !== 'denunciation'}
        />
        <DecisionOfStep form={form} deciders={data.deciders} parties={data.parties} />
      </StepFrame>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      const step = courseStepEntered(definition, petitionId, entered)
      await takeStep(database, official, step, today, app.services.protectedKeys)
      return `/petitions/${petitionId}`
    },
  })
}
