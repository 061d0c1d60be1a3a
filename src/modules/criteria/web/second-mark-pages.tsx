import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Figure,
  FigureGrid,
  Form,
  type FormView,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import {
  giveSecondMark,
  hasMarked,
  nothingToSettle,
  notTheSecondMarker,
  settlerHasMarked,
  settleSecondMark,
} from '../actions/second-marking.ts'
import {
  type SecondMark,
  samplesReplaced,
  secondMarkingOf,
  secondMarks,
  unitsToVerify,
} from '../queries/verification-work.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { isBlind, SECOND_MARK_STATES, type SecondMarkState, secondMarkState } from '../rules/second-mark.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownCriterion, shownCriterion } from './criterion-in-sheet.ts'
import { EvidenceLinked, FiguresUsed, WhatIsAsked } from './criterion-parts.tsx'
import { CriterionAddress, captionOf } from './self-assessment-form.tsx'
import { crumbs, requireReadable } from './timetable-pages.tsx'
import { requireVerifiable } from './verification-form.tsx'

const COLOURS = {
  waiting: 'yellow',
  'waiting-first': 'yellow',
  agreed: 'green',
  different: 'red',
  settled: 'teal',
} as const

const MarkFields = z.object({ points: text('Số điểm', { longest: 20 }), reason: text('Lý do', { longest: 2000 }) })

