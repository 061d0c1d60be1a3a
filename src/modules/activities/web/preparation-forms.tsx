import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Details,
  Form,
  type FormView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import {
  announceActivity,
  cancelActivity,
  changePreparation,
  holdActivity,
  noSuchPreparation,
  prepareActivity,
} from '../actions/prepare-activity.ts'
import { agendaOf, checkInsOf, invitationsOf, plannedActivityById } from '../queries/planned-activities.ts'
import { ACTIVITY_KINDS } from '../rules/activity.ts'
import { detailFieldsOf, detailFormValues } from '../rules/activity-details.ts'
import { plannedActivityFormValues } from '../rules/planned-activity-form-values.ts'
import { DIALOGUE_LIMIT_SOURCE, lastDayToAnnounce, refuseOver } from '../rules/preparation.ts'
import { ACTIVITY_LABELS, ActivityFields } from './activity-fields.ts'
import { ActivityFormBody, activityChoices, kindIn } from './activity-form.tsx'
import { DETAIL_CHOICES } from './detail-fields.ts'
import { DetailFields } from './detail-inputs.tsx'
import {
  AnnouncementFields,
  CancellationFields,
  PREPARATION_LABELS as L,
  PreparationFields,
} from './preparation-fields.ts'

export const PLANNED_PATH = '/activities/planned'
const one = `${PLANNED_PATH}/:plannedActivityId`
export const PlannedParams = z.object({ plannedActivityId: Id })

/** Preparing an activity, announcing it, cancelling it, and recording what came of it. */
export function preparationForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  announcementForm(app)
  cancellationForm(app)
  resultForm(app)
}

const recordingUnits = ({ database, official, today }: Context) =>
  unitsOnDay(database, { today, roots: unitsFor(official, 'activity.record') })

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PLANNED_PATH}/new`,
    permission: 'activity.record',
    fields: PreparationFields,
    draftOf: 'planned-activity',
    labels: L,
    load: async (context) => ({ units: await recordingUnits(context), kind: kindIn(context.query.kind) }),
    initial: ({ units, kind }, { official }) => ({
      kind,
      unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Chuẩn bị hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: PLANNED_PATH, text: 'Hoạt động sắp tổ chức' }}
      >
        <PageHeading>Chuẩn bị hoạt động</PageHeading>
        <p class="govuk-body">Chưa tính vào số liệu nào cho đến khi ghi kết quả.</p>
        <PreparationBody form={form} units={data.units} cancelHref={PLANNED_PATH} />
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `${PLANNED_PATH}/${await prepareActivity(database, official, entered, today)}`,
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: PreparationFields,
    draftOf: 'planned-activity',
    labels: L,
    load: async (context) => {
      const planned = await theirPreparation(context)
      return { planned, agenda: await agendaOf(context.database, planned.id), units: await recordingUnits(context) }
    },
    choices: ({ units }) => ({
      kind: ACTIVITY_KINDS,
      unitId: Object.fromEntries(units.map((unit) => [unit.id, unit.name])),
      ...DETAIL_CHOICES,
    }),
    initial: ({ planned, agenda }) => plannedActivityFormValues(planned, agenda),
    draw: ({ context, data: { planned, units }, form }) => (
      <Layout title="Sửa việc chuẩn bị" context={context.page} form={form} backLink={backTo(planned.id)}>
        <PageHeading caption={planned.title}>Sửa việc chuẩn bị</PageHeading>
        {planned.announcedOn !== null && (
          <WarningText>Đổi ngày, giờ hoặc địa điểm thì thông báo đã đăng bị gỡ và phải thông báo lại.</WarningText>
        )}
        <PreparationBody form={form} units={units} cancelHref={`${PLANNED_PATH}/${planned.id}`} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { plannedActivityId: id }, version }, given) => {
      await changePreparation(database, official, { id, version, given, today })
      return `${PLANNED_PATH}/${id}`
    },
  })
}

function announcementForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/announcement`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: AnnouncementFields,
    load: theirPreparation,
    initial: ({ announcedOn, notice, title }, { today }) => ({
      announcedOn: formatCalendarDate(announcedOn ?? today),
      notice: notice === '' ? title : notice,
    }),
    draw: ({ context, data, form }) => {
      const last = lastDayToAnnounce(data.kind, data.plannedOn)
      return (
        <Layout title="Thông báo công khai" context={context.page} form={form} backLink={backTo(data.id)}>
          <PageHeading caption={data.title}>Thông báo công khai</PageHeading>
          <p class="govuk-body">
            Trang công khai sẽ hiện loại hoạt động, ngày giờ, địa điểm, đơn vị và nội dung dưới đây.
          </p>
          {last !== null && (
            <InsetText>
              Chậm nhất ngày {formatCalendarDate(last)}. {DIALOGUE_LIMIT_SOURCE}.
            </InsetText>
          )}
          <Form form={form}>
            <DateField form={form} name="announcedOn" label="Ngày thông báo" />
            <TextArea
              form={form}
              name="notice"
              label="Nội dung thông báo"
              hint="Ai cũng đọc được: đừng nêu tên người dân."
              rows={5}
            />
            <SubmitButtons cancelHref={`${PLANNED_PATH}/${data.id}`}>
              <SubmitButton>Thông báo công khai</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params: { plannedActivityId: id } }, entered) => {
      await announceActivity(database, official, { id, ...entered, today })
      return `${PLANNED_PATH}/${id}`
    },
  })
}

function cancellationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/cancellation`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: CancellationFields,
    load: theirPreparation,
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout title="Hủy hoạt động" context={context.page} form={form} backLink={backTo(data.id)}>
        <PageHeading caption={data.title}>Hủy hoạt động</PageHeading>
        <p class="govuk-body">
          Hoạt động sẽ không tổ chức nữa. Nội dung đã chuẩn bị và lý do vẫn được giữ
          {data.announcedOn === null ? '' : '; trang công khai báo là không tổ chức'}.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do hủy" rows={3} />
          <SubmitButtons cancelHref={`${PLANNED_PATH}/${data.id}`}>
            <SubmitButton variant="warning">Hủy hoạt động</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { plannedActivityId: id } }, { reason }) => {
      await cancelActivity(database, official, { id, reason, today })
      return `${PLANNED_PATH}/${id}`
    },
  })
}

function resultForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/result`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: ActivityFields,
    draftOf: 'activity',
    labels: ACTIVITY_LABELS,
    load: async (context) => {
      const planned = await theirPreparation(context)
      const [choices, checkIns, invitations] = await Promise.all([
        activityChoices(context),
        checkInsOf(context.database, planned.id),
        invitationsOf(context.database, planned.id),
      ])
      return { planned, choices, checkedIn: checkIns.count, came: invitations.filter(({ came }) => came).length }
    },
    initial: ({ planned, checkedIn, came }) => ({
      ...{ kind: planned.kind, title: planned.title, heldOn: formatCalendarDate(planned.plannedOn) },
      ...{ place: planned.place, unitId: planned.unitId, chairedBy: planned.chairedBy, behalfUnitId: '' },
      ...detailFormValues(planned.kind, planned.details),
      ...(checkedIn > 0
        ? { participantMethod: 'check-in', participantCount: String(checkedIn) }
        : came > 0
          ? { participantMethod: 'list', participantCount: String(came) }
          : { participantMethod: 'counted' }),
    }),
    draw: ({ context, data: { planned, choices, checkedIn, came }, form }) => (
      <Layout title="Ghi kết quả" context={context.page} form={form} backLink={backTo(planned.id)}>
        <PageHeading caption={planned.title}>Ghi kết quả</PageHeading>
        {checkedIn + came > 0 && (
          <InsetText>
            Tự điểm danh: {checkedIn}. Có mặt theo danh sách mời: {came}. Hãy ghi số người dự và cách đếm của đơn vị.
          </InsetText>
        )}
        <ActivityFormBody form={form} data={choices} cancelHref={`${PLANNED_PATH}/${planned.id}`} />
      </Layout>
    ),
    submit: async ({ database, official, today, params: { plannedActivityId: id } }, given) =>
      `/activities/${await holdActivity(database, official, { id, given, today })}`,
  })
}

/** The planned activity of the address, for who may change it and while it can be changed. */
export async function theirPreparation(context: Context & { params: { plannedActivityId: string } }) {
  const { database, official, today, params } = context
  const planned = await plannedActivityById(database, official, params.plannedActivityId, today)
  if (!planned?.isTheirs) throw noSuchPreparation()
  refuseOver(planned)
  return planned
}

export const backTo = (id: string) => ({ href: `${PLANNED_PATH}/${id}`, text: 'Trở lại hoạt động đang chuẩn bị' })

function PreparationBody({
  form,
  units,
  cancelHref,
}: {
  form: FormView
  units: readonly UnitOnDay[]
  cancelHref: string
}) {
  const kind = kindIn(form.values.kind)
  return (
    <Form form={form}>
      <SelectField form={form} name="kind" label={L.kind} options={optionsOf(ACTIVITY_KINDS)} />
      <TextField form={form} name="title" label={L.title} />
      <DateField form={form} name="plannedOn" label={L.plannedOn} />
      <TextField form={form} name="startsAt" label={L.startsAt} optional width={5} hint="Ví dụ: 7:30" />
      <TextField form={form} name="place" label={L.place} />
      {units.length === 1 ? (
        <input type="hidden" name="unitId" value={units[0]?.id} />
      ) : (
        <SelectField
          form={form}
          name="unitId"
          label={L.unitId}
          options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      )}
      <TextField form={form} name="chairedBy" label={L.chairedBy} hint="Họ tên và chức vụ" />
      <TextArea
        form={form}
        name="agenda"
        label={L.agenda}
        optional
        rows={4}
        hint="Mỗi dòng: giờ | nội dung | người trình bày. Ví dụ: 7:30 | Khai mạc | Chủ tịch Ủy ban nhân dân xã"
      />
      <TextArea form={form} name="content" label={L.content} optional rows={3} />
      {detailFieldsOf(kind).length > 0 && (
        <Details summary={`Chi tiết riêng của loại “${ACTIVITY_KINDS[kind]}”`} open>
          <DetailFields form={form} kind={kind} />
        </Details>
      )}
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu việc chuẩn bị</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
