import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordId, text } from '../../../platform/http/form-fields.ts'
import {
  CheckboxField,
  DataTable,
  DateField,
  Details,
  Form,
  type FormView,
  HiddenField,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { inGroups } from '../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { noSuchSession } from '../actions/out-of-reach.ts'
import { changeSession, recordSession, withdrawSession } from '../actions/record-session.ts'
import { arrive } from '../actions/turn.ts'
import { dayById } from '../queries/days.ts'
import { registrationsOf } from '../queries/registrations.ts'
import { type Session, sessionById } from '../queries/sessions.ts'
import { sessionFormValues } from '../rules/form-values.ts'
import { MODES, RECEIVERS, SESSION_KINDS, UNSCHEDULED_GROUNDS } from '../rules/session.ts'
import { PROTECTED_VISITOR, VISIT_KINDS } from '../rules/visit.ts'
import { RECEPTION_LABELS as L, SessionChangeFields, SessionFields } from './reception-fields.ts'
import { SessionParams } from './session-pages.tsx'

/** Opening the register for a session, and mending what was entered of it. */
export function sessionForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  withdrawalForm(app)
  arrivalsForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/new',
    permission: 'reception.record',
    fields: SessionFields,
    labels: L,
    load: async ({ database, official, today, query }) => {
      const asked = /^\d{1,18}$/.test(query.day ?? '') ? query.day : undefined
      const [day, units] = await Promise.all([
        asked === undefined
          ? undefined
          : dayById(database, official, { id: asked, permission: 'reception.record', today }),
        unitsOnDay(database, { today, roots: unitsFor(official, 'reception.record') }),
      ])
      return { day: day?.publishedOn && !day.isHeld ? day : undefined, units }
    },
    initial: ({ day, units }, { official, today }) =>
      day
        ? {
            unitId: day.unitId,
            dayId: day.id,
            heldOn: formatCalendarDate(day.plannedOn),
            kind: 'periodic',
            receiver: day.substituteName === null ? 'head' : 'delegate',
            receivedBy:
              day.substituteName === null
                ? `${day.leaderName}, ${day.leaderTitle}`
                : `${day.substituteName}, ${day.substituteTitle}`,
            place: day.place,
            mode: day.mode,
          }
        : {
            unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
            heldOn: formatCalendarDate(today),
            kind: 'regular',
            receiver: 'officer',
            receivedBy: `${official.fullName}, ${official.posts[0]?.title ?? ''}`,
            place: 'Phòng tiếp công dân',
            mode: 'direct',
          },
    draw: ({ context, data: { day, units }, form }) => (
      <Layout
        title="Mở buổi tiếp công dân"
        context={context.page}
        form={form}
        backLink={{ href: '/reception/sessions', text: 'Buổi tiếp công dân' }}
      >
        <PageHeading>Mở buổi tiếp công dân</PageHeading>
        {day && (
          <InsetText>
            Theo lịch đã công bố: {formatCalendarDate(day.plannedOn)}, {day.leaderTitle}.
          </InsetText>
        )}
        <Form form={form}>
          <HiddenField form={form} name="dayId" />
          {units.length === 1 ? (
            <HiddenField form={form} name="unitId" value={units[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label={L.unitId}
              options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
            />
          )}
          <DateField form={form} name="heldOn" label={L.heldOn} />
          <ChangeableFields form={form} />
          {form.errors.takesOver && (
            <CheckboxField
              form={form}
              name="takesOver"
              label={L.takesOver}
              options={[{ value: 'yes', text: 'Là cùng buổi tiếp: lấy hoạt động đó, số lượt theo sổ từ nay' }]}
            />
          )}
          <SubmitButtons cancelHref="/reception/sessions">
            <SubmitButton>Mở buổi tiếp</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) =>
      `/reception/sessions/${await recordSession(database, official, entered, today)}`,
  })
}

function ChangeableFields({ form }: { form: FormView }) {
  return (
    <>
      <RadioField
        form={form}
        name="kind"
        label={L.kind}
        options={Object.entries(SESSION_KINDS).map(([value, words]) => ({
          value,
          text: words,
          hint: value === 'unscheduled' ? UNSCHEDULED_GROUNDS : undefined,
        }))}
      />
      <RadioField form={form} name="receiver" label={L.receiver} options={optionsOf(RECEIVERS)} />
      <TextField form={form} name="receivedBy" label={L.receivedBy} />
      <TextField form={form} name="place" label={L.place} />
      <RadioField form={form} name="mode" label={L.mode} inline options={optionsOf(MODES)} />
      <Details summary="Thêm ghi chú" open={Boolean(form.values.note)}>
        <TextArea form={form} name="note" label={L.note} optional rows={3} />
      </Details>
    </>
  )
}

