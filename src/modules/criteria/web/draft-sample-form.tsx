import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { changeDraft } from '../actions/draft-criteria-set.ts'
import { figuresTyped } from '../rules/figure-text.ts'
import { askedFigures, distinctFigures } from '../rules/set-inputs.ts'
import { withTyped } from './draft-method-form.tsx'
import { DraftAddress, draftInWork, draftPath, type ShownDraft } from './draft-parts.tsx'
import { FigureField, figureValues } from './figure-fields.tsx'

/** All figures that the set asks for, typed as a sample; and what the import left to decide. */
export function draftSampleForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/sample',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.looseObject({ kind: z.string().max(80).optional() }),
    load: (context) => draftInWork(context, context.params.draftId),
    initial: (shown) => sampleValues(shown),
    draw: ({ context, data: shown, form }) => {
      const { id, content } = shown.draft
      const figures = figuresOf(shown)
      return (
        <Layout
          title="Số liệu thử"
          context={context.page}
          form={form}
          backLink={{ href: draftPath(id), text: 'Bản soạn' }}
        >
          <PageHeading caption={content.title}>Số liệu thử</PageHeading>
          <p class="govuk-body">
            Ghi số liệu của một đơn vị tưởng tượng. Bản soạn tính thử điểm từng tiêu chí, tổng điểm và xếp loại theo số
            liệu này.
          </p>
          <Form form={form}>
            <SelectField
              form={form}
              name="kind"
              label="Loại đơn vị"
              options={content.unitKinds.map((kind) => ({ value: kind.code, text: kind.title }))}
            />
            {figures.length === 0 && <InsetText>Bản soạn chưa cần số liệu nào.</InsetText>}
            {figures.map((figure) => (
              <FigureField key={figure.code} form={form} figure={figure} set={content} />
            ))}
            <SubmitButtons cancelHref={draftPath(id)}>
              <SubmitButton>Lưu và tính thử</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }, entered, shown) => {
      const typed = figuresTyped(figuresOf(shown), entered)
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: 'Sửa số liệu thử',
        valuesNow: (draft) => sampleValues({ ...shown, draft }),
        sample: (sample) => ({
          ...(entered.kind === undefined ? {} : { kind: entered.kind }),
          figures: withTyped(sample.figures, typed),
        }),
      })
      return draftPath(params.draftId)
    },
  })

  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/questions',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.object({ decided: z.union([z.string(), z.array(z.string())]).optional() }),
    load: (context) => draftInWork(context, context.params.draftId),
    initial: ({ draft }) => questionValues(draft),
    draw: ({ context, data: { draft }, form }) => (
      <Layout
        title="Chỗ cần quyết định"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.content.title}>Chỗ cần người soạn quyết định</PageHeading>
        <p class="govuk-body">
          Khi nhập từ tệp Excel, những chỗ dưới đây có thể hiểu theo nhiều cách nên phần mềm không tự đoán. Sửa ở mục
          tương ứng của bản soạn rồi đánh dấu.
        </p>
        <Form form={form}>
          <CheckboxField
            form={form}
            name="decided"
            label="Đã quyết định"
            optional
            options={draft.questions.map((question, index) => ({
              value: String(index),
              text: `Dòng ${question.row}${question.code === null ? '' : `, mục ${question.code}`}: ${question.text}`,
            }))}
          />
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version }, { decided }) => {
      const ticked = new Set([decided ?? []].flat())
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: 'Đánh dấu chỗ nhập từ Excel đã quyết định',
        valuesNow: (draft) => questionValues(draft),
        questions: (questions) =>
          questions.map((question, index) => ({ ...question, decided: ticked.has(String(index)) })),
      })
      return draftPath(params.draftId)
    },
  })
}

const figuresOf = ({ draft }: ShownDraft) => distinctFigures(askedFigures(draft.content))

function sampleValues(shown: ShownDraft): Record<string, string> {
  const { sample, content, version } = shown.draft
  const kept = Object.entries(sample.figures).map(([code, value]) => ({ code, value }))
  return {
    ...figureValues(figuresOf(shown), kept),
    kind: sample.kind ?? content.unitKinds[0]?.code ?? '',
    _version: String(version),
  }
}

function questionValues({ questions, version }: ShownDraft['draft']): Record<string, string | string[]> {
  const decided = questions.flatMap((question, index) => (question.decided ? [String(index)] : []))
  return { decided, _version: String(version) }
}
