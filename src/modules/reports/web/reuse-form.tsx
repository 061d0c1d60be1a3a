import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  Form,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { writeSection } from '../actions/write-section.ts'
import { earlierTexts } from '../queries/earlier-texts.ts'
import { requireMayAct } from '../queries/report-for-change.ts'
import { sectionsOf } from '../queries/report-types.ts'
import { reportOf } from '../queries/reports.ts'
import { textsOf } from '../queries/texts.ts'
import { requireOpen } from '../rules/report-state.ts'
import { lowerFirst, titleOf } from './report-words.ts'

const LABELS = { replaces: 'Thay lời đã soạn của mục này' } as const

/** Taking the words of an earlier report into the draft: at once when the section is empty, else after a tick. */
export function reuseForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/:reportId/sections/:sectionCode/earlier/:earlierId',
    permission: 'report.read',
    params: z.object({ reportId: Id, sectionCode: z.string().regex(/^[a-z-]{1,60}$/), earlierId: Id }),
    fields: z.object({ replaces: checked() }),
    load: async ({ database, official, today, params }) => {
      const report = await reportOf(database, official, params.reportId, today)
      requireOpen(report)
      await requireMayAct(database, official, report, 'write', today)
      const [sections, texts, earlier] = await Promise.all([
        sectionsOf(database, report),
        textsOf(database, report.id),
        earlierTexts(database, official, report, today),
      ])
      const section = sections.find(({ code }) => code === params.sectionCode)
      const taken = earlier.find(
        (text) => text.reportId === params.earlierId && text.sectionCode === params.sectionCode,
      )
      if (!section || !taken) {
        throw new Refusal('not-found', 'report.no-earlier-words', 'Không có lời văn kỳ trước của mục này để dùng lại.')
      }
      return { report, section, taken, written: texts.find((text) => text.sectionCode === section.code) }
    },
    initial: ({ written }) => ({ _version: String(written?.version ?? 0) }),
    draw: ({ context, data: { report, section, taken, written }, form }) => (
      <Layout
        title={`Dùng lại lời kỳ trước: ${section.title}`}
        context={context.page}
        form={form}
        backLink={{ href: `/reports/${report.id}/sections/${section.code}/edit`, text: 'Trở lại soạn mục' }}
      >
        <PageHeading caption={titleOf(report)}>Dùng lại lời kỳ trước: {section.title}</PageHeading>
        <h2 class="govuk-heading-m">
          Lời của {lowerFirst(taken.periodTitle)} – {taken.unitName}
        </h2>
        <InsetText>
          <span class="app-prewrap">{taken.content}</span>
        </InsetText>
        {(written?.content ?? '') !== '' && (
          <>
            <h2 class="govuk-heading-m">Lời đã soạn của mục này</h2>
            <InsetText>
              <span class="app-prewrap">{written?.content}</span>
            </InsetText>
          </>
        )}
        <p class="govuk-body">Lời kỳ trước được đưa vào bản soạn để sửa cho hợp kỳ này, chưa gửi đi.</p>
        <Form form={form}>
          {(written?.content ?? '') === '' ? (
            <HiddenField form={form} name="replaces" value="" />
          ) : (
            <CheckboxField
              form={form}
              name="replaces"
              label={LABELS.replaces}
              options={[{ value: 'yes', text: 'Bỏ lời đã soạn, thay bằng lời kỳ trước' }]}
            />
          )}
          <SubmitButtons cancelHref={`/reports/${report.id}/sections/${section.code}/edit`}>
            <SubmitButton>Đưa vào bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params, version }, { replaces }, { taken, written }) => {
      if ((written?.content ?? '') !== '' && !replaces) {
        const message = 'Mục này đã có lời. Hãy đánh dấu nếu muốn bỏ lời đã soạn.'
        throw new Refusal('invalid', 'report.words-would-be-lost', message, { replaces: message })
      }
      const { reportId, sectionCode } = params
      await writeSection(database, official, { reportId, sectionCode, content: taken.content, version }, today)
      return `/reports/${reportId}/sections/${sectionCode}/edit`
    },
  })
}