export type SessionContext = Context & { params: z.output<typeof SessionParams> }

/** The session in the address, as far as the official keeps its register. */
export async function requireSessionToRecord({ database, official, params, today }: SessionContext): Promise<Session> {
  const session = await sessionById(database, official, { id: params.sessionId, permission: 'reception.record', today })
  if (session) return session
  throw noSuchSession()
}

export const backToSession = (session: { id: string }) => ({
  href: `/reception/sessions/${session.id}`,
  text: 'Trở lại buổi tiếp',
})

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/:sessionId/edit',
    permission: 'reception.record',
    params: SessionParams,
    fields: SessionChangeFields,
    labels: L,
    load: requireSessionToRecord,
    initial: sessionFormValues,
    draw: ({ context, data: session, form }) => (
      <Layout title="Sửa buổi tiếp công dân" context={context.page} form={form} backLink={backToSession(session)}>
        <PageHeading caption={formatCalendarDate(session.heldOn)}>Sửa buổi tiếp công dân</PageHeading>
        <Form form={form}>
          <ChangeableFields form={form} />
          <SubmitButtons cancelHref={`/reception/sessions/${session.id}`}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given, session) => {
      await changeSession(database, official, { id: session.id, given, today })
      return `/reception/sessions/${session.id}`
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/:sessionId/withdrawal',
    permission: 'reception.record',
    params: SessionParams,
    fields: z.object({ reason: text(L.reason) }),
    labels: L,
    load: requireSessionToRecord,
    initial: () => ({}),
    draw: ({ context, data: session, form }) => (
      <Layout title="Hủy ghi buổi tiếp" context={context.page} form={form} backLink={backToSession(session)}>
        <PageHeading caption={formatCalendarDate(session.heldOn)}>Hủy ghi buổi tiếp công dân</PageHeading>
        <p class="govuk-body">
          Dùng khi mở nhầm buổi tiếp. Buổi tiếp và hoạt động đi cùng không còn trong danh sách, số liệu; bản ghi và lý
          do vẫn được giữ.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label={L.reason} rows={3} />
          <SubmitButtons cancelHref={`/reception/sessions/${session.id}`}>
            <SubmitButton variant="warning">Hủy ghi buổi tiếp</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, session) => {
      await withdrawSession(database, official, { id: session.id, reason, today })
      return `/reception/sessions/${session.id}`
    },
  })
}

function arrivalsForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/:sessionId/arrivals',
    permission: 'reception.record',
    params: SessionParams,
    fields: z.object({ registrationId: recordId('Người đã đến') }),
    load: async (context) => {
      const session = await requireSessionToRecord(context)
      return { session, turns: session.dayId === null ? [] : await registrationsOf(context.database, session.dayId) }
    },
    initial: () => ({}),
    draw: ({ context, data: { session, turns }, form }) => (
      <Layout title="Người đã đăng ký" context={context.page} form={form} backLink={backToSession(session)} wide>
        <PageHeading caption={`Buổi tiếp ngày ${formatCalendarDate(session.heldOn)}`}>Người đã đăng ký</PageHeading>
        <p class="govuk-body">Bấm một lần khi người đó đến: lượt tiếp được ghi vào sổ với những gì họ đã khai.</p>
        <Form form={form}>
          <DataTable
            caption="Người đã đăng ký"
            captionHidden
            phone="stack"
            empty="Không có ai đăng ký trước cho buổi này."
            columns={[
              { key: 'name', title: 'Họ tên', rowHeader: true },
              { key: 'contact', title: 'Liên hệ' },
              { key: 'subject', title: 'Việc muốn trình bày' },
              { key: 'act', title: 'Đã đến' },
            ]}
            rows={turns.map((turn) => ({
              name: `${turn.kind === 'denunciation' ? PROTECTED_VISITOR : turn.fullName || 'Đã hủy'} (${inGroups(turn.code)})`,
              contact: turn.contact,
              subject: [turn.kind && VISIT_KINDS[turn.kind], turn.subject].filter(Boolean).join(': '),
              act: turn.visitId ? (
                <a class="govuk-link" href={`/reception/visits/${turn.visitId}`}>
                  Đã ghi vào sổ
                </a>
              ) : turn.cancelledAt ? (
                'Đã hủy đăng ký'
              ) : (
                <SubmitButton variant="secondary" name="registrationId" value={turn.id}>
                  Đã đến, ghi vào sổ
                </SubmitButton>
              ),
            }))}
          />
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { registrationId }, { session }) => {
      const visitId = await arrive(database, official, { sessionId: session.id, registrationId, today })
      return `/reception/visits/${visitId}/edit`
    },
  })
}
