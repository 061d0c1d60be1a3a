import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, inject, onTestFinished, test, vi } from 'vitest'
import { databaseUrl } from '../../tests/support/database-url.ts'
import { sampleProvince } from '../../tests/support/sample-province.ts'
import { databaseForTest } from '../../tests/support/system.ts'
import { readSettings, type Settings } from '../settings.ts'
import type { Run } from './command.ts'
import { run as figures } from './figures.ts'
import { run as writeReport } from './report.ts'

/** A small province in which the commune T-X3 held one dialogue with 215 people in 2025. */
async function prepared(): Promise<{ settings: Settings; folder: string }> {
  const database = await databaseForTest()
  const { units } = await sampleProvince(database)
  await sql`insert into activity (kind_code, title, held_on, place, unit_id, chaired_by, participant_count)
    values ('dialogue', 'Đối thoại', '2025-05-05', 'Hội trường', ${units.commune}, 'Chủ tịch', 215)`.execute(database)
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database)
  const folder = await mkdtemp(join(tmpdir(), 'danvan-command-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const url = databaseUrl(inject('postgresUrl'), rows[0]?.name ?? '')
  return { settings: readSettings({ DATABASE_URL: url, DATA_DIR: folder }), folder }
}

async function output(command: Run, argv: string[], settings: Settings): Promise<string> {
  const written: string[] = []
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0)
  try {
    expect(await command(argv, settings)).toBe(0)
  } finally {
    spy.mockRestore()
  }
  return written.join('')
}

describe('the command “figures”', () => {
  const year = ['--from', '2025-01-01', '--to', '31/12/2025']

  test('counts for a unit, with the number of records behind each figure', async () => {
    const { settings } = await prepared()
    const answer = JSON.parse(await output(figures, ['--unit', 'T', ...year, '--json'], settings))
    expect(answer).toMatchObject({ unit: { code: 'T' }, from: '2025-01-01', to: '2025-12-31', asOf: '2025-12-31' })
    const participants = answer.figures.find(
      (figure: { indicator: string }) => figure.indicator === 'dialogue.participants',
    )
    expect(participants).toMatchObject({ value: 215, recordCount: 1, refusal: null })
    const text = await output(figures, ['--unit', 'T-X3', ...year, '--indicator', 'dialogue.participants'], settings)
    expect(text).toContain('215  Đại biểu dự đối thoại (đại biểu); 1 hồ sơ')
  })

  test('refuses a unit and an indicator that do not exist', async () => {
    const { settings } = await prepared()
    await expect(figures(['--unit', 'NO', ...year], settings)).rejects.toMatchObject({
      code: 'indicators.no-such-unit',
    })
    const unknown = ['--unit', 'T', ...year, '--indicator', 'no.such']
    await expect(figures(unknown, settings)).rejects.toMatchObject({ code: 'indicators.no-such-indicator' })
  })
})

describe('the command “report”', () => {
  const report = ['mobilisation', '--unit', 'T-X3', '--period', '2025-H1']

  test('gives a report that nobody has begun, as data and as a Word file', async () => {
    const { settings, folder } = await prepared()
    const answer = JSON.parse(await output(writeReport, [...report, '--format', 'json'], settings))
    expect(answer).toMatchObject({ id: null, unit: { code: 'T-X3' }, period: { code: '2025-H1', to: '2025-06-30' } })
    const file = join(folder, 'report.docx')
    await output(writeReport, [...report, '--format', 'docx', '--output', file], settings)
    expect((await readFile(file)).subarray(0, 2).toString()).toBe('PK')
  })

  test('refuses a period that has not begun, and one that this report is not written for', async () => {
    const { settings } = await prepared()
    const ask = (period: string) =>
      writeReport(['mobilisation', '--unit', 'T-X3', '--period', period, '--format', 'json'], settings)
    await expect(ask('2199')).rejects.toMatchObject({ code: 'report.period-not-begun' })
    await expect(ask('2025-M05')).rejects.toMatchObject({ code: 'report.wrong-period-kind' })
    await expect(ask('nay mai')).rejects.toMatchObject({ code: 'calendar.no-such-period' })
  })
})
