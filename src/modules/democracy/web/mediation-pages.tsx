import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
  addressId,
  addressValues,
  addressYear,
} from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchMediation } from '../actions/out-of-reach.ts'
import { communesFor } from '../queries/communes.ts'
import { mediationByArea, mediationCaseById, mediationCases } from '../queries/mediation-cases.ts'
import { MEDIATION_KINDS, MEDIATION_OUTCOMES, type MediationOutcome } from '../rules/mediation.ts'
import { MEDIATION_LABELS as L } from './democracy-fields.ts'
import { DemocracyNavigation } from './democracy-parts.tsx'

export const MEDIATION_PATH = '/democracy/mediation'
export const MediationParams = z.object({ mediationId: Id })

/** Disputes settled in the community: counted by area, kind and outcome; nobody is named. */
export function mediationPages(app: FastifyInstance): void {
  list(app)
  onePage(app)
}

const outcomeInWords = (outcome: MediationOutcome | null) =>
  outcome === null ? 'Đang hòa giải' : MEDIATION_OUTCOMES[outcome]

function list(app: FastifyInstance): void {
  staffPage(app, {
    path: MEDIATION_PATH,
    permission: 'democracy.read',
    query: z.object({
      unitId: addressId,
      kind: addressChoice(MEDIATION_KINDS),
      year: addressYear,
      after: addressAfter,
    }),
    draw: async ({ database, official, today, page, query }) => {
      const year = query.year ?? yearOf(today)
      const [cases, areas, units, writable] = await Promise.all([
        mediationCases(database, official, { ...query, year }, today),
        mediationByArea(database, official, { unitId: query.unitId, year }, today),
        communesFor(database, official, 'democracy.read', today),
        communesFor(database, official, 'democracy.write', today),
      ])
      const values = addressValues(query)
      const form = filterView({ ...values, year: String(year) })
      const sum = (key: 'count' | 'settled' | 'notSettled' | 'open') =>
        formatNumber(areas.reduce((total, area) => total + area[key], 0))
      return (
        <Layout title="Hòa giải ở cơ sở" context={page} wide>
          <PageHeading
            caption={`Năm ${year}`}
            actions={
              writable.length > 0 && (
                <ActionBar>
                  <ButtonLink href={`${MEDIATION_PATH}/new`}>Ghi vụ, việc hòa giải</ButtonLink>
                </ActionBar>
              )
            }
          >
            Hòa giải ở cơ sở
          </PageHeading>
          <DemocracyNavigation current="mediation" />
          <FilterBar resetHref={MEDIATION_PATH} active={Object.keys(values).length > 0}>
            {units.length > 1 && (
              <SelectField
                form={form}
                name="unitId"
                label="Xã, phường"
                emptyText="Mọi xã, phường"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
            <SelectField
              form={form}
              name="kind"
              label={L.kind}
              emptyText="Mọi loại việc"
              options={optionsOf(MEDIATION_KINDS)}
            />
            <NumberField form={form} name="year" label="Năm" width={4} />
          </FilterBar>
          <DataTable
            caption="Theo thôn, tổ dân phố"
            phone="stack"
            empty="Chưa có vụ, việc nào trong năm."
            columns={[
              { key: 'area', title: 'Thôn, tổ dân phố', rowHeader: true },
              { key: 'unit', title: 'Xã, phường' },
              { key: 'count', title: 'Đã nhận', numeric: true },
              { key: 'settled', title: 'Hòa giải thành', numeric: true },
              { key: 'notSettled', title: 'Không thành', numeric: true },
              { key: 'open', title: 'Đang hòa giải', numeric: true },
            ]}
            rows={areas.map((area) => ({
              area: area.areaName,
              unit: area.unitName,
              count: formatNumber(area.count),
              settled: formatNumber(area.settled),
              notSettled: formatNumber(area.notSettled),
              open: formatNumber(area.open),
            }))}
            footer={{
              area: 'Cộng',
              unit: '',
              count: sum('count'),
              settled: sum('settled'),
              notSettled: sum('notSettled'),
              open: sum('open'),
            }}
          />
          <DataTable
            caption="Từng vụ, việc"
            phone="stack"
            empty="Không có vụ, việc nào khớp điều kiện lọc."
            columns={[
              { key: 'begun', title: L.begunOn, rowHeader: true },
              { key: 'area', title: 'Thôn, tổ dân phố' },
              { key: 'kind', title: L.kind },
              { key: 'outcome', title: L.outcome },
            ]}
            rows={cases.rows.map((each) => ({
              begun: (
                <a class="govuk-link" href={`${MEDIATION_PATH}/${each.id}`}>
                  {formatCalendarDate(each.begunOn)}
                </a>
              ),
              area: `${each.areaName}, ${each.unitName}`,
              kind: MEDIATION_KINDS[each.kind],
              outcome: outcomeInWords(each.outcome),
            }))}
          />
          <Pagination
            nextHref={
              cases.next ? `${MEDIATION_PATH}?${new URLSearchParams({ ...values, after: cases.next })}` : undefined
            }
          />
          <p class="govuk-body app-muted">
            Hệ thống không lưu tên các bên và nội dung vụ việc. Cách chia loại việc dùng để theo dõi, không phải của
            luật.
          </p>
        </Layout>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${MEDIATION_PATH}/:mediationId`,
    permission: 'democracy.read',
    params: MediationParams,
    draw: async ({ database, official, today, page, params }) => {
      const mediation = await mediationCaseById(database, official, params.mediationId, today)
      if (!mediation) throw noSuchMediation()
      const changes = await changesOf(database, { kind: 'mediation-case', id: mediation.id })
      const title = `Vụ, việc nhận ngày ${formatCalendarDate(mediation.begunOn)}`
      return (
        <Layout
          title={title}
          context={page}
          breadcrumbs={[{ href: MEDIATION_PATH, text: 'Hòa giải ở cơ sở' }, { text: title }]}
        >
          <PageHeading
            caption={`${mediation.areaName}, ${mediation.unitName}`}
            actions={
              mediation.isTheirs && (
                <ActionBar>
                  <ButtonLink
                    href={`${MEDIATION_PATH}/${mediation.id}/edit`}
                    variant={mediation.outcome === null ? 'primary' : 'secondary'}
                  >
                    {mediation.outcome === null ? 'Ghi kết quả' : 'Sửa'}
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {title}
          </PageHeading>
          {mediation.illustration && <InsetText>{mediation.illustration}</InsetText>}
          <SummaryList
            rows={[
              { label: L.kind, value: MEDIATION_KINDS[mediation.kind] },
              { label: L.outcome, value: outcomeInWords(mediation.outcome) },
              ...(mediation.endedOn ? [{ label: L.endedOn, value: formatCalendarDate(mediation.endedOn) }] : []),
            ]}
          />
          {mediation.isTheirs && <ChangeHistory changes={changes} />}
        </Layout>
      )
    },
  })
}
