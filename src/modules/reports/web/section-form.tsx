import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { FigureTable } from '../../indicators/index.ts'
import { writeSection } from '../actions/write-section.ts'
import { reportContent } from '../queries/report-content.ts'
import { reportOf } from '../queries/reports.ts'
import { requireOpen } from '../rules/report-state.ts'
import { figureLine } from './figure-line.ts'
import { titleOf } from './report-words.ts'
import { SectionFields } from './section-fields.ts'

/** Writing the commentary of one section, with its figures beside it. */
export function sectionForm(app: FastifyInstance, facts: readonly Fact[]): void {
  staffForm(app, {
    path: '/reports/:reportId/sections/:sectionCode/edit',
    permission: 'report.read',
    params: z.object({ reportId: Id, sectionCode: z.string().regex(/^[a-z-]{1,60}$/) }),
    fields: SectionFields,
    draftOf: 'report-section',
    labels: { content: 'Nội dung' },
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireOpen(report)
      const content = await reportContent(database, facts, report, today)
      const section = content.sections.find((known) => known.code === params.sectionCode)
      if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
      return { report, section }
    },
    initial: ({ section }) => ({ content: section.text?.content ?? '', _version: String(section.text?.version ?? 0) }),
    draw: ({ context, data: { report, section }, form }) => (
      <Layout
        title={`Soạn mục: ${section.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}`, text: 'Trở lại báo cáo' }}
      >
        <PageHeading caption={titleOf(report)}>{section.title}</PageHeading>
        {section.figures.length > 0 && (
          <FigureTable
            caption="Số liệu của mục này"
            unitId={report.unitId}
            period={report.period}
            lastYear={samePeriodLastYear(report.period)}
            figures={section.figures.map(figureLine)}
          />
        )}
        <Form form={form}>
          <TextArea form={form} name="content" label="Nội dung" optional hint={section.hint} rows={14} />
          <SubmitButtons cancelHref={`/reports/${report.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, { content }) => {
      await writeSection(database, official, { ...params, content, version }, today)
      return `/reports/${params.reportId}#${params.sectionCode}`
    },
  })
}
