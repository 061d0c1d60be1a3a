import type { Services } from '../http/request.ts'

/** What a job works with: what every request has, and the number of the process that runs it. */
export type JobServices = Services & { processId: number }

/** What a job is told when it is added; small, and without personal data: administrators see it. */
export type JobPayload = Readonly<Record<string, string | number | boolean | null>>

/** In Viet Nam time: every so many minutes of the hour, or once a day. Which days are working days the job itself knows. */
export type Schedule = { everyMinutes: 5 | 10 | 15 | 20 | 30 | 60 } | { at: `${number}:${number}` }

/** Something done without a person waiting for it. A job may be run twice (a process was killed): the second run must do no harm. */
export type Job = {
  /** `mail.deliver` – as refusals have it: module and what it does. */
  name: string
  /** What administrators call it. */
  title: string
  run: (payload: JobPayload, services: JobServices) => Promise<void>
  /** When it is added by itself. */
  schedule?: Schedule
  /** Puts in order what a process that was killed left behind: at the start, and again and again while the system runs. */
  recover?: (services: JobServices) => Promise<void>
}

/** How often a job that fails is tried in all, unless told when it is added: the last try comes about a day after the first. */
export const MOST_ATTEMPTS = 12
