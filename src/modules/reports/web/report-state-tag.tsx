import { type State, StateTag } from '../../../platform/page/index.ts'
import { DUTY_STANDINGS, type DutyStanding } from '../rules/duty-standing.ts'
import type { DutyStatus } from '../rules/report-duty.ts'
import { DUTY_STATUSES } from '../rules/report-duty.ts'
import { REPORT_STATES, type ReportState } from '../rules/report-state.ts'
import { SUPPLEMENT_STATES, type SupplementState } from '../rules/report-supplement.ts'

const STATE_OF_REPORT: Readonly<Record<ReportState, State>> = {
  draft: 'draft',
  submitted: 'submitted',
  returned: 'returned',
  reopened: 'returned',
  accepted: 'accepted',
  consolidated: 'done',
}

/** Where a report stands. */
export function ReportStateTag({ state }: { state: ReportState }) {
  return <StateTag state={STATE_OF_REPORT[state]} text={REPORT_STATES[state]} />
}

const STATE_OF_DUTY: Readonly<Record<DutyStatus, State>> = {
  'on-time': 'done',
  late: 'due-soon',
  waiting: 'waiting',
  missing: 'overdue',
}

/** How a unit stands with a report that it owes. */
export function DutyStatusTag({ status }: { status: DutyStatus }) {
  return <StateTag state={STATE_OF_DUTY[status]} text={DUTY_STATUSES[status]} />
}

const STATE_OF_SUPPLEMENT: Readonly<Record<SupplementState, State>> = {
  draft: 'draft',
  submitted: 'submitted',
  accepted: 'accepted',
  refused: 'returned',
}

/** Where a supplement stands. */
export function SupplementStateTag({ state }: { state: SupplementState }) {
  return <StateTag state={STATE_OF_SUPPLEMENT[state]} text={SUPPLEMENT_STATES[state]} />
}

const STATE_OF_STANDING: Readonly<Record<DutyStanding, State>> = {
  'on-time': 'done',
  late: 'due-soon',
  corrected: 'in-progress',
  returned: 'returned',
  waiting: 'waiting',
  missing: 'overdue',
}

/** How a unit stands on the board of a request. */
export function StandingTag({ standing }: { standing: DutyStanding }) {
  return <StateTag state={STATE_OF_STANDING[standing]} text={DUTY_STANDINGS[standing]} />
}
