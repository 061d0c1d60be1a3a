import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, text } from '../../../platform/http/form-fields.ts'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  Form,
  type FormView,
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
import { type CriteriaNode, isCriterion } from '../rules/criteria-set.ts'
import { SCORER_WORDS } from '../rules/describe-method.ts'
import { addNode, findNode, moveInto, moveNode, nextCode, removeNode, replaceNode } from '../rules/edit-set.ts'
import { NODE_LABELS as L, newNode, nodeFields, nodeWith } from '../rules/node-fields.ts'
import { workedCriterion } from '../rules/worked-example.ts'
import {
  branchOptions,
  DraftAddress,
  draftInWork,
  draftPath,
  NodeAddress,
  nodeIn,
  nodePath,
  Problems,
  problemsOfNode,
  type ShownDraft,
} from './draft-parts.tsx'

const values = z.union([z.string(), z.array(z.string())]).optional()

const NodeFields = z.object({
  code: text(L.code, { longest: 40 }),
  title: text(L.title, { longest: 1000 }),
  maxPoints: optionalText(L.maxPoints, { longest: 20 }),
  minPoints: optionalText(L.minPoints, { longest: 20 }),
  capped: values,
  role: z.enum(['base', 'bonus', 'deduction']).optional(),
  appliesTo: values,
  scorer: z.enum(['unit', 'verifier', 'department', 'superior', 'survey', 'import']).optional(),
  scoredBy: optionalText(L.scoredBy, { longest: 300 }),
  notApplicable: z.enum(['', 'full', 'rescale', 'nothing']).optional(),
  notApplicableTo: values,
  evidence: optionalText(L.evidence, { longest: 4000 }),
  guidance: optionalText(L.guidance, { longest: 4000 }),
})

/** One node a page: added, changed, moved or taken out. */
export function draftNodeForms(app: FastifyInstance): void {
  addForm(app)
  editForm(app)
  moveForm(app)
}

function addForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/nodes/new',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.object({
      parent: optionalText('Thuộc nhóm', { longest: 80 }),
      sort: choice('Loại mục', { group: '', criterion: '' }),
      code: text(L.code, { longest: 40 }),
      title: text(L.title, { longest: 1000 }),
      maxPoints: optionalText(L.maxPoints, { longest: 20 }),
    }),
    load: async (context) => ({ shown: await draftInWork(context, context.params.draftId), query: context.query }),
    initial: ({ shown: { draft }, query }) => {
      const parent = query.in !== undefined && findNode(draft.content, query.in) ? query.in : ''
      return {
        parent,
        sort: parent === '' ? 'group' : 'criterion',
        code: nextCode(draft.content, parent === '' ? null : parent),
        _version: String(draft.version),
      }
    },
    draw: ({ context, data: { shown }, form }) => (
      <Layout
        title="Thêm mục"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(shown.draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={shown.draft.content.title}>Thêm nhóm hoặc tiêu chí</PageHeading>
        <Form form={form}>
          <SelectField
            form={form}
            name="parent"
            label="Thuộc nhóm"
            emptyText="Cấp cao nhất"
            options={branchOptions(shown)}
          />
          <RadioField
            form={form}
            name="sort"
            label="Loại mục"
            options={[
              { value: 'group', text: 'Nhóm, có các mục bên trong' },
              { value: 'criterion', text: 'Tiêu chí, được chấm trực tiếp' },
            ]}
          />
          <TextField form={form} name="code" label={L.code} width={10} />
          <TextArea form={form} name="title" label={L.title} rows={2} />
          <TextField form={form} name="maxPoints" label={L.maxPoints} width={10} suffix="điểm" />
          <SubmitButtons cancelHref={draftPath(shown.draft.id)}>
            <SubmitButton>Thêm</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version }, entered, { shown }) => {
      const node = newNode(entered)
      const parent = entered.parent === '' ? null : entered.parent
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: `Thêm mục ${node.code} “${node.title}”`,
        valuesNow: () => ({}),
        content: (set) => addNode(set, parent, node),
      })
      return isCriterion(node) ? nodePath(shown.draft.id, node.code, '/method') : draftPath(shown.draft.id)
    },
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/nodes/:code',
    permission: 'criteria.manage',
    params: NodeAddress,
    fields: NodeFields,
    labels: L,
    load: async (context) => {
      const shown = await draftInWork(context, context.params.draftId)
      return { shown, node: nodeIn(shown, context.params.code) }
    },
    initial: ({ shown, node }) => ({ ...nodeFields(node), _version: String(shown.draft.version) }),
    draw: ({ context, data: { shown, node }, form }) => {
      const { draft } = shown
      return (
        <Layout
          title={`${node.code}. ${node.title}`}
          context={context.page}
          form={form}
          backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
        >
          <PageHeading caption={draft.content.title} actions={<NodeActions draftId={draft.id} node={node} />}>
            {`${node.code}. ${node.title}`}
          </PageHeading>
          <Problems problems={problemsOfNode(shown, node.code)} />
          {isCriterion(node) && (
            <p class="govuk-body">
              <strong>Với số liệu thử:</strong> {workedCriterion(draft.content, node, draft.sample)}
            </p>
          )}
          <NodeForm form={form} shown={shown} node={node} />
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }, entered, { shown }) => {
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: `Sửa mục ${params.code}`,
        valuesNow: (draft) => nodeFields(nodeIn({ ...shown, draft }, params.code)),
        content: (set) => {
          const found = findNode(set, params.code)
          return found ? replaceNode(set, params.code, nodeWith(found.node, entered)) : set
        },
      })
      return draftPath(shown.draft.id)
    },
  })
}

