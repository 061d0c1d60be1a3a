import { SubNavigation, Tag, type TagColour } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { weekdayName } from '../../calendar/index.ts'
import { DAY_STANDINGS, type DayStanding } from '../rules/reception-day.ts'

const PLACES = [
  { key: 'schedule', href: '/reception', text: 'Lịch tiếp' },
  { key: 'sessions', href: '/reception/sessions', text: 'Buổi tiếp' },
  { key: 'register', href: '/reception/register', text: 'Sổ tiếp công dân' },
  { key: 'conclusions', href: '/reception/conclusion-items', text: 'Việc theo kết luận' },
  { key: 'frequency', href: '/reception/frequency', text: 'Số ngày theo luật' },
] as const

/** The parts of citizen reception. */
export function ReceptionNavigation({ current }: { current: (typeof PLACES)[number]['key'] }) {
  return (
    <SubNavigation
      label="Tiếp công dân"
      items={PLACES.map(({ key, href, text }) => ({ href, text, current: key === current }))}
    />
  )
}

const COLOURS: Readonly<Record<DayStanding, TagColour>> = {
  proposed: 'grey',
  coming: 'blue',
  held: 'green',
  missed: 'red',
}

export function DayTag({ standing }: { standing: DayStanding }) {
  return <Tag colour={COLOURS[standing]} text={DAY_STANDINGS[standing]} />
}

/** `Thứ Năm, 26/11/2026`. */
export const dayInWords = (day: string) => `${weekdayName(day)}, ${formatCalendarDate(day)}`

/** `07:30–11:00`. */
export const hoursOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }) => `${startsAt}–${endsAt}`

/** The person who is announced, and who receives instead. */
export function leaderOf(day: {
  leaderName: string
  leaderTitle: string
  substituteName: string | null
  substituteTitle: string | null
}): string {
  const leader = `${day.leaderTitle} ${day.leaderName}`
  return day.substituteName === null ? leader : `${day.substituteTitle} ${day.substituteName} (thay ${leader})`
}

/** `3 lượt, 12 người, 2 vụ việc, 1 đơn`: four counts that are never the same thing. */
export function countsInWords(counts: { visits: number; persons: number; cases: number; petitions: number }): string {
  const { visits, persons, cases, petitions } = counts
  return `${formatNumber(visits)} lượt, ${formatNumber(persons)} người, ${formatNumber(cases)} vụ việc, ${formatNumber(petitions)} đơn`
}
