import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DataTable,
  Details,
  Form,
  type FormView,
  HiddenField,
  Layout,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { changeDraft } from '../actions/draft-criteria-set.ts'
import { type Criterion, isCriterion } from '../rules/criteria-set.ts'
import { describeMethod } from '../rules/describe-method.ts'
import { findNode, replaceNode } from '../rules/edit-set.ts'
import { figuresTyped } from '../rules/figure-text.ts'
import { withIndicatorCodes, withIndicatorTitles } from '../rules/indicator-names.ts'
import type { FigureValue } from '../rules/input.ts'
import { type MethodKind, methodFields, methodOf } from '../rules/method-fields.ts'
import { distinctFigures, figuresOfCriterion } from '../rules/set-inputs.ts'
import { workedCriterion } from '../rules/worked-example.ts'
import { Lines } from './criterion-parts.tsx'
import {
  draftInWork,
  draftPath,
  NodeAddress,
  nodeIn,
  nodePath,
  Problems,
  problemsOfNode,
  type ShownDraft,
} from './draft-parts.tsx'
import { FigureField, figureValues } from './figure-fields.tsx'

export const METHOD_KINDS: Readonly<Record<MethodKind, string>> = {
  'yes-no': 'Có hoặc không',
  levels: 'Mức mô tả bằng lời',
  steps: 'Bậc theo số hoặc tỷ lệ',
  ratio: 'Tỷ lệ nhân điểm tối đa',
  'per-item': 'Điểm cho từng việc',
  deduction: 'Trừ điểm theo từng lần',
  bonus: 'Thưởng điểm cho thành tích',
  imported: 'Lấy từ chỉ số khác, điều tra xã hội học',
  free: 'Người chấm cho điểm trong khoảng',
  date: 'Ngày so với thời hạn',
}

export const COMPARISON_OPTIONS = [
  { value: 'at-least', text: 'từ … trở lên' },
  { value: 'more-than', text: 'trên' },
  { value: 'at-most', text: 'không quá' },
  { value: 'less-than', text: 'dưới' },
  { value: 'equal', text: 'bằng' },
]

const isKind = (kind: string | undefined): kind is MethodKind => kind !== undefined && kind in METHOD_KINDS

const Fields = z.looseObject({ kind: z.string(), another: z.string().optional(), next: z.string().optional() })

