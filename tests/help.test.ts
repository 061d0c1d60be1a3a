import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { PROJECT_FOLDER } from '../src/folders.ts'
import { command } from './support/processes.ts'

/** The modules that a command of the built program loaded, of the program's own and of its packages. */
async function loadedBy(...argv: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'danvan-help-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  expect((await command({ NODE_V8_COVERAGE: folder }, ...argv)).code).toBe(0)
  const project = pathToFileURL(PROJECT_FOLDER).href
  const files = await Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
  return files
    .flatMap((text) => (JSON.parse(text) as { result: { url: string }[] }).result)
    .filter(({ url }) => url.startsWith(project))
    .map(({ url }) => url.slice(project.length).replace(/^\//, ''))
    .sort()
}

test.each(['help', '--help', 'serve --help'])(
  'a person who asks “%s” is answered without loading any module of the system',
  async (asked) => {
    expect(await loadedBy(...asked.split(' '))).toEqual([
      'dist/commands/command.js',
      'dist/commands/index.js',
      'dist/main.js',
    ])
  },
)

test('a command without database loads what it does and not the whole system', async () => {
  const loaded = await loadedBy('periods', '--date', '2026-09-20')
  expect(loaded).toContain('dist/commands/periods.js')
  expect(loaded).not.toContain('dist/application.js')
})
