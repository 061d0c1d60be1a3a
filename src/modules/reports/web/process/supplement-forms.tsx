import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../../platform/database/fact.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import { choice, optionalText } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  WarningText,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { decideSupplement } from '../../actions/decide-supplement.ts'
import { sendSupplement } from '../../actions/send-supplement.ts'
import { writeSupplement } from '../../actions/write-supplement.ts'
import { requireUnlocked } from '../../queries/report-locks.ts'
import { reportOf } from '../../queries/reports.ts'
import { draftSupplement, pendingChanges, supplementOf } from '../../queries/supplements.ts'
import { requireSupplementable } from '../../rules/report-supplement.ts'
import { titleOf } from '../report-words.ts'
import { SUPPLEMENT_LABELS, SupplementFields } from '../supplement-fields.ts'
import { ChangedFigures } from './changed-figures.tsx'

/** The number of a supplement or of a sending in an address. */
export const OrderNumber = z
  .string()
  .regex(/^[1-9]\d{0,3}$/)
  .transform(Number)

const DECISION_LABELS = { decision: 'Quyết định', reason: 'Lý do không tiếp nhận' } as const
const DECISIONS = { accept: 'Tiếp nhận bản bổ sung', refuse: 'Không tiếp nhận' } as const

/** Late data: writing a supplement, sending it, and what the collector says to it. */
export function supplementForms(app: FastifyInstance, facts: readonly Fact[]): void {
  writingForm(app, facts)
  sendingForm(app, facts)
  decisionForm(app)
}

function writingForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/supplement',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: SupplementFields,
    draftOf: 'report-supplement',
    labels: SUPPLEMENT_LABELS,
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireSupplementable(report)
      await requireUnlocked(database, report)
      const [draft, pending] = await Promise.all([
        draftSupplement(database, report.id),
        pendingChanges(database, facts, report, today),
      ])
      return { report, draft, pending }
    },
    initial: ({ draft }) => ({
      reason: draft?.reason ?? '',
      content: draft?.content ?? '',
      _version: String(draft?.version ?? 0),
    }),
    draw: ({ context, data: { report, draft, pending }, form }) => (
      <Layout
        title="Báo cáo bổ sung"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Lập báo cáo bổ sung</PageHeading>
        <p class="govuk-body">
          Báo cáo đã gửi ngày {formatCalendarDate(pending.submission.submittedOn)} giữ nguyên. Bản bổ sung ghi những gì
          thay đổi từ đó; số liệu dưới đây đếm lại từ hồ sơ, tính đến {formatCalendarDate(pending.asOf)}, và được chốt
          khi gửi.
        </p>
        <ChangedFigures changes={pending.changes} caption="Chỉ tiêu thay đổi so với số đã gửi" />
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label={SUPPLEMENT_LABELS.reason}
            hint="Ví dụ: ba cuộc đối thoại đầu tháng 12 vào sổ muộn"
            rows={3}
          />
          <TextArea
            form={form}
            name="content"
            label={SUPPLEMENT_LABELS.content}
            optional
            hint="Lời văn thêm vào báo cáo đã gửi, nếu có."
            rows={8}
          />
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Lưu bản bổ sung</SubmitButton>
          </SubmitButtons>
        </Form>
        {draft && (
          <p class="govuk-body">
            <a class="govuk-link" href={`/reports/${report.id}/supplement/removal`}>
              Bỏ bản bổ sung đang soạn
            </a>
          </p>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, entered) => {
      await writeSupplement(database, official, { ...params, ...entered, version }, today)
      return `/reports/${params.reportId}#supplements`
    },
  })
}

function sendingForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/supplement/sending',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: z.object({}),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireSupplementable(report)
      await requireUnlocked(database, report)
      const draft = await draftSupplement(database, report.id)
      if (!draft)
        throw new Refusal(
          'conflict',
          'report.no-supplement',
          'Chưa có báo cáo bổ sung nào đang soạn. Hãy lập trước khi gửi.',
        )
      return { report, draft, pending: await pendingChanges(database, facts, report, today) }
    },
    initial: () => ({}),
    draw: ({ context, data: { report, draft, pending }, form }) => (
      <Layout
        title="Gửi báo cáo bổ sung"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Gửi báo cáo bổ sung</PageHeading>
        <SummaryList
          rows={[
            { label: SUPPLEMENT_LABELS.reason, value: <span class="app-prewrap">{draft.reason}</span> },
            { label: SUPPLEMENT_LABELS.content, value: <span class="app-prewrap">{draft.content}</span> },
          ]}
        />
        <ChangedFigures changes={pending.changes} caption="Chỉ tiêu thay đổi so với số đã gửi" />
        {pending.changes.length === 0 && draft.content === '' && (
          <InsetText>Chưa có gì để gửi: không chỉ tiêu nào thay đổi và chưa ghi nội dung bổ sung.</InsetText>
        )}
        <WarningText>
          Khi gửi, bản bổ sung mang số tiếp theo và không sửa được nữa. Báo cáo đã gửi trước đó giữ nguyên.
        </WarningText>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Gửi báo cáo bổ sung</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      const number = await sendSupplement(database, facts, official, { reportId: params.reportId, today })
      return `/reports/${params.reportId}/supplements/${number}`
    },
  })
}

function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/supplements/:supplement/decision',
    permission: 'report.collect',
    params: z.object({ reportId: Id, supplement: OrderNumber }),
    fields: z.object({
      decision: choice(DECISION_LABELS.decision, DECISIONS),
      reason: optionalText(DECISION_LABELS.reason, { longest: 2000 }),
    }),
    labels: DECISION_LABELS,
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      return { report, supplement: await supplementOf(database, report.id, params.supplement) }
    },
    initial: () => ({}),
    draw: ({ context, data: { report, supplement }, form }) => (
      <Layout
        title={`Tiếp nhận báo cáo bổ sung số ${supplement.number}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}/supplements/${supplement.number}`, text: 'Trở lại bản bổ sung' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>
          Báo cáo bổ sung số {supplement.number}
        </PageHeading>
        <ChangedFigures changes={supplement.changes} caption="Chỉ tiêu thay đổi" />
        <Form form={form}>
          <RadioField
            form={form}
            name="decision"
            label={DECISION_LABELS.decision}
            options={[
              { value: 'accept', text: DECISIONS.accept },
              {
                value: 'refuse',
                text: DECISIONS.refuse,
                children: (
                  <TextArea
                    form={form}
                    name="reason"
                    label={DECISION_LABELS.reason}
                    hint="Đơn vị thấy lý do này và gửi bản bổ sung khác nếu cần."
                    rows={3}
                  />
                ),
              },
            ]}
          />
          <SubmitButtons cancelHref={`/reports/${report.id}/supplements/${supplement.number}`}>
            <SubmitButton>Xác nhận</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { decision, reason }) => {
      const { reportId, supplement: number } = params
      await decideSupplement(database, official, { reportId, number, decision, reason, today })
      return `/reports/${reportId}/supplements/${number}`
    },
  })
}
