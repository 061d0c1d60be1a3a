import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Fieldset,
  Form,
  type FormView,
  HiddenField,
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
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { awardOf, awardWork, enterWork, noSuchContest } from '../actions/enter-work.ts'
import { holdContest } from '../actions/hold-contest.ts'
import { contestById, entryById, stagesOf } from '../queries/contests.ts'
import {
  AwardFields,
  ContestFields,
  HOLDINGS,
  CONTEST_LABELS as L,
  WORK_LABELS as W,
  WorkFields,
} from './contest-fields.ts'

/** Writing down a contest, the works sent in to it and their awards. */
export function contestForms(app: FastifyInstance): void {
  contestForm(app)
  workForm(app)
  awardForm(app)
}

function contestForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/contests/new',
    permission: 'movement.write',
    fields: ContestFields,
    load: ({ database, official, today }) =>
      unitsOnDay(database, { today, roots: unitsFor(official, 'movement.write') }),
    initial: (units, { official, today }) => ({
      openedOn: formatCalendarDate(today),
      stages: 'Chặng 1\nChặng 2',
      holding: 'outcome',
      unitId: units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? units[0]?.id ?? '',
    }),
    draw: ({ context, data: units, form }) => (
      <Layout
        title="Thêm cuộc thi"
        context={context.page}
        form={form}
        backLink={{ href: '/movement/contests', text: 'Danh sách cuộc thi' }}
      >
        <PageHeading>Thêm cuộc thi</PageHeading>
        <Form form={form}>
          <TextField
            form={form}
            name="title"
            label={L.title}
            hint="Ví dụ: Cuộc thi viết về gương “Dân vận khéo” năm 2026"
          />
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
          <DateField form={form} name="openedOn" label={L.openedOn} />
          <RadioField form={form} name="holding" label={L.holding} options={optionsOf(HOLDINGS)} />
          <TextArea form={form} name="stages" label={L.stages} rows={3} hint="Mỗi dòng một chặng, một vòng." />
          <TextArea form={form} name="content" label={L.content} optional rows={4} />
          <SubmitButtons cancelHref="/movement/contests">
            <SubmitButton>Lưu cuộc thi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { holding, ...contest }) =>
      `/movement/contests/${await holdContest(database, official, { ...contest, isJudged: holding === 'judged' }, today)}`,
  })
}

function workForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/contests/:contestId/entries/new',
    permission: 'movement.write',
    params: z.object({ contestId: Id }),
    fields: WorkFields,
    load: async (context) => {
      const contest = await contestById(context.database, context.official, context.params.contestId, context.today)
      if (!contest?.isTheirs) throw noSuchContest()
      return { contest, stages: await stagesOf(context.database, contest.id), stageId: context.query.stage ?? '' }
    },
    initial: ({ stages, stageId }) => ({ stageId: stages.find(({ id }) => id === stageId)?.id ?? stages[0]?.id ?? '' }),
    draw: ({ context, data: { contest, stages }, form }) => (
      <Layout
        title="Thêm tác phẩm dự thi"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/contests/${contest.id}`, text: 'Trở lại cuộc thi' }}
      >
        <PageHeading caption={contest.title}>Thêm tác phẩm dự thi</PageHeading>
        <Form form={form}>
          <FieldsOfWork form={form} stages={stages} />
          <SubmitButtons cancelHref={`/movement/contests/${contest.id}`}>
            <SubmitButton>Lưu tác phẩm</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { contestId } }, { prize, awardedOn, ...work }) => {
      await enterWork(database, official, { contestId, ...work, award: awardOf(prize, awardedOn) }, today)
      return `/movement/contests/${contestId}`
    },
  })
}

function awardForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/entries/:entryId/award',
    permission: 'movement.write',
    params: z.object({ entryId: Id }),
    fields: AwardFields,
    load: (context) => theirEntry(context, context.params.entryId),
    initial: (_entry, { today }) => ({ awardedOn: formatCalendarDate(today) }),
    draw: ({ context, data: entry, form }) => (
      <Layout
        title="Ghi giải"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/entries/${entry.id}`, text: 'Trở lại tác phẩm' }}
      >
        <PageHeading caption={`${entry.authorName} – ${entry.workTitle}`}>Ghi giải</PageHeading>
        <Form form={form}>
          <PrizeFields form={form} />
          <SubmitButtons cancelHref={`/movement/entries/${entry.id}`}>
            <SubmitButton>Ghi giải</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { entryId } }, award, entry) => {
      await awardWork(database, official, { entryId, award }, today)
      return `/movement/contests/${entry.contestId}`
    },
  })
}

/** A work of which only the outcome is written down, with its award. */
export function FieldsOfWork({ form, stages }: { form: FormView; stages: readonly { id: string; title: string }[] }) {
  return (
    <>
      <SelectField
        form={form}
        name="stageId"
        label={W.stageId}
        options={stages.map((stage) => ({ value: stage.id, text: stage.title }))}
      />
      <TextField
        form={form}
        name="authorName"
        label={W.authorName}
        hint="Nhóm tác giả thì ghi các tên cách nhau bằng dấu phẩy."
      />
      <TextField form={form} name="authorPlace" label={W.authorPlace} optional />
      <TextField form={form} name="workTitle" label={W.workTitle} />
      <Fieldset legend="Giải, nếu đã trao" size="s">
        <PrizeFields form={form} optional />
      </Fieldset>
    </>
  )
}

/** The work of the address, as far as the official keeps its contest. */
export async function theirEntry({ database, official, today }: Context, entryId: string) {
  const entry = await entryById(database, official, entryId, today)
  if (!entry?.isTheirs)
    throw new Refusal('not-found', 'movement.no-such-entry', 'Không có tác phẩm này trong phạm vi của bạn.')
  return entry
}

function PrizeFields({ form, optional }: { form: FormView; optional?: boolean }) {
  return (
    <>
      <TextField
        form={form}
        name="prize"
        label={W.prize}
        optional={optional}
        width={20}
        hint="Ví dụ: Giải Nhất, Giải Khuyến khích"
      />
      <DateField form={form} name="awardedOn" label={W.awardedOn} optional={optional} />
    </>
  )
}
