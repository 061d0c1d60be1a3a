import { setFlagsFromString } from 'node:v8'
import { type Command, say } from './commands/command.ts'
import { COMMANDS } from './commands/index.ts'

// Left alone, Node lets a heap grow to four times what is in use before it clears it, which a small server has no room for: 20.000
// rows of a spreadsheet took 420 MB although never more than 90 MB of it was in use.
setFlagsFromString('--heap-growing-percent=60')

// `danvan help | head` closes the pipe early; that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

process.exitCode = await main(process.argv.slice(2))

/** Runs one command and answers the exit code: 0 done, 1 refused, 2 wrong usage. */
async function main([name = 'help', ...argv]: string[]): Promise<number> {
  if (name === 'help' || name === '--help') return help()
  const command = COMMANDS.find((known) => known.name === name)
  if (!command) {
    say(`Không có lệnh “${name}”. Gõ: npm run -s danvan -- help`)
    return 2
  }
  if (argv.includes('--help')) return describe(command)
  // Settings and errors have words of their own, which help does not wait for.
  const { runCommand } = await import('./commands/run-command.ts')
  return runCommand(command, argv)
}

function help(): number {
  process.stdout.write('Cách dùng: npm run -s danvan -- LỆNH [THAM SỐ]\n\n')
  for (const { name, usage, title, example } of COMMANDS) {
    process.stdout.write(`  ${`${name} ${usage}`.trim()}\n      ${title}\n      Ví dụ: ${example}\n\n`)
  }
  return 0
}

function describe({ name, usage, title, example }: Command): number {
  process.stdout.write(
    `${title}\n\nCách dùng: npm run -s danvan -- ${`${name} ${usage}`.trim()}\nVí dụ:     ${example}\n`,
  )
  return 0
}
