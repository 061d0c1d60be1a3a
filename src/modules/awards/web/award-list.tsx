import type { FastifyInstance } from 'fastify'
import { addressValues } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  FilterBar,
  filterView,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
} from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { awards } from '../queries/awards.ts'
import { AWARD_STATES } from '../rules/award.ts'
import { AwardNavigation } from './award-parts.tsx'
import { AwardQuery } from './award-query.ts'
import { AwardFilters, AwardRows, filterChoices } from './award-rows.tsx'

/** Proposals and awards in the official's reach. */
export function awardList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards',
    permission: 'award.read',
    query: AwardQuery,
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const [list, choices] = await Promise.all([awards(database, official, query, today), filterChoices(context)])
      const values = addressValues(query)
      const form = filterView(values)
      const filtered = Object.keys(values).length > 0
      return (
        <Layout title="Khen thưởng" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                {may(official, 'award.propose') && <ButtonLink href="/awards/new">Đề nghị khen thưởng</ButtonLink>}
                {may(official, 'award.decide') && (
                  <ButtonLink href="/awards/decision">Quyết định khen thưởng</ButtonLink>
                )}
              </ActionBar>
            }
          >
            Khen thưởng
          </PageHeading>
          <AwardNavigation official={official} current="awards" />
          <FilterBar resetHref="/awards" active={filtered}>
            <AwardFilters form={form} {...choices} />
            <SelectField
              form={form}
              name="state"
              label="Kết quả"
              emptyText="Mọi kết quả"
              options={optionsOf(AWARD_STATES)}
            />
          </FilterBar>
          <AwardRows
            list={list}
            columns={['year', 'recipient', 'form', 'result', 'state', 'decision']}
            caption="Danh sách đề nghị và khen thưởng"
            empty={
              filtered
                ? 'Không có khen thưởng nào khớp điều kiện lọc.'
                : 'Chưa có đề nghị khen thưởng nào trong phạm vi.'
            }
            nextHref={(after) => `/awards?${new URLSearchParams({ ...values, after })}`}
          />
        </Layout>
      )
    },
  })
}
