import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import {
  LOOK_LASTS_IN_MINUTES,
  lookAtSubmission,
  mayOpenDenunciation,
  openedSubmission,
  type ProtectedSubmission,
  refuseOthersDenunciation,
} from '../actions/look-at-submission.ts'
import { messagesOf } from '../queries/messages.ts'
import { photoForReader } from '../queries/photo-for-reader.ts'
import { sealedPhotoForReader } from '../queries/protected-uploads.ts'
import { photosOfSubmission, submissionById, type ToldSubmission } from '../queries/submissions.ts'
import { PETITION_KINDS } from '../rules/petition-kind.ts'
import { PROTECTED_TITLE } from '../rules/protected-sender.ts'
import { noSuchSubmission, SUBMISSION_STATES, VISIBILITIES } from '../rules/submission.ts'
import { CitizenMessages } from './citizen-messages.tsx'
import { SUBMISSION_CRUMBS, submissionTitle } from './submission-list.tsx'

const params = z.object({ submissionId: Id })

/** One thing that somebody sent: what it says, where and by whom, its photos, and what an official can make of it. */
export function submissionPage(app: FastifyInstance): void {
  const { encryption, protectedKeys } = app.services
  staffPage(app, {
    path: '/submissions/:submissionId',
    permission: 'petition.register',
    params,
    draw: async (context) => {
      const submission = await submissionInReach(context)
      const { database, official, now } = context
      const opened =
        submission.kind === 'denunciation'
          ? await openedSubmission(database, encryption, official, { submissionId: submission.id, now })
          : null
      return drawn(context, submission, opened)
    },
  })

  lookForm(app)

  app.get('/submissions/:submissionId/photos/:fileId', allow('petition.register'), async (request, reply) => {
    const context = signedInContext(request)
    const { submissionId, fileId } = readAddress(params.extend({ fileId: z.uuid() }), request.params)
    await submissionInReach({ ...context, params: { submissionId } })
    const { database, official, now } = context
    const photo = await photoForReader(database, { submissionId, fileId })
    if (photo) return asDownload(reply, photo).send(context.files.read(photo.sha256))
    // Evidence opens as the words do: for who has just given a reason.
    const opened = await openedSubmission(database, encryption, official, { submissionId, now })
    const sealed = opened && (await sealedPhotoForReader(database, protectedKeys, { submissionId, fileId }))
    if (!sealed) throw new Refusal('not-found', 'petition.no-such-photo', 'Không có ảnh này trong đơn.')
    return asDownload(reply, sealed).send(sealed.content)
  })
}

export async function submissionInReach({
  database,
  official,
  today,
  params: { submissionId },
}: Pick<Context, 'database' | 'official' | 'today'> & { params: { submissionId: string } }): Promise<ToldSubmission> {
  const submission = await submissionById(database, official, submissionId, today)
  if (!submission) throw noSuchSubmission()
  return submission
}

