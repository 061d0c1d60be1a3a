import { BadSetting, readSettings } from '../settings.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { type Command, printJson, say, WrongUsage } from './command.ts'

/** Runs a command with the settings of the environment and puts what stops it into words. Answers the exit code. */
export async function runCommand(command: Command, argv: string[]): Promise<number> {
  try {
    const settings = readSettings(process.env)
    const { run } = await command.load()
    return await run(argv, settings)
  } catch (error) {
    return answer(error, command, argv)
  }
}

function answer(error: unknown, command: Command, argv: string[]): number {
  if (error instanceof Refusal) {
    if (argv.includes('--json')) {
      printJson({ error: { code: error.code, message: error.messageForPerson, fields: error.fields } })
    } else {
      say(error.messageForPerson)
    }
    return 1
  }
  if (error instanceof BadSetting) {
    say(error.message)
    return 2
  }
  const code = (error as { code?: string }).code
  if (error instanceof WrongUsage || code?.startsWith('ERR_PARSE_ARGS')) {
    say(
      `${error instanceof WrongUsage ? error.message : 'Tham số không đúng.'}\nCách dùng: npm run -s danvan -- ${command.name} ${command.usage}`,
    )
    return 2
  }
  if (code === 'EADDRINUSE') {
    say('Cổng đã có chương trình khác dùng. Hãy đặt biến môi trường PORT thành một số khác, ví dụ PORT=3001.')
    return 1
  }
  say(`Lỗi ngoài dự kiến: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
  return 1
}