/** Marking a second time without sight of the first, and settling what differs. */
export function secondMarkPages(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/second-marks',
    permission: 'criteria.verify',
    params: z.object({ yearId: Id }),
    draw: async (context) => {
      const { database, official, today, page, params } = context
      const year = await requireReadable(context, params.yearId)
      const [marking, marks, units, replaced] = await Promise.all([
        secondMarkingOf(database, year.id),
        secondMarks(database, { yearId: year.id }),
        unitsToVerify(database, official, year.id, today),
        samplesReplaced(database, year.id),
      ])
      const mayDraw = !marking || marks.every((mark) => mark.points === null)
      const mine = marks.filter((mark) => units.some((unit) => unit.unitId === mark.unitId))
      const running = isRunning(year.state)
      return (
        <Layout title={`Chấm lần hai năm ${year.year}`} context={page} wide breadcrumbs={crumbs(year, 'Chấm lần hai')}>
          <PageHeading
            caption={year.rootName}
            actions={
              mayDraw &&
              running &&
              may(official, 'criteria.manage') && (
                <ActionBar>
                  <ButtonLink href={`/assessments/years/${year.id}/second-marking`}>
                    {marking ? 'Rút lại mẫu' : 'Rút mẫu chấm lần hai'}
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {`Chấm lần hai năm ${year.year}`}
          </PageHeading>
          {marking ? (
            <p class="govuk-body">
              {`Mẫu ${marking.percent}% rút ngày ${formatCalendarDate(marking.drawnOn)} theo chuỗi rút mẫu “${marking.seed}”; người chấm lần hai: ${marking.markerName}. Điểm mỗi lần chỉ hiện khi cả hai lần đã chấm.`}
            </p>
          ) : (
            <p class="govuk-body">
              Năm này chưa rút mẫu chấm lần hai. Mẫu là một tỷ lệ điểm chọn ngẫu nhiên để người thứ hai chấm lại mà
              không thấy điểm lần một; chỗ hai lần lệch nhau do người thứ ba thống nhất.
            </p>
          )}
          {replaced.map((sample) => (
            <p class="govuk-body app-muted" key={sample.id}>
              {`Mẫu ${sample.percent}% rút ngày ${formatCalendarDate(sample.drawnOn)} theo chuỗi rút mẫu “${sample.seed}” đã được thay ngày ${formatCalendarDate(sample.replacedOn)} bởi ${sample.replacedBy ?? 'hệ thống'}: ${sample.reason}`}
            </p>
          ))}
          <FigureGrid>
            {(Object.keys(SECOND_MARK_STATES) as SecondMarkState[]).map((state) => (
              <Figure
                key={state}
                value={formatNumber(mine.filter((mark) => secondMarkState(mark) === state).length)}
                label={SECOND_MARK_STATES[state].toLowerCase()}
              />
            ))}
          </FigureGrid>
          <DataTable
            caption={`Các điểm trong mẫu (${formatNumber(mine.length)})`}
            phone="stack"
            empty="Không có điểm nào trong mẫu thuộc các đơn vị bạn được thẩm định."
            columns={[
              { key: 'unit', title: 'Đơn vị, tiêu chí', rowHeader: true, width: 'one-third' },
              { key: 'self', title: 'Tự chấm', numeric: true },
              { key: 'first', title: 'Lần một', numeric: true },
              { key: 'second', title: 'Lần hai', numeric: true },
              { key: 'settled', title: 'Thống nhất', numeric: true },
              { key: 'state', title: 'Tình trạng' },
              { key: 'act', title: 'Việc cần làm' },
            ]}
            rows={mine.map((mark) => markRow(official, mark, running))}
          />
        </Layout>
      )
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/second-mark',
    permission: 'criteria.verify',
    params: CriterionAddress,
    fields: MarkFields,
    load: async (context) => {
      const shown = requireVerifiable(await shownCriterion(context, context.params, facts))
      const mark = await markOf(context.database, shown)
      if (!mark || mark.markerAccountId !== context.official.accountId || mark.points !== null)
        throw notTheSecondMarker()
      return shown
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const back = `/assessments/years/${data.assessment.yearId}/second-marks`
      const title = `Chấm lần hai tiêu chí ${data.criterion.code}`
      return (
        <Layout title={title} context={context.page} form={form} backLink={{ href: back, text: 'Chấm lần hai' }}>
          <PageHeading
            caption={captionOf(data)}
          >{`Chấm lần hai ${data.criterion.code}. ${data.criterion.title}`}</PageHeading>
          <InsetText>Điểm thẩm định lần một không hiện ở đây.</InsetText>
          <p class="govuk-body">
            {`Đơn vị tự chấm ${showPoints(data.own?.points)} điểm. ${data.own?.explanation ?? ''}`}
          </p>
          <FiguresUsed shown={data} />
          <EvidenceLinked shown={data} facts={facts} mayChange={false} />
          <WhatIsAsked shown={data} />
          <MarkForm form={form} back={back} label="Điểm chấm lần hai" button="Lưu điểm chấm lần hai" />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { assessment }) => {
      const given = { assessmentId: params.assessmentId, criterion: params.code, ...entered }
      await giveSecondMark(database, official, given, today)
      return `/assessments/years/${assessment.yearId}/second-marks`
    },
  })

  staffForm(app, {
    path: '/assessments/:assessmentId/criteria/:code/settlement',
    permission: 'criteria.verify',
    params: CriterionAddress,
    fields: MarkFields,
    load: async (context) => {
      const shown = requireVerifiable(await shownCriterion(context, context.params, facts))
      const mark = await markOf(context.database, shown)
      if (!mark || secondMarkState(mark) !== 'different') throw nothingToSettle()
      if (hasMarked(context.official, mark)) throw settlerHasMarked()
      return { ...shown, mark }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => {
      const { mark } = data
      const back = `/assessments/years/${data.assessment.yearId}/second-marks`
      return (
        <Layout
          title={`Thống nhất điểm tiêu chí ${data.criterion.code}`}
          context={context.page}
          form={form}
          backLink={{ href: back, text: 'Chấm lần hai' }}
        >
          <PageHeading caption={captionOf(data)}>{`Thống nhất điểm tiêu chí ${data.criterion.code}`}</PageHeading>
          <DataTable
            caption="Hai lần chấm"
            empty=""
            columns={[
              { key: 'which', title: 'Lần', rowHeader: true },
              { key: 'points', title: 'Điểm', numeric: true },
              { key: 'reason', title: 'Lý do', width: 'two-thirds' },
            ]}
            rows={[
              { which: 'Tự chấm', points: showPoints(mark.selfPoints), reason: data.own?.explanation ?? '' },
              { which: 'Lần một', points: showPoints(mark.firstPoints), reason: mark.firstReason },
              { which: 'Lần hai', points: showPoints(mark.points), reason: mark.reason },
            ]}
          />
          <EvidenceLinked shown={data} facts={facts} mayChange={false} />
          <WhatIsAsked shown={data} />
          <MarkForm form={form} back={back} label="Điểm thống nhất" button="Lưu điểm thống nhất" />
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, entered, { assessment }) => {
      const given = { assessmentId: params.assessmentId, criterion: params.code, ...entered }
      await settleSecondMark(database, official, given, today)
      return `/assessments/years/${assessment.yearId}/second-marks`
    },
  })
}

function MarkForm({ form, back, label, button }: { form: FormView; back: string; label: string; button: string }) {
  return (
    <Form form={form}>
      <NumberField form={form} name="points" label={label} decimal width={5} suffix="điểm" />
      <TextArea form={form} name="reason" label="Lý do" rows={3} />
      <SubmitButtons cancelHref={back}>
        <SubmitButton>{button}</SubmitButton>
      </SubmitButtons>
    </Form>
  )
}

async function markOf(database: Parameters<typeof secondMarks>[0], { assessment, criterion }: ShownCriterion) {
  const marks = await secondMarks(database, { assessmentId: assessment.id })
  return marks.find((mark) => mark.criterionCode === criterion.code)
}

function markRow(official: Official, mark: SecondMark, running: boolean) {
  const state = secondMarkState(mark)
  const hidden = isBlind(state)
  const path = (act: string) => criterionPath(mark.assessmentId, mark.criterionCode, act)
  return {
    unit: `${mark.unitName}, tiêu chí ${mark.criterionCode}`,
    self: showPoints(mark.selfPoints),
    first: hidden ? '–' : showPoints(mark.firstPoints),
    second: hidden ? '–' : showPoints(mark.points),
    settled: showPoints(mark.settledPoints),
    state: <Tag colour={COLOURS[state]} text={SECOND_MARK_STATES[state]} />,
    act:
      running && state === 'waiting' && mark.markerAccountId === official.accountId ? (
        <a class="govuk-link" href={path('second-mark')}>
          Chấm lần hai
          <span class="govuk-visually-hidden">{` ${mark.unitName}, tiêu chí ${mark.criterionCode}`}</span>
        </a>
      ) : running && state === 'different' && !hasMarked(official, mark) ? (
        <a class="govuk-link" href={path('settlement')}>
          Thống nhất điểm
          <span class="govuk-visually-hidden">{` ${mark.unitName}, tiêu chí ${mark.criterionCode}`}</span>
        </a>
      ) : (
        (mark.settledReason ?? '')
      ),
  }
}
