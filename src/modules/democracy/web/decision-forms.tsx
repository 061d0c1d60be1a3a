import type { FastifyInstance } from 'fastify'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Details,
  FileField,
  Form,
  type FormView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { changeDecision, type DecisionToRecord, recordDecision, withdrawDecision } from '../actions/keep-decision.ts'
import { noSuchDecision } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import { communityDecisionById } from '../queries/community-decisions.ts'
import { type ResidentialArea, residentialAreas } from '../queries/residential-areas.ts'
import { DECISION_FORMS, MATTERS, thresholdOf } from '../rules/community-decision.ts'
import { decisionFormValues } from '../rules/form-values.ts'
import { DECISIONS_PATH } from './decision-pages.tsx'
import { DecisionFields, DECISION_LABELS as L, ReasonFields, wholeCommune } from './democracy-fields.ts'
import { DecisionParams } from './democracy-parts.tsx'

/** Recording a vote of the people, mending the record before it goes on, and taking it back. */
export function decisionForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  withdrawalForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${DECISIONS_PATH}/new`,
    permission: 'democracy.write',
    fields: DecisionFields,
    draftOf: 'community-decision',
    labels: L,
    load: places,
    initial: (data) => ({
      place: data.areas.length === 1 ? (data.areas[0]?.id ?? '') : '',
      form: 'meeting',
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Ghi cuộc biểu quyết"
        context={context.page}
        form={form}
        backLink={{ href: DECISIONS_PATH, text: 'Dân bàn, quyết định' }}
      >
        <PageHeading>Ghi cuộc biểu quyết</PageHeading>
        {data.areas.length === 0 && (
          <InsetText>
            Chưa có thôn, tổ dân phố nào.{' '}
            <a class="govuk-link" href="/democracy/residential-areas/new">
              Thêm thôn, tổ dân phố
            </a>{' '}
            để tính theo số hộ.
          </InsetText>
        )}
        <DecisionForm form={form} data={data} cancelHref={DECISIONS_PATH} button="Lưu, xem kết quả" />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered, data) =>
      `${DECISIONS_PATH}/${await recordDecision(database, official, whole(entered, data), today)}`,
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${DECISIONS_PATH}/:decisionId/edit`,
    permission: 'democracy.write',
    params: DecisionParams,
    fields: DecisionFields,
    draftOf: 'community-decision',
    labels: L,
    load: async (context) => ({
      decision: await theirDecision(context, context.params.decisionId),
      ...(await places(context)),
    }),
    choices: (data) => ({
      place: Object.fromEntries(placeOptions(data).map(({ value, text }) => [value, text])),
      matter: MATTERS,
      form: DECISION_FORMS,
    }),
    initial: ({ decision }) => decisionFormValues(decision),
    draw: ({ context, data, form }) => (
      <Layout
        title="Sửa cuộc biểu quyết"
        context={context.page}
        form={form}
        backLink={{ href: `${DECISIONS_PATH}/${data.decision.id}`, text: 'Trở lại cuộc biểu quyết' }}
      >
        <PageHeading caption={data.decision.title}>Sửa cuộc biểu quyết</PageHeading>
        <DecisionForm
          form={form}
          data={data}
          cancelHref={`${DECISIONS_PATH}/${data.decision.id}`}
          button="Lưu thay đổi"
        />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { decisionId }, version }, entered, data) => {
      await changeDecision(database, official, { id: decisionId, version, given: whole(entered, data), today })
      return `${DECISIONS_PATH}/${decisionId}`
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${DECISIONS_PATH}/:decisionId/withdrawal`,
    permission: 'democracy.write',
    params: DecisionParams,
    fields: ReasonFields,
    load: (context) => theirDecision(context, context.params.decisionId),
    initial: () => ({}),
    draw: ({ context, data: decision, form }) => (
      <Layout
        title="Hủy bản ghi cuộc biểu quyết"
        context={context.page}
        form={form}
        backLink={{ href: `${DECISIONS_PATH}/${decision.id}`, text: 'Trở lại cuộc biểu quyết' }}
      >
        <PageHeading caption={decision.title}>Hủy bản ghi cuộc biểu quyết</PageHeading>
        <p class="govuk-body">
          Cuộc biểu quyết không còn trong danh sách và số liệu. Bản ghi và lý do vẫn được giữ để tra cứu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`${DECISIONS_PATH}/${decision.id}`}>
            <SubmitButton variant="warning">Hủy bản ghi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { decisionId } }, { reason }) => {
      await withdrawDecision(database, official, { id: decisionId, reason, today })
      return `${DECISIONS_PATH}/${decisionId}`
    },
  })
}

/** The decision, for who may write it. */
export async function theirDecision({ database, official, today }: Context, id: string) {
  const decision = await communityDecisionById(database, official, id, today)
  if (!decision?.isTheirs) throw noSuchDecision()
  return decision
}

type Places = { areas: readonly ResidentialArea[]; communes: readonly { id: string; name: string }[] }

export async function places({
  database,
  official,
  today,
}: Pick<Context, 'database' | 'official' | 'today'>): Promise<Places> {
  const [areas, communes] = await Promise.all([
    residentialAreas(database, official, { permission: 'democracy.write', today }),
    communesFor(database, official, 'democracy.write', today),
  ])
  return { areas: areas.filter((area) => area.endedOn === null), communes }
}

function placeOptions({ areas, communes }: Places) {
  return communes.flatMap((commune) => [
    ...areas
      .filter((area) => area.unitId === commune.id)
      .map((area) => ({
        value: area.id,
        text: `${area.name} (${formatNumber(area.householdCount)} hộ)`,
        group: commune.name,
      })),
    { value: wholeCommune(commune.id), text: 'Toàn xã, phường (tính theo thôn, tổ dân phố)', group: commune.name },
  ])
}

type Entered = typeof DecisionFields._output

/** Whose decision it is, and the total that was left to the count of households or of areas. */
export function whole(
  { place, totalCount, takingPartCount, inFavourCount, againstCount, ...entered }: Entered,
  data: Places,
): DecisionToRecord {
  const area = data.areas.find(({ id }) => id === place)
  const unitId = area?.unitId ?? data.communes.find(({ id }) => wholeCommune(id) === place)?.id ?? '0'
  const counted = area ? area.householdCount : data.areas.filter((each) => each.unitId === unitId).length
  return {
    ...entered,
    unitId,
    residentialAreaId: area?.id ?? null,
    total: totalCount ?? counted,
    takingPart: takingPartCount,
    inFavour: inFavourCount,
    against: againstCount,
  }
}

type DecisionFormProps = { form: FormView; data: Places; cancelHref: string; button: string }

function DecisionForm({ form, data, cancelHref, button }: DecisionFormProps) {
  return (
    <Form form={form} multipart>
      <SelectField
        form={form}
        name="place"
        label={L.place}
        emptyText="Chọn thôn, tổ dân phố"
        options={placeOptions(data)}
      />
      <SelectField form={form} name="matter" label={L.matter} emptyText="Chọn nội dung" options={optionsOf(MATTERS)} />
      <Thresholds />
      <TextField form={form} name="title" label={L.title} hint="Ví dụ: Góp tiền làm cầu Kênh Ba, mỗi hộ 500.000 đồng" />
      <SelectField
        form={form}
        name="form"
        label={L.form}
        hint="Biểu quyết trực tuyến chỉ dùng cho công việc tự quản khác"
        options={optionsOf(DECISION_FORMS)}
      />
      <DateField form={form} name="decidedOn" label={L.decidedOn} />
      <NumberField
        form={form}
        name="totalCount"
        label={L.totalCount}
        width={5}
        optional
        hint="Để trống nếu bằng số hộ đã ghi. Phạm vi toàn xã: các ô số hộ ghi số thôn, tổ dân phố"
      />
      <NumberField form={form} name="takingPartCount" label={L.takingPartCount} width={5} />
      <NumberField form={form} name="inFavourCount" label={L.inFavourCount} width={5} />
      <NumberField form={form} name="againstCount" label={L.againstCount} width={5} />
      <TextArea form={form} name="content" label={L.content} optional rows={4} />
      <FileField
        form={form}
        name="files"
        label={L.files}
        optional
        multiple
        hint="Biên bản có chữ ký của trưởng thôn, Trưởng ban công tác Mặt trận và đại diện hai hộ"
      />
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

/** Which matter needs which votes. */
function Thresholds() {
  const of = (threshold: 'two-thirds' | 'over-half') =>
    (Object.keys(MATTERS) as (keyof typeof MATTERS)[]).filter((matter) => thresholdOf(matter) === threshold)
  return (
    <Details summary="Nội dung nào cần bao nhiêu tán thành">
      <p class="govuk-body">Từ hai phần ba tổng số hộ (phạm vi toàn xã: hai phần ba số thôn, tổ dân phố):</p>
      <ul class="govuk-list govuk-list--bullet">
        {of('two-thirds').map((matter) => (
          <li key={matter}>{MATTERS[matter]}</li>
        ))}
      </ul>
      <p class="govuk-body">Trên một nửa tổng số hộ:</p>
      <ul class="govuk-list govuk-list--bullet">
        {of('over-half').map((matter) => (
          <li key={matter}>{MATTERS[matter]}</li>
        ))}
      </ul>
      <p class="govuk-body">Điều 21 Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15.</p>
    </Details>
  )
}

/** The title of a form page that follows a decision, with the result it rests on. */
export const decisionCaption = (decision: { title: string; decidedOn: string }) =>
  `${decision.title}, biểu quyết ngày ${formatCalendarDate(decision.decidedOn)}`
