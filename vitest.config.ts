import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const NEEDS_DATABASE = 'src/**/*.database.test.{ts,tsx}'

export default defineConfig({
  // tsconfig.json says the same, but is not asked about tests, which it leaves out.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Loading the system anew for each file took longer than many of the files; no test leaves anything behind in a module.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    // What one run has translated the next one takes up, each file by a digest of what it says: half of what a run of one file took.
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/translated-modules' },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['src/**/*.test.{ts,tsx}'],
          exclude: [NEEDS_DATABASE],
          // Properties try thousands of cases; how long that takes is the machine's matter and proves nothing.
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'system',
          include: [NEEDS_DATABASE, 'tests/**/*.test.{ts,tsx}'],
          globalSetup: 'tests/support/global-setup.ts',
          // One server and one machine behind all of them: more at once only wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 600_000,
          hookTimeout: 600_000,
        },
      },
    ],
  },
})
