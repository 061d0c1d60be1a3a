import type { ComponentChildren } from 'preact'
import type { PublicContext } from '../../../../platform/http/context.ts'
import { GoTo, type Visit } from '../../../../platform/http/public-form.tsx'
import { servicesOf } from '../../../../platform/http/request.ts'
import type { FormView } from '../../../../platform/page/index.ts'
import { type Answers, type Draft, draftOf, nextStep, type StepOfSending, stepsOf } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { readPublicCookie } from '../public-cookies.ts'
import { PublicPage } from '../public-page.tsx'

const T = vi.sending

export const SEND_PATH = '/public/send'

/** The pages of the form, and the address of each. */
export const STEP_ADDRESSES: Readonly<Record<StepOfSending | 'check', string>> = {
  topic: `${SEND_PATH}/topic`,
  place: `${SEND_PATH}/place`,
  words: `${SEND_PATH}/words`,
  photos: `${SEND_PATH}/photos`,
  visibility: `${SEND_PATH}/visibility`,
  contact: `${SEND_PATH}/contact`,
  check: `${SEND_PATH}/check`,
}

/** Where to go on: the first page without an answer, or to the look at everything. */
export const nextAddress = (answers: Answers) => STEP_ADDRESSES[nextStep(answers) ?? 'check']

/** The unfinished form of this browser; where there is none (any more), the page that says so. */
export async function draftOfVisit(visit: Visit): Promise<Draft | GoTo> {
  const { encryption } = servicesOf(visit.request.server)
  const draft = await draftOf(visit.database, encryption, readPublicCookie(visit.request, 'draft'))
  if (!draft) return new GoTo(`${SEND_PATH}/gone`)
  return draft.answers.sent ? new GoTo(`${SEND_PATH}/sent`) : draft
}

/** The frame of a page of the form: where one is, the way back, and the way out. */
export function SendingFrame({
  context,
  step,
  title,
  answers,
  form,
  children,
}: {
  context: PublicContext
  step: StepOfSending | 'check' | 'similar'
  title: string
  answers: Answers
  form?: FormView
  children: ComponentChildren
}) {
  const steps: readonly string[] = [...stepsOf(answers.kind), 'check']
  const at = steps.indexOf(step === 'similar' ? 'words' : step)
  const before = step === 'similar' ? 'words' : steps[at - 1]
  return (
    <PublicPage
      context={context}
      path={SEND_PATH}
      title={title}
      caption={T.caption(at + 1, steps.length)}
      form={form}
      backLink={{
        href: before === undefined ? SEND_PATH : STEP_ADDRESSES[before as StepOfSending],
        text: T.back,
      }}
    >
      {children}
      <p class="govuk-body app-exit">
        <a class="govuk-link" href={`${SEND_PATH}/exit`} rel="nofollow noreferrer">
          {T.exit}
        </a>
        <span class="app-muted"> – {T.exitHint}</span>
      </p>
    </PublicPage>
  )
}
