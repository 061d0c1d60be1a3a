import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../../platform/http/context.ts'
import { staffForm } from '../../../../platform/http/form.tsx'
import { day, optionalText, recordId } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../../vocabulary/refusal.ts'
import { assignSection, finishSection } from '../../actions/assign-section.ts'
import { sectionsOf } from '../../queries/report-types.ts'
import { reportOf } from '../../queries/reports.ts'
import { assignmentsOf, writersOf } from '../../queries/section-work.ts'
import { requireOpen } from '../../rules/report-state.ts'
import { titleOf } from '../report-words.ts'
import { assignmentInWords } from './section-work-view.tsx'

const LABELS = { personId: 'Người soạn', dueOn: 'Hạn soạn xong', note: 'Ghi chú' } as const
const SectionParams = z.object({ reportId: Id, sectionCode: z.string().regex(/^[a-z-]{1,60}$/) })

/** Giving a section to an official of the unit, and saying that it is written. */
export function assignmentForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/sections/:sectionCode/assignment',
    permission: 'report.read',
    params: SectionParams,
    fields: z.object({
      personId: recordId(LABELS.personId),
      dueOn: day(LABELS.dueOn),
      note: optionalText(LABELS.note, { longest: 500 }),
    }),
    labels: LABELS,
    load: async (context) => {
      const found = await sectionToAssign(context, context.params)
      return { ...found, writers: await writersOf(context.database, found.report, context.today) }
    },
    choices: ({ writers }) => ({ personId: Object.fromEntries(writers.map((each) => [each.personId, each.name])) }),
    initial: ({ assignment, report }) => ({
      personId: assignment?.personId ?? '',
      dueOn: formatCalendarDate(assignment?.dueOn ?? report.lastGoodDay ?? report.period.to),
      note: assignment?.note ?? '',
      _version: String(assignment?.version ?? 0),
    }),
    draw: ({ context, data: { report, section, writers }, form }) => (
      <Layout
        title={`Giao soạn mục: ${section.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}#${section.code}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>Giao soạn mục “{section.title}”</PageHeading>
        <p class="govuk-body">Người được giao thấy mục này trong “Việc cần làm” và báo khi soạn xong.</p>
        <Form form={form}>
          <SelectField
            form={form}
            name="personId"
            label={LABELS.personId}
            emptyText="Chọn người"
            options={writers.map(({ personId, name, title }) => ({ value: personId, text: `${name} – ${title}` }))}
          />
          <DateField form={form} name="dueOn" label={LABELS.dueOn} />
          <TextField form={form} name="note" label={LABELS.note} optional />
          <SubmitButtons cancelHref={`/reports/${report.id}#${section.code}`}>
            <SubmitButton>Giao soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, entered) => {
      await assignSection(database, official, { ...params, ...entered, version }, today)
      return `/reports/${params.reportId}#${params.sectionCode}`
    },
  })

  staffForm(app, {
    path: '/reports/:reportId/sections/:sectionCode/completion',
    permission: 'report.read',
    params: SectionParams,
    fields: z.object({}),
    load: (context) => sectionToAssign(context, context.params),
    initial: () => ({}),
    draw: ({ context, data: { report, section, assignment }, form }) => (
      <Layout
        title={`Đã soạn xong mục: ${section.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}#${section.code}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={`${titleOf(report)} – ${report.unitName}`}>
          Mục “{section.title}” đã soạn xong?
        </PageHeading>
        <p class="govuk-body">
          {assignment ? assignmentInWords(assignment, context.today) : 'Mục này chưa giao cho ai.'}
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/reports/${report.id}#${section.code}`}>
            <SubmitButton>Báo đã soạn xong</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await finishSection(database, official, { ...params, today })
      return `/reports/${params.reportId}#${params.sectionCode}`
    },
  })
}

async function sectionToAssign(
  { database, official, today }: Context,
  { reportId, sectionCode }: { reportId: string; sectionCode: string },
) {
  const report = await reportOf(database, official, reportId, today)
  requireOpen(report)
  const section = (await sectionsOf(database, report)).find((known) => known.code === sectionCode)
  if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
  const assignment = (await assignmentsOf(database, reportId)).find((each) => each.sectionCode === sectionCode)
  return { report, section, assignment: assignment ?? null }
}
