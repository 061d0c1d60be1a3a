import { totalmem } from 'node:os'
import { describe, expect, test } from 'vitest'
import { memoryOfMachine, memorySettings } from './server-memory.ts'

const GIGABYTE = 1024 ** 3

describe('the memory of the embedded server', () => {
  test.each([
    [0.125, 128, 128],
    [1, 128, 512],
    [2, 256, 1024],
    [8, 1024, 4096],
    [16, 2048, 8192],
    [64, 2048, 32_768],
  ])('of %d GB it takes %d MB for buffers, and expects %d MB to be cached', (memory, buffers, cached) => {
    expect(memorySettings(memory * GIGABYTE)).toEqual([
      `shared_buffers=${buffers}MB`,
      `effective_cache_size=${cached}MB`,
    ])
  })

  test('is told in whole megabytes, whatever the machine has', () => {
    expect(memorySettings(3 * GIGABYTE + 12_345)).toEqual(['shared_buffers=384MB', 'effective_cache_size=1536MB'])
  })

  test('is measured by what this process may use, never more than the machine has', () => {
    expect(memoryOfMachine()).toBeGreaterThan(0)
    expect(memoryOfMachine()).toBeLessThanOrEqual(totalmem())
  })
})
