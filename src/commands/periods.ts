import { parseArgs } from 'node:util'
import { answerPeriods, type PeriodicReportType, type PeriodsAnswer } from '../modules/calendar/index.ts'
import { dateInVietnam, formatCalendarDate } from '../vocabulary/calendar-date.ts'
import { printJson, type Run } from './command.ts'

/**
 * The kinds of periodic report by the two rules of cutting off. Which bodies owe which of them is each province's own data; by
 * these rules its periods come out the same.
 */
const REPORT_TYPES: readonly PeriodicReportType[] = [
  ...(
    [
      ['month', 'Báo cáo tháng'],
      ['quarter', 'Báo cáo quý'],
      ['five-months', 'Báo cáo 5 tháng đầu năm'],
      ['half-year', 'Báo cáo 6 tháng'],
      ['nine-months', 'Báo cáo 9 tháng đầu năm'],
      ['year', 'Báo cáo năm'],
    ] as const
  ).flatMap(([periodKind, title]): PeriodicReportType[] => [
    { code: periodKind, title: `${title}, số liệu theo tháng dương lịch`, periodKind, cutOff: 'calendar' },
    {
      code: `${periodKind}-mid-month`,
      title: `${title}, số liệu từ ngày 15 tháng trước đến ngày 14`,
      periodKind,
      cutOff: 'mid-month',
    },
  ]),
]

export const run: Run = async (argv) => {
  const { values } = parseArgs({ args: argv, options: { date: { type: 'string' }, json: { type: 'boolean' } } })
  const answers = answerPeriods(values.date ?? dateInVietnam(new Date()), REPORT_TYPES)
  if (values.json) printJson(answers)
  else process.stdout.write(`${answers.flatMap(inLines).join('\n')}\n`)
  return 0
}

/** One line for each period; a type that has none on the day says so. */
function inLines({ title, periods }: PeriodsAnswer): string[] {
  if (periods.length === 0) return [`${title}: không có kỳ nào chứa ngày này`]
  return periods.map(
    (period) =>
      `${title}: ${period.title} (${formatCalendarDate(period.from)} – ${formatCalendarDate(period.to)}), mã ${period.code}`,
  )
}
