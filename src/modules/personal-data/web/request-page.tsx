import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  type SummaryRow,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { calendarInForce } from '../../calendar/index.ts'
import { answerDeadline } from '../actions/answer-deadline.ts'
import { noSuchRequest } from '../actions/answer-request.ts'
import { dataRequestById } from '../queries/data-requests.ts'
import { CHANNELS, DECISIONS, RIGHTS, standingOf } from '../rules/data-request.ts'
import { ANSWER_LABELS as A, REQUEST_LABELS as R } from './request-fields.ts'
import { DeadlineOf, StandingTag } from './request-parts.tsx'

type Request = NonNullable<Awaited<ReturnType<typeof dataRequestById>>>

/** One request with its clock and its answer. */
export function requestPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/personal-data/requests/:dataRequestId',
    permission: 'personal-data.handle',
    params: z.object({ dataRequestId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const request = await dataRequestById(database, official, params.dataRequestId, today)
      if (!request) throw noSuchRequest()
      const [changes, calendar] = await Promise.all([
        changesOf(database, { kind: 'data-request', id: request.id }),
        calendarInForce(database),
      ])
      const counted = answerDeadline(request.receivedOn, calendar)
      return (
        <Layout
          title={RIGHTS[request.right]}
          context={page}
          breadcrumbs={[
            { href: '/personal-data/requests', text: 'Yêu cầu về dữ liệu cá nhân' },
            { text: `Nhận ngày ${formatCalendarDate(request.receivedOn)}` },
          ]}
        >
          <PageHeading
            caption="Yêu cầu về dữ liệu cá nhân"
            actions={
              request.answeredOn === null && (
                <ActionBar>
                  <ButtonLink href={`/personal-data/requests/${request.id}/answer`}>Ghi trả lời</ButtonLink>
                </ActionBar>
              )
            }
          >
            {RIGHTS[request.right]}
          </PageHeading>
          {request.illustration && <InsetText>{request.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Tình trạng', value: <StandingTag standing={standingOf(request, today)} /> },
              {
                label: 'Hạn trả lời',
                value: <DeadlineOf counted={counted} kept={request.answeredOn === null ? null : request.dueOn} />,
              },
              { label: R.receivedOn, value: formatCalendarDate(request.receivedOn) },
              { label: R.unitId, value: request.unitName },
              { label: R.channel, value: CHANNELS[request.channel] },
              ...requesterRows(request),
              { label: R.subject, value: <span class="app-prewrap">{request.subject}</span> },
              ...answerRows(request),
            ]}
          />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function requesterRows({ requesterName, requesterContact, requesterErasedOn }: Request): SummaryRow[] {
  if (requesterErasedOn !== null) {
    const value = `Họ tên, cách liên hệ đã xóa ngày ${formatCalendarDate(requesterErasedOn)} vì hết thời hạn lưu.`
    return [{ label: 'Người yêu cầu', value }]
  }
  return [
    { label: R.requesterName, value: requesterName },
    { label: R.requesterContact, value: requesterContact },
  ]
}

function answerRows({ answeredOn, decision, reason, legalBasis, done }: Request): SummaryRow[] {
  if (answeredOn === null || decision === null) return []
  const told = [
    { label: A.done, words: done },
    { label: A.reason, words: reason },
    { label: A.legalBasis, words: legalBasis },
  ]
  return [
    { label: A.answeredOn, value: formatCalendarDate(answeredOn) },
    { label: A.decision, value: DECISIONS[decision] },
    ...told
      .filter(({ words }) => words !== '')
      .map(({ label, words }) => ({ label, value: <span class="app-prewrap">{words}</span> })),
  ]
}
