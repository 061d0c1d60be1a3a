import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressAfter, addressChoice } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  type DataRow,
  DataTable,
  Layout,
  PageHeading,
  Pagination,
  RowCheckbox,
  SubmitButton,
  SubNavigation,
  Tag,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { submissions, type ToldSubmission } from '../queries/submissions.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { PROTECTED_DENOUNCER, PROTECTED_TITLE } from '../rules/protected-sender.ts'
import { SUBMISSION_STATES, type SubmissionState } from '../rules/submission.ts'

export const SUBMISSION_CRUMBS = [
  { href: '/petitions', text: 'Đơn thư' },
  { href: '/submissions', text: 'Đơn gửi trực tuyến' },
]

const EMPTY: Readonly<Record<SubmissionState, string>> = {
  waiting: 'Không có đơn nào chờ kiểm tra.',
  registered: 'Chưa có đơn gửi trực tuyến nào được vào sổ.',
  abuse: 'Không có đơn nào bị đánh dấu không hợp lệ.',
}

/** What people sent and nobody has looked at yet, and what became of the rest. Ticked ones are marked, or restored, at once. */
export function submissionList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/submissions',
    permission: 'petition.register',
    query: z.object({ state: addressChoice(SUBMISSION_STATES), after: addressAfter }),
    draw: async ({ database, official, today, page, query }) => {
      const state = query.state ?? 'waiting'
      const list = await submissions(database, official, { state, after: query.after }, today)
      const bulk = { waiting: 'Đánh dấu không hợp lệ', abuse: 'Đưa về chờ kiểm tra', registered: null }[state]
      const table = (
        <DataTable
          caption={`Đơn gửi trực tuyến: ${SUBMISSION_STATES[state].toLowerCase()}`}
          captionHidden
          phone="stack"
          empty={EMPTY[state]}
          columns={[
            ...(bulk ? [{ key: 'chosen', title: 'Chọn', width: 'narrow' as const }] : []),
            { key: 'sentOn', title: 'Ngày gửi', width: 'narrow' },
            { key: 'title', title: 'Nội dung', rowHeader: true, width: 'one-third' },
            { key: 'sender', title: 'Người gửi' },
            { key: 'kind', title: 'Người gửi chọn' },
            { key: 'place', title: 'Nơi xảy ra' },
            ...(state === 'waiting' ? [] : [{ key: 'result', title: 'Kết quả' }]),
          ]}
          rows={list.rows.map((submission) => row(submission))}
        />
      )
      return (
        <Layout
          title="Đơn gửi trực tuyến chờ kiểm tra"
          context={page}
          wide
          breadcrumbs={[{ href: '/petitions', text: 'Đơn thư' }, { text: 'Đơn gửi trực tuyến' }]}
        >
          <PageHeading>Đơn gửi trực tuyến {state === 'waiting' ? 'chờ kiểm tra' : ''}</PageHeading>
          <SubNavigation
            label="Phần danh sách"
            items={Object.entries(SUBMISSION_STATES).map(([code, text]) => ({
              href: code === 'waiting' ? '/submissions' : `/submissions?state=${code}`,
              text,
              current: code === state,
            }))}
          />
          {bulk && list.rows.length > 0 ? (
            <form
              class="app-form"
              method="get"
              action={state === 'waiting' ? '/submissions/abuse' : '/submissions/restoration'}
            >
              {table}
              <SubmitButton variant="secondary">{bulk}</SubmitButton>
            </form>
          ) : (
            table
          )}
          <Pagination
            nextHref={list.next ? `/submissions?${new URLSearchParams({ state, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

function row(submission: ToldSubmission): DataRow {
  const { id, kind, petitionId, petitionNumber: number, petitionYear: year } = submission
  return {
    chosen: <RowCheckbox name="id" value={id} label={`Chọn đơn: ${submissionTitle(submission)}`} />,
    sentOn: formatCalendarDate(submission.sentOn),
    title: (
      <>
        <a class="govuk-link" href={`/submissions/${id}`}>
          {submissionTitle(submission)}
        </a>
        {submission.photoCount > 0 && <span class="app-muted"> ({submission.photoCount} ảnh)</span>}
      </>
    ),
    sender:
      kind === 'denunciation'
        ? PROTECTED_DENOUNCER
        : submission.senderName || (submission.state === 'registered' ? 'Xem ở đơn' : 'Không ghi tên'),
    kind: PETITION_KINDS[kind],
    place: submission.placeName,
    result:
      petitionId && number && year ? (
        <a class="govuk-link" href={`/petitions/${petitionId}`}>
          Đơn số {petitionNumber({ number, year })}
        </a>
      ) : (
        <Tag colour="grey" text={submission.abuseReason} />
      ),
  }
}

/** What stands for something sent in lists: its summary, of a denunciation never. */
export function submissionTitle({
  kind,
  title,
  state,
  petitionNumber: number,
  petitionYear: year,
}: ToldSubmission): string {
  if (kind === 'denunciation') return PROTECTED_TITLE
  if (state === 'registered' && number && year) return `Đã vào sổ số ${petitionNumber({ number, year })}`
  return title
}
