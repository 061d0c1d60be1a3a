import { parseArgs } from 'node:util'
import { answerDeadlines } from '../modules/calendar/index.ts'
import { printJson, type Run, WrongUsage } from './command.ts'
import { readJsonFile } from './json-file.ts'

export const run: Run = async (argv) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { calendar: { type: 'string' }, json: { type: 'boolean' } },
  })
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new WrongUsage('Cần đúng một tệp: deadlines FILE')
  const cases = await readJsonFile(file)
  const calendar = values.calendar === undefined ? undefined : await readJsonFile(values.calendar)
  printJson(answerDeadlines(cases, calendar))
  return 0
}
