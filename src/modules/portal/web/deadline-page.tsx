import type { FastifyInstance } from 'fastify'
import { publicPage } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  type ChoiceOption,
  DateField,
  Details,
  Form,
  type FormView,
  filterView,
  HiddenField,
  RadioField,
  SubmitButton,
  SummaryList,
} from '../../../platform/page/index.ts'
import { calendarInForce, type TimeLimit, timeLimits } from '../../calendar/index.ts'
import { circumstancesOf, stepsBySection } from '../rules/deadline-question.ts'
import { vi } from '../texts/vi.ts'
import { answerQuestion } from './deadline-answer.ts'
import { DeadlineQuery } from './deadline-query.ts'
import { DeadlineResult } from './deadline-result.tsx'
import { PublicPage } from './public-page.tsx'

const T = vi.deadlines
const PATH = '/public/deadlines'

/** “Thời hạn”: what must be done by when, for anyone. */
export function deadlinePage(app: FastifyInstance): void {
  publicPage(app, {
    path: PATH,
    query: DeadlineQuery,
    draw: async (context) => {
      const { database, query, today } = context
      const step = timeLimits.find(
        (rule) => rule.id === query.step && rule.direction !== 'at-least' && rule.limit !== null,
      )
      if (!step) {
        return (
          <PublicPage context={context} path={PATH} title={T.title}>
            <p class="govuk-body">{T.introduction}</p>
            <Steps />
          </PublicPage>
        )
      }
      const answer = query.date === undefined ? null : answerQuestion(step, query, await calendarInForce(database))
      const form: FormView = {
        ...filterView({
          step: step.id,
          date: query.date ?? '',
          circumstance: query.circumstance,
          extensions: query.extensions ?? '0',
          suspendedFrom: query.suspendedFrom ?? '',
          resumedOn: query.resumedOn ?? '',
        }),
        errors: answer !== null && 'errors' in answer ? answer.errors : {},
      }
      return (
        <PublicPage
          context={context}
          path={PATH}
          title={step.title}
          caption={step.matter}
          form={form}
          backLink={{ href: PATH, text: T.otherStep }}
        >
          {answer !== null && 'deadline' in answer ? (
            <DeadlineResult answer={answer} step={step} today={today}>
              <Details summary={T.askAgain}>
                <Question form={form} step={step} />
              </Details>
              <LawOf step={answer.rule} />
            </DeadlineResult>
          ) : (
            <>
              <LawOf step={step} />
              <Question form={form} step={step} />
            </>
          )}
        </PublicPage>
      )
    },
  })
}

/** All steps, folded by section: each a link to its own question. */
function Steps() {
  return stepsBySection(timeLimits).map(({ section, steps }) => (
    <Details key={section} summary={T.sections[section]}>
      <ul class="govuk-list govuk-list--spaced">
        {steps.map((step) => (
          <li key={step.id}>
            <a class="govuk-link" href={`${PATH}?step=${step.id}`}>
              {step.title}
            </a>
            <br />
            <span class="app-muted">{step.matter}</span>
          </li>
        ))}
      </ul>
    </Details>
  ))
}

/** What the law says of the step, in a few lines. */
function LawOf({ step }: { step: TimeLimit }) {
  return (
    <SummaryList
      rows={[
        { label: T.limit, value: limitInWords(step) },
        { label: step.direction === 'before' ? T.countedBackFrom : T.countedFrom, value: step.startsFrom },
        { label: T.source, value: `${step.source}${step.status === 'unofficial' ? ` (${T.unofficial})` : ''}` },
        ...(step.note ? [{ label: T.note, value: step.note }] : []),
      ]}
    />
  )
}

function Question({ form, step }: { form: FormView; step: TimeLimit }) {
  const asked = circumstancesOf(step)
  const circumstances: ChoiceOption[] = [
    ...(asked.remote ? [{ value: 'remote', text: T.remote }] : []),
    ...(asked.complex ? [{ value: 'complex', text: T.complex }] : []),
    ...(asked.severalPlaces ? [{ value: 'several-places', text: T.severalPlaces }] : []),
  ]
  return (
    <Form form={form} method="get" action={PATH}>
      <HiddenField form={form} name="step" />
      <DateField
        form={form}
        name="date"
        label={step.direction === 'before' ? T.dateLabelBefore(step.startsFrom) : T.dateLabel(step.startsFrom)}
      />
      {circumstances.length > 0 && (
        <CheckboxField form={form} name="circumstance" label={T.circumstances} optional options={circumstances} />
      )}
      {asked.mostExtensions > 0 && (
        <RadioField
          form={form}
          name="extensions"
          label={T.extensions}
          inline
          options={[0, 1, 2]
            .filter((times) => times <= asked.mostExtensions)
            .map((times) => ({ value: String(times), text: T.extensionTimes(times) }))}
        />
      )}
      {asked.suspension && (
        <Details
          summary={T.suspension}
          open={form.values.suspendedFrom !== '' || form.errors.suspendedFrom !== undefined}
        >
          <DateField form={form} name="suspendedFrom" label={T.suspendedFrom} optional />
          <DateField form={form} name="resumedOn" label={T.resumedOn} optional />
        </Details>
      )}
      <SubmitButton>{T.compute}</SubmitButton>
    </Form>
  )
}

function limitInWords({ limit, unit, direction }: TimeLimit): string {
  const days = limit ?? 0
  const words = unit === 'working' ? T.workingDays(days) : T.calendarDays(days)
  return direction === 'before' ? T.before(words) : words
}
