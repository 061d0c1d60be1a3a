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
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { answerAppeal, isVerifierOf } from '../actions/answer-appeal.ts'
import { answerExplanation, askExplanation } from '../actions/explain.ts'
import { appealNotNow, fileAppeal } from '../actions/file-appeal.ts'
import { timetableOf } from '../queries/timetable.ts'
import { mayAppeal } from '../rules/appeal.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, shownCriterion } from './criterion-in-sheet.ts'
import { EvidenceLinked, FiguresUsed, PointsGiven, WhatIsAsked } from './criterion-parts.tsx'
import { CriterionAddress, captionOf } from './self-assessment-form.tsx'
import { requireVerifiable } from './verification-form.tsx'

const ExplanationAddress = CriterionAddress.extend({ explanationId: Id })
const AppealAddress = CriterionAddress.extend({ appealId: Id })

/** What goes to and fro between verifier and unit: a question and its answer, a proposal and its answer. */
export function appealForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/explanation-request',
    permission: 'criteria.verify',
    params: CriterionAddress,
    fields: z.object({ question: text('Nội dung cần giải trình', { longest: 2000 }) }),
    load: async (context) => requireVerifiable(await shownCriterion(context, context.params, facts)),
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const back = criterionPath(data.assessment.id, data.criterion.code)
      return (
        <Layout
          title="Yêu cầu giải trình"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${data.criterion.code}` }}
        >
          <PageHeading caption={captionOf(data)}>{`Yêu cầu giải trình tiêu chí ${data.criterion.code}`}</PageHeading>
          <PointsGiven shown={data} />
          <Form form={form}>
            <TextArea
              form={form}
              name="question"
              label="Nội dung cần giải trình"
              hint="Đơn vị thấy câu hỏi này trong bảng chấm điểm của mình và trả lời tại đó."
              rows={4}
            />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Gửi yêu cầu giải trình</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { question }) => {
      const given = { assessmentId: params.assessmentId, criterion: params.code, question }
      await askExplanation(database, official, given, today)
      return criterionPath(params.assessmentId, params.code)
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/explanations/:explanationId',
    permission: 'criteria.self-assess',
    params: ExplanationAddress,
    fields: z.object({ answer: text('Nội dung giải trình', { longest: 5000 }) }),
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      const asked = shown.explanations.find((each) => each.id === context.params.explanationId)
      if (!asked || !shown.assessment.isOwn || asked.answer !== null || !isRunning(shown.assessment.yearState)) {
        throw new Refusal(
          'not-allowed',
          'criteria.explanation-answered',
          'Chỉ người của đơn vị được trả lời yêu cầu giải trình, khi chưa ai trả lời và kết quả chưa được quyết định.',
        )
      }
      return { ...shown, asked }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const back = criterionPath(data.assessment.id, data.criterion.code)
      return (
        <Layout
          title="Giải trình"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${data.criterion.code}` }}
        >
          <PageHeading caption={captionOf(data)}>{`Giải trình tiêu chí ${data.criterion.code}`}</PageHeading>
          <InsetText>
            {`${data.asked.askedBy ?? 'Người thẩm định'} hỏi ngày ${formatCalendarDate(data.asked.askedOn)}: ${data.asked.question}`}
          </InsetText>
          <Form form={form}>
            <TextArea form={form} name="answer" label="Nội dung giải trình" rows={6} />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Gửi giải trình</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { answer }) => {
      const given = { assessmentId: params.assessmentId, explanationId: params.explanationId, answer }
      await answerExplanation(database, official, given, today)
      return criterionPath(params.assessmentId, params.code)
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/appeal',
    permission: 'criteria.submit',
    params: CriterionAddress,
    fields: z.object({
      points: text('Số điểm đề nghị', { longest: 20 }),
      reason: text('Lý do kiến nghị', { longest: 5000 }),
    }),
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      const { assessment, criterion, appeals } = shown
      const already = appeals.some((each) => each.criterionCode === criterion.code)
      if (!assessment.isMineToSubmit || already || !mayAppeal(assessment.yearState, assessment.state)) {
        throw appealNotNow()
      }
      const limit = (await timetableOf(context.database, assessment.yearId)).find(({ step }) => step === 'appeal')
      return { ...shown, limit }
    },
    initial: ({ own }) => ({ points: own ? showPoints(own.points) : '' }),
    draw: ({ context, data, form }) => {
      const back = criterionPath(data.assessment.id, data.criterion.code)
      return (
        <Layout
          title="Kiến nghị về điểm"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${data.criterion.code}` }}
        >
          <PageHeading caption={captionOf(data)}>{`Kiến nghị điểm tiêu chí ${data.criterion.code}`}</PageHeading>
          <PointsGiven shown={data} />
          <p class="govuk-body">
            {data.limit
              ? `Hạn kiến nghị: hết ngày ${formatCalendarDate(data.limit.lastDay)}. `
              : 'Năm này chưa đặt hạn kiến nghị. '}
            Người xem xét không phải là người đã thẩm định.
          </p>
          <Form form={form}>
            <NumberField form={form} name="points" label="Số điểm đề nghị" decimal width={5} suffix="điểm" />
            <TextArea form={form} name="reason" label="Lý do kiến nghị" rows={5} />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Gửi kiến nghị</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { points, reason }) => {
      const given = { assessmentId: params.assessmentId, criterion: params.code, points, reason }
      await fileAppeal(database, official, given, today)
      return criterionPath(params.assessmentId, params.code)
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/appeals/:appealId',
    permission: 'criteria.verify',
    params: AppealAddress,
    fields: z.object({
      points: text('Số điểm quyết định', { longest: 20 }),
      reason: text('Lý do', { longest: 5000 }),
    }),
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      const { assessment, sheet } = shown
      const appeal = shown.appeals.find((each) => each.id === context.params.appealId)
      if (!appeal || !assessment.isMineToVerify || appeal.state !== 'waiting') {
        throw new Refusal(
          'not-allowed',
          'criteria.appeal-answered',
          'Kiến nghị này đã được trả lời, hoặc bạn không được xem xét kiến nghị của đơn vị này.',
        )
      }
      if (isVerifierOf(context.official, assessment, sheet, appeal.criterionCode)) {
        throw new Refusal(
          'not-allowed',
          'criteria.reviewer-is-verifier',
          'Bạn đã thẩm định điểm này nên không xem xét kiến nghị về nó được. Hãy để người khác trong Đoàn thẩm định hoặc UBND tỉnh xem xét.',
        )
      }
      return { ...shown, appeal }
    },
    initial: ({ appeal }) => ({ points: showPoints(appeal.verifiedPoints) }),
    draw: ({ context, data, form }) => {
      const { appeal } = data
      const back = criterionPath(data.assessment.id, data.criterion.code)
      return (
        <Layout
          title="Trả lời kiến nghị"
          context={context.page}
          form={form}
          backLink={{ href: back, text: `Tiêu chí ${data.criterion.code}` }}
        >
          <PageHeading caption={captionOf(data)}>{`Trả lời kiến nghị tiêu chí ${data.criterion.code}`}</PageHeading>
          <InsetText>
            {`${appeal.filedBy ?? 'Đơn vị'} kiến nghị ngày ${formatCalendarDate(appeal.filedOn)}, đề nghị ${showPoints(appeal.askedPoints)} điểm: ${appeal.reason}`}
          </InsetText>
          <PointsGiven shown={data} />
          <FiguresUsed shown={data} />
          <EvidenceLinked shown={data} facts={facts} mayChange={false} />
          <WhatIsAsked shown={data} />
          <Form form={form}>
            <NumberField
              form={form}
              name="points"
              label="Số điểm quyết định"
              hint="Giữ nguyên điểm thẩm định nếu không chấp nhận kiến nghị."
              decimal
              width={5}
              suffix="điểm"
            />
            <TextArea form={form} name="reason" label="Lý do" rows={4} />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Trả lời kiến nghị</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, { points, reason }) => {
      const given = { assessmentId: params.assessmentId, appealId: params.appealId, points, reason }
      await answerAppeal(database, official, given, today)
      return criterionPath(params.assessmentId, params.code)
    },
  })
}
