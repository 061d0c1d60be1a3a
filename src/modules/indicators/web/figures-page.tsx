import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { samePeriodLastYear } from '../../../vocabulary/reporting-period.ts'
import { comparedFigures, type FigureCompared } from '../queries/compared-figures.ts'
import {
  type PartialPredecessor,
  partialPredecessors,
  readableUnit,
  readableUnits,
  subUnits,
  subUnitsOfToday,
  type UnitOfPeriod,
} from '../queries/units.ts'
import { chosenPeriod, PARTS_OF_YEAR } from '../rules/chosen-period.ts'
import { dayOfStates } from '../rules/day-of-states.ts'
import { possibleReading, READINGS, type Reading, readingInWords } from '../rules/reading.ts'
import { compared } from './compared-line.ts'
import { addressValues, type FigureAddress, FigureQuery } from './figure-address.ts'
import { FigureTable } from './figure-table.tsx'
import { SubUnitFigures } from './sub-unit-figures.tsx'

/** Years that can be looked at from the list; older ones by date. */
const YEARS_BACK = 10

/** All figures of a unit in a period, compared with last year, and one of them by sub-unit. */
export function figuresPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/figures',
    permission: 'figure.read',
    query: FigureQuery,
    draw: async ({ database, official, today, page, query }) => {
      const { period, problems } = chosenPeriod(query, today)
      const days = { period, asOf: dayOfStates(period, today), today }
      const ofToday = { period: { from: today }, asOf: today, today }
      const [then, now] = await Promise.all([
        readableUnits(database, official, days),
        readableUnits(database, official, ofToday),
      ])
      const units = [...then, ...now.filter((unit) => !then.some(({ id }) => id === unit.id))]
      const unitId = query.unit ?? startingUnit(units, unitsFor(official, 'figure.read'))
      const asked = query.view ?? 'then'
      const view = possibleReading(asked, {
        livesToday: now.some(({ id }) => id === unitId),
        livedThen: then.some(({ id }) => id === unitId),
      })
      const unit = await readableUnit(database, official, { id: unitId }, view === 'now' ? ofToday : days)
      const [subs, partial] = await Promise.all([
        view === 'now' ? subUnitsOfToday(database, unit.id, today) : subUnits(database, unit.id, days),
        partialPredecessors(database, unit.id, today),
      ])
      const figures = await comparedFigures(database, facts, {
        unitIds: [unit.id, ...subs.map((sub) => sub.id)],
        period,
        today,
        reading: view,
      })
      // A unit that is gone stands in the reading of today only for what nobody took over.
      const below = subs.filter(
        (sub) => view === 'then' || now.some(({ id }) => id === sub.id) || hasAny(figures, sub.id),
      )
      const ofUnit = figures.filter((figure) => figure.unitId === unit.id)
      const charted = ofUnit.find((figure) => figure.indicator.code === query.indicator) ?? mostTelling(ofUnit)
      const form = {
        ...filterView({
          year: String(yearOf(today)),
          part: 'year',
          ...addressValues(query),
          view,
          unit: unit.id,
          indicator: charted?.indicator.code ?? '',
        }),
        errors: problems,
      }
      const lastYear = samePeriodLastYear(period)
      return (
        <Layout title="Số liệu" context={page} wide form={form}>
          <PageHeading caption={unit.name}>Số liệu {lowerFirst(period.title)}</PageHeading>
          <p class="govuk-body">
            Đếm và tính từ hồ sơ đã ghi, từ {formatCalendarDate(period.from)} đến {formatCalendarDate(period.to)}, gồm
            cả đơn vị trực thuộc; so với từ {formatCalendarDate(lastYear.from)} đến {formatCalendarDate(lastYear.to)}.
            Bấm vào một số để xem các hồ sơ tạo nên số đó, bấm vào tên chỉ tiêu để xem cách đếm.
          </p>
          <p class="govuk-body">
            <strong>{READINGS.get(view)}</strong>: {readingInWords(view)} Cột cùng kỳ năm trước{' '}
            {ofUnit[0]?.lastYear.reading === 'then' ? 'tính như tại thời điểm ấy.' : 'tính theo đơn vị hiện nay.'}
          </p>
          <p class="govuk-body">
            <a class="govuk-link" href="/figures/definitions">
              Tất cả chỉ tiêu và cách tính
            </a>
          </p>
          <Lineage unit={unit} asked={asked} view={view} partial={partial} />
          {period.to > today && period.from <= today && (
            <InsetText>Kỳ này chưa kết thúc: số liệu tính đến hôm nay, {formatCalendarDate(today)}.</InsetText>
          )}
          <FilterBar
            resetHref="/figures"
            active={
              query.unit !== undefined ||
              query.view !== undefined ||
              query.year !== undefined ||
              Object.keys(problems).length > 0
            }
          >
            <SelectField
              form={form}
              name="unit"
              label="Đơn vị"
              options={units.map(({ id, name }) => ({ value: id, text: name }))}
            />
            <SelectField form={form} name="year" label="Năm" options={yearOptions(yearOf(today), query.year)} />
            <SelectField
              form={form}
              name="view"
              label="Cách đọc số liệu"
              options={[...READINGS].map(([value, text]) => ({ value, text }))}
            />
            <SelectField form={form} name="part" label="Kỳ" options={optionsOf(PARTS_OF_YEAR)} />
            <DateField form={form} name="from" label="Từ ngày" hint="Khi chọn kỳ “Từ ngày đến ngày”" />
            <DateField form={form} name="to" label="Đến ngày" hint="Ví dụ: 31/05/2023" />
            <SelectField
              form={form}
              name="indicator"
              label="Biểu đồ theo chỉ tiêu"
              options={ofUnit.map(({ indicator }) => ({
                value: indicator.code,
                text: indicator.title,
                group: indicator.theme,
              }))}
            />
          </FilterBar>
          {charted && below.length > 0 && (
            <SubUnitFigures
              address={{ ...query, unit: unit.id } satisfies FigureAddress}
              unit={unit}
              units={below}
              period={period}
              lastYear={lastYear}
              figures={figures.filter((figure) => figure.indicator.code === charted.indicator.code)}
              view={view}
            />
          )}
          {themesOf(ofUnit).map(({ theme, members }) => (
            <FigureTable
              key={theme}
              caption={theme}
              unitId={unit.id}
              period={period}
              lastYear={lastYear}
              figures={members.map(compared)}
              view={view}
            />
          ))}
        </Layout>
      )
    },
  })
}

