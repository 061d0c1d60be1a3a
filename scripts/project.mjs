import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpathSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** A path inside the project. */
export function inProject(...parts) {
  return join(root, ...parts)
}

/** Runs a program in the project's folder and gives its exit code. What it prints goes to `output` (1 or 2). */
export async function run(program, programArguments, { output = 2, env = process.env } = {}) {
  const child = spawn(program, programArguments, { cwd: root, stdio: ['ignore', output, 2], env })
  const [code] = await once(child, 'exit')
  // A program that was ended by a signal has no code.
  return code ?? 1
}

/** Runs a JavaScript program that npm installed, without asking npm to find it. */
export function runInstalled(script, scriptArguments, options) {
  return run(process.execPath, [inProject('node_modules', script), ...scriptArguments], options)
}

/** Something that went wrong and that the person at the keyboard can put right; printed without a stack. */
export class Problem extends Error {
  constructor(message, exitCode = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** Runs a script's work; a problem ends the process with its message and exit code. */
export async function runScript(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    console.error(error.message)
    process.exit(error.exitCode)
  }
}

/** Whether a file was started from the command line and not imported; the path typed there may lead over links. */
export function isStarted(moduleUrl) {
  return process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(moduleUrl)
}
