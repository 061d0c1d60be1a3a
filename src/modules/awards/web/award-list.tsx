import type { FastifyInstance } from 'fastify'
import { addressValues } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  FilterBar,
  type FormView,
  filterView,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { type UnitOnDay, unitsOnDay } from '../../organisation/index.ts'
import { formTitles } from '../queries/award-forms.ts'
import { awards } from '../queries/awards.ts'
import { AWARD_STATES, RECIPIENT_KINDS, recipientInWords } from '../rules/award.ts'
import { AWARD_LABELS as L } from './award-fields.ts'
import { AwardNavigation, AwardStateTag, Eligibility } from './award-parts.tsx'
import { AwardQuery } from './award-query.ts'

/** Proposals and awards in the official's reach. */
export function awardList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/awards',
    permission: 'award.read',
    query: AwardQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units, forms] = await Promise.all([
        awards(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'award.read') }),
        formTitles(database),
      ])
      const values = addressValues(query)
      const filtered = Object.keys(values).length > 0
      const mayPropose = may(official, 'award.propose')
      return (
        <Layout title="Khen thưởng" context={page} wide>
          <PageHeading
            actions={
              <ActionBar>
                {mayPropose && <ButtonLink href="/awards/new">Đề nghị khen thưởng</ButtonLink>}
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
            <FilterFields form={filterView(values)} units={units} forms={forms} />
          </FilterBar>
          <DataTable
            caption="Danh sách đề nghị và khen thưởng"
            captionHidden
            phone="stack"
            empty={
              filtered
                ? 'Không có khen thưởng nào khớp điều kiện lọc.'
                : 'Chưa có đề nghị khen thưởng nào trong phạm vi.'
            }
            columns={[
              { key: 'year', title: 'Năm', width: 'narrow' },
              { key: 'recipient', title: 'Tập thể, cá nhân', rowHeader: true, width: 'one-third' },
              { key: 'form', title: 'Hình thức' },
              { key: 'result', title: 'Xếp loại của đơn vị' },
              { key: 'state', title: 'Kết quả' },
              { key: 'decision', title: 'Quyết định' },
            ]}
            rows={list.rows.map((award) => ({
              year: String(award.forYear),
              recipient: (
                <a class="govuk-link" href={`/awards/${award.id}`}>
                  {recipientInWords(award)}
                </a>
              ),
              form: `${award.formTitle}, ${RECIPIENT_KINDS[award.recipientKind].toLowerCase()}`,
              result: <Eligibility result={award} year={award.forYear} />,
              state: <AwardStateTag state={award.state} />,
              decision: award.awardedOn ? `${award.decisionNumber}, ${formatCalendarDate(award.awardedOn)}` : '',
            }))}
          />
          <Pagination
            nextHref={list.next ? `/awards?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

type FilterChoices = { form: FormView; units: readonly UnitOnDay[]; forms: Record<string, string> }

function FilterFields({ form, units, forms }: FilterChoices) {
  return (
    <>
      <NumberField form={form} name="year" label={L.forYear} width={4} />
      <SelectField form={form} name="form" label={L.awardForm} emptyText="Mọi hình thức" options={optionsOf(forms)} />
      <SelectField
        form={form}
        name="kind"
        label={L.recipientKind}
        emptyText="Tập thể và cá nhân"
        options={optionsOf(RECIPIENT_KINDS)}
      />
      <SelectField form={form} name="state" label="Kết quả" emptyText="Mọi kết quả" options={optionsOf(AWARD_STATES)} />
      {units.length > 1 && (
        <SelectField
          form={form}
          name="unitId"
          label="Đơn vị (gồm đơn vị trực thuộc)"
          emptyText="Mọi đơn vị"
          options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
        />
      )}
    </>
  )
}
