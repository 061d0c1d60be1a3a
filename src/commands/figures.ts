import { parseArgs } from 'node:util'
import { modules } from '../application.ts'
import { dayOfStates, type FigureAnswer, figureAnswer, unitOfPeriod } from '../modules/indicators/index.ts'
import { dateInVietnam, formatCalendarDate, parseCalendarDate } from '../vocabulary/calendar-date.ts'
import { periodBetween } from '../vocabulary/reporting-period.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values } = parseArgs({
    args: argv,
    options: {
      unit: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      'as-of': { type: 'string' },
      view: { type: 'string', default: 'then' },
      indicator: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  if (!values.unit || !values.from || !values.to) throw new WrongUsage('Cần: figures --unit CODE --from D --to D')
  const period = periodBetween(parseCalendarDate(values.from), parseCalendarDate(values.to))
  const today = dateInVietnam(new Date())
  const asOf = values['as-of'] ? parseCalendarDate(values['as-of']) : dayOfStates(period, today)
  const { view } = values
  if (view !== 'then' && view !== 'now') {
    throw new WrongUsage('--view là then (như tại thời điểm) hoặc now (theo đơn vị hiện nay).')
  }
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const days = view === 'now' ? { period: { from: today }, asOf: today } : { period, asOf }
    const unit = await unitOfPeriod(database, { code: values.unit }, days)
    const facts = modules().flatMap((module) => module.facts ?? [])
    const indicators = values.indicator ? [values.indicator] : undefined
    const answer = await figureAnswer(database, facts, { unit, period, asOf, indicators, view, today })
    if (values.json) printJson(answer)
    else process.stdout.write(asText(answer))
    return 0
  } finally {
    await close()
  }
}

/**
 * One line for each figure: the number, its unit of measure, what it is, and the number of records behind it; below it the parts of
 * predecessors, and what can be given to no single unit of today.
 */
function asText({ unit, from, to, view, figures }: FigureAnswer): string {
  const lines = figures.flatMap(({ title, unitOfMeasure, value, recordCount, refusal, parts, unallocated }) =>
    value === null
      ? [`${'–'.padStart(10)}  ${title}: ${refusal?.message ?? ''}`]
      : [
          `${formatNumber(value).padStart(10)}  ${title} (${unitOfMeasure}); ${formatNumber(recordCount ?? 0)} hồ sơ`,
          ...parts.map((part) => `${formatNumber(part.value).padStart(14)}  ${part.unit}`),
          ...(unallocated.recordCount > 0
            ? [`${formatNumber(unallocated.value).padStart(14)}  chưa phân bổ được cho đơn vị hiện nay`]
            : []),
        ],
  )
  const reading = view === 'now' ? 'theo đơn vị hiện nay' : 'như tại thời điểm'
  return `${unit.name}, từ ${formatCalendarDate(from)} đến ${formatCalendarDate(to)}, ${reading}\n${lines.join('\n')}\n`
}