/** How one criterion is scored, with its numbers, and beside it what the sample comes to. */
export function draftMethodForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/nodes/:code/method',
    permission: 'criteria.manage',
    params: NodeAddress,
    fields: Fields,
    load: async (context) => {
      const shown = await draftInWork(context, context.params.draftId)
      const node = nodeIn(shown, context.params.code)
      if (!isCriterion(node)) {
        throw new Refusal('not-found', 'criteria.no-such-criterion', 'Mục này là nhóm, không được chấm trực tiếp.')
      }
      return { shown, node, asked: context.query.kind }
    },
    initial: ({ shown, node, asked }) => {
      const kind = isKind(asked) ? asked : node.method.kind
      return {
        ...(kind === node.method.kind
          ? withIndicatorTitles(methodFields(node.method), shown.indicators)
          : { test: 'person', included: 'yes' }),
        kind,
        ...sampleFields(shown, node),
        _version: String(shown.draft.version),
      }
    },
    draw: ({ context, data: { shown, node }, form }) => {
      const { draft } = shown
      const kind = isKind(String(form.values.kind)) ? (String(form.values.kind) as MethodKind) : node.method.kind
      return (
        <Layout
          title={`Cách chấm mục ${node.code}`}
          context={context.page}
          form={form}
          backLink={{ href: nodePath(draft.id, node.code), text: `Mục ${node.code}` }}
        >
          <PageHeading caption={`${node.code}. ${node.title}`}>Cách chấm: {METHOD_KINDS[kind]}</PageHeading>
          <Problems problems={problemsOfNode(shown, node.code)} />
          <OtherKinds draftId={draft.id} node={node} kind={kind} />
          <Form form={form}>
            <HiddenField form={form} name="kind" />
            <KindFields form={form} kind={kind} node={node} />
            <IndicatorList indicators={shown.indicators} />
            <Sample form={form} shown={shown} node={node} />
            <SubmitButtons cancelHref={draftPath(draft.id)}>
              <SubmitButton name="next" value="stay">
                Lưu và tính thử
              </SubmitButton>
              <SubmitButton variant="secondary">Lưu, về bản soạn</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }, entered, { shown, node }) => {
      const kind = isKind(entered.kind) ? entered.kind : node.method.kind
      const method = methodOf(
        kind,
        withIndicatorCodes(textsOf(entered), shown.indicators),
        node,
        new Set(shown.indicators.keys()),
      )
      const typed = figuresTyped(sampleFigures(node), entered)
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: `Sửa cách chấm mục ${node.code}: ${METHOD_KINDS[kind].toLowerCase()}`,
        valuesNow: (draft) => {
          const now = nodeIn({ ...shown, draft }, node.code)
          return isCriterion(now)
            ? { ...withIndicatorTitles(methodFields(now.method), shown.indicators), kind: now.method.kind }
            : {}
        },
        content: (set) => {
          const found = findNode(set, node.code)
          return found && isCriterion(found.node) ? replaceNode(set, node.code, { ...found.node, method }) : set
        },
        sample: (sample) => ({ ...sample, figures: withTyped(sample.figures, typed) }),
      })
      return entered.next === 'stay' ? nodePath(params.draftId, node.code, '/method') : draftPath(params.draftId)
    },
  })
}

function OtherKinds({ draftId, node, kind }: { draftId: string; node: Criterion; kind: MethodKind }) {
  return (
    <Details summary="Chọn cách chấm khác">
      <ul class="govuk-list">
        {Object.entries(METHOD_KINDS)
          .filter(([other]) => other !== kind)
          .map(([other, words]) => (
            <li key={other}>
              <a class="govuk-link" href={nodePath(draftId, node.code, `/method?kind=${other}`)}>
                {words}
              </a>
            </li>
          ))}
      </ul>
    </Details>
  )
}

const INPUT_HINT = 'Tên số liệu do người nhập; nếu hệ thống tự đếm, ghi thêm tên chỉ tiêu trong ngoặc vuông.'

