import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import type { FigureUse } from '../../../platform/database/figure-use.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, text } from '../../../platform/http/form-fields.ts'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  DateField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { draftDefinition, retireIndicator } from '../actions/keep-definition.ts'
import { indicatorDefinition, indicatorDefinitions, noSuchIndicator } from '../queries/definitions.ts'
import { readDefinitions, writeDefinitions } from './definition-file.ts'
import { draftPath } from './definition-forms.tsx'
import { IndicatorCode } from './figure-address.ts'

const LIST = '/figures/definitions'

/** Definitions as a file, in and out; and taking one out of use. */
export function definitionFileForms(app: FastifyInstance, facts: readonly Fact[], uses: readonly FigureUse[]): void {
  app.get(`${LIST}/file`, allow('figure.read'), async (request, reply) => {
    const { database, today } = signedInContext(request)
    const content = writeDefinitions(await indicatorDefinitions(database, undefined, today))
    return asDownload(reply, { name: 'chi-tieu.json', mediaType: 'application/json; charset=utf-8' }).send(content)
  })

  staffForm(app, {
    path: `${LIST}/import`,
    permission: 'indicator.manage',
    fields: z.object({ content: text('Nội dung tệp', { longest: 500_000 }) }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Nhập định nghĩa chỉ tiêu"
        context={context.page}
        form={form}
        backLink={{ href: LIST, text: 'Chỉ tiêu và cách tính' }}
      >
        <PageHeading>Nhập định nghĩa chỉ tiêu</PageHeading>
        <p class="govuk-body">
          Dán nội dung tệp định nghĩa (định dạng JSON); tải tệp của các chỉ tiêu đang dùng về làm mẫu. Mỗi chỉ tiêu
          trong tệp thành một bản soạn để xem thử rồi mới ban hành; chỉ tiêu đã có mà không khác gì thì bỏ qua. Có chỗ
          sai thì không bản nào được lưu.
        </p>
        <Form form={form}>
          <TextArea form={form} name="content" label="Nội dung tệp" rows={16} />
          <SubmitButtons cancelHref={LIST}>
            <SubmitButton>Kiểm tra và lưu thành bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { content }) => {
      const defined = await indicatorDefinitions(database, undefined, today)
      const inForce = new Map(defined.map((each) => [each.code, each]))
      const isNews = (given: ReturnType<typeof readDefinitions>[number]) => {
        const known = inForce.get(given.code)
        return known === undefined || writeDefinitions([known]) !== writeDefinitions([{ ...known, ...given }])
      }
      const ids: string[] = []
      for (const definition of readDefinitions(content).filter(isNews)) {
        const indicatorCode = inForce.has(definition.code) ? definition.code : null
        ids.push(await draftDefinition(database, official, { definition, indicatorCode }, { facts }))
      }
      const [only, ...others] = ids
      return only !== undefined && others.length === 0 ? draftPath(only) : LIST
    },
  })

  staffForm(app, {
    path: '/figures/:code/retirement',
    permission: 'indicator.manage',
    params: z.object({ code: IndicatorCode }),
    fields: z.object({ lastDay: day('Ngày cuối cùng dùng'), reason: text('Lý do', { longest: 500 }) }),
    load: async ({ database, params }) => {
      const indicator = await indicatorDefinition(database, params.code)
      if (indicator.retiredOn !== null) throw noSuchIndicator(params.code)
      return indicator
    },
    initial: (_, { today }) => ({ lastDay: formatCalendarDate(today) }),
    draw: ({ context, data: indicator, form }) => (
      <Layout
        title="Ngừng dùng chỉ tiêu"
        context={context.page}
        form={form}
        backLink={{ href: `/figures/${indicator.code}`, text: indicator.title }}
      >
        <PageHeading caption={indicator.title}>Ngừng dùng chỉ tiêu này</PageHeading>
        <p class="govuk-body">
          Kỳ bắt đầu sau ngày này không còn chỉ tiêu; số liệu các kỳ trước vẫn xem được. Xem “Được dùng ở” trên trang
          của chỉ tiêu: báo cáo, bộ tiêu chí còn dùng sẽ để trống số này.
        </p>
        <Form form={form}>
          <DateField form={form} name="lastDay" label="Ngày cuối cùng dùng" />
          <TextArea form={form} name="reason" label="Lý do" rows={2} />
          <SubmitButtons cancelHref={`/figures/${indicator.code}`}>
            <SubmitButton variant="warning">Ngừng dùng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params: { code } }, entered) => {
      await retireIndicator(database, official, { code, ...entered }, { uses })
      return `/figures/${code}`
    },
  })
}
