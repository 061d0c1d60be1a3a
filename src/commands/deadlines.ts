import { parseArgs } from 'node:util'
import { answerDeadlines } from '../modules/calendar/index.ts'
import type { Command } from './command.ts'
import { printJson, WrongUsage } from './command.ts'
import { readJsonFile } from './json-file.ts'

export const deadlinesCommand: Command = {
  name: 'deadlines',
  usage: 'FILE [--calendar FILE] [--json]',
  title: 'Tính thời hạn theo luật cho các trường hợp trong một tệp JSON, kèm lý do từng ngày; không cần cơ sở dữ liệu.',
  example: 'npm run -s danvan -- deadlines docs/examples/deadlines.json',
  async run(argv) {
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
  },
}
