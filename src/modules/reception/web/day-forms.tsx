import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  DateField,
  Details,
  Form,
  type FormView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SourceNote,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changeDay, postponeDay, removeDay, substituteOnDay } from '../actions/change-day.ts'
import { noSuchDay } from '../actions/out-of-reach.ts'
import { proposeDays } from '../actions/propose-days.ts'
import { dayById, postsOfUnits, type ReceptionDay } from '../queries/days.ts'
import { frequencyOn } from '../queries/frequency.ts'
import { dayFormValues } from '../rules/form-values.ts'
import { NO_DEPUTY_FROM, NO_DEPUTY_GROUND } from '../rules/reception-day.ts'
import { addMonths, type Frequency, monthOf } from '../rules/schedule.ts'
import { MODES } from '../rules/session.ts'
import { DayParams } from './day-page.tsx'
import {
  DayFields,
  RECEPTION_LABELS as L,
  PostponementFields,
  ProposalFields,
  SubstitutionFields,
  WEEKDAYS,
  WEEKS,
} from './reception-fields.ts'
import { dayInWords } from './reception-parts.tsx'
import { monthsAround } from './schedule-page.tsx'

const SCHEDULE = { href: '/reception', text: 'Lịch tiếp công dân' }

/** Making the schedule, and what may still change about a day. */
export function dayForms(app: FastifyInstance): void {
  proposalForm(app)
  editForm(app)
  removalForm(app)
  postponementForm(app)
  substitutionForm(app)
}

function proposalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/days/new',
    permission: 'reception.schedule',
    fields: ProposalFields,
    labels: L,
    load: async ({ database, official, today }) => {
      const units = await unitsOnDay(database, { today, roots: unitsFor(official, 'reception.schedule') })
      const posts = await postsOfUnits(
        database,
        units.map(({ id }) => id),
        today,
      )
      return { posts, rules: units.map((unit) => frequencyOn(unit.kindCode, today)) }
    },
    initial: ({ posts }, { official, today }) => ({
      postId: posts.find((post) => post.unitId === official.posts[0]?.unitId)?.id ?? posts[0]?.id ?? '',
      month: addMonths(monthOf(today), 1),
      onWeekday: '4',
      fromWeek: '2',
      startsAt: '07:30',
      endsAt: '11:00',
      place: 'Phòng tiếp công dân',
      mode: 'direct',
      seats: '10',
    }),
    draw: ({ context, data, form }) => (
      <Layout title="Lập lịch tiếp công dân" context={context.page} form={form} backLink={SCHEDULE}>
        <PageHeading>Lập lịch tiếp công dân</PageHeading>
        <p class="govuk-body">
          Hệ thống đề xuất đủ số ngày mà luật yêu cầu trong tháng; ngày rơi vào ngày nghỉ chuyển sang ngày làm việc liền
          sau. Lịch mới là dự kiến đến khi được công bố.
        </p>
        <RulesInForce rules={data.rules} />
        <Form form={form}>
          <SelectField
            form={form}
            name="postId"
            label={L.postId}
            hint="Người đứng đầu đơn vị, theo chức vụ đang giữ"
            options={data.posts.map((post) => ({
              value: post.id,
              text: `${post.title} ${post.fullName}`,
              group: post.unitName,
            }))}
          />
          <SelectField
            form={form}
            name="month"
            label={L.month}
            options={monthsAround(monthOf(context.today), { before: 0, after: 12 })}
          />
          <RadioField form={form} name="onWeekday" label={L.onWeekday} inline options={optionsOf(WEEKDAYS)} />
          <SelectField
            form={form}
            name="fromWeek"
            label={L.fromWeek}
            hint="Cho đơn vị tiếp theo tháng; đơn vị tiếp hằng tuần không cần chọn"
            options={optionsOf(WEEKS)}
          />
          <DetailFields form={form} />
          <Details summary="Chỉ thêm một ngày" open={Boolean(form.values.onlyDay)}>
            <DateField
              form={form}
              name="onlyDay"
              label={L.onlyDay}
              optional
              hint="Để trống nếu lập lịch cả tháng. Ví dụ: 26/11/2026"
            />
          </Details>
          <SubmitButtons cancelHref="/reception">
            <SubmitButton>Đưa vào lịch dự kiến</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { postId, month, onWeekday, fromWeek, onlyDay, ...details }, { posts }) => {
      const unitId = posts.find((post) => post.id === postId)?.unitId ?? '0'
      const days = onlyDay === null ? { month, onWeekday, fromWeek } : { only: onlyDay }
      await proposeDays(context.database, context.official, { ...details, unitId, postId, days }, context.today)
      return `/reception?month=${onlyDay === null ? month : monthOf(onlyDay)}`
    },
  })
}

