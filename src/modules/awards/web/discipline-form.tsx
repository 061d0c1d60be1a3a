import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
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
import { noSuchAward } from '../actions/decide-awards.ts'
import { stateDiscipline } from '../actions/state-discipline.ts'
import { awardById, statementOn } from '../queries/awards.ts'
import { recipientInWords } from '../rules/award.ts'
import { DISCIPLINE_FINDINGS } from '../rules/checks.ts'

const L = { finding: 'Kết quả', statement: 'Đã kiểm tra thế nào', source: 'Nguồn' } as const

/** What was found about discipline: typed, with its source, because the system keeps no such records. */
export function disciplineForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/awards/:awardId/discipline',
    permission: 'award.manage',
    params: z.object({ awardId: Id }),
    fields: z.object({
      finding: choice(L.finding, DISCIPLINE_FINDINGS),
      statement: text(L.statement, { longest: 2000 }),
      source: text(L.source, { longest: 500 }),
    }),
    load: async ({ database, official, today, params }) => {
      const award = await awardById(database, official, params.awardId, today)
      if (!award?.isTheirsToManage) throw noSuchAward()
      return { award, statement: await statementOn(database, award.id) }
    },
    initial: ({ statement }) => ({
      finding: statement?.finding ?? '',
      statement: statement?.statement ?? '',
      source: statement?.source ?? '',
    }),
    draw: ({ context, data: { award }, form }) => {
      const recipient = recipientInWords(award)
      return (
        <Layout
          title="Kiểm tra về kỷ luật"
          context={context.page}
          form={form}
          backLink={{ href: `/awards/${award.id}`, text: recipient }}
        >
          <PageHeading caption={recipient}>Kiểm tra về kỷ luật</PageHeading>
          <p class="govuk-body">
            Hệ thống không có hồ sơ kỷ luật, nên kết quả ghi theo văn bản của cơ quan quản lý cán bộ. Chỉ người tổ chức
            xét và người quyết định xem được nội dung này.
          </p>
          <Form form={form}>
            <RadioField form={form} name="finding" label={L.finding} options={optionsOf(DISCIPLINE_FINDINGS)} />
            <TextArea form={form} name="statement" label={L.statement} rows={3} />
            <TextField form={form} name="source" label={L.source} hint="Ví dụ: Công văn 12/SNV-TTr ngày 05/12/2026" />
            <SubmitButtons cancelHref={`/awards/${award.id}`}>
              <SubmitButton>Lưu kết quả kiểm tra</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params }, given) => {
      await stateDiscipline(database, official, { awardId: params.awardId, given, today })
      return `/awards/${params.awardId}`
    },
  })
}
