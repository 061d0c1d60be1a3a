import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  FileField,
  Form,
  type FormView,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { withCapital } from '../../../vocabulary/vietnamese.ts'
import { saveCriterion } from '../actions/save-criterion.ts'
import { selfInputs } from '../queries/sheets.ts'
import { describeNotApplicable } from '../rules/describe-method.ts'
import { figureField, figuresTyped } from '../rules/figure-text.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import type { AskedFigure } from '../rules/set-inputs.ts'
import { criterionLines, type ScoringOnPage } from '../rules/typed-score.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { withDifferences } from './conflicting-edit.ts'
import { CriterionFields, CRITERION_LABELS as L } from './criterion-fields.ts'
import { criterionPath, type ShownCriterion, shownCriterion } from './criterion-in-sheet.ts'
import { EvidenceLinked, FiguresUsed, WhatIsAsked } from './criterion-parts.tsx'
import { FigureField, figureValues } from './figure-fields.tsx'
import { ScoringWhileTyping } from './scoring-while-typing.tsx'
import { yearInWords } from './year-parts.tsx'

export const CriterionAddress = z.object({ assessmentId: Id, code: z.string().min(1).max(60) })

/** The unit's work on one criterion: see what is asked and what was counted, type the rest, prove it. */
export function selfAssessmentForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/self-assessment',
    permission: 'criteria.self-assess',
    params: CriterionAddress,
    fields: CriterionFields,
    draftOf: 'self-assessment',
    labels: L,
    load: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      if (!shown.mayAssess || !isSelfScored(shown.criterion)) throw notNow(shown)
      return shown
    },
    initial: formValues,
    draw: ({ context, data, form }) => {
      const { assessment, criterion } = data
      return (
        <Layout
          title={`${criterion.code} ${criterion.title}`}
          context={context.page}
          form={form}
          script="scoring"
          backLink={{ href: `/assessments/${assessment.id}`, text: `Bảng chấm điểm năm ${assessment.year}` }}
        >
          <PageHeading caption={captionOf(data)}>{`${criterion.code}. ${criterion.title}`}</PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <WhatIsAsked shown={data} />
          <FiguresUsed shown={data} figures={data.figures.filter((figure) => !typedFigures(data).includes(figure))} />
          <EvidenceLinked shown={data} facts={facts} mayChange />
          <SelfAssessmentBody form={withDifferences(form, formValues(data), labelsOf(data))} shown={data} />
        </Layout>
      )
    },
    submit: async (context, entered, data) => {
      const figures = figuresTyped(typedFigures(data), entered)
      const { notApplicable, note, files } = entered
      const { version, official, database, today } = context
      const { assessment, criterion, next } = data
      await saveCriterion(
        database,
        official,
        { assessmentId: assessment.id, criterion: criterion.code, version, figures, notApplicable, note, files },
        { facts, today },
      )
      if (entered.next === undefined || !next) return `/assessments/${assessment.id}`
      return criterionPath(assessment.id, next.code, isSelfScored(next) ? 'self-assessment' : undefined)
    },
  })
}

function SelfAssessmentBody({ form, shown }: { form: FormView; shown: ShownCriterion }) {
  const { compiled, criterion, assessment } = shown
  const figures = typedFigures(shown)
  return (
    <>
      <h2 class="govuk-heading-m">Đơn vị tự chấm</h2>
      <Form form={form} multipart>
        {figures.length === 0 && (
          <p class="govuk-body">
            Mọi số liệu của tiêu chí này do hệ thống đếm. Nếu số chưa đúng, hãy bổ sung hoặc sửa các bản ghi; điểm tự
            thay đổi theo.
          </p>
        )}
        {figures.map((figure) => (
          <FigureField
            key={figure.code}
            form={form}
            figure={figure}
            set={compiled.set}
            hint={figure.from === 'system' ? 'Hệ thống chưa đếm được số liệu này; đơn vị tự ghi.' : undefined}
          />
        ))}
        <CheckboxField
          form={form}
          name="notApplicable"
          label="Trường hợp không áp dụng"
          optional
          options={[
            {
              value: 'yes',
              text: 'Trong năm không phát sinh nhiệm vụ này',
              hint: `Khi đó tiêu chí ${describeNotApplicable(compiled.set, criterion)}; phải nêu lý do ở ô dưới.`,
            },
          ]}
        />
        {shown.own && (
          <ScoringWhileTyping scoring={scoringOn(shown)} lines={criterionLines(shown.own, shown.self.total)} />
        )}
        <TextArea form={form} name="note" label={L.note} optional rows={3} />
        <FileField
          form={form}
          name="files"
          label={L.files}
          optional
          multiple
          accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
          hint="Văn bản, biên bản, ảnh; mỗi tệp không quá 20 MB."
        />
        <SubmitButtons cancelHref={`/assessments/${assessment.id}`}>
          {shown.next && (
            <SubmitButton name="next" value="yes">
              Lưu và sang tiêu chí tiếp theo
            </SubmitButton>
          )}
          <SubmitButton variant={shown.next ? 'secondary' : 'primary'}>Lưu, về bảng chấm điểm</SubmitButton>
        </SubmitButtons>
      </Form>
    </>
  )
}

/** What a person types: all that isn't counted. */
function typedFigures({ figures, counted }: ShownCriterion): AskedFigure[] {
  return figures.filter((figure) => figure.from === 'person' || counted[figure.code] === undefined)
}

function scoringOn(shown: ShownCriterion): ScoringOnPage {
  const { compiled, sheet, criterion } = shown
  const common = { set: compiled.set, inputs: selfInputs(sheet), criterion: criterion.code }
  return { kind: 'criterion', ...common, typed: typedFigures(shown) }
}

function formValues(shown: ShownCriterion): Record<string, string> {
  return {
    ...figureValues(typedFigures(shown), shown.sheet.figures),
    notApplicable: shown.score?.notApplicable ? 'yes' : '',
    note: shown.score?.selfNote ?? '',
    _version: String(shown.score?.version ?? 0),
  }
}

function labelsOf(shown: ShownCriterion): Record<string, string> {
  const figures = typedFigures(shown).map((figure) => [figureField(figure.code), withCapital(figure.title)])
  return { ...Object.fromEntries(figures), notApplicable: L.notApplicable, note: L.note }
}

export function captionOf({ assessment, path }: ShownCriterion): string {
  const group = path[0]
  return `${assessment.unitName}, ${yearInWords(assessment)}${group ? ` – ${group.title}` : ''}`
}

function notNow({ assessment, criterion }: ShownCriterion): Refusal {
  if (!assessment.isOwn) {
    return new Refusal(
      'not-allowed',
      'criteria.not-your-unit',
      'Chỉ người của chính đơn vị được tự chấm điểm cho đơn vị mình.',
    )
  }
  if (!isSelfScored(criterion)) {
    return new Refusal(
      'not-allowed',
      'criteria.not-for-the-unit',
      `Tiêu chí ${criterion.code} không do đơn vị tự chấm; cơ quan thẩm định sẽ ghi điểm.`,
    )
  }
  return new Refusal(
    'not-allowed',
    'criteria.already-submitted',
    'Bảng tự chấm đã nộp nên không sửa được nữa. Nếu cần sửa, hãy đề nghị cơ quan thẩm định trả lại.',
  )
}
