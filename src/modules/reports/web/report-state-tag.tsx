import { type State, StateTag } from '../../../platform/page/index.ts'
import type { DutyStatus } from '../rules/report-duty.ts'
import { DUTY_STATUSES } from '../rules/report-duty.ts'
import { REPORT_STATES, type ReportState } from '../rules/report-state.ts'

const STATE_OF_REPORT: Readonly<Record<ReportState, State>> = {
  draft: 'draft',
  submitted: 'submitted',
  returned: 'returned',
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
