import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Form,
  type FormView,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
} from '../../../platform/page/index.ts'
import { unitsOfProvince } from '../../organisation/index.ts'
import { changeRecommendation, withdrawRecommendation } from '../actions/change-recommendation.ts'
import type { RecommendationRecord } from '../queries/recommendations.ts'
import { RECOMMENDATION_KINDS } from '../rules/recommendation.ts'
import { recommendationFormValues } from '../rules/recommendation-form-values.ts'
import { CorrectionFields, RECOMMENDATION_LABELS as L, WithdrawalFields } from './recommendation-fields.ts'
import { backTo, RECOMMENDATION_PATH, RecommendationParams, theirs } from './recommendation-forms.tsx'

/** Mending what was recommended or concluded, and taking back what was written down by mistake. */
export function recommendationChanges(app: FastifyInstance): void {
  correctionForm(app)
  withdrawalForm(app)
}

function correctionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${RECOMMENDATION_PATH}/edit`,
    permission: 'activity.record',
    params: RecommendationParams,
    fields: CorrectionFields,
    labels: L,
    load: async (context) => {
      const found = await theirs(context, 'isOwners')
      const units = await unitsOfProvince(context.database, { of: [found.unitId], today: context.today })
      return { found, units: withUnitOf(found, units) }
    },
    choices: ({ units }) => ({ responsibleUnitId: Object.fromEntries(units.map(({ id, name }) => [id, name])) }),
    initial: ({ found }) => recommendationFormValues(found),
    draw: ({ context, data: { found, units }, form }) => (
      <Layout title={`Sửa ${wordFor(found)}`} context={context.page} form={form} backLink={backTo(found.id)}>
        <PageHeading caption={found.content}>Sửa {wordFor(found)}</PageHeading>
        <Form form={form}>
          {found.hasSteps ? (
            <AsAnswered form={form} found={found} />
          ) : (
            <>
              <TextArea form={form} name="content" label={L.content} rows={4} />
              <SelectField
                form={form}
                name="responsibleUnitId"
                label={L.responsibleUnitId}
                options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
              />
            </>
          )}
          <DateField form={form} name="dueOn" label={L.dueOn} optional />
          <SubmitButtons cancelHref={`/recommendations/${found.id}`}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { recommendationId: id }, version }, given) => {
      await changeRecommendation(database, official, { id, version, given, today })
      return `/recommendations/${id}`
    },
  })
}

/** What stays as it was answered: shown, and sent along as it stands. */
function AsAnswered({ form, found }: { form: FormView; found: RecommendationRecord }) {
  return (
    <>
      <InsetText>
        Đơn vị đã trả lời nên chỉ đổi được thời hạn. Nếu nội dung hoặc đơn vị ghi nhầm, hãy rút việc này rồi ghi việc
        mới.
      </InsetText>
      <SummaryList
        rows={[
          { label: L.content, value: found.content },
          { label: L.responsibleUnitId, value: found.responsibleUnitName },
        ]}
      />
      <HiddenField form={form} name="content" value={found.content} />
      <HiddenField form={form} name="responsibleUnitId" value={found.responsibleUnitId} />
    </>
  )
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${RECOMMENDATION_PATH}/withdrawal`,
    permission: 'activity.record',
    params: RecommendationParams,
    fields: WithdrawalFields,
    load: (context) => theirs(context, 'isOwners'),
    initial: () => ({}),
    draw: ({ context, data: found, form }) => (
      <Layout title={`Rút ${wordFor(found)}`} context={context.page} form={form} backLink={backTo(found.id)}>
        <PageHeading caption={found.content}>Rút {wordFor(found)}</PageHeading>
        <p class="govuk-body">
          Dùng khi ghi nhầm. Việc này không còn trong danh sách, số liệu và việc cần làm; nội dung và lý do vẫn được giữ
          để tra cứu ở trang hoạt động.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do rút" rows={3} />
          <SubmitButtons cancelHref={`/recommendations/${found.id}`}>
            <SubmitButton variant="warning">Rút {wordFor(found)}</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { recommendationId: id } }, { reason }) => {
      await withdrawRecommendation(database, official, { id, reason, today })
      return `/recommendations/${id}`
    },
  })
}

const wordFor = ({ kind }: RecommendationRecord) => RECOMMENDATION_KINDS[kind].toLowerCase()

/** The unit that has it now stays a choice, though it has ended meanwhile. */
function withUnitOf(found: RecommendationRecord, units: Awaited<ReturnType<typeof unitsOfProvince>>) {
  const { responsibleUnitId: id, responsibleUnitName: name } = found
  return units.some((unit) => unit.id === id) ? units : [{ id, name, kindTitle: 'Đang thực hiện' }, ...units]
}
