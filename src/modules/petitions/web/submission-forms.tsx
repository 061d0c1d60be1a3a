import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, optionalWholeNumber, recordIds, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  type FormView,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { markAsAbuse, registerSubmission, restoreSubmissions } from '../actions/check-submission.ts'
import { openedSubmission, type ProtectedSubmission, refuseOthersDenunciation } from '../actions/look-at-submission.ts'
import { submissionById, type ToldSubmission } from '../queries/submissions.ts'
import { KIND_HINTS, PETITION_KINDS, type PetitionKind } from '../rules/petition-kind.ts'
import { VISIBILITIES } from '../rules/submission.ts'
import { PETITION_LABELS as L } from './petition-fields.ts'
import { submissionTitle } from './submission-list.tsx'
import { submissionInReach } from './submission-page.tsx'

/** What an official makes of what was sent: a petition, or nothing; one by one, or several at once. */
export function submissionForms(app: FastifyInstance): void {
  registrationForm(app)
  abuseForm(app)
  restorationForm(app)
}

const RegistrationFields = z.object({
  kind: choice(L.kind, PETITION_KINDS),
  title: text(L.title, { longest: 300 }),
  content: optionalText(L.content, { longest: 20_000 }),
  senderName: optionalText(L.senderName, { longest: 200 }),
  senderAddress: optionalText(L.senderAddress, { longest: 300 }),
  senderPhone: optionalText(L.senderPhone, { longest: 30 }),
  signatoryCount: optionalWholeNumber(L.signatoryCount, { least: 1, most: 100_000 }).transform((count) => count ?? 1),
  publicTitle: optionalText('Tiêu đề công khai', { longest: 300 }),
})

type Sent = { submission: ToldSubmission; opened: ProtectedSubmission | null }

