import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, optionalDay, optionalText } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DataTable,
  DateField,
  Fieldset,
  Figure,
  FigureGrid,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { setTimetable } from '../actions/set-timetable.ts'
import { partOfAYear } from '../actions/write-sheet.ts'
import { appealsOfYear } from '../queries/appeals.ts'
import { type AssessmentYearRecord, assessmentYearById } from '../queries/assessment-years.ts'
import { type LateUnit, lateUnits, timetableOf } from '../queries/timetable.ts'
import { APPEAL_STATES } from '../rules/appeal.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { STEPS_IN_ORDER, type StatedLimit, YEAR_STEPS } from '../rules/timetable.ts'
import { AssessmentStateTag, showPoints } from './assessment-tags.tsx'
import { criterionPath } from './criterion-in-sheet.ts'
import { noSuchYear } from './year-pages.tsx'

const YearAddress = z.object({ yearId: Id })

const TimetableFields = z.object({
  ...Object.fromEntries(STEPS_IN_ORDER.map((step) => [`on:${step}`, optionalDay(YEAR_STEPS[step])])),
  ...Object.fromEntries(STEPS_IN_ORDER.map((step) => [`before:${step}`, checked()])),
  reason: optionalText('Lý do thay đổi', { longest: 1000 }),
})