/** What the law asks of the units for which one makes the schedule. */
function RulesInForce({ rules }: { rules: readonly (Frequency | null)[] }) {
  const different = [...new Map(rules.flatMap((rule) => (rule ? [[rule.title, rule] as const] : []))).values()]
  return different.map(({ title, times, per, source, note }) => (
    <SourceNote key={title}>
      {title} ít nhất {times} ngày mỗi {per === 'week' ? 'tuần' : 'tháng'} – {source}
      {note ? `. ${note}` : ''}
    </SourceNote>
  ))
}

function DetailFields({ form }: { form: FormView }) {
  return (
    <>
      <TextField form={form} name="startsAt" label={L.startsAt} width={5} hint="Ví dụ: 7:30" />
      <TextField form={form} name="endsAt" label={L.endsAt} width={5} hint="Ví dụ: 11:00" />
      <TextField form={form} name="place" label={L.place} />
      <RadioField form={form} name="mode" label={L.mode} inline options={optionsOf(MODES)} />
      <NumberField
        form={form}
        name="seats"
        label={L.seats}
        width={3}
        hint="Số người có thể đăng ký trên trang công khai; ghi 0 nếu không nhận đăng ký. Người đến trực tiếp vẫn được tiếp."
      />
      <Details
        summary="Thành phần tham dự, dự kiến nội dung"
        open={Boolean(form.values.attendants || form.values.topic)}
      >
        <TextArea form={form} name="attendants" label={L.attendants} optional rows={2} />
        <TextArea form={form} name="topic" label={L.topic} optional rows={2} />
      </Details>
    </>
  )
}

type DayContext = Context & { params: z.output<typeof DayParams> }

async function requireDay({ database, official, params, today }: DayContext): Promise<ReceptionDay> {
  const day = await dayById(database, official, { id: params.dayId, permission: 'reception.schedule', today })
  if (day) return day
  throw noSuchDay()
}

const back = (day: ReceptionDay) => ({ href: `/reception/days/${day.id}`, text: 'Trở lại ngày tiếp' })

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/days/:dayId/edit',
    permission: 'reception.schedule',
    params: DayParams,
    fields: DayFields,
    labels: L,
    load: requireDay,
    initial: dayFormValues,
    draw: ({ context, data: day, form }) => (
      <Layout title="Sửa ngày tiếp công dân" context={context.page} form={form} backLink={back(day)}>
        <PageHeading caption={dayInWords(day.plannedOn)}>Sửa ngày tiếp công dân</PageHeading>
        <Form form={form}>
          {day.publishedOn === null ? (
            <DateField form={form} name="plannedDay" label={L.plannedDay} />
          ) : (
            <InsetText>Lịch đã công bố: muốn đổi ngày, hãy dùng “Lùi lịch” và nêu lý do.</InsetText>
          )}
          <DetailFields form={form} />
          <SubmitButtons cancelHref={`/reception/days/${day.id}`}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { plannedDay, ...details }, day) => {
      await changeDay(database, official, { id: day.id, plannedOn: plannedDay, details, today })
      return `/reception/days/${day.id}`
    },
  })
}

function removalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/days/:dayId/removal',
    permission: 'reception.schedule',
    params: DayParams,
    fields: z.object({}),
    load: requireDay,
    initial: () => ({}),
    draw: ({ context, data: day, form }) => (
      <Layout title="Bỏ ngày tiếp công dân" context={context.page} form={form} backLink={back(day)}>
        <PageHeading caption={dayInWords(day.plannedOn)}>Bỏ ngày tiếp công dân dự kiến</PageHeading>
        <p class="govuk-body">Ngày này chưa công bố. Bỏ khỏi lịch thì không ai bên ngoài biết đến.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reception/days/${day.id}`}>
            <SubmitButton variant="warning">Bỏ ngày này</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, _nothing, day) => {
      await removeDay(database, official, { id: day.id, today })
      return `/reception?month=${monthOf(day.plannedOn)}`
    },
  })
}

function postponementForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/days/:dayId/postponement',
    permission: 'reception.schedule',
    params: DayParams,
    fields: PostponementFields,
    labels: L,
    load: requireDay,
    initial: () => ({}),
    draw: ({ context, data: day, form }) => (
      <Layout title="Lùi lịch tiếp công dân" context={context.page} form={form} backLink={back(day)}>
        <PageHeading caption={`${dayInWords(day.plannedOn)}, ${day.leaderTitle}`}>Lùi lịch tiếp công dân</PageHeading>
        <p class="govuk-body">
          Lịch đã công bố chỉ được lùi khi có lý do chính đáng và phải thông báo ngày dự kiến mới. Ngày mới hiện ngay
          trên trang công khai; hãy báo cho {day.taken} công dân đã đăng ký.
        </p>
        <Form form={form}>
          <DateField form={form} name="toDay" label={L.toDay} />
          <TextArea form={form} name="reason" label={L.reason} rows={3} />
          <SubmitButtons cancelHref={`/reception/days/${day.id}`}>
            <SubmitButton>Lùi lịch</SubmitButton>
          </SubmitButtons>
        </Form>
        <SourceNote>Khoản 4 Điều 24 Luật Tiếp công dân 42/2013/QH13</SourceNote>
      </Layout>
    ),
    submit: async ({ database, official, today }, { toDay, reason }, day) => {
      await postponeDay(database, official, { id: day.id, to: toDay, reason, today })
      return `/reception/days/${day.id}`
    },
  })
}

function substitutionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/days/:dayId/substitution',
    permission: 'reception.schedule',
    params: DayParams,
    fields: SubstitutionFields,
    labels: L,
    load: async (context) => {
      const day = await requireDay(context)
      return { day, posts: await otherPosts(context.database, day) }
    },
    initial: () => ({}),
    draw: ({ context, data: { day, posts }, form }) => (
      <Layout title="Người tiếp thay" context={context.page} form={form} backLink={back(day)}>
        <PageHeading caption={`${dayInWords(day.plannedOn)}, ${day.leaderTitle}`}>Người tiếp thay</PageHeading>
        <SubstitutionLaw plannedOn={day.plannedOn} />
        <Form form={form}>
          <SelectField
            form={form}
            name="substitutePostId"
            label={L.substitutePostId}
            emptyText="Chọn người"
            options={posts.map((post) => ({ value: post.id, text: `${post.title} ${post.fullName}` }))}
          />
          <TextArea form={form} name="reason" label={L.reason} rows={2} />
          <TextField form={form} name="paper" label={L.paper} optional hint="Số, ngày văn bản" />
          <SubmitButtons cancelHref={`/reception/days/${day.id}`}>
            <SubmitButton>Ghi người tiếp thay</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { substitutePostId, reason, paper }, { day }) => {
      await substituteOnDay(database, official, { id: day.id, postId: substitutePostId, reason, paper, today })
      return `/reception/days/${day.id}`
    },
  })
}

function SubstitutionLaw({ plannedOn }: { plannedOn: CalendarDate }) {
  return plannedOn >= NO_DEPUTY_FROM ? (
    <WarningText>
      {NO_DEPUTY_GROUND}. Chỉ ghi được người đang được giao quyền đứng đầu (quyền, phụ trách, điều hành); nếu không, hãy
      lùi lịch.
    </WarningText>
  ) : (
    <p class="govuk-body">Người tiếp thay phải có văn bản ủy quyền.</p>
  )
}

async function otherPosts(database: Context['database'], day: ReceptionDay) {
  const posts = await postsOfUnits(database, [day.unitId], day.plannedOn)
  return posts.filter((post) => post.id !== day.postId)
}
