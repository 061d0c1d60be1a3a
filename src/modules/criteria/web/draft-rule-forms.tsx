import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import {
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
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { withIndicatorCodes, withIndicatorTitles } from '../rules/indicator-names.ts'
import { RULE_LISTS, type RuleList, ruleFields, ruleIn, ruleOf, withoutRule, withRule } from '../rules/rule-fields.ts'
import { ConditionFields, textsOf } from './draft-method-form.tsx'
import { DraftAddress, draftInWork, draftPath, Problems, problemsOfSet } from './draft-parts.tsx'

const listParam = z.enum(['knock-outs', 'ceilings', 'not-ranked', 'quotas'])
const Fields = z.looseObject({ code: text('Mã', { longest: 40 }), title: text('Nội dung', { longest: 500 }) })

/** Rules beyond the points, one a page: knock-outs, ceilings, reasons not to rank, quotas. */
export function draftRuleForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/rules/:list/:rule',
    permission: 'criteria.manage',
    params: DraftAddress.extend({ list: listParam, rule: z.string().min(1).max(80) }),
    fields: Fields,
    load: async (context) => {
      const { draftId, list, rule: code } = context.params
      const shown = await draftInWork(context, draftId)
      const kept = code === 'new' ? undefined : ruleIn(shown.draft.content, list, code)
      if (code !== 'new' && kept === undefined) {
        throw new Refusal('not-found', 'criteria.no-such-rule', 'Bản soạn không có quy định này.')
      }
      return { shown, list, code, kept }
    },
    initial: ({ shown, list, kept }) => ({
      ...withIndicatorTitles(ruleFields(list, kept), shown.indicators),
      _version: String(shown.draft.version),
    }),
    draw: ({ context, data: { shown, list, kept }, form }) => {
      const { draft } = shown
      const problems = problemsOfSet(shown).filter((problem) => kept && problem.place.includes(`“${kept.code}”`))
      return (
        <Layout
          title={RULE_LISTS[list]}
          context={context.page}
          form={form}
          backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
        >
          <PageHeading caption={draft.content.title}>{RULE_LISTS[list]}</PageHeading>
          <Problems problems={problems} />
          <Form form={form}>
            <TextField form={form} name="code" label="Mã" width={10} />
            <TextArea form={form} name="title" label="Nội dung" rows={2} />
            <RuleBody form={form} list={list} set={draft.content} kept={ruleFields(list, kept).test === 'kept'} />
            <SubmitButtons cancelHref={draftPath(draft.id)}>
              <SubmitButton>Lưu</SubmitButton>
              {kept && (
                <SubmitButton name="remove" value="yes" variant="warning">
                  Bỏ quy định này
                </SubmitButton>
              )}
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }, entered, { shown, list, code, kept }) => {
      const indicators = new Set(shown.indicators.keys())
      const removed = entered.remove === 'yes'
      await changeDraft(database, official, {
        draftId: params.draftId,
        version,
        summary: `${removed ? 'Bỏ' : code === 'new' ? 'Thêm' : 'Sửa'} quy định “${entered.title}”`,
        valuesNow: (draft) =>
          withIndicatorTitles(ruleFields(list, ruleIn(draft.content, list, code)), shown.indicators),
        content: (set) =>
          removed
            ? withoutRule(set, list, code)
            : withRule(
                set,
                list,
                code,
                ruleOf(list, withIndicatorCodes(textsAndLists(entered), shown.indicators), kept, indicators),
              ),
      })
      return draftPath(params.draftId)
    },
  })
}

function RuleBody({ form, list, set, kept }: { form: FormView; list: RuleList; set: CriteriaSet; kept: boolean }) {
  const ranks = set.ranks.map((rank) => ({ value: rank.title, text: rank.title }))
  if (list === 'quotas') {
    return (
      <>
        <SelectField form={form} name="rank" label="Mức bị giới hạn" options={ranks} />
        <TextField form={form} name="atMostPercent" label="Không quá" width={5} suffix="%" />
        <CheckboxField
          form={form}
          name="of"
          label="Tính trên số đơn vị ở các mức (để trống: mọi đơn vị được xếp loại)"
          optional
          options={ranks}
        />
        <RadioField
          form={form}
          name="rounding"
          label="Khi không chia hết"
          options={[
            { value: 'down', text: 'Bỏ phần thừa' },
            { value: 'half-up', text: 'Làm tròn thông thường' },
            { value: 'up', text: 'Làm tròn lên' },
            { value: 'half-even', text: 'Nửa thì về số chẵn' },
          ]}
        />
      </>
    )
  }
  return (
    <>
      <ConditionFields form={form} points kept={kept} />
      {list === 'knock-outs' && <SelectField form={form} name="rank" label="Bị xếp vào mức" options={ranks} />}
      {list === 'ceilings' && <CeilingFields form={form} ranks={ranks} />}
    </>
  )
}

function CeilingFields({ form, ranks }: { form: FormView; ranks: { value: string; text: string }[] }) {
  return (
    <RadioField
      form={form}
      name="bound"
      label="Không xếp trên"
      options={[
        {
          value: 'rank',
          text: 'Một mức',
          children: <SelectField form={form} name="rank" label="Mức" options={ranks} />,
        },
        { value: 'unit-of', text: 'Mức của một đơn vị khác (mã đơn vị ghi trong số liệu)' },
        { value: 'rank-of', text: 'Mức của một tổ chức, cá nhân khác (mức ghi trong số liệu)' },
      ]}
    />
  )
}

function textsAndLists(entered: Readonly<Record<string, unknown>>): Record<string, string> {
  const of = entered.of
  return { ...textsOf(entered), ...(Array.isArray(of) ? { of: of.join('\n') } : {}) }
}
