import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { DataTable, FilterBar, filterView, Layout, NumberField, PageHeading } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { eligibleUnits } from '../queries/eligible-units.ts'
import { usualYear } from '../rules/proposal.ts'
import { AWARD_LABELS as L } from './award-fields.ts'
import { AwardNavigation } from './award-parts.tsx'
import { YearQuery } from './award-query.ts'

/** Units whose result of the year is excellent, with what has been proposed for them: the way to a proposal. */
export function eligiblePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards/eligible',
    permission: 'award.propose',
    query: YearQuery,
    draw: async ({ database, official, today, page, query }) => {
      const year = query.year ?? usualYear(today)
      const units = await eligibleUnits(database, official, { year }, today)
      const title = `Đơn vị đủ điều kiện khen thưởng năm ${year}`
      return (
        <Layout title={title} context={page} wide>
          <PageHeading caption="Khen thưởng">{title}</PageHeading>
          <AwardNavigation official={official} current="eligible" />
          <p class="govuk-body">
            Đơn vị được xếp loại ở mức cao nhất theo kết quả đã quyết định của năm. Đơn vị khác vẫn có thể được đề nghị
            theo thành tích thực tế. Đề nghị cả danh sách một lần: mở{' '}
            <a class="govuk-link" href="/awards/rounds">
              đợt xét
            </a>
            .
          </p>
          <FilterBar active>
            <NumberField form={filterView({ year: String(year) })} name="year" label={L.forYear} width={4} />
          </FilterBar>
          <DataTable
            caption={title}
            captionHidden
            phone="stack"
            empty={`Chưa có đơn vị nào trong phạm vi của bạn được xếp loại ở mức cao nhất năm ${year}. Danh sách hiện khi kết quả xếp loại của năm được quyết định.`}
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
              { key: 'block', title: 'Khối' },
              { key: 'result', title: 'Xếp loại' },
              { key: 'proposed', title: 'Đã đề nghị' },
              { key: 'next', title: 'Việc tiếp theo' },
            ]}
            rows={units.map((unit) => ({
              unit: unit.unitName,
              block: unit.blockTitle,
              result: [unit.rankTitle, ...(unit.position === null ? [] : [`hạng ${unit.position}`])].join(', '),
              proposed:
                [
                  ...(unit.collectives === 0 ? [] : ['Tập thể']),
                  ...(unit.individuals === 0 ? [] : [`${formatNumber(unit.individuals)} cá nhân`]),
                ].join(', ') || 'Chưa đề nghị',
              next: (
                <a class="govuk-link" href={`/awards/new?year=${year}&unit=${unit.unitId}`}>
                  Đề nghị khen thưởng<span class="govuk-visually-hidden"> cho {unit.unitName}</span>
                </a>
              ),
            }))}
          />
        </Layout>
      )
    },
  })
}