function hasAny(figures: readonly FigureCompared[], unitId: string): boolean {
  return figures.some(
    (figure) =>
      figure.unitId === unitId && (figure.total?.recordCount ?? 0) + (figure.lastYear.total?.recordCount ?? 0) > 0,
  )
}

/** What has to be known of the unit's lineage to read its figures. */
function Lineage({
  unit,
  asked,
  view,
  partial,
}: {
  unit: UnitOfPeriod
  asked: Reading
  view: Reading
  partial: readonly PartialPredecessor[]
}) {
  return (
    <>
      {asked !== view && (
        <InsetText>
          {view === 'then'
            ? `${unit.name} đã kết thúc hoạt động nên chỉ xem được như tại thời điểm. Muốn xem theo đơn vị hiện nay, hãy chọn đơn vị kế thừa. `
            : `Trong kỳ này chưa có ${unit.name}: số liệu dưới đây tính theo đơn vị hiện nay, từ hồ sơ của các đơn vị tiền thân. `}
          <a class="govuk-link" href={`/units/${unit.id}`}>
            Xem nguồn gốc và kế thừa
          </a>
        </InsetText>
      )}
      {partial.length > 0 && (
        <InsetText>
          Chỉ một phần của đơn vị sau chuyển về đây, nên số liệu trước ngày đó không cộng vào {unit.name}:{' '}
          {partial
            .map((each) => `${each.name} (trước ${formatCalendarDate(each.happenedOn)}; tính ở ${each.countedAt})`)
            .join('; ')}
          .
        </InsetText>
      )}
    </>
  )
}

/** The topmost unit whose figures the official may see: their own, or the province for who answers for it. */
function startingUnit(units: readonly UnitOfPeriod[], reach: readonly string[]): string {
  return (units.find((unit) => reach.includes(unit.id)) ?? units[0])?.id ?? '0'
}

/** The first figure that is not nought, for the chart. */
function mostTelling(figures: readonly FigureCompared[]): FigureCompared | undefined {
  return (
    figures.find((figure) => figure.indicator.code === 'dialogue.count' && figure.total?.value) ??
    figures.find((figure) => figure.total?.value) ??
    figures[0]
  )
}

function themesOf(figures: readonly FigureCompared[]): { theme: string; members: FigureCompared[] }[] {
  const themes = [...new Set(figures.map((figure) => figure.indicator.theme))]
  return themes.map((theme) => ({ theme, members: figures.filter((figure) => figure.indicator.theme === theme) }))
}

function yearOptions(thisYear: number, chosen: number | undefined) {
  const years = Array.from({ length: YEARS_BACK + 1 }, (_, back) => thisYear - back)
  const all = chosen === undefined || years.includes(chosen) ? years : [...years, chosen]
  return all.map((year) => ({ value: String(year), text: String(year) }))
}

const lowerFirst = (title: string) => title.charAt(0).toLocaleLowerCase('vi') + title.slice(1)
