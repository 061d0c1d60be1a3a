import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { PROJECT_FOLDER } from '../../src/folders.ts'

export type Environment = Readonly<Record<string, string>>

/** The built program as a process of its own, as those who run it start it. */
export type Serving = {
  /** Such as `http://127.0.0.1:40123`. */
  address: string
  port: number
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<number | null>
}

/** Begins the program and leaves to the caller what comes of it. */
export function start(argv: readonly string[], environment: Environment): ChildProcess {
  return spawn(process.execPath, [join(PROJECT_FOLDER, 'dist', 'main.js'), ...argv], {
    cwd: PROJECT_FOLDER,
    env: { ...process.env, DEMO: '0', HOST: '127.0.0.1', PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Starts a process that serves and waits until it is ready. Throws with what it said when it ends before. */
export async function serve(environment: Environment): Promise<Serving> {
  const child = start(['serve'], environment)
  let said = ''
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      const ready = /^ready (http:\S+)$/m.exec(said)
      if (ready?.[1]) resolve(ready[1])
    })
    child.stderr?.on('data', (chunk) => {
      said += String(chunk)
    })
    child.once('exit', () => reject(new Error(`The system ended while starting:\n${said}`)))
  })
  return {
    address,
    port: Number(new URL(address).port),
    end: async (signal) => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode
      const gone = once(child, 'exit')
      child.kill(signal)
      const [code] = (await gone) as [number | null]
      return code
    },
  }
}

/** Runs a command of the built program to its end. */
export async function command(
  environment: Environment,
  ...argv: readonly string[]
): Promise<{ code: number | null; output: string; messages: string }> {
  const child = start(argv, environment)
  let output = ''
  let messages = ''
  child.stdout?.on('data', (chunk) => {
    output += String(chunk)
  })
  child.stderr?.on('data', (chunk) => {
    messages += String(chunk)
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, output, messages }
}
