import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import { Id } from '../../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, SummaryList } from '../../../../platform/page/index.ts'
import { discardSupplement } from '../../actions/discard-supplement.ts'
import { requireMayAct } from '../../queries/report-for-change.ts'
import { reportOf } from '../../queries/reports.ts'
import { draftSupplement, noSupplement } from '../../queries/supplements.ts'
import { titleOf } from '../report-words.ts'
import { SUPPLEMENT_LABELS } from '../supplement-fields.ts'

/** Throwing away a supplement that is being written: its words are told once more first. */
export function supplementRemoval(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/supplement/removal',
    permission: 'report.read',
    params: z.object({ reportId: Id }),
    fields: z.object({}),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      await requireMayAct(database, official, report, 'write', today)
      const draft = await draftSupplement(database, report.id)
      if (!draft) throw noSupplement()
      return { report, draft }
    },
    initial: ({ draft }) => ({ _version: String(draft.version) }),
    draw: ({ context, data: { report, draft }, form }) => (
      <Layout
        title="Bỏ báo cáo bổ sung đang soạn"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}/supplement`, text: 'Trở lại bản bổ sung' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Bỏ báo cáo bổ sung đang soạn?</PageHeading>
        <SummaryList
          rows={[
            { label: SUPPLEMENT_LABELS.reason, value: <span class="app-prewrap">{draft.reason}</span> },
            { label: SUPPLEMENT_LABELS.content, value: <span class="app-prewrap">{draft.content}</span> },
          ]}
        />
        <p class="govuk-body">Báo cáo và các bản bổ sung đã gửi giữ nguyên. Khi cần, có thể lập bản bổ sung khác.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reports/${report.id}/supplement`}>
            <SubmitButton variant="warning">Bỏ bản đang soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }) => {
      await discardSupplement(database, official, { ...params, version }, today)
      return `/reports/${params.reportId}`
    },
  })
}
