import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import { addressChoice, addressId, addressYear } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { postFor } from '../../../vocabulary/official.ts'
import { periodBetween } from '../../../vocabulary/reporting-period.ts'
import { newestRanks } from '../../criteria/index.ts'
import { chosenPeriod, PARTS_OF_YEAR, type PartOfYear, unitsOfLastYear } from '../../indicators/index.ts'
import { newestBoards } from '../../reports/index.ts'
import { boardFigures } from '../queries/board-figures.ts'
import { boards } from '../queries/boards.ts'
import { shapesOfUnits } from '../queries/map-shapes.ts'
import { unitsAtLevel, unitsInView } from '../queries/units-in-view.ts'
import { type Board, boardFor, levelsOf } from '../rules/board.ts'
import { BoardChart } from './board-charts.tsx'

const YEARS_BACK = 5
const { free: _free, ...PARTS } = PARTS_OF_YEAR

const Query = z.object({
  unit: addressId,
  year: addressYear,
  part: addressChoice<Exclude<PartOfYear, 'free'>>(PARTS),
})

/** What a person sees of the figures first: the charts of the role, for the own unit and the year, each with its table. */
export function boardPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/dashboards',
    permission: 'figure.read',
    query: Query,
    draw: async (context) => {
      const { database, official, today, page, query } = context
      const chosen = chosenPeriod(query, today).period
      const begun = chosen.from <= today ? chosen : chosenPeriod({}, today).period
      const period = begun.to > today ? periodBetween(begun.from, today) : begun
      const asked = { unitId: query.unit ?? null, period, reading: 'now' as const, today }
      const [all, view] = await Promise.all([boards(database), unitsInView(database, official, asked)])
      const board = boardFor(all, rolesOf(context)) ?? NO_BOARD
      const compared = levelsOf(board.charts).flatMap((level) => unitsAtLevel(view, level))
      const shows = (kind: string) => board.charts.some((chart) => chart.kind === kind)
      const communes = shows('map') ? unitsAtLevel(view, 'commune') : []
      const [figures, reporting, ranks, merged, map] = await Promise.all([
        boardFigures(database, facts, { charts: board.charts, unit: view.unit, compared, period, today }),
        shows('reporting') ? newestBoards(database, official, { today, most: 2 }) : [],
        shows('ranks') ? newestRanks(database, official, today) : null,
        unitsOfLastYear(database, { unitId: view.unit.id, period, today }),
        shapesOfUnits(
          database,
          communes.map(({ id }) => id),
          { day: period.to, today },
        ),
      ])
      const form = filterView({
        unit: view.unit.id,
        year: String(query.year ?? yearOf(today)),
        part: query.part ?? 'year',
      })
      return (
        <Layout title="Bảng theo dõi" context={page} wide>
          <PageHeading
            caption={view.unit.name}
            actions={
              <ActionBar>
                <ButtonLink href="/dashboards/pivot">Lập bảng số liệu</ButtonLink>
                <ButtonLink href="/dashboards/views" variant="secondary">
                  Bảng đã lưu
                </ButtonLink>
              </ActionBar>
            }
          >
            {board.title}
          </PageHeading>
          <p class="govuk-body">
            {begun.title === period.title ? begun.title : `${begun.title}, ${period.title}`}; số liệu tính đến ngày{' '}
            {formatCalendarDate(period.to)}, gồm cả đơn vị trực thuộc, theo đơn vị hiện nay. Bấm vào số để xem hồ sơ.
          </p>
          {view.isNarrowed && (
            <InsetText>Đơn vị trong địa chỉ nằm ngoài phạm vi của bạn; đây là số liệu của {view.unit.name}.</InsetText>
          )}
          {merged.length > 0 && (
            <InsetText>
              Cùng kỳ năm trước gồm cả số liệu của đơn vị sau đó đã nhập vào {view.unit.name}: {merged.join('; ')}.
            </InsetText>
          )}
          <FilterBar action="/dashboards" resetHref="/dashboards" active={Object.keys(query).length > 0}>
            <SelectField
              form={form}
              name="unit"
              label="Đơn vị"
              options={view.readable.map(({ id, name }) => ({ value: id, text: name }))}
            />
            <SelectField form={form} name="year" label="Năm" options={yearOptions(yearOf(today), query.year)} />
            <SelectField form={form} name="part" label="Kỳ" options={optionsOf(PARTS)} />
          </FilterBar>
          {board.charts.map((chart, index) => (
            <BoardChart
              key={String(index)}
              id={`chart-${index + 1}`}
              chart={chart}
              unit={view.unit}
              compared={
                chart.kind === 'map'
                  ? communes
                  : chart.kind === 'ranking'
                    ? unitsAtLevel(view, chart.level ?? 'below')
                    : []
              }
              map={map}
              figures={figures}
              reporting={reporting}
              ranks={ranks}
            />
          ))}
        </Layout>
      )
    },
  })
}

const NO_BOARD: Board = { id: '0', roleCode: null, title: 'Bảng theo dõi', charts: [], version: 1 }

/** The roles of the posts that carry the right to figures first, since these are what is shown. */
function rolesOf({ official }: Context): string[] {
  const first = postFor(official, 'figure.read')?.roleCode
  return [...(first === undefined ? [] : [first]), ...official.posts.map(({ roleCode }) => roleCode)]
}

function yearOptions(thisYear: number, chosen: number | undefined) {
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => thisYear - back)
  const all = chosen === undefined || years.includes(chosen) ? years : [...years, chosen]
  return all.map((year) => ({ value: String(year), text: String(year) }))
}
