import { writeFile } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { modules } from '../application.ts'
import { isDemonstration } from '../demonstration/index.ts'
import {
  REPORT_FILES,
  type ReportFormat,
  reportAnswer,
  reportContent,
  reportOrPlan,
  writeReport,
} from '../modules/reports/index.ts'
import { dateInVietnam } from '../vocabulary/calendar-date.ts'
import { printJson, type Run, say, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      unit: { type: 'string' },
      period: { type: 'string' },
      format: { type: 'string' },
      output: { type: 'string' },
      json: { type: 'boolean' },
    },
  })
  const [typeCode] = positionals
  const format = values.format ?? (values.json ? 'json' : undefined)
  if (!typeCode || !values.unit || !values.period || !isFormat(format)) {
    throw new WrongUsage('Cần: report TYPE --unit CODE --period P --format json|docx|xlsx|pdf')
  }
  const today = dateInVietnam(new Date())
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const facts = modules().flatMap((module) => module.facts ?? [])
    const report = await reportOrPlan(database, { typeCode, unitCode: values.unit, periodCode: values.period }, today)
    const content = await reportContent(database, facts, report, today)
    if (format === 'json') {
      printJson(reportAnswer(content))
      return 0
    }
    const file = await writeReport(database, content, { demonstration: await isDemonstration(database), format })
    if (values.output) {
      await writeFile(values.output, file)
      say(`Đã ghi báo cáo vào ${values.output}.`)
    } else {
      process.stdout.write(file)
    }
    return 0
  } finally {
    await close()
  }
}

const isFormat = (format: string | undefined): format is ReportFormat | 'json' =>
  format === 'json' || (format !== undefined && Object.hasOwn(REPORT_FILES, format))
