import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Details,
  Fieldset,
  FileField,
  Form,
  type FormView,
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
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOfProvince, unitsOnDay } from '../../organisation/index.ts'
import { openAssignments } from '../../plans/index.ts'
import { changeActivity, recordActivity } from '../actions/record-activity.ts'
import { activityById, opinionsOf } from '../queries/activities.ts'
import { ACTIVITY_KINDS, type ActivityKind, PARTICIPANT_METHODS } from '../rules/activity.ts'
import { detailFieldsOf } from '../rules/activity-details.ts'
import { activityFormValues } from '../rules/activity-form-values.ts'
import { ActivityFields, ACTIVITY_LABELS as L } from './activity-fields.ts'
import { DETAIL_CHOICES } from './detail-fields.ts'
import { DetailFields } from './detail-inputs.tsx'

/** Entering what was held, and mending what was entered. */
export function activityForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/new',
    permission: 'activity.record',
    fields: ActivityFields,
    draftOf: 'activity',
    labels: L,
    load: async (context) => ({
      ...(await activityChoices(context)),
      kind: kindIn(context.query.kind),
      assignmentId: context.query.assignment ?? '',
    }),
    initial: (data, context) => ({
      kind: data.kind,
      participantMethod: 'counted',
      unitId: data.units.find((unit) => unit.id === context.official.posts[0]?.unitId)?.id ?? data.units[0]?.id ?? '',
      assignmentId: data.assignmentId,
    }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Ghi hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: '/activities', text: 'Danh sách hoạt động' }}
      >
        <PageHeading>Ghi hoạt động</PageHeading>
        <ActivityFormBody form={form} data={data} cancelHref="/activities" />
      </Layout>
    ),
    submit: async (context, entered) => {
      const id = await recordActivity(context.database, context.official, entered, context.today)
      return `/activities/${id}`
    },
  })

  staffForm(app, {
    path: '/activities/:activityId/edit',
    permission: 'activity.record',
    params: z.object({ activityId: Id }),
    fields: ActivityFields,
    draftOf: 'activity',
    labels: L,
    load: async (context) => {
      const activity = await activityById(context.database, context.official, context.params.activityId, context.today)
      if (!activity)
        throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
      return {
        activity,
        opinions: await opinionsOf(context.database, activity.id),
        ...(await activityChoices(context)),
      }
    },
    choices: (data) => ({
      kind: ACTIVITY_KINDS,
      unitId: namesById(data.units),
      behalfUnitId: namesById(data.bodies),
      assignmentId: Object.fromEntries(data.assignments.map((task) => [task.id, task.title])),
      participantMethod: PARTICIPANT_METHODS,
      ...DETAIL_CHOICES,
    }),
    initial: (data) => activityFormValues(data.activity, data.opinions),
    draw: ({ context, data, form }) => (
      <Layout
        title="Sửa hoạt động"
        context={context.page}
        form={form}
        backLink={{ href: `/activities/${data.activity.id}`, text: 'Trở lại hoạt động' }}
      >
        <PageHeading caption={data.activity.title}>Sửa hoạt động</PageHeading>
        <ActivityFormBody form={form} data={data} cancelHref={`/activities/${data.activity.id}`} />
      </Layout>
    ),
    submit: async (context, given) => {
      const id = context.params.activityId
      await changeActivity(context.database, context.official, {
        id,
        version: context.version,
        given,
        today: context.today,
      })
      return `/activities/${id}`
    },
  })
}

export async function activityChoices(context: Context) {
  const { database, official, today } = context
  const [units, bodies, assignments] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'activity.record') }),
    unitsOfProvince(database, {
      of: unitsFor(official, 'activity.record'),
      today,
      kinds: ['council-standing-body', 'council', 'council-committee', 'national-assembly-delegation'],
    }),
    openAssignments(database, { roots: unitsFor(official, 'task.progress'), today }),
  ])
  return { units, bodies, assignments }
}