function KindFields({ form, kind, node }: { form: FormView; kind: MethodKind; node: Criterion }) {
  switch (kind) {
    case 'yes-no':
      return <ConditionFields form={form} points={false} kept={isKept(node)} />
    case 'levels':
      return <LinesField form={form} label="Các mức" hint="Mỗi dòng một mức. Ví dụ: A – đầy đủ, đúng hạn: 100%" />
    case 'steps':
      return (
        <>
          <TextField form={form} name="of" label="Số liệu, hoặc tử số của tỷ lệ" hint={INPUT_HINT} />
          <TextField
            form={form}
            name="denominator"
            label="Mẫu số của tỷ lệ"
            optional
            hint="Có mẫu số thì các bậc tính bằng phần trăm."
          />
          <LinesField
            form={form}
            label="Các bậc"
            hint="Mỗi dòng một bậc. Ví dụ: Từ 80% đến dưới 95%: 3 điểm; Từ 95% trở lên: 5 điểm; Dưới 80%: 0 điểm"
          />
        </>
      )
    case 'ratio':
      return (
        <>
          <TextField form={form} name="of" label="Tử số" hint={INPUT_HINT} />
          <TextField form={form} name="denominator" label="Mẫu số" />
          <TextField
            form={form}
            name="noneBelow"
            label="Dưới mức này thì không có điểm"
            optional
            width={5}
            suffix="%"
          />
          <TextField form={form} name="fullFrom" label="Từ mức này thì đủ điểm" optional width={5} suffix="%" />
        </>
      )
    case 'per-item':
      return <LinesField form={form} label="Các việc được tính điểm" hint="Ví dụ: mô hình mới: 2 điểm, tối đa 6 điểm" />
    case 'deduction':
      return (
        <>
          <RadioField
            form={form}
            name="takenFrom"
            label="Trừ vào đâu"
            options={[
              { value: 'criterion', text: 'Điểm của chính tiêu chí này' },
              { value: 'group', text: 'Điểm của nhóm (điểm tối đa của mục là 0, điểm thấp nhất là số âm)' },
              { value: 'total', text: 'Tổng điểm (chỉ trong nhóm điểm trừ)' },
            ]}
          />
          {node.method.kind === 'deduction' && node.method.before && (
            <p class="govuk-body">
              Trước khi trừ, tiêu chí được chấm theo cách: {METHOD_KINDS[node.method.before.kind].toLowerCase()}; phần
              đó được giữ nguyên.
            </p>
          )}
          <LinesField
            form={form}
            label="Các trường hợp bị trừ"
            hint="Mỗi dòng một trường hợp, điểm trừ mỗi lần. Ví dụ: bị nhắc nhở bằng văn bản: 0,5 điểm, tối đa 2 điểm; bị kỷ luật: 50%"
          />
        </>
      )
    case 'bonus':
      return (
        <>
          <LinesField form={form} label="Thành tích và điểm thưởng" hint="Ví dụ: bằng khen của UBND tỉnh: 2 điểm" />
          <RadioField
            form={form}
            name="combine"
            label="Khi có nhiều thành tích"
            options={[
              { value: 'sum', text: 'Cộng tất cả' },
              { value: 'highest', text: 'Chỉ tính thành tích cao nhất' },
            ]}
          />
        </>
      )
    case 'imported':
      return (
        <>
          <TextField form={form} name="of" label="Chỉ số" hint={INPUT_HINT} />
          <TextField
            form={form}
            name="outOf"
            label="Thang của chỉ số"
            optional
            width={5}
            hint="Ví dụ 100; để trống là lấy nguyên điểm."
          />
        </>
      )
    case 'free':
      return <p class="govuk-body">Người chấm tự cho điểm, từ điểm thấp nhất đến điểm tối đa của tiêu chí.</p>
    case 'date':
      return <LimitFields form={form} />
  }
}

const isKept = (node: Criterion) =>
  node.method.kind === 'yes-no' && node.method.when !== undefined && methodFields(node.method).test === 'kept'

function LinesField({ form, label, hint }: { form: FormView; label: string; hint: string }) {
  return <TextArea form={form} name="lines" label={label} hint={hint} rows={6} />
}

/** A condition: what a person answers, a figure compared, points compared. */
export function ConditionFields({ form, points, kept }: { form: FormView; points: boolean; kept: boolean }) {
  return (
    <>
      <RadioField
        form={form}
        name="test"
        label="Khi nào"
        options={[
          { value: 'person', text: 'Người chấm trả lời có hoặc không' },
          ...(kept ? [{ value: 'kept', text: 'Giữ điều kiện nhiều vế đang có' }] : []),
          {
            value: 'compare',
            text: 'So một số liệu hoặc tỷ lệ với một mức',
            children: (
              <>
                <TextField form={form} name="of" label="Số liệu, hoặc tử số" hint={INPUT_HINT} />
                <TextField form={form} name="denominator" label="Mẫu số của tỷ lệ" optional />
              </>
            ),
          },
          ...(points
            ? [
                {
                  value: 'points',
                  text: 'So điểm của một mục, hoặc của nhiều mục cộng lại',
                  children: (
                    <TextField
                      form={form}
                      name="nodes"
                      label="Mã của mục"
                      hint="Ví dụ: 2.1, hoặc I, II, III"
                      width={20}
                    />
                  ),
                },
                { value: 'percent', text: 'So phần trăm điểm đạt được của một mục (mã ghi ở ô trên)' },
              ]
            : []),
        ]}
      />
      <SelectField form={form} name="is" label="So sánh" optional emptyText="Chưa chọn" options={COMPARISON_OPTIONS} />
      <TextField form={form} name="value" label="Mức so sánh" optional width={10} />
    </>
  )
}

