import { z } from 'zod'
import { Id } from '../../../platform/http/page.tsx'
import {
  CountedDays,
  type FormView,
  HiddenField,
  SelectField,
  SourceNote,
  SubNavigation,
  Tag,
  type TagColour,
} from '../../../platform/page/index.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { deadline, timeLimit, type WorkingCalendar } from '../../calendar/index.ts'
import type { LimitOfDemocracy } from '../queries/last-day.ts'
import { DECISION_OUTCOMES, type DecisionOutcome } from '../rules/community-decision.ts'
import { CONSULTATION_STATES, type ConsultationState } from '../rules/consultation.ts'
import { DISCLOSURE_STANDINGS, type DisclosureStanding } from '../rules/disclosure.ts'
import { LINE_STATES, type LineState } from '../rules/duty-table.ts'

export const DisclosureParams = z.object({ disclosureId: Id })
export const ConsultationParams = z.object({ consultationId: Id })
export const DecisionParams = z.object({ decisionId: Id })

const PLACES = [
  { key: 'table', href: '/democracy', text: 'Bảng công khai' },
  { key: 'overview', href: '/democracy/overview', text: 'Tổng hợp các xã' },
  { key: 'consultations', href: '/democracy/consultations', text: 'Dân tham gia ý kiến' },
  { key: 'decisions', href: '/democracy/decisions', text: 'Dân bàn, quyết định' },
  { key: 'inspection', href: '/democracy/inspection', text: 'Ban Thanh tra nhân dân' },
  { key: 'mediation', href: '/democracy/mediation', text: 'Hòa giải ở cơ sở' },
  { key: 'areas', href: '/democracy/residential-areas', text: 'Thôn, tổ dân phố' },
] as const

/** The parts of grassroots democracy. */
export function DemocracyNavigation({ current }: { current: (typeof PLACES)[number]['key'] }) {
  return (
    <SubNavigation
      label="Dân chủ ở cơ sở"
      items={PLACES.map(({ key, href, text }) => ({ href, text, current: key === current }))}
    />
  )
}

const LINE_COLOURS: Readonly<Record<LineState, TagColour>> = {
  overdue: 'red',
  missing: 'red',
  lacking: 'yellow',
  waiting: 'yellow',
  late: 'orange',
  undated: 'green',
  'on-time': 'green',
  'not-yet': 'grey',
  none: 'grey',
}

export function LineTag({ state }: { state: LineState }) {
  return <Tag colour={LINE_COLOURS[state]} text={LINE_STATES[state]} />
}

export function StandingTag({ standing }: { standing: DisclosureStanding }) {
  return <Tag colour={LINE_COLOURS[standing]} text={DISCLOSURE_STANDINGS[standing]} />
}

const OUTCOME_COLOURS: Readonly<Record<DecisionOutcome, TagColour>> = {
  passed: 'green',
  'not-passed': 'orange',
  'too-few': 'red',
}

export function OutcomeTag({ outcome }: { outcome: DecisionOutcome }) {
  return <Tag colour={OUTCOME_COLOURS[outcome]} text={DECISION_OUTCOMES[outcome]} />
}

const CONSULTATION_COLOURS: Readonly<Record<ConsultationState, TagColour>> = {
  draft: 'grey',
  coming: 'grey',
  open: 'blue',
  closed: 'yellow',
  concluded: 'green',
  withdrawn: 'grey',
}

export function ConsultationTag({ state }: { state: ConsultationState }) {
  return <Tag colour={CONSULTATION_COLOURS[state]} text={CONSULTATION_STATES[state]} />
}

/** Choosing the commune, where there is more than one. */
export function CommuneField({
  form,
  label,
  units,
}: {
  form: FormView
  label: string
  units: readonly { id: string; name: string }[]
}) {
  if (units.length === 1) return <HiddenField form={form} name="unitId" value={units[0]?.id} />
  return (
    <SelectField
      form={form}
      name="unitId"
      label={label}
      options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
    />
  )
}

/** How a last day was counted: the act, and day by day. Nothing where the days off of the year are not known. */
export function CountOfLimit({
  rule,
  start,
  calendar,
}: {
  rule: LimitOfDemocracy
  start: CalendarDate
  calendar: WorkingCalendar
}) {
  const { title, source, note } = timeLimit(rule)
  return (
    <>
      <SourceNote>
        {title}: {source}
        {note ? `. ${note}` : ''}
      </SourceNote>
      <CountedDays days={daysOf(rule, start, calendar)} />
    </>
  )
}

function daysOf(rule: LimitOfDemocracy, start: CalendarDate, calendar: WorkingCalendar) {
  try {
    return deadline({ rule, start }, calendar).explanation
  } catch (refusal) {
    if (refusal instanceof Refusal) return []
    throw refusal
  }
}