const namesById = (units: readonly { id: string; name: string }[]) =>
  Object.fromEntries(units.map((unit) => [unit.id, unit.name]))

/** The kind that an address or a form names; a dialogue where it names none. */
export function kindIn(kind: string | string[] | undefined): ActivityKind {
  return typeof kind === 'string' && Object.hasOwn(ACTIVITY_KINDS, kind) ? (kind as ActivityKind) : 'dialogue'
}

type Choices = Awaited<ReturnType<typeof activityChoices>>

/** The fields of something that was held. */
export function ActivityFormBody({ form, data, cancelHref }: { form: FormView; data: Choices; cancelHref: string }) {
  const kind = kindIn(form.values.kind)
  const details = detailFieldsOf(kind).map(({ name }) => name)
  const hasDetails = details.length > 0
  const isOpen = ['content', 'behalfUnitId', ...details].some((name) => form.values[name] || form.errors[name])
  return (
    <Form form={form} multipart>
      <SelectField form={form} name="kind" label={L.kind} options={optionsOf(ACTIVITY_KINDS)} />
      <TextField
        form={form}
        name="title"
        label={L.title}
        hint="Ví dụ: Đối thoại với Nhân dân về tiến độ làm đường ấp 3"
      />
      <DateField form={form} name="heldOn" label={L.heldOn} />
      <TextField form={form} name="place" label={L.place} />
      {data.units.length === 1 ? (
        <input type="hidden" name="unitId" value={data.units[0]?.id} />
      ) : (
        <SelectField
          form={form}
          name="unitId"
          label={L.unitId}
          options={data.units.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      )}
      <TextField form={form} name="chairedBy" label={L.chairedBy} hint="Họ tên và chức vụ" />
      <Fieldset legend="Kết quả" size="s">
        <NumberField
          form={form}
          name="participantCount"
          label={L.participantCount}
          hint="Lớp tập huấn: số học viên. Tiếp công dân: số lượt người."
          width={5}
        />
        <SelectField
          form={form}
          name="participantMethod"
          label={L.participantMethod}
          options={optionsOf(PARTICIPANT_METHODS)}
        />
        <NumberField
          form={form}
          name="opinionCount"
          label={L.opinionCount}
          optional
          width={5}
          hint="Để trống nếu đã ghi đủ từng ý kiến ở ô dưới."
        />
        <TextArea
          form={form}
          name="opinions"
          label={L.opinions}
          optional
          hint="Mỗi dòng một ý kiến; từng ý kiến sẽ được theo dõi đến khi trả lời."
          rows={4}
        />
      </Fieldset>
      <SelectField
        form={form}
        name="assignmentId"
        label={L.assignmentId}
        optional
        hint="Chọn để hoạt động này là minh chứng của nhiệm vụ trong kế hoạch."
        emptyText="Không thuộc nhiệm vụ nào"
        options={data.assignments.map((task) => ({
          value: task.id,
          text: `${task.title} (hạn ${formatCalendarDate(task.dueOn)})`,
        }))}
      />
      <FileField
        form={form}
        name="files"
        label={L.files}
        optional
        multiple
        accept=".pdf,.docx,.xlsx,.jpg,.jpeg,.png"
        hint="Tệp PDF, Word, Excel hoặc ảnh, mỗi tệp không quá 20 MB."
      />
      <Details
        summary={`Thêm diễn biến, cơ quan được thực hiện thay${hasDetails ? `; chi tiết riêng của loại “${ACTIVITY_KINDS[kind]}”` : ''}`}
        open={isOpen}
      >
        <DetailFields form={form} kind={kind} />
        <TextArea form={form} name="content" label={L.content} optional rows={5} />
        <SelectField
          form={form}
          name="behalfUnitId"
          label={L.behalfUnitId}
          optional
          emptyText="Thực hiện cho chính đơn vị"
          options={data.bodies.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      </Details>
      <SubmitButtons cancelHref={cancelHref}>
        <SubmitButton>Lưu hoạt động</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}
