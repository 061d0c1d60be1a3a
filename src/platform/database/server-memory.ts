import { totalmem } from 'node:os'

const MEGABYTE = 1024 ** 2
const LEAST_BUFFERS = 128
const MOST_BUFFERS = 2048

/**
 * Settings of the embedded server for a machine with so many bytes of memory: an eighth for its own buffers, from 128 MB to 2 GB, since
 * our process and the system's cache of files live beside it; half is what it may expect to find cached, which only guides its plans.
 */
export function memorySettings(memoryInBytes: number): string[] {
  const memory = Math.floor(memoryInBytes / MEGABYTE)
  const buffers = Math.min(MOST_BUFFERS, Math.max(LEAST_BUFFERS, Math.floor(memory / 8)))
  return [`shared_buffers=${buffers}MB`, `effective_cache_size=${Math.max(buffers, Math.floor(memory / 2))}MB`]
}

/** The memory that this process may use, in bytes: the machine's, or less where a container limits it. */
export function memoryOfMachine(): number {
  // Without a limit Node answers nothing, nought or a number beyond any machine.
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
}
