import { DataTable } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { Sending, SendingDecision } from '../../queries/sendings.ts'
import type { Supplement } from '../../queries/supplements.ts'
import { SupplementStateTag } from '../report-state-tag.tsx'

const DECISIONS = { accept: 'Tiếp nhận', return: 'Trả lại', reopen: 'Mở lại' } as const

/** “Trả lại ngày 05/12/2022, Phạm Thị Hoa: Thiếu số liệu quý trước”. */
export function decisionInWords({ decision, reason, decidedOn, decidedBy }: SendingDecision): string {
  const who = `${DECISIONS[decision]} ngày ${formatCalendarDate(decidedOn)}, ${decidedBy}`
  return reason === '' ? who : `${who}: ${reason}`
}

/** Each time a report was sent, with what was decided about it; each opens as it was sent. */
export function SendingList({ reportId, sendings }: { reportId: string; sendings: readonly Sending[] }) {
  if (sendings.length === 0) return null
  return (
    <DataTable
      caption={`Các lần gửi (${sendings.length})`}
      phone="stack"
      empty=""
      columns={[
        { key: 'number', title: 'Lần gửi', rowHeader: true, width: 'one-quarter' },
        { key: 'sent', title: 'Ngày gửi' },
        { key: 'signer', title: 'Người gửi', width: 'one-quarter' },
        { key: 'decisions', title: 'Cơ quan tổng hợp xử lý', width: 'one-third' },
      ]}
      rows={sendings.toReversed().map((sending) => ({
        number: (
          <a class="govuk-link" href={`/reports/${reportId}/submissions/${sending.number}`}>
            Gửi lần {sending.number}
          </a>
        ),
        sent: formatCalendarDate(sending.submittedOn),
        signer: `${sending.signer.name}, ${sending.signer.title}`,
        decisions:
          sending.decisions.length === 0
            ? 'Chưa có'
            : sending.decisions.map((decision, index) => <div key={String(index)}>{decisionInWords(decision)}</div>),
      }))}
    />
  )
}

/** The numbered supplements of a report. */
export function SupplementList({ reportId, supplements }: { reportId: string; supplements: readonly Supplement[] }) {
  if (supplements.length === 0) return null
  return (
    <DataTable
      caption={`Báo cáo bổ sung (${supplements.length})`}
      phone="stack"
      empty=""
      columns={[
        { key: 'number', title: 'Bản bổ sung', rowHeader: true },
        { key: 'sent', title: 'Ngày gửi' },
        { key: 'changes', title: 'Chỉ tiêu thay đổi', numeric: true },
        { key: 'reason', title: 'Lý do', width: 'one-half' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={supplements.map((supplement) => ({
        number: (
          <a class="govuk-link" href={`/reports/${reportId}/supplements/${supplement.number}`}>
            Bổ sung số {supplement.number}
          </a>
        ),
        sent: formatCalendarDate(supplement.sentOn),
        changes: String(supplement.changes.length),
        reason: supplement.reason,
        state: <SupplementStateTag state={supplement.state} />,
      }))}
    />
  )
}
