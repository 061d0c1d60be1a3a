import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'

/** What a notice is about: a limit (late, due), being asked for by name, or something given that was not there before. */
export const NOTICE_KINDS = {
  late: 'Quá hạn',
  due: 'Sắp đến hạn',
  urged: 'Được đôn đốc',
  new: 'Việc mới',
} as const
export type NoticeKind = keyof typeof NOTICE_KINDS

/** How a person wants to hear of a kind. All but `none` also stand on the page of notices. */
export const CHANNELS = {
  mail: 'Gửi thư ngay',
  digest: 'Gộp vào thư tổng hợp',
  app: 'Chỉ hiện ở trang Thông báo',
  none: 'Không thông báo',
} as const
export type Channel = keyof typeof CHANNELS

export type Choices = Readonly<Record<NoticeKind, Channel>>

/** Only limits interrupt, and who asks by name; everything else waits for the digest. */
export const USUAL_CHOICES: Choices = { late: 'mail', due: 'mail', urged: 'mail', new: 'digest' }

/** A duty as it stands, without its words: these may name people and stay with the record. */
export type StandingDuty = {
  key: string
  /** The module it comes from. */
  module: string
  state: 'late' | 'due' | 'waiting'
  isUrged: boolean
  /** Which urging it is; null where the module does not tell urgings apart. */
  urging: string | null
  href: string
  dueOn: CalendarDate | null
}

export type SeenDuty = Pick<StandingDuty, 'key' | 'state' | 'isUrged' | 'urging'>

export type NewNotice = { kind: NoticeKind; duty: StandingDuty }

/**
 * What is new since the last look, at most one notice of a duty: that it is late, that it is near, that somebody asks for it, or that
 * it is there at all. A duty that was late and has been given a later day is near again, and told as such.
 * Being asked for by another urging is told again.
 * At the first look (`seen` is null) only what is late, near or asked for is told: everything else was there before we looked.
 */
export function noticesSince(seen: readonly SeenDuty[] | null, standing: readonly StandingDuty[]): NewNotice[] {
  const before = new Map((seen ?? []).map((duty) => [duty.key, duty]))
  return standing.flatMap((duty): NewNotice[] => {
    const kind = kindOf(before.get(duty.key), duty, seen === null)
    return kind === null ? [] : [{ kind, duty }]
  })
}

function kindOf(before: SeenDuty | undefined, now: StandingDuty, isFirstLook: boolean): NoticeKind | null {
  if (now.state !== 'waiting' && now.state !== before?.state) return now.state
  if (now.isUrged && (!before?.isUrged || now.urging !== before.urging)) return 'urged'
  return before === undefined && !isFirstLook ? 'new' : null
}

/** Duties as they are looked at: one of each key, the first of them, because the modules tell the most urgent first. */
export function withoutRepeats(standing: readonly StandingDuty[]): StandingDuty[] {
  const known = new Set<string>()
  return standing.filter(({ key }) => !known.has(key) && known.add(key))
}