function NodeActions({ draftId, node }: { draftId: string; node: CriteriaNode }) {
  return (
    <ActionBar>
      {isCriterion(node) ? (
        <ButtonLink href={nodePath(draftId, node.code, '/method')} variant="secondary">
          Sửa cách chấm
        </ButtonLink>
      ) : (
        <ButtonLink href={draftPath(draftId, `/nodes/new?in=${encodeURIComponent(node.code)}`)} variant="secondary">
          Thêm mục bên trong
        </ButtonLink>
      )}
      <ButtonLink href={nodePath(draftId, node.code, '/place')} variant="secondary">
        Chuyển chỗ hoặc bỏ
      </ButtonLink>
    </ActionBar>
  )
}

function NodeForm({ form, shown, node }: { form: FormView; shown: ShownDraft; node: CriteriaNode }) {
  const { content, id } = shown.draft
  const kinds = content.unitKinds.map((kind) => ({ value: kind.code, text: kind.title }))
  const top = content.groups.includes(node)
  return (
    <Form form={form}>
      <TextField form={form} name="code" label={L.code} width={10} />
      <TextArea form={form} name="title" label={L.title} rows={2} />
      <TextField
        form={form}
        name="maxPoints"
        label={L.maxPoints}
        width={10}
        suffix="điểm"
        hint="Để trống là không giới hạn (chỉ trong nhóm điểm thưởng)."
      />
      <TextField
        form={form}
        name="minPoints"
        label={L.minPoints}
        optional
        width={10}
        suffix="điểm"
        hint="Bình thường là 0. Mục chỉ trừ điểm: ghi số âm, ví dụ −3; ghi “không” là không có giới hạn."
      />
      {top && (
        <RadioField
          form={form}
          name="role"
          label={L.role}
          options={[
            { value: 'base', text: 'Tính vào điểm tối đa của thang điểm' },
            { value: 'bonus', text: 'Điểm thưởng, cộng thêm' },
            { value: 'deduction', text: 'Điểm trừ vào tổng điểm' },
          ]}
        />
      )}
      {isCriterion(node) ? (
        <CriterionFields form={form} kinds={kinds} />
      ) : (
        <CheckboxField
          form={form}
          name="capped"
          label={L.capped}
          optional
          options={[{ value: 'yes', text: 'Các mục bên trong cộng quá thì cắt ở điểm tối đa' }]}
        />
      )}
      <CheckboxField form={form} name="appliesTo" label={L.appliesTo} optional options={kinds} />
      <SubmitButtons cancelHref={draftPath(id)}>
        <SubmitButton>Lưu</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

function CriterionFields({ form, kinds }: { form: FormView; kinds: { value: string; text: string }[] }) {
  return (
    <>
      <SelectField
        form={form}
        name="scorer"
        label={L.scorer}
        options={Object.entries(SCORER_WORDS).map(([value, words]) => ({ value, text: words }))}
      />
      <TextField form={form} name="scoredBy" label={L.scoredBy} optional hint="Ví dụ: Sở Khoa học và Công nghệ" />
      <TextArea
        form={form}
        name="evidence"
        label={L.evidence}
        optional
        rows={4}
        hint="Mỗi dòng một tài liệu; thêm “(nếu có)” ở cuối dòng khi không bắt buộc."
      />
      <TextArea form={form} name="guidance" label={L.guidance} optional rows={3} />
      <SelectField
        form={form}
        name="notApplicable"
        label={L.notApplicable}
        emptyText="Theo quy định chung của bộ"
        options={[
          { value: 'full', text: 'Tính đủ điểm' },
          { value: 'rescale', text: 'Bỏ ra và quy đổi các tiêu chí còn lại' },
          { value: 'nothing', text: 'Không tính điểm' },
        ]}
      />
      <CheckboxField form={form} name="notApplicableTo" label={L.notApplicableTo} optional options={kinds} />
    </>
  )
}

function moveForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/nodes/:code/place',
    permission: 'criteria.manage',
    params: NodeAddress,
    fields: z.object({
      move: choice('Việc cần làm', { up: '', down: '', into: '', remove: '' }),
      parent: optionalText('Nhóm', { longest: 80 }),
    }),
    load: async (context) => {
      const shown = await draftInWork(context, context.params.draftId)
      return { shown, node: nodeIn(shown, context.params.code) }
    },
    initial: ({ shown }) => ({ move: 'up', _version: String(shown.draft.version) }),
    draw: ({ context, data: { shown, node }, form }) => {
      const inside = isCriterion(node) ? 0 : node.children.length
      return (
        <Layout
          title={`Chuyển chỗ hoặc bỏ mục ${node.code}`}
          context={context.page}
          form={form}
          backLink={{ href: nodePath(shown.draft.id, node.code), text: `Mục ${node.code}` }}
        >
          <PageHeading caption={`${node.code}. ${node.title}`}>Chuyển chỗ hoặc bỏ</PageHeading>
          <Form form={form}>
            <RadioField
              form={form}
              name="move"
              label="Việc cần làm"
              options={[
                { value: 'up', text: 'Chuyển lên một chỗ' },
                { value: 'down', text: 'Chuyển xuống một chỗ' },
                {
                  value: 'into',
                  text: 'Chuyển vào nhóm khác',
                  children: (
                    <SelectField
                      form={form}
                      name="parent"
                      label="Nhóm"
                      emptyText="Cấp cao nhất"
                      options={branchOptions(shown).filter((option) => option.value !== node.code)}
                    />
                  ),
                },
                {
                  value: 'remove',
                  text: inside === 0 ? 'Bỏ mục này' : `Bỏ mục này cùng ${inside} mục bên trong`,
                },
              ]}
            />
            <SubmitButtons cancelHref={nodePath(shown.draft.id, node.code)}>
              <SubmitButton>Thực hiện</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }, { move, parent }) => {
      const { code, draftId } = params
      await changeDraft(database, official, {
        draftId,
        version,
        summary: move === 'remove' ? `Bỏ mục ${code}` : `Chuyển chỗ mục ${code}`,
        valuesNow: () => ({}),
        content: (set) => {
          if (!findNode(set, code)) throw new Refusal('not-found', 'criteria.no-such-node', `Không còn mục ${code}.`)
          if (move === 'remove') return removeNode(set, code)
          if (move === 'into') return moveInto(set, code, parent === '' ? null : parent)
          return moveNode(set, code, move === 'up' ? -1 : 1)
        },
      })
      return draftPath(draftId)
    },
  })
}
