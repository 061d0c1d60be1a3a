// The two packages bring no types of their own; this is what is used of them.

declare module 'pg-copy-streams' {
  import type { Readable, Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  export function to(statement: string): Readable & Submittable
  export function from(statement: string): Writable & Submittable
}

declare module 'tar-stream' {
  import type { Readable, Writable } from 'node:stream'
  export type Header = { name: string; size: number; type: string | null }
  export type Pack = Readable & {
    entry(header: { name: string; mode?: number }, content: Buffer, callback: (error?: Error | null) => void): Writable
    finalize(): void
  }
  export type Entry = Readable & { header: Header }
  export type Extract = Writable & AsyncIterable<Entry>
  export function pack(): Pack
  export function extract(): Extract
}
