import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import { InsetText, Layout, PageHeading, SummaryList } from '../../../platform/page/index.ts'
import { indicatorDefinition } from '../queries/definitions.ts'
import { whyNotCountable } from '../rules/fitting.ts'
import { IndicatorCode } from './figure-address.ts'

/** How an indicator is counted, in words, and the act or practice behind it. */
export function indicatorPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/figures/:code',
    permission: 'figure.read',
    params: z.object({ code: IndicatorCode }),
    draw: async ({ database, page, params }) => {
      const indicator = await indicatorDefinition(database, params.code)
      const fact = facts.find((offered) => offered.code === indicator.factCode)
      const refusal = whyNotCountable(indicator, fact)
      const measure = indicator.measureColumn === null ? undefined : fact?.measures[indicator.measureColumn]
      return (
        <Layout
          title={indicator.title}
          context={page}
          breadcrumbs={[{ href: '/figures', text: 'Số liệu' }, { text: indicator.title }]}
        >
          <PageHeading caption={indicator.theme}>{indicator.title}</PageHeading>
          {refusal && <InsetText>{refusal.messageForPerson}</InsetText>}
          <SummaryList
            rows={[
              { label: 'Cách đếm', value: indicator.explanation },
              { label: 'Đơn vị tính', value: indicator.unitOfMeasure },
              { label: 'Đếm từ', value: fact?.title },
              ...(measure ? [{ label: 'Số được cộng', value: `${measure.title} (${measure.unit})` }] : []),
              ...(fact
                ? Object.entries(indicator.filters).map(([name, values]) => {
                    const dimension = fact.dimensions[name]
                    return {
                      label: `Chỉ tính khi ${(dimension?.title ?? '').toLocaleLowerCase('vi')} là`,
                      value: values.map((value) => dimension?.values?.[value] ?? value).join(', '),
                    }
                  })
                : []),
              {
                label: 'Thời gian',
                value:
                  indicator.time === 'state'
                    ? 'Tình trạng vào ngày cuối kỳ (hoặc hôm nay, khi kỳ chưa kết thúc)'
                    : 'Phát sinh trong kỳ',
              },
              {
                label: 'Cộng gộp',
                value:
                  'Số của một đơn vị gồm số của các đơn vị trực thuộc, theo cây đơn vị vào ngày cuối kỳ; đơn vị đã kết thúc tính vào cấp trên cuối cùng của nó và, khi được kế thừa trọn vẹn, vào đơn vị kế thừa (ghi riêng). Có thể đọc theo đơn vị hiện nay; phần chia tách không phân bổ được thì ghi riêng.',
              },
              { label: 'Nguồn', value: indicator.source },
            ]}
          />
        </Layout>
      )
    },
  })
}
