import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Fieldset,
  Form,
  type FormView,
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
import { postFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { returnAssessment } from '../actions/return-assessment.ts'
import { submitCounted } from '../actions/save-criterion.ts'
import { requireAssessment } from '../queries/assessments.ts'
import { evidenceCounts } from '../queries/evidence.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import type { Criterion } from '../rules/criteria-set.ts'
import { evidenceReasonField, isLackingEvidence } from '../rules/evidence-asked.ts'
import { criteriaFor, selfMaximum } from '../rules/score-sheet.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { missingNow } from './assessment-page.tsx'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { type ShownSheet, shownSheet } from './criterion-in-sheet.ts'
import { yearInWords } from './year-parts.tsx'

const Address = z.object({ assessmentId: Id })

const STATEMENT =
  'Số liệu, minh chứng trong bảng tự chấm là đúng thực tế; đơn vị chịu trách nhiệm về tính chính xác của nội dung đã khai.'

type ToSubmit = ShownSheet & { pieces: ReadonlyMap<string, number> }

/** What still lacks evidence by what is known now. */
function lackingNow({ compiled, assessment, self, pieces }: ToSubmit): Criterion[] {
  return criteriaFor(compiled.set, assessment.unitKind).filter((criterion) =>
    isLackingEvidence(
      criterion,
      self.criteria.find((score) => score.code === criterion.code),
      pieces.get(criterion.code) ?? 0,
    ),
  )
}

const scoreOf = ({ sheet }: ToSubmit, code: string) => sheet.scores.find((score) => score.criterionCode === code)

function EvidenceReasons({ form, data }: { form: FormView; data: ToSubmit }) {
  const lacking = lackingNow(data)
  if (lacking.length === 0) return null
  return (
    <Fieldset
      legend="Minh chứng còn thiếu"
      hint="Mỗi tiêu chí dưới đây yêu cầu minh chứng mà chưa có. Hãy bổ sung ở trang tiêu chí, hoặc ghi lý do."
    >
      {lacking.map((criterion) => (
        <TextArea
          key={criterion.code}
          form={form}
          name={evidenceReasonField(criterion.code)}
          label={`Lý do thiếu minh chứng tiêu chí ${criterion.code}`}
          hint={`${criterion.title}: ${(criterion.evidence ?? [])
            .filter((each) => each.required)
            .map((each) => each.text)
            .join('; ')}`}
          rows={2}
        />
      ))}
    </Fieldset>
  )
}

/** The head signs off and hands the sheet in; the verifier may give it back. */
export function submissionForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/submission',
    permission: 'criteria.submit',
    params: Address,
    fields: z.looseObject({ statement: text('Lời cam kết', { longest: 1000 }) }),
    load: async (context) => {
      const shown = await shownSheet(context, context.params.assessmentId, facts)
      if (!shown.mayAssess || !shown.assessment.isMineToSubmit) {
        throw new Refusal(
          'not-allowed',
          'criteria.already-submitted',
          'Bảng tự chấm đã nộp, hoặc không phải của đơn vị bạn. Không cần nộp lại.',
        )
      }
      return { ...shown, pieces: await evidenceCounts(context.database, shown.assessment.id) }
    },
    initial: (data) => ({
      statement: STATEMENT,
      ...Object.fromEntries(
        lackingNow(data).map(({ code }) => [evidenceReasonField(code), scoreOf(data, code)?.selfNote ?? '']),
      ),
    }),
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
          <PageHeading caption={`${assessment.unitName}, ${yearInWords(assessment)}`}>Nộp bảng tự chấm</PageHeading>
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
                <EvidenceReasons form={form} data={data} />
                <TextArea
                  form={form}
                  name="statement"
                  label="Lời cam kết của thủ trưởng"
                  hint={`Ghi cùng họ tên, chức vụ của bạn (${context.official.fullName}, ${postFor(context.official, 'criteria.submit')?.title ?? ''}) và ngày nộp.`}
                  rows={2}
                />
                <SubmitButtons cancelHref={back}>
                  <SubmitButton>Nộp bảng tự chấm</SubmitButton>
                </SubmitButtons>
              </Form>
            </>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, data) => {
      const reasons = Object.fromEntries(
        lackingNow(data).map(({ code }) => {
          const typed = (entered as Readonly<Record<string, unknown>>)[evidenceReasonField(code)]
          return [code, typeof typed === 'string' ? typed.normalize('NFC').trim() : '']
        }),
      )
      const given = { assessmentId: params.assessmentId, statement: entered.statement, reasons }
      await submitCounted(database, official, given, { facts, today })
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