async function drawn(context: Context, submission: ToldSubmission, opened: ProtectedSubmission | null) {
  const { database, page } = context
  const { id, state, kind } = submission
  const subject = { kind: 'submission', id }
  const [photos, messages, changes] = await Promise.all([
    photosOfSubmission(database, id),
    state === 'waiting' ? messagesOf(database, { submissionId: id }) : [],
    changesOf(database, subject),
  ])
  const title = submissionTitle(submission)
  const hidden = kind === 'denunciation' && opened === null
  const isTheirs = kind !== 'denunciation' || mayOpenDenunciation(context.official, submission)
  return (
    <Layout title={title} context={page} breadcrumbs={[...SUBMISSION_CRUMBS, { text: SUBMISSION_STATES[state] }]}>
      <PageHeading
        caption={`Gửi ngày ${formatCalendarDate(submission.sentOn)}`}
        actions={<SubmissionActions submission={submission} isTheirs={isTheirs} />}
      >
        {title}
      </PageHeading>
      {submission.illustration && <InsetText>{submission.illustration}</InsetText>}
      {kind === 'denunciation' && state !== 'registered' && opened === null && (
        <WarningText>
          {isTheirs
            ? 'Nội dung và người gửi được mã hóa. Mở ra phải nêu lý do; mỗi lần mở đều được ghi lại.'
            : `Chỉ người có quyền ở ${submission.unitName} mở được nội dung, vào sổ.`}
        </WarningText>
      )}
      <SummaryList
        rows={[
          { label: 'Tình trạng', value: SUBMISSION_STATES[state] },
          ...(state === 'abuse' ? [{ label: 'Lý do', value: submission.abuseReason }] : []),
          ...(submission.petitionId
            ? [
                {
                  label: 'Đơn',
                  value: (
                    <a class="govuk-link" href={`/petitions/${submission.petitionId}`}>
                      {title}
                    </a>
                  ),
                },
              ]
            : []),
          ...(submission.appealsPetitionId
            ? [
                {
                  label: 'Khiếu nại tiếp',
                  value: (
                    <a class="govuk-link" href={`/petitions/${submission.appealsPetitionId}`}>
                      Đơn đã giải quyết trước đó
                    </a>
                  ),
                },
              ]
            : []),
          { label: 'Người gửi chọn loại', value: PETITION_KINDS[kind] },
          { label: 'Nơi xảy ra', value: placeOf(submission, opened) },
          { label: 'Đơn vị nhận', value: submission.unitName },
          { label: 'Ai được xem', value: VISIBILITIES[submission.visibility] },
          ...wordRows(submission, opened),
        ]}
      />
      {photos.length > 0 && hidden && <p class="govuk-body">Kèm {photos.length} ảnh, hiện ra khi mở nội dung.</p>}
      {photos.length > 0 && !hidden && (
        <>
          <h2 class="govuk-heading-m">Ảnh kèm theo</h2>
          <ul class="app-photos">
            {photos.map((photo, index) => (
              <li key={photo.id}>
                <a href={`/submissions/${id}/photos/${photo.id}`}>
                  <img
                    src={`/submissions/${id}/photos/${photo.id}`}
                    alt={`Ảnh ${index + 1} người gửi kèm theo`}
                    width={240}
                  />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <CitizenMessages
        heading="Người gửi bổ sung"
        messages={hidden ? messages.map((message) => ({ ...message, photos: [] })) : messages}
        photoPath={(fileId) => `/submissions/${id}/photos/${fileId}`}
      />
      <ChangeHistory changes={changes} folded="Ai đã kiểm tra, mở đơn này" />
    </Layout>
  )
}

function SubmissionActions({
  submission: { id, kind, state },
  isTheirs,
}: {
  submission: ToldSubmission
  isTheirs: boolean
}) {
  if (!isTheirs || state === 'registered') return null
  return (
    <ActionBar>
      {state === 'waiting' && <ButtonLink href={`/submissions/${id}/registration`}>Kiểm tra, vào sổ</ButtonLink>}
      {kind === 'denunciation' && (
        <ButtonLink href={`/submissions/${id}/opening`} variant="secondary">
          Mở nội dung
        </ButtonLink>
      )}
      {state === 'waiting' ? (
        <ButtonLink href={`/submissions/abuse?id=${id}`} variant="secondary">
          Không hợp lệ
        </ButtonLink>
      ) : (
        <ButtonLink href={`/submissions/restoration?id=${id}`} variant="secondary">
          Đưa về chờ kiểm tra
        </ButtonLink>
      )}
    </ActionBar>
  )
}

function placeOf({ place, placeName }: ToldSubmission, opened: ProtectedSubmission | null): string {
  return [opened?.place ?? place, placeName].filter((part) => part !== '').join(', ')
}

/** What it says and who sent it; of a denunciation only while it is open, and even then not who sent it. */
function wordRows(submission: ToldSubmission, opened: ProtectedSubmission | null) {
  if (submission.state === 'registered') return []
  if (submission.kind === 'denunciation') {
    return opened === null
      ? []
      : [
          { label: 'Tóm tắt', value: opened.title },
          { label: 'Nội dung', value: <span class="app-prewrap">{opened.content}</span> },
          {
            label: 'Người gửi',
            value:
              opened.senderName === ''
                ? 'Không ghi tên'
                : 'Có ghi tên; danh tính vào kho bảo vệ khi vào sổ, chỉ người được giao quyền xem mới thấy',
          },
        ]
  }
  return [
    { label: 'Nội dung', value: <span class="app-prewrap">{submission.content}</span> },
    { label: 'Họ tên người gửi', value: submission.senderName },
    { label: 'Địa chỉ', value: submission.senderAddress },
    { label: 'Điện thoại', value: submission.senderPhone },
  ]
}

function lookForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/submissions/:submissionId/opening',
    permission: 'petition.register',
    params,
    fields: z.object({ reason: text('Lý do', { longest: 300 }) }),
    load: async (context) => {
      const submission = await submissionInReach(context)
      if (submission.kind !== 'denunciation') throw noSuchSubmission()
      refuseOthersDenunciation(context.official, submission)
      return submission
    },
    initial: () => ({ reason: '' }),
    draw: ({ context, data: submission, form }) => (
      <Layout
        title="Mở nội dung được giữ bí mật"
        context={context.page}
        form={form}
        backLink={{ href: `/submissions/${submission.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={PROTECTED_TITLE}>Mở nội dung được giữ bí mật</PageHeading>
        <p class="govuk-body">
          Nội dung mở trong {LOOK_LASTS_IN_MINUTES} phút cho riêng bạn. Họ tên người gửi không hiện ra.
        </p>
        <Form form={form}>
          <TextField form={form} name="reason" label="Lý do" hint="Ví dụ: kiểm tra để vào sổ, phân loại" />
          <SubmitButtons cancelHref={`/submissions/${submission.id}`}>
            <SubmitButton>Mở nội dung</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, now }, { reason }, submission) => {
      await lookAtSubmission(database, official, { submission, reason, now })
      return `/submissions/${submission.id}`
    },
  })
}