function LimitFields({ form }: { form: FormView }) {
  return (
    <>
      <TextField form={form} name="limitDay" label="Ngày cuối của thời hạn" width={5} hint="Ngày/tháng, ví dụ 05/12" />
      <SelectField
        form={form}
        name="limitYear"
        label="Năm của thời hạn"
        options={[
          { value: 'same', text: 'Năm được đánh giá' },
          { value: 'next', text: 'Năm sau' },
          { value: 'previous', text: 'Năm trước' },
        ]}
      />
      <TextField form={form} name="limitTime" label="Giờ" optional width={5} hint="Theo giờ Việt Nam, ví dụ 17:00" />
      <RadioField
        form={form}
        name="included"
        label="Đúng ngày, giờ ấy"
        inline
        options={[
          { value: 'yes', text: 'Vẫn trong hạn' },
          { value: 'no', text: 'Đã quá hạn (“trước ngày”)' },
        ]}
      />
      <LinesField
        form={form}
        label="Khi chậm"
        hint="Ví dụ: Đến 5 ngày: 3 điểm, dòng sau: Chậm hơn: 0 điểm. Hoặc một dòng: Mỗi ngày: 0,5 điểm"
      />
      <TextField form={form} name="of" label="Tên của ngày" optional hint="Để trống là lấy tên tiêu chí." />
    </>
  )
}

function IndicatorList({ indicators }: { indicators: ReadonlyMap<string, string> }) {
  return (
    <Details summary="Các số liệu hệ thống tự đếm được">
      <DataTable
        caption="Chỉ tiêu"
        captionHidden
        phone="stack"
        empty="Chưa có chỉ tiêu nào."
        columns={[
          { key: 'title', title: 'Chỉ tiêu', rowHeader: true },
          { key: 'written', title: 'Cách ghi' },
        ]}
        rows={[...indicators].map(([code, title]) => ({
          title,
          written: withIndicatorTitles({ written: `[${code}]` }, indicators).written,
        }))}
      />
    </Details>
  )
}

function Sample({ form, shown, node }: { form: FormView; shown: ShownDraft; node: Criterion }) {
  const { content, sample } = shown.draft
  const year = content.years.at(-1)?.year ?? Number(content.effective.from.slice(0, 4))
  return (
    <>
      <h2 class="govuk-heading-m">Tính thử</h2>
      <p class="govuk-body">
        <Lines lines={describeMethod(node, year)} />
      </p>
      {sampleFigures(node).map((figure) => (
        <FigureField key={figure.code} form={form} figure={figure} set={content} />
      ))}
      <p class="govuk-inset-text">{workedCriterion(content, node, sample)}</p>
    </>
  )
}

const sampleFigures = (node: Criterion) => distinctFigures(figuresOfCriterion(node))

function sampleFields(shown: ShownDraft, node: Criterion): Record<string, string> {
  const kept = Object.entries(shown.draft.sample.figures).map(([code, value]) => ({ code, value }))
  return figureValues(sampleFigures(node), kept)
}

/** The sample with what was typed; a field left empty takes its figure out. */
export function withTyped(
  figures: Readonly<Record<string, FigureValue>>,
  typed: Readonly<Record<string, FigureValue | null>>,
): Record<string, FigureValue> {
  const all = Object.entries({ ...figures, ...typed })
  return Object.fromEntries(all.flatMap(([code, value]) => (value === null ? [] : [[code, value]])))
}

export function textsOf(entered: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entered).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  )
}