function registrationForm(app: FastifyInstance): void {
  const { encryption, protectedKeys: keys, files } = app.services
  staffForm(app, {
    path: '/submissions/:submissionId/registration',
    permission: 'petition.register',
    params: z.object({ submissionId: Id }),
    fields: RegistrationFields,
    load: async (context): Promise<Sent> => {
      const submission = await submissionInReach(context)
      if (submission.state !== 'waiting') {
        throw new Refusal(
          'not-found',
          'petition.submission-checked',
          'Đơn này đã có người kiểm tra. Hãy mở lại danh sách đơn gửi trực tuyến.',
        )
      }
      if (submission.kind !== 'denunciation') return { submission, opened: null }
      const { database, official, now } = context
      refuseOthersDenunciation(official, submission)
      const opened = await openedSubmission(database, encryption, official, { submissionId: submission.id, now })
      return { submission, opened }
    },
    initial: ({ submission }) => ({
      kind: submission.kind,
      title: submission.title,
      content: [submission.content, submission.place && `Địa điểm: ${submission.place}`].filter(Boolean).join('\n'),
      senderName: submission.senderName,
      senderAddress: submission.senderAddress,
      senderPhone: submission.senderPhone,
      signatoryCount: '1',
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Kiểm tra, vào sổ đơn gửi trực tuyến"
        context={context.page}
        form={form}
        backLink={{ href: `/submissions/${data.submission.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={`Gửi ngày ${formatCalendarDate(data.submission.sentOn)} đến ${data.submission.unitName}`}>
          Kiểm tra, vào sổ
        </PageHeading>
        <Form form={form}>
          {data.submission.kind === 'denunciation' ? (
            <DenunciationPart form={form} data={data} />
          ) : (
            <OrdinaryPart form={form} submission={data.submission} />
          )}
          <SubmitButtons cancelHref={`/submissions/${data.submission.id}`}>
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given, { submission }) => {
      const asked = { submissionId: submission.id, given }
      const id = await registerSubmission(database, official, asked, today, { encryption, keys, files })
      return `/petitions/${id}`
    },
  })
}

function OrdinaryPart({ form, submission }: { form: FormView; submission: ToldSubmission }) {
  const open = submission.visibility !== 'closed'
  return (
    <>
      <RadioField
        form={form}
        name="kind"
        label={L.kind}
        hint={`Người gửi chọn: ${PETITION_KINDS[submission.kind].toLowerCase()}. Phân loại theo nội dung và yêu cầu.`}
        options={(Object.keys(PETITION_KINDS) as PetitionKind[]).map((value) => ({
          value,
          text: PETITION_KINDS[value],
          hint: KIND_HINTS[value],
        }))}
      />
      <TextField form={form} name="title" label={L.title} />
      <TextArea form={form} name="content" label={L.content} optional rows={6} />
      <TextField form={form} name="senderName" label={L.senderName} optional autocomplete="off" />
      <TextField form={form} name="senderAddress" label={L.senderAddress} optional autocomplete="off" />
      <TextField form={form} name="senderPhone" label={L.senderPhone} optional width={20} autocomplete="off" />
      <TextField form={form} name="signatoryCount" label={L.signatoryCount} optional width={4} />
      {open && (
        <TextField
          form={form}
          name="publicTitle"
          label="Tiêu đề công khai"
          optional
          hint={`Người gửi chọn “${VISIBILITIES[submission.visibility]}”. Viết lại ngắn gọn, không nêu tên ai; người khác thấy để khỏi gửi trùng. Để trống thì chưa công khai gì.`}
        />
      )}
    </>
  )
}

function DenunciationPart({ form, data: { submission, opened } }: { form: FormView; data: Sent }) {
  return (
    <>
      <HiddenField form={form} name="kind" value="denunciation" />
      {opened ? (
        <InsetText>
          <strong>{opened.title}</strong>
          <br />
          <span class="app-prewrap">{opened.content}</span>
        </InsetText>
      ) : (
        <InsetText>
          Hãy{' '}
          <a class="govuk-link" href={`/submissions/${submission.id}/opening`}>
            mở nội dung
          </a>{' '}
          trước, rồi viết lại ở đây.
        </InsetText>
      )}
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Viết lại hành vi bị tố cáo; không nêu điều gì có thể nhận ra người tố cáo. Bản gốc và danh tính tự chuyển vào kho bảo vệ."
      />
      <TextArea form={form} name="content" label={L.content} optional rows={6} />
    </>
  )
}

const REASONS = {
  advertising: 'Quảng cáo, thư rác',
  empty: 'Không có nội dung, gửi thử',
  insult: 'Chỉ có lời lẽ xúc phạm',
  repeated: 'Gửi lặp lại nhiều lần',
} as const

/** The ids asked for in the address: one, or one for each row that was ticked. */
const idsAsked = (query: Record<string, string | string[]>) =>
  [query.id ?? []].flat().filter((id) => /^\d{1,18}$/.test(id))

async function chosen(context: Context & { query: Record<string, string> }, state: ToldSubmission['state']) {
  const { database, official, today, query } = context
  const found = await Promise.all(idsAsked(query).map((id) => submissionById(database, official, id, today)))
  return { found: found.filter((each): each is ToldSubmission => each?.state === state) }
}

const ChosenFields = z.object({ id: recordIds('Đơn') })

function Chosen({ form, found }: { form: FormView; found: readonly ToldSubmission[] }) {
  const kept = new Set([form.values.id ?? found.map(({ id }) => id)].flat())
  return (
    <>
      <ul class="govuk-list govuk-list--bullet">
        {found
          .filter(({ id }) => kept.has(id))
          .map((submission) => (
            <li key={submission.id}>{submissionTitle(submission)}</li>
          ))}
      </ul>
      {[...kept].map((id) => (
        <input key={id} type="hidden" name="id" value={id} />
      ))}
    </>
  )
}

function abuseForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/submissions/abuse',
    permission: 'petition.register',
    fields: ChosenFields.extend({ reason: choice('Lý do', REASONS) }),
    load: (context) => chosen(context, 'waiting'),
    initial: ({ found }) => ({ id: found.map(({ id }) => id), reason: '' }),
    draw: ({ context, data: { found }, form }) => (
      <Layout
        title="Đánh dấu không hợp lệ"
        context={context.page}
        form={form}
        backLink={{ href: '/submissions', text: 'Đơn gửi trực tuyến' }}
      >
        <PageHeading>Đánh dấu không hợp lệ</PageHeading>
        {found.length === 0 ? (
          <p class="govuk-body">Chưa chọn đơn nào đang chờ kiểm tra. Hãy đánh dấu ở danh sách.</p>
        ) : (
          <Form form={form}>
            <p class="govuk-body">Những đơn này không vào sổ. Có thể đưa về chờ kiểm tra bất cứ lúc nào.</p>
            <Chosen form={form} found={found} />
            <SelectField
              form={form}
              name="reason"
              label="Lý do"
              emptyText="Chọn lý do"
              options={Object.entries(REASONS).map(([value, text]) => ({ value, text }))}
            />
            <SubmitButtons cancelHref="/submissions">
              <SubmitButton variant="warning">Đánh dấu không hợp lệ</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { id, reason }) => {
      await markAsAbuse(database, official, { ids: id, reason: REASONS[reason] }, today)
      return '/submissions?state=abuse'
    },
  })
}

function restorationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/submissions/restoration',
    permission: 'petition.register',
    fields: ChosenFields,
    load: (context) => chosen(context, 'abuse'),
    initial: ({ found }) => ({ id: found.map(({ id }) => id) }),
    draw: ({ context, data: { found }, form }) => (
      <Layout
        title="Đưa về chờ kiểm tra"
        context={context.page}
        form={form}
        backLink={{ href: '/submissions?state=abuse', text: 'Đơn không hợp lệ' }}
      >
        <PageHeading>Đưa về chờ kiểm tra</PageHeading>
        {found.length === 0 ? (
          <p class="govuk-body">Chưa chọn đơn nào đã bị đánh dấu không hợp lệ. Hãy đánh dấu ở danh sách.</p>
        ) : (
          <Form form={form}>
            <Chosen form={form} found={found} />
            <SubmitButtons cancelHref="/submissions?state=abuse">
              <SubmitButton>Đưa về chờ kiểm tra</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { id }) => {
      await restoreSubmissions(database, official, id, today)
      return '/submissions'
    },
  })
}
