import { describe, expect, test, vi } from 'vitest'
import { DEMONSTRATION_SET } from '../modules/criteria/index.ts'
import { readSettings } from '../settings.ts'
import { WrongUsage } from './command.ts'
import { run as criteria } from './criteria.ts'
import { readJsonFile } from './json-file.ts'

const SET = 'docs/examples/criteria-set.json'
const INPUTS = 'docs/examples/criteria-inputs.json'

/** Runs the command and answers its exit code and what it printed as data. */
async function run(...argv: string[]): Promise<{ code: number; data: unknown }> {
  const written: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  const errors = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const code = await criteria(argv, readSettings({}))
    return { code, data: JSON.parse(written.join('')) }
  } finally {
    out.mockRestore()
    errors.mockRestore()
  }
}

describe('the command on criteria', () => {
  test('finds the example set usable, and it is the set of the demonstration', async () => {
    expect(await run('check', SET)).toMatchObject({ code: 0, data: { ok: true, summary: { groups: 12 } } })
    expect(await readJsonFile(SET)).toEqual(DEMONSTRATION_SET)
  })
  test('scores the example units against each other, with a reason for each point', async () => {
    const { code, data } = await run('score', SET, INPUTS)
    expect(code).toBe(0)
    expect(data).toMatchObject([
      { rank: 'Hoàn thành xuất sắc', position: 1 },
      { rank: 'Hoàn thành', position: 2 },
    ])
    expect(JSON.stringify(data)).toContain('12/15 đơn trả lời đúng hạn = 80%')
  })
  test('answers 1 for a file that is no criteria set, and says why', async () => {
    expect(await run('check', INPUTS)).toMatchObject({ code: 1, data: { ok: false } })
  })
  test('needs one file to check and two to score', async () => {
    for (const argv of [[], ['check'], ['score', SET], ['check', SET, INPUTS], ['rank', SET]]) {
      await expect(criteria(argv, readSettings({}))).rejects.toBeInstanceOf(WrongUsage)
    }
  })
})
