import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Layout, PageHeading, SourceNote } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { countFigures } from '../queries/count-figures.ts'
import { typedValueById } from '../queries/typed-value-records.ts'
import { valuesOfUnits } from '../queries/typed-values.ts'
import type { UnitOfPeriod } from '../queries/units.ts'
import { operandsOf } from '../rules/derived-figure.ts'
import type { Indicator } from '../rules/indicator.ts'
import { READINGS, type Reading } from '../rules/reading.ts'
import { FormulaFigure } from './formula-figure.tsx'
import { TypedFigure } from './typed-figure.tsx'

export type ComputedAsked = {
  defined: Indicator
  unit: UnitOfPeriod
  period: { from: string; to: string }
  asOf: string
  view: Reading
  ownOnly: boolean
}

/** What stands behind a figure that opens to no records: the figures of its formula, or the document that published it. */
export async function computedFigurePage(
  { database, official, today, page }: Context,
  facts: readonly Fact[],
  { defined, unit, period, asOf, view, ownOnly }: ComputedAsked,
) {
  const codes = [defined.code, ...operandsOf(defined)]
  const asked = { unitIds: [unit.id], period, asOf, reading: view, today }
  const figures = await countFigures(database, facts, { indicators: codes, ...asked })
  const [figure, operands] = [
    figures.find(({ indicator }) => indicator.code === defined.code),
    operandsOf(defined).flatMap((code) => figures.find(({ indicator }) => indicator.code === code) ?? []),
  ]
  const [value] = await valuesOfUnits(database, { indicators: [defined.code], unitIds: [unit.id], period })
  const source = value && (await typedValueById(database, { official, today, permission: 'figure.read' }, value.id))
  const days = `Từ ${formatCalendarDate(period.from)} đến ${formatCalendarDate(period.to)}`
  const whose = ownOnly ? 'không tính đơn vị trực thuộc' : 'gồm cả đơn vị trực thuộc'
  return (
    <Layout
      title={`${defined.title}: tính từ đâu`}
      context={page}
      wide
      breadcrumbs={[
        {
          href: `/figures?${new URLSearchParams({ unit: unit.id, part: 'free', from: period.from, to: period.to, view })}`,
          text: 'Số liệu',
        },
        { text: defined.title },
      ]}
    >
      <PageHeading caption={unit.name}>{defined.title}</PageHeading>
      <p class="govuk-body">
        {days}
        {defined.measure === 'formula' && `, ${whose}; ${(READINGS.get(view) ?? '').toLocaleLowerCase('vi')}`}.
      </p>
      {figure &&
        (defined.measure === 'formula' ? (
          <FormulaFigure figure={figure} operands={operands} period={period} ownOnly={ownOnly} view={view} />
        ) : (
          <TypedFigure figure={figure} source={source} />
        ))}
      <SourceNote href={`/figures/${defined.code}`}>{defined.source}</SourceNote>
    </Layout>
  )
}
