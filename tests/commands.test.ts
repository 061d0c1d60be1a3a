import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMANDS } from '../src/commands/index.ts'
import { DEMONSTRATION_ACCOUNTS } from '../src/demonstration/index.ts'
import { command, start } from './support/processes.ts'

let folder: string
let server: ChildProcess
let printed = ''

/** The system on the data folder of this test. */
const environment = () => ({ DATA_DIR: folder, DATABASE_URL: '', DEMO: '1' })
const run = (argv: readonly string[]) => command(environment(), ...argv)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'danvan-commands-'))
  server = start(['serve'], environment())
  await new Promise<void>((resolve, reject) => {
    server.stdout?.on('data', (chunk) => {
      printed += String(chunk)
      if (printed.includes('quantri')) resolve()
    })
    server.stderr?.on('data', (chunk) => {
      printed += String(chunk)
    })
    server.once('exit', () => reject(new Error(`The system ended while starting:\n${printed}`)))
  })
})
afterAll(async () => {
  if (server.exitCode === null) server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

const argvOf = (example: string) => example.replace(/^npm run -s danvan -- /, '').split(' ')

describe('the command line', () => {
  test('serves the demonstration on the first start, and prints the address and every account', async () => {
    const address = /^ready (http:\/\/127\.0\.0\.1:\d+)$/m.exec(printed)?.[1]
    expect(address).toBeDefined()
    for (const { userName, password } of DEMONSTRATION_ACCOUNTS)
      expect(printed).toMatch(new RegExp(`${userName} +${password}`))
    expect((await fetch(`${address}/readyz`)).status).toBe(200)
    expect(await (await fetch(`${address}/public`)).text()).toContain('Dữ liệu minh họa')
  })

  test('lists every command with its example', async () => {
    const { code, output } = await run(['help'])
    expect(code).toBe(0)
    for (const { name, example } of COMMANDS) {
      expect(output).toContain(`  ${name}`)
      expect(output).toContain(example)
    }
  })

  test.each(COMMANDS.filter((command) => command.name !== 'serve'))(
    'runs the example of $name beside the running system',
    async ({ example }) => {
      const { code, messages } = await run(argvOf(example))
      expect(messages).not.toContain('Lỗi ngoài dự kiến')
      expect(code, messages).toBe(0)
    },
  )

  test('answers a figure of the demonstration as JSON', async () => {
    const { output } = await run(
      argvOf('figures --unit HG-BDV --from 2019-07-01 --to 2019-09-30 --indicator dialogue.opinions --json'),
    )
    expect(JSON.parse(output).figures).toMatchObject([{ indicator: 'dialogue.opinions', value: 8669, recordCount: 12 }])
  })

  test('finds the trail whole, and says so when a seal that was written down is not in it', async () => {
    const whole = await run(argvOf('audit verify --json'))
    expect(whole.code).toBe(0)
    const { newestSeal, faults } = JSON.parse(whole.output)
    expect(faults).toEqual([])
    expect((await run(['audit', 'verify', '--expect', newestSeal.hash])).code).toBe(0)
    const cut = await run([
      'audit',
      'verify',
      '--expect',
      newestSeal.hash.replace(/^./, (digit: string) => (digit === '0' ? '1' : '0')),
    ])
    expect(cut.code).toBe(1)
    expect(cut.output).toContain('không có trong chuỗi')
    expect((await run(['audit', 'verify', '--expect', 'không phải dấu'])).code).toBe(2)
  })

  test('makes a token that only reads and ends on a day, but none for longer than a year or for more than its account may', async () => {
    const address = /^ready (http:\S+)$/m.exec(printed)?.[1]
    const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
    const made = await run(argvOf(`token create --account canbo.xa --scope read --expires ${inAMonth} --json`))
    const { token, expiresAt } = JSON.parse(made.output)
    expect(new Date(expiresAt).toISOString()).toBe(`${inAMonth}T17:00:00.000Z`)
    const use = async (method: string) =>
      (await fetch(`${address}/api/v1/activities`, { method, headers: { authorization: `Bearer ${token}` } })).status
    expect([await use('GET'), await use('POST')]).toEqual([200, 403])
    for (const wrong of [
      '--expires 2099-01-01',
      '--expires 2020-01-01',
      '--scope account.manage',
      '--scope khong-co',
    ]) {
      const refused = await run(argvOf(`token create --account canbo.xa ${wrong} --json`))
      expect([wrong, refused.code]).toEqual([wrong, 1])
    }
    const none = await run(argvOf('account second-factor-reset --account quantri --json'))
    expect([none.code, JSON.parse(none.output).error.code]).toEqual([1, 'identity.no-second-factor'])
  })

  test('takes the records of a kind out and in again unchanged, saying whose rights it used', async () => {
    const file = join(folder, 'phoi-hop.xlsx')
    const out = await run(['export', 'coordinations', '--output', file])
    expect([out.code, out.messages]).toEqual([0, expect.stringContaining('tài khoản “')])
    const back = await run(['import', 'coordinations', file, '--json'])
    expect(back.code).toBe(0)
    expect(JSON.parse(back.output)).toMatchObject({ new: 0, changed: 0, faulty: 0 })
    expect((await run(['import', 'coordinations'])).code).toBe(2)
  })

  test('refuses in Vietnamese with exit code 1, and wrong usage with 2', async () => {
    const refused = await run(argvOf('token create --account khong-co --json'))
    expect(refused.code).toBe(1)
    expect(JSON.parse(refused.output).error).toMatchObject({ code: 'identity.no-such-account' })
    expect((await run(['token'])).code).toBe(2)
    expect((await run(['khong-co-lenh-nay'])).code).toBe(2)
  })

  test('loads no generated province beside what somebody has, and asks for a number of petitions', async () => {
    const refused = await run(argvOf('demo --scale 1000'))
    expect([refused.code, refused.messages]).toEqual([1, expect.stringContaining('Hệ thống đã có dữ liệu')])
    for (const wrong of ['999', '-1', '1e6', '1.000.000']) expect((await run(['demo', '--scale', wrong])).code).toBe(2)
  })

  test('stops the start for a setting that cannot be used, naming it', async () => {
    const { code, messages } = await command({ ...environment(), PORT: 'ba nghìn' }, 'serve')
    expect(code).toBe(2)
    expect(messages.trim().split('\n')).toHaveLength(1)
    expect(messages).toContain('PORT')
  })

  test('finishes and exits with 0 on SIGTERM', async () => {
    server.kill('SIGTERM')
    const [code] = (await once(server, 'exit')) as [number]
    expect(code).toBe(0)
  })
})
