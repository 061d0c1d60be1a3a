import type { FastifyInstance } from 'fastify'
import type { PublicContext } from '../../../../platform/http/context.ts'
import { sendPage } from '../../../../platform/http/page.tsx'
import { allow } from '../../../../platform/http/permission.ts'
import { GoTo } from '../../../../platform/http/public-form.tsx'
import { publicContext } from '../../../../platform/http/request.ts'
import {
  ButtonLink,
  CountedDays,
  InsetText,
  NotificationBanner,
  SourceNote,
  SubmitButtons,
  SummaryList,
  type SummaryRow,
  Timeline,
} from '../../../../platform/page/index.ts'
import { inGroups } from '../../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../../vocabulary/vietnamese.ts'
import { calendarInForce, type WorkingCalendar } from '../../../calendar/index.ts'
import {
  type Followed,
  logOf,
  messagesSent,
  petitionDeadline,
  plainState,
  secondComplaintFrom,
  standingFrom,
  stepsTold,
  toldName,
  toldStep,
} from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { PublicPage } from '../public-page.tsx'
import { followedByVisit } from './open-page.tsx'
import { FOLLOW_PATH } from './receipt-link.ts'

const T = vi.following

/** What was sent, as its sender may read it: where it stands, until when, what was done, what one can do. */
export function followedPage(app: FastifyInstance): void {
  app.get<{ Params: { code: string }; Querystring: { done?: string } }>(
    `${FOLLOW_PATH}/:code`,
    allow('public'),
    async (request, reply) => {
      const context = publicContext(request)
      reply.header('cache-control', 'private, no-store')
      const followed = await followedByVisit({ ...context, request }, request.params.code)
      if (followed instanceof GoTo) return reply.redirect(followed.path, 303)
      const { petition, submission } = followed
      const kind = petition?.kind ?? submission?.kind
      const messages = await messagesSent(context.database, followed)
      return sendPage(
        reply,
        <PublicPage
          context={context}
          path={FOLLOW_PATH}
          title={petition ? toldName(petition) : T.title}
          caption={T.codeLine(inGroups(followed.code))}
        >
          {request.query.done === 'added' && <NotificationBanner>{T.add.done}</NotificationBanner>}
          {request.query.done === 'rated' && <NotificationBanner>{T.rate.done}</NotificationBanner>}
          {petition ? await petitionPart(context, petition, followed.code) : <SubmissionPart followed={followed} />}
          {kind === 'denunciation' && <InsetText>{T.denunciation}</InsetText>}
          {(petition !== null || submission?.state === 'waiting') && (
            <SubmitButtons>
              <ButtonLink href={`${FOLLOW_PATH}/${followed.code}/addition`} variant="secondary">
                {T.add.link}
              </ButtonLink>
            </SubmitButtons>
          )}
          {messages.length > 0 && (
            <>
              <h2 class="govuk-heading-m">{T.add.list}</h2>
              <ul class="govuk-list govuk-list--bullet">
                {messages.map(({ id, sentAt, readAt, photoCount }) => (
                  <li key={id}>
                    {T.add.line(formatInstant(sentAt), photoCount)}: {readAt ? T.add.read : T.add.unread}
                  </li>
                ))}
              </ul>
            </>
          )}
          <p class="govuk-body">
            <a class="govuk-link" href={`${FOLLOW_PATH}/closing`} rel="nofollow">
              {T.close}
            </a>
          </p>
        </PublicPage>,
      )
    },
  )
}

/** Something sent that no official has made a petition of (yet). */
function SubmissionPart({ followed: { submission } }: { followed: Followed }) {
  if (!submission) return null
  return (
    <SummaryList
      rows={[
        { label: T.state, value: submission.state === 'abuse' ? T.abuse : T.waiting },
        { label: T.unit, value: submission.unitName },
        { label: T.sentOn, value: formatCalendarDate(submission.sentOn) },
      ]}
    />
  )
}

type Petition = NonNullable<Followed['petition']>

async function petitionPart(context: PublicContext, petition: Petition, code: string) {
  const state: SummaryRow[] = [{ label: T.state, value: plainState(petition.state) }]
  // Of a denunciation not even who handles it: from the name of an agency one may guess about whom it is.
  if (petition.kind === 'denunciation') return <SummaryList rows={state} />
  const [calendar, steps, log] = await Promise.all([
    calendarInForce(context.database),
    stepsTold(context.database, petition.id),
    logOf(context.database, petition.id),
  ])
  const mayAppeal = secondComplaintFrom(petition) !== null
  return (
    <>
      <SummaryList
        rows={[
          ...state,
          { label: T.due, value: <Due petition={petition} log={log} calendar={calendar} /> },
          { label: T.unit, value: petition.unitName },
          { label: T.receivedOn, value: formatCalendarDate(petition.receivedOn) },
        ]}
      />
      {petition.answeredOn !== null && (
        <SubmitButtons>
          {petition.ratedPoints === null ? (
            <ButtonLink href={`${FOLLOW_PATH}/${code}/rating`}>{T.rate.link}</ButtonLink>
          ) : (
            <p class="govuk-body">{T.rate.rated(petition.ratedPoints, ratingWords(petition.ratedPoints))}</p>
          )}
          {mayAppeal && (
            <ButtonLink href={`${FOLLOW_PATH}/${code}/appeal`} variant="secondary">
              {T.appeal.link}
            </ButtonLink>
          )}
        </SubmitButtons>
      )}
      <h2 class="govuk-heading-m">{T.timeline}</h2>
      <Timeline entries={steps.flatMap((step) => entryOf(step)).reverse()} />
    </>
  )
}

export const ratingWords = (points: number): string =>
  T.rate.choices[points as keyof typeof T.rate.choices] ?? String(points)

function Due({
  petition,
  log,
  calendar,
}: {
  petition: Petition
  log: Awaited<ReturnType<typeof logOf>>
  calendar: WorkingCalendar
}) {
  if (petition.endedOn !== null) return <>{T.ended}</>
  const counted = petitionDeadline(standingFrom(log).limit, calendar)
  if (!counted.known) return <>{counted.why}</>
  const { due, limit, unit, source, explanation } = counted.deadline
  const days = unit === 'working' ? vi.sending.sent.workingDays(limit) : vi.sending.sent.calendarDays(limit)
  return (
    <>
      {T.dueLine(formatCalendarDate(due))}
      <SourceNote>{T.dueSource(days, source)}</SourceNote>
      <CountedDays days={explanation} />
    </>
  )
}

type StepTold = Awaited<ReturnType<typeof stepsTold>>[number]

function entryOf({ kind, happenedOn, toWhom, answer, documentNumber }: StepTold) {
  const title = toldStep(kind)
  if (title === null) return []
  const told = [
    ...(toWhom !== null && (kind === 'transferred' || kind === 'guided') ? [T.toWhom(toWhom)] : []),
    ...(documentNumber === null ? [] : [T.document(documentNumber)]),
  ]
  return [
    {
      title,
      by: T.by,
      at: formatCalendarDate(happenedOn),
      children: (
        <>
          {told.map((line) => (
            <p class="govuk-body-s" key={line}>
              {line}
            </p>
          ))}
          {answer !== null && <p class="govuk-body app-prewrap">{answer}</p>}
        </>
      ),
    },
  ]
}
