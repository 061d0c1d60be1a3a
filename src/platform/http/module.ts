import type { FastifyInstance } from 'fastify'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Fact } from '../database/fact.ts'
import type { Context } from './context.ts'

/** An entry of the main navigation; shown to those who hold the permission. */
export type NavigationEntry = { href: string; text: string; permission: string }

/**
 * Something that waits for a person: what the home page “Việc cần làm” is made of.
 * `late`: past its day; `due`: its day is near; `waiting`: it waits for this person without a day.
 */
export type Duty = {
  state: 'late' | 'due' | 'waiting'
  title: string
  href: string
  dueOn: CalendarDate | null
  /** What kind of duty and for whom, in a few words: “Nhiệm vụ – UBND xã Vĩnh Tường”. */
  note: string
}

/** What a module offers to `application.ts`, which alone joins modules and platform. */
export type Module = {
  name: string
  /** Pages people see. */
  pages?: (app: FastifyInstance) => Promise<void> | void
  /** Operations under `/api/v1`. */
  api?: (app: FastifyInstance) => Promise<void> | void
  navigation?: readonly NavigationEntry[]
  /** What waits for this official, most urgent first; at most 50. */
  duties?: (context: Context) => Promise<Duty[]>
  facts?: readonly Fact[]
}
