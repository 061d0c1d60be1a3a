import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordId } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { issueReport, reportToIssue } from '../actions/issue-report.ts'
import { latestSubmission } from '../queries/frozen-figures.ts'
import { titleOf } from './report-words.ts'
import { reportOnPaper } from './write-report.ts'

const SIGNER = 'Người ký'

/** Issuing a report that was sent: the number is taken, and the PDF waits for the signatures. */
export function issuingForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/issuing',
    permission: 'document.write',
    params: z.object({ reportId: Id }),
    fields: z.object({ signerPostId: recordId(SIGNER) }),
    load: async ({ database, official, today, params }) => {
      const [found, submission] = await Promise.all([
        reportToIssue(database, official, params.reportId, today),
        latestSubmission(database, params.reportId),
      ])
      return { ...found, sentBy: submission?.signer.name ?? '' }
    },
    initial: ({ signers, sentBy }) => ({
      signerPostId: (signers.find(({ name }) => name === sentBy) ?? signers[0])?.postId ?? '',
    }),
    draw: ({ context, data: { report, signers }, form }) => (
      <Layout
        title="Phát hành báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={report.unitName}>Phát hành: {titleOf(report)}</PageHeading>
        <p class="govuk-body">
          Hệ thống cấp số tiếp theo trong sổ văn bản đi, ghi ngày {formatCalendarDate(context.today)} và lập tệp PDF
          đúng thể thức để ký số: người ký trước, cơ quan ký sau.
        </p>
        {signers.length === 0 && (
          <InsetText>
            Chưa có ai trong cơ quan giữ chức vụ được ký số văn bản. Hãy đề nghị người quản trị ghi chức vụ của lãnh
            đạo.
          </InsetText>
        )}
        <Form form={form}>
          <SelectField
            form={form}
            name="signerPostId"
            label={SIGNER}
            emptyText="Chọn người ký"
            options={signers.map(({ postId, name, title }) => ({ value: postId, text: `${name}, ${title}` }))}
          />
          <InsetText>
            Số và ngày nằm trong tệp nên không sửa được nữa. Nếu sai, thu hồi văn bản (số vẫn giữ trong sổ) rồi phát
            hành lại.
          </InsetText>
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Cấp số, lập bản để ký</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, files, publicUrl, page }, { signerPostId }) => {
      const { demonstration } = page
      const documentId = await issueReport(
        database,
        facts,
        official,
        { reportId: params.reportId, signerPostId },
        { today, files, publicUrl, onPaper: (within, content) => reportOnPaper(within, content, { demonstration }) },
      )
      return `/documents/${documentId}`
    },
  })
}
