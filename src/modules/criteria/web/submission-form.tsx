import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { returnAssessment } from '../actions/return-assessment.ts'
import { submitCounted } from '../actions/save-criterion.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { selfMaximum } from '../rules/score-sheet.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { missingNow } from './assessment-page.tsx'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { shownSheet } from './criterion-in-sheet.ts'

const Address = z.object({ assessmentId: Id })

/** The head signs off and hands the sheet in; the verifier may give it back. */
export function submissionForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/submission',
    permission: 'criteria.submit',
    params: Address,
    fields: z.object({}),
    load: async (context) => {
      const shown = await shownSheet(context, context.params.assessmentId, facts)
      if (!shown.mayAssess || !shown.assessment.isMineToSubmit) {
        throw new Refusal(
          'not-allowed',
          'criteria.already-submitted',
          'Bảng tự chấm đã nộp, hoặc không phải của đơn vị bạn. Không cần nộp lại.',
        )
      }
      return shown
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const { assessment, self, compiled } = data
      const missing = missingNow(data)
      const back = `/assessments/${assessment.id}`
      return (
        <Layout
          title="Nộp bảng tự chấm"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Bảng chấm điểm năm ${assessment.year}` }}
        >
          <PageHeading caption={`${assessment.unitName}, năm ${assessment.year}`}>Nộp bảng tự chấm</PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <SummaryList
            rows={[
              {
                label: 'Tổng điểm tự chấm',
                value: `${showPoints(self.total)} trên ${showDecimalText(selfMaximum(compiled, assessment.unitKind))} điểm phần đơn vị tự chấm`,
              },
              { label: 'Hạn tự chấm', value: formatCalendarDate(assessment.selfAssessBy) },
            ]}
          />
          {missing.length > 0 ? (
            <InsetText>
              {`Chưa nộp được: còn ${missing.length} tiêu chí chưa có số liệu (${missing.join(', ')}). `}
              <a class="govuk-link" href={back}>
                Trở lại bảng chấm điểm để nhập
              </a>
              .
            </InsetText>
          ) : (
            <>
              <WarningText>
                Sau khi nộp, đơn vị không sửa được nữa, trừ khi cơ quan thẩm định trả lại. Số liệu do hệ thống đếm được
                chốt tại thời điểm nộp.
              </WarningText>
              <Form form={form}>
                <SubmitButtons cancelHref={back}>
                  <SubmitButton>Nộp bảng tự chấm</SubmitButton>
                </SubmitButtons>
              </Form>
            </>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }) => {
      await submitCounted(database, official, params, { facts, today })
      return `/assessments/${params.assessmentId}`
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/return',
    permission: 'criteria.verify',
    params: Address,
    fields: z.object({ reason: text('Lý do trả lại', { longest: 2000 }) }),
    load: async ({ database, official, today, params }) => {
      const assessment = await requireAssessment(database, official, params.assessmentId, today)
      if (!assessment.isMineToVerify || !mayVerify(assessment.yearState, assessment.state)) {
        throw new Refusal(
          'not-allowed',
          'criteria.not-submitted',
          'Không trả lại được: bảng tự chấm chưa nộp, đã có quyết định, hoặc là của chính đơn vị bạn.',
        )
      }
      return assessment
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title="Trả lại bảng tự chấm"
        context={context.page}
        form={form}
        backLink={{ href: `/assessments/${data.id}`, text: `Bảng chấm điểm năm ${data.year}` }}
      >
        <PageHeading caption={`${data.unitName}, năm ${data.year}`}>Trả lại bảng tự chấm</PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label="Lý do trả lại"
            hint="Đơn vị đọc được lý do này trong lịch sử của bảng chấm điểm."
            rows={4}
          />
          <SubmitButtons cancelHref={`/assessments/${data.id}`}>
            <SubmitButton>Trả lại đơn vị</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, { id, yearId, unitId }) => {
      await returnAssessment(database, official, { yearId, unitId, reason, today })
      return `/assessments/${id}`
    },
  })
}
