import type { FastifyInstance } from 'fastify'
import type { RawBuilder, SqlBool } from 'kysely'
import type { CalendarDate } from '../../vocabulary/calendar-date.ts'
import type { Official } from '../../vocabulary/official.ts'
import type { Database } from '../database/database.ts'
import type { Fact } from '../database/fact.ts'
import type { FigureUse } from '../database/figure-use.ts'
import type { Handover } from '../database/handover.ts'
import type { LimitRecount } from '../database/limit-recount.ts'
import type { UnitMove } from '../database/unit-move.ts'
import type { Job } from '../jobs/job.ts'
import type { RecordSheet } from '../spreadsheet/record-sheet.ts'
import type { Context } from './context.ts'
import type { NavigationEntry } from './navigation-entry.ts'

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
  /** True when somebody above asks for it by name (đôn đốc): such duties stand before others. */
  isUrged?: boolean
  /** Which urging that is, where there can be several: another one is told again. */
  urging?: string | null
  /** What stays the same while the duty is the same, where `href` does not: by it a notice is made once. `href` unless told. */
  key?: string
}

/** A kind of record as the trail speaks of it. */
export type RecordKind = {
  /** As `recordChange` has it in `subject.kind`. */
  kind: string
  /** What a person calls one such record, such as “Hoạt động”. */
  title: string
  /** The page of one record and the permission that opens it. */
  page?: { path: (recordId: string) => string; permission: string }
  /**
   * Who reads in the trail of a unit what a change says of it: everyone who may read that trail; only those who may also read such
   * records; or nobody, because a record of this kind speaks on its own page alone. Who did something, and when, is always told.
   */
  words: 'everyone' | 'readers' | 'nobody'
  /** With `readers`: whether this reader may be told of this record, where some records are for named people alone. */
  readable?: (recordId: RawBuilder<string>, official: Official, today: CalendarDate) => RawBuilder<SqlBool>
  /** Whether a record whose changes name no unit lies below these units all the same; without it, who reaches a whole province sees it. */
  isWithin?: (recordId: RawBuilder<string>, roots: readonly string[], today: CalendarDate) => RawBuilder<SqlBool>
}

/** A link at the head of the page, with a number while there is something new behind it. */
export type HeadLink = {
  href: string
  text: string
  count: (database: Database, official: Official) => Promise<number>
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
  /** What a person calls such duties, such as “Đơn thư”: the most that a mail says of them. */
  dutiesTitle?: string
  /** What it does without a person waiting for it. */
  jobs?: readonly Job[]
  /** A link at the head of every page with how many things stand behind it. */
  headLink?: HeadLink
  facts?: readonly Fact[]
  /** Where it uses figures. */
  figureUses?: readonly FigureUse[]
  /** The kinds of records whose changes it writes into the trail. */
  recordKinds?: readonly RecordKind[]
  /** Rows that follow their unit when a reorganisation ends it. */
  moves?: readonly UnitMove[]
  /** Open work on one person's name that can pass to another person of the unit. */
  handovers?: readonly Handover[]
  /** Last days that it keeps and that follow from the calendar. */
  limits?: readonly LimitRecount[]
  /** Kinds of records that go out into spreadsheets and come in from them. */
  sheets?: readonly RecordSheet[]
}
