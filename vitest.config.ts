import { defineConfig } from 'vitest/config'

const NEEDS_DATABASE = 'src/**/*.database.test.{ts,tsx}'

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'rules', include: ['src/**/*.test.{ts,tsx}'], exclude: [NEEDS_DATABASE] },
      },
      {
        test: {
          name: 'system',
          include: [NEEDS_DATABASE, 'tests/**/*.test.{ts,tsx}'],
          globalSetup: 'tests/support/global-setup.ts',
          // One server and one machine behind all of them: more at once only wait for each other.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
})
