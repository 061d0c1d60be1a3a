import { parseArgs } from 'node:util'
import { modules } from '../application.ts'
import { dayOfStates, type FigureAnswer, figureAnswer, unitOfPeriod } from '../modules/indicators/index.ts'
import { dateInVietnam, formatCalendarDate, parseCalendarDate } from '../vocabulary/calendar-date.ts'
import { periodBetween } from '../vocabulary/reporting-period.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import type { Command } from './command.ts'
import { printJson, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const figuresCommand: Command = {
  name: 'figures',
  usage: '--unit CODE --from D --to D [--as-of D] [--indicator CODE] [--json]',
  title: 'Số liệu của một đơn vị (gồm đơn vị trực thuộc), đếm từ hồ sơ, kèm số hồ sơ của từng chỉ tiêu.',
  example: 'npm run -s danvan -- figures --unit HG --from 2019-07-01 --to 2019-09-30',
  async run(argv, settings) {
    const { values } = parseArgs({
      args: argv,
      options: {
        unit: { type: 'string' },
        from: { type: 'string' },
        to: { type: 'string' },
        'as-of': { type: 'string' },
        indicator: { type: 'string' },
        json: { type: 'boolean' },
      },
    })
    if (!values.unit || !values.from || !values.to) throw new WrongUsage('Cần: figures --unit CODE --from D --to D')
    const period = periodBetween(parseCalendarDate(values.from), parseCalendarDate(values.to))
    const today = dateInVietnam(new Date())
    const asOf = values['as-of'] ? parseCalendarDate(values['as-of']) : dayOfStates(period, today)
    const { database, close } = await openMigratedDatabase(settings, { beside: true })
    try {
      const unit = await unitOfPeriod(database, { code: values.unit }, { period, asOf })
      const facts = modules().flatMap((module) => module.facts ?? [])
      const indicators = values.indicator ? [values.indicator] : undefined
      const answer = await figureAnswer(database, facts, { unit, period, asOf, indicators })
      if (values.json) printJson(answer)
      else process.stdout.write(asText(answer))
      return 0
    } finally {
      await close()
    }
  },
}

/** One line for each figure: the number, its unit of measure, what it is, and the number of records behind it. */
function asText({ unit, from, to, figures }: FigureAnswer): string {
  const lines = figures.map(({ title, unitOfMeasure, value, recordCount, refusal }) =>
    value === null
      ? `${'–'.padStart(10)}  ${title}: ${refusal?.message ?? ''}`
      : `${formatNumber(value).padStart(10)}  ${title} (${unitOfMeasure}); ${formatNumber(recordCount ?? 0)} hồ sơ`,
  )
  return `${unit.name}, từ ${formatCalendarDate(from)} đến ${formatCalendarDate(to)}\n${lines.join('\n')}\n`
}
