import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { optionalText } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { saveVerification } from '../actions/save-verification.ts'
import { pointsField, reasonField } from '../actions/verdicts.ts'
import { evidenceCounts } from '../queries/evidence.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { figuresTyped } from '../rules/figure-text.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import { DemonstrationPoints, showPoints } from './assessment-tags.tsx'
import { withDifferences } from './conflicting-edit.ts'
import { criterionPath, type ShownSheet, shownCriterion, shownSheet } from './criterion-in-sheet.ts'
import { EvidenceLinked, FiguresUsed, PointsGiven, WhatIsAsked } from './criterion-parts.tsx'
import { FigureField } from './figure-fields.tsx'
import { CriterionAddress, captionOf } from './self-assessment-form.tsx'
import { VerificationSheet } from './verification-sheet.tsx'
import {
  conditionsAsked,
  figuresForVerifier,
  pointsTyped,
  reasonsTyped,
  sheetLabels,
  sheetValues,
} from './verification-values.ts'
import { yearInWords } from './year-parts.tsx'

const SheetFields = z.looseObject({
  notRankedReason: optionalText('Lý do không xếp loại', { longest: 1000 }),
  complete: z.string().optional(),
})

/** The verifier's work: the whole sheet at once, or one criterion with everything that is known of it. */
export function verificationForms(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/verification',
    permission: 'criteria.verify',
    params: z.object({ assessmentId: Id }),
    fields: SheetFields,
    load: async (context) => {
      const shown = requireVerifiable(await shownSheet(context, context.params.assessmentId, facts))
      return { ...shown, evidence: await evidenceCounts(context.database, shown.assessment.id) }
    },
    initial: (data) => sheetValues(data),
    draw: ({ context, data, form }) => {
      const { assessment } = data
      const current = withDifferences(form, sheetValues(data), sheetLabels(data))
      return (
        <Layout
          title={`Thẩm định ${assessment.unitName}`}
          context={context.page}
          wide
          form={form}
          backLink={{ href: `/assessments/${assessment.id}`, text: `Bảng chấm điểm năm ${assessment.year}` }}
        >
          <PageHeading caption={`Thẩm định điểm ${yearInWords(assessment)} – ${assessment.blockTitle}`}>
            {assessment.unitName}
          </PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <p class="govuk-body">
            {`Điểm tự chấm ${showPoints(assessment.selfTotal)}; điểm thẩm định đến nay ${showPoints(assessment.verifiedTotal)}. Ô điểm đã điền sẵn điểm của đơn vị: chỉ sửa nơi không đồng ý, và ghi lý do.`}
          </p>
          <VerificationSheet form={current} shown={data} evidence={data.evidence} />
        </Layout>
      )
    },
    submit: async (context, entered, data) => {
      const { database, official, today, version } = context
      const { assessment } = data
      const figures = figuresTyped([...figuresForVerifier(data), ...conditionsAsked(data)], entered)
      await saveVerification(
        database,
        official,
        {
          assessmentId: assessment.id,
          version,
          points: pointsTyped(data, entered),
          words: reasonsTyped(data, entered),
          figures,
          notRankedReason: entered.notRankedReason === '' ? null : entered.notRankedReason,
          complete: entered.complete !== undefined,
        },
        today,
      )
      return `/assessments/${assessment.id}${entered.complete === undefined ? '/verification' : ''}`
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/verification',
    permission: 'criteria.verify',
    params: CriterionAddress,
    fields: z.looseObject({}),
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      requireVerifiable(shown)
      return shown
    },
    initial: (data) => sheetValues(data),
    draw: ({ context, data, form }) => {
      const { assessment, criterion, compiled } = data
      const current = withDifferences(form, sheetValues(data), sheetLabels(data, criterion.code))
      return (
        <Layout
          title={`Thẩm định tiêu chí ${criterion.code}`}
          context={context.page}
          form={form}
          backLink={{ href: criterionPath(assessment.id, criterion.code), text: `Tiêu chí ${criterion.code}` }}
        >
          <PageHeading caption={captionOf(data)}>{`Thẩm định ${criterion.code}. ${criterion.title}`}</PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <PointsGiven shown={data} />
          <FiguresUsed shown={data} />
          <EvidenceLinked shown={data} facts={facts} mayChange={false} />
          <h2 class="govuk-heading-m">Tiêu chí yêu cầu gì</h2>
          <WhatIsAsked shown={data} />
          <h2 class="govuk-heading-m">Ý kiến thẩm định</h2>
          <Form form={current}>
            {isSelfScored(criterion) ? (
              <NumberField
                form={current}
                name={pointsField(criterion.code)}
                label="Điểm thẩm định"
                hint="Giữ nguyên nếu đồng ý với điểm tự chấm."
                decimal
                width={5}
                suffix="điểm"
              />
            ) : (
              figuresForVerifier(data, criterion.code).map((figure) => (
                <FigureField key={figure.code} form={current} figure={figure} set={compiled.set} />
              ))
            )}
            <TextArea
              form={current}
              name={reasonField(criterion.code)}
              label={isSelfScored(criterion) ? 'Lý do thay đổi, ghi chú' : 'Căn cứ, ghi chú'}
              hint={isSelfScored(criterion) ? 'Bắt buộc khi điểm thẩm định khác điểm tự chấm.' : undefined}
              optional
              rows={3}
            />
            <SubmitButtons cancelHref={criterionPath(assessment.id, criterion.code)}>
              <SubmitButton>Lưu thẩm định</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, version }, entered, data) => {
      const { assessment, criterion } = data
      await saveVerification(
        database,
        official,
        {
          assessmentId: assessment.id,
          version,
          points: pointsTyped(data, entered, criterion.code),
          words: reasonsTyped(data, entered, criterion.code),
          figures: figuresTyped(figuresForVerifier(data, criterion.code), entered),
          complete: false,
        },
        today,
      )
      return criterionPath(assessment.id, criterion.code)
    },
  })
}

/** Refuses `criteria.own-unit` and `criteria.not-submitted`. */
export function requireVerifiable<Shown extends ShownSheet>(shown: Shown): Shown {
  const { assessment } = shown
  if (!mayVerify(assessment.yearState, assessment.state)) {
    throw new Refusal(
      'not-allowed',
      'criteria.not-submitted',
      'Đơn vị chưa nộp bảng tự chấm, hoặc kết quả đã được quyết định, nên không thẩm định được.',
    )
  }
  if (!assessment.isMineToVerify) {
    throw new Refusal(
      'not-allowed',
      'criteria.own-unit',
      `Bạn không được thẩm định điểm của ${assessment.unitName} vì đó là đơn vị của bạn. Hãy để người của cơ quan khác thẩm định.`,
    )
  }
  return shown
}