/** The timetable of a year, who is behind it, and what units proposed against verified points. */
export function timetablePages(app: FastifyInstance): void {
  staffForm(app, {
    path: '/assessments/years/:yearId/timetable',
    permission: 'criteria.manage',
    params: YearAddress,
    fields: TimetableFields,
    load: async (context) => {
      await requireWholeYear(context, context.params.yearId)
      const year = await requireManaged(context, context.params.yearId)
      if (!isRunning(year.state)) {
        throw new Refusal('not-allowed', 'criteria.year-decided', `Kết quả năm ${year.year} đã được quyết định.`)
      }
      return { year, limits: await timetableOf(context.database, year.id) }
    },
    initial: ({ limits }) =>
      Object.fromEntries(
        limits.flatMap((limit) => [
          [`on:${limit.step}`, formatCalendarDate(limit.statedOn)],
          [`before:${limit.step}`, limit.isBefore ? 'yes' : ''],
        ]),
      ),
    draw: ({ context, data: { year, limits }, form }) => (
      <Layout
        title={`Lịch các bước năm ${year.year}`}
        context={context.page}
        form={form}
        backLink={{ href: `/assessments/years/${year.id}`, text: `Năm ${year.year}` }}
      >
        <PageHeading caption={year.rootName}>{`Lịch các bước năm ${year.year}`}</PageHeading>
        <p class="govuk-body">
          Ghi ngày như văn bản ghi. Nếu văn bản ghi “trước ngày”, hãy đánh dấu: ngày đó không còn trong hạn. Ngày cuối
          rơi vào ngày nghỉ thì chuyển sang ngày làm việc tiếp theo (khoản 5 Điều 148 Bộ luật Dân sự 2015).
        </p>
        <Form form={form}>
          {STEPS_IN_ORDER.map((step) => {
            const limit = limits.find((each) => each.step === step)
            return (
              <Fieldset
                key={step}
                legend={YEAR_STEPS[step]}
                size="s"
                hint={limit ? `Đang áp dụng: hết ngày ${formatCalendarDate(limit.lastDay)}` : 'Chưa đặt hạn'}
              >
                <DateField form={form} name={`on:${step}`} label={`Hạn ${lower(YEAR_STEPS[step])}`} optional />
                <CheckboxField
                  form={form}
                  name={`before:${step}`}
                  label={`Cách tính hạn ${lower(YEAR_STEPS[step])}`}
                  optional
                  options={[{ value: 'yes', text: 'Văn bản ghi “trước ngày”' }]}
                />
              </Fieldset>
            )
          })}
          <TextArea form={form} name="reason" label="Lý do thay đổi" optional rows={2} />
          <SubmitButtons cancelHref={`/assessments/years/${year.id}`}>
            <SubmitButton>Lưu lịch các bước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, entered) => {
      const values = entered as Readonly<Record<string, unknown>>
      const limits = STEPS_IN_ORDER.flatMap((step): StatedLimit[] => {
        const statedOn = values[`on:${step}`]
        return typeof statedOn === 'string' && statedOn !== ''
          ? [{ step, statedOn, isBefore: values[`before:${step}`] === true }]
          : []
      })
      const reason = typeof values.reason === 'string' ? values.reason : ''
      await setTimetable(database, official, { yearId: params.yearId, limits, reason }, today)
      return `/assessments/years/${params.yearId}`
    },
  })

  staffPage(app, {
    path: '/assessments/years/:yearId/late',
    permission: 'criteria.read',
    params: YearAddress,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const year = await requireReadable(context, params.yearId)
      const [late, appeals] = await Promise.all([
        lateUnits(database, official, year.id, today),
        appealsOfYear(database, official, year.id, today),
      ])
      const limit = (await timetableOf(database, year.id)).find(({ step }) => step === 'appeal-answer')
      const overdue = limit && limit.lastDay < today ? appeals.filter((each) => each.state === 'waiting') : []
      const count = (kind: ReturnType<typeof lateness>) => late.filter((unit) => lateness(unit) === kind).length
      return (
        <Layout title={`Chậm hạn năm ${year.year}`} context={page} wide breadcrumbs={crumbs(year, 'Chậm hạn')}>
          <PageHeading caption={year.rootName}>{`Chậm hạn năm ${year.year}`}</PageHeading>
          <FigureGrid>
            {Object.entries(LATENESS).map(([kind, { words }]) => (
              <Figure
                key={kind}
                value={formatNumber(count(kind as keyof typeof LATENESS))}
                label={`đơn vị ${words.toLowerCase()}`}
              />
            ))}
            <Figure value={formatNumber(overdue.length)} label="kiến nghị quá hạn trả lời" />
          </FigureGrid>
          <DataTable
            caption="Đơn vị chậm hạn"
            phone="stack"
            empty="Không có đơn vị nào chậm hạn."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
              { key: 'block', title: 'Khối' },
              { key: 'late', title: 'Chậm' },
              { key: 'limit', title: 'Hạn' },
              { key: 'done', title: 'Ngày nộp' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={late.map((unit) => ({
              unit: (
                <a class="govuk-link" href={`/assessments/${unit.id}`}>
                  {unit.unitName}
                </a>
              ),
              block: unit.blockTitle,
              late: <Tag colour={LATENESS[lateness(unit)].colour} text={LATENESS[lateness(unit)].words} />,
              limit: formatCalendarDate(lateness(unit) === 'verification' ? unit.verifyBy : unit.selfAssessBy),
              done: unit.submittedOn === null ? 'Chưa nộp' : formatCalendarDate(unit.submittedOn),
              state: <AssessmentStateTag state={unit.state} />,
            }))}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/assessments/years/:yearId/appeals',
    permission: 'criteria.read',
    params: YearAddress,
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const year = await requireReadable(context, params.yearId)
      const appeals = await appealsOfYear(database, official, year.id, today)
      return (
        <Layout
          title={`Kiến nghị về điểm năm ${year.year}`}
          context={page}
          wide
          breadcrumbs={crumbs(year, 'Kiến nghị')}
        >
          <PageHeading caption={year.rootName}>{`Kiến nghị về điểm năm ${year.year}`}</PageHeading>
          <FigureGrid>
            {(Object.keys(APPEAL_STATES) as (keyof typeof APPEAL_STATES)[]).map((state) => (
              <Figure
                key={state}
                value={formatNumber(appeals.filter((each) => each.state === state).length)}
                label={`kiến nghị: ${APPEAL_STATES[state].toLowerCase()}`}
              />
            ))}
          </FigureGrid>
          <DataTable
            caption="Các kiến nghị"
            phone="stack"
            empty="Chưa có đơn vị nào kiến nghị về điểm."
            columns={[
              { key: 'unit', title: 'Đơn vị, tiêu chí', rowHeader: true, width: 'one-third' },
              { key: 'self', title: 'Tự chấm', numeric: true },
              { key: 'verified', title: 'Thẩm định', numeric: true },
              { key: 'asked', title: 'Đề nghị', numeric: true },
              { key: 'given', title: 'Sau kiến nghị', numeric: true },
              { key: 'state', title: 'Kết quả' },
              { key: 'why', title: 'Lý do', width: 'one-quarter' },
            ]}
            rows={appeals.map((each) => ({
              unit: (
                <a class="govuk-link" href={criterionPath(each.assessmentId, each.criterionCode)}>
                  {`${each.unitName}, tiêu chí ${each.criterionCode}`}
                </a>
              ),
              self: showPoints(each.selfPoints),
              verified: showPoints(each.verifiedPoints),
              asked: showPoints(each.askedPoints),
              given: showPoints(each.givenPoints),
              state: <Tag colour={each.state === 'waiting' ? 'yellow' : 'teal'} text={APPEAL_STATES[each.state]} />,
              why: each.answer ?? each.reason,
            }))}
          />
        </Layout>
      )
    },
  })
}

const LATENESS = {
  'not-handed-in': { words: 'Chưa nộp bảng tự chấm', colour: 'red' },
  'handed-in-late': { words: 'Nộp muộn', colour: 'orange' },
  verification: { words: 'Chờ thẩm định quá hạn', colour: 'red' },
} as const

/** What a unit in the list of late ones is late with; the verification's own delay is not the unit's. */
function lateness(unit: LateUnit): keyof typeof LATENESS {
  if (unit.submittedOn === null) return 'not-handed-in'
  return unit.submittedOn > unit.selfAssessBy ? 'handed-in-late' : 'verification'
}

const lower = (words: string) => words.charAt(0).toLocaleLowerCase('vi') + words.slice(1)

export function crumbs(year: AssessmentYearRecord, text: string) {
  return [
    { href: '/assessments', text: 'Chấm điểm' },
    { href: `/assessments/years/${year.id}`, text: `Năm ${year.year}` },
    { text },
  ]
}

/** The year, when the official reaches a unit in it. Refuses `criteria.no-such-year`. */
export async function requireReadable({ database, official, today }: Context, yearId: string) {
  const year = await assessmentYearById(database, official, yearId, today)
  if (!year) throw noSuchYear()
  return year
}

/** The same for what concerns the whole year. Refuses `criteria.part-of-a-year` for its earlier part too. */
export async function requireWholeYear(context: Context, yearId: string): Promise<AssessmentYearRecord> {
  const year = await requireReadable(context, yearId)
  if (year.part?.isEarlier) throw partOfAYear(year.year)
  return year
}

/** The year, when the official runs the scoring of its province. Refuses `criteria.no-such-year`. */
export async function requireManaged(context: Context, yearId: string): Promise<AssessmentYearRecord> {
  const year = await requireReadable(context, yearId)
  const { database, official, today } = context
  const roots = await unitsOnDay(database, { today, roots: unitsFor(official, 'criteria.manage') })
  if (!roots.some((unit) => unit.id === year.rootUnitId)) throw noSuchYear()
  return year
}
