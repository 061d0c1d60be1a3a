import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Details,
  Form,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { type UnitOnDay, unitsOfProvince } from '../../organisation/index.ts'
import { answerInvitation, invitationForAnswer, inviteTo, tickOff } from '../actions/invite.ts'
import { invitationsOf } from '../queries/planned-activities.ts'
import { INVITATION_ANSWERS } from '../rules/invitation.ts'
import { AttendanceFields, GuestFields, InvitationAnswerFields } from './preparation-fields.ts'
import { backTo, PLANNED_PATH, PlannedParams, theirPreparation } from './preparation-forms.tsx'

const one = `${PLANNED_PATH}/:plannedActivityId`

/** Inviting units and guests, a unit's answer, and ticking off who came. */
export function invitationForms(app: FastifyInstance): void {
  newForm(app)
  answerForm(app)
  attendanceForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/invitations/new`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: GuestFields,
    load: async (context) => {
      const { database, today } = context
      const planned = await theirPreparation(context)
      const [units, invited] = await Promise.all([
        unitsOfProvince(database, { of: [planned.unitId], today }),
        invitationsOf(database, planned.id),
      ])
      const ids = new Set(invited.map(({ unitId }) => unitId))
      return { planned, units: units.filter((unit) => !ids.has(unit.id) && unit.id !== planned.unitId) }
    },
    initial: () => ({}),
    draw: ({ context, data: { planned, units }, form }) => (
      <Layout title="Mời dự" context={context.page} form={form} backLink={backTo(planned.id)}>
        <PageHeading caption={planned.title}>Mời dự</PageHeading>
        <p class="govuk-body">
          Đơn vị được mời thấy giấy mời trong “Việc cần làm”, mở được trang này và trả lời có dự hay không.
        </p>
        <Form form={form}>
          <TextArea
            form={form}
            name="guests"
            label="Khách mời khác"
            optional
            rows={3}
            hint="Mỗi dòng một khách: họ tên, chức vụ hoặc tên tổ chức"
          />
          {byKind(units).map(({ title, members }, index) => (
            <Details
              key={title}
              summary={`${title} (${members.length})`}
              open={index === 0 && form.errors.unitIds !== undefined}
            >
              <CheckboxField
                // Only the first group carries the plain ids and the message of the field.
                form={index === 0 ? form : { ...form, errors: {}, idPrefix: `group-${index}` }}
                name="unitIds"
                label={title}
                options={members.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            </Details>
          ))}
          <SubmitButtons cancelHref={`${PLANNED_PATH}/${planned.id}`}>
            <SubmitButton>Gửi giấy mời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { plannedActivityId: id } }, entered) => {
      await inviteTo(database, official, { id, ...entered, today })
      return `${PLANNED_PATH}/${id}`
    },
  })
}

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/invitations/:invitationId/answer',
    permission: 'activity.record',
    params: z.object({ invitationId: Id }),
    fields: InvitationAnswerFields,
    load: ({ database, official, params, today }) =>
      invitationForAnswer(database, official, params.invitationId, today),
    initial: ({ answer, answerWords }) => ({ answer: answer ?? '', words: answerWords }),
    draw: ({ context, data, form }) => (
      <Layout title="Trả lời giấy mời" context={context.page} form={form} backLink={backTo(data.plannedActivityId)}>
        <PageHeading caption={data.title}>Trả lời giấy mời</PageHeading>
        <Form form={form}>
          <RadioField form={form} name="answer" label="Trả lời" options={optionsOf(INVITATION_ANSWERS)} />
          <TextField
            form={form}
            name="words"
            label="Người dự thay hoặc lý do"
            optional
            hint="Cử người dự thay thì ghi họ tên, chức vụ"
          />
          <SubmitButtons cancelHref={`${PLANNED_PATH}/${data.plannedActivityId}`}>
            <SubmitButton>Gửi trả lời</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { invitationId: id } }, entered) =>
      `${PLANNED_PATH}/${await answerInvitation(database, official, { id, ...entered, today })}`,
  })
}

function attendanceForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/attendance`,
    permission: 'activity.record',
    params: PlannedParams,
    fields: AttendanceFields,
    load: async (context) => {
      const planned = await theirPreparation(context)
      return { planned, invitations: await invitationsOf(context.database, planned.id) }
    },
    initial: ({ invitations }) => ({ came: invitations.filter(({ came }) => came).map(({ id }) => id) }),
    draw: ({ context, data: { planned, invitations }, form }) => (
      <Layout title="Điểm danh" context={context.page} form={form} backLink={backTo(planned.id)}>
        <PageHeading caption={`${planned.title}, ${formatCalendarDate(planned.plannedOn)}`}>Điểm danh</PageHeading>
        <Form form={form}>
          <CheckboxField
            form={form}
            name="came"
            label="Có mặt"
            options={invitations.map(({ id, unitName, guest, answerWords }) => ({
              value: id,
              text: unitName ?? guest,
              hint: answerWords === '' ? undefined : answerWords,
            }))}
          />
          <SubmitButtons cancelHref={`${PLANNED_PATH}/${planned.id}`}>
            <SubmitButton>Lưu điểm danh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { plannedActivityId: id } }, { came }) => {
      await tickOff(database, official, { id, invitationIds: came, today })
      return `${PLANNED_PATH}/${id}`
    },
  })
}

function byKind(units: readonly UnitOnDay[]) {
  const groups = new Map<string, UnitOnDay[]>()
  for (const unit of units) groups.set(unit.kindTitle, [...(groups.get(unit.kindTitle) ?? []), unit])
  return [...groups].map(([title, members]) => ({ title, members }))
}
