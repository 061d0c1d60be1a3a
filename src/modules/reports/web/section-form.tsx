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
import { earlierTexts } from '../queries/earlier-texts.ts'
import { withReadableBodies } from '../queries/readable-bodies.ts'
import { reportContent } from '../queries/report-content.ts'
import { mayAct } from '../queries/report-for-change.ts'
import { reportOf } from '../queries/reports.ts'
import { requireOpen } from '../rules/report-state.ts'
import { EarlierTexts } from './earlier-texts-view.tsx'
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
      const read = await reportContent(database, facts, report, today)
      const [content, texts, mayWrite] = await Promise.all([
        withReadableBodies(database, official, read, today),
        earlierTexts(database, official, report, today),
        mayAct(database, official, report, 'write', today),
      ])
      const section = content.sections.find((known) => known.code === params.sectionCode)
      if (!section) throw new Refusal('not-found', 'report.no-such-section', 'Báo cáo không có mục này.')
      const earlier = texts.filter(({ sectionCode }) => sectionCode === section.code)
      return { report, section, earlier, mayWrite }
    },
    initial: ({ section }) => ({ content: section.text?.content ?? '', _version: String(section.text?.version ?? 0) }),
    draw: ({ context, data: { report, section, earlier, mayWrite }, form }) => (
      <Layout
        title={`Soạn mục: ${section.title}`}
        context={context.page}
        wide
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
            figures={section.figures.map((figure) => ({
              ...figureLine(figure),
              action: mayWrite
                ? {
                    href: `/reports/${report.id}/figures/${figure.code}/override`,
                    text: figure.override === null ? 'Điều chỉnh số' : 'Sửa, bỏ số điều chỉnh',
                  }
                : undefined,
            }))}
          />
        )}
        <div class="govuk-grid-row">
          <div class={earlier.length > 0 ? 'govuk-grid-column-one-half' : 'govuk-grid-column-two-thirds'}>
            <Form form={form}>
              <TextArea form={form} name="content" label="Nội dung" optional hint={section.hint} rows={14} />
              <SubmitButtons cancelHref={`/reports/${report.id}`}>
                <SubmitButton>Lưu</SubmitButton>
              </SubmitButtons>
            </Form>
          </div>
          {earlier.length > 0 && (
            <div class="govuk-grid-column-one-half">
              <h2 class="govuk-heading-m">Lời các kỳ trước</h2>
              <EarlierTexts
                texts={earlier}
                unitId={report.unitId}
                reuseHref={
                  mayWrite
                    ? (text) => `/reports/${report.id}/sections/${section.code}/earlier/${text.reportId}`
                    : undefined
                }
              />
            </div>
          )}
        </div>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, { content }) => {
      await writeSection(database, official, { ...params, content, version }, today)
      return `/reports/${params.reportId}#${params.sectionCode}`
    },
  })
}
