import { DataTable, InsetText } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { locksOf, openingsOf } from '../../queries/report-locks.ts'

export type LockSectionProps = {
  locks: Awaited<ReturnType<typeof locksOf>>
  openings: Awaited<ReturnType<typeof openingsOf>>
}

/** Whether a period is closed, who closed it when and why; what was opened again stays readable. */
export function LockSection({ locks, openings }: LockSectionProps) {
  if (locks.length === 0) return null
  const standing = locks.find((lock) => lock.liftedOn === null)
  const lifted = locks.filter((lock) => lock.liftedOn !== null)
  return (
    <>
      {standing && (
        <InsetText>
          Kỳ báo cáo đã khóa ngày {formatCalendarDate(standing.lockedOn)}, {standing.lockedBy}: {standing.reason}.
        </InsetText>
      )}
      {(lifted.length > 0 || openings.length > 0) && (
        <DataTable
          caption={`Các lần mở khóa (${lifted.length + openings.length})`}
          phone="stack"
          empty=""
          columns={[
            { key: 'whom', title: 'Mở cho', rowHeader: true },
            { key: 'when', title: 'Ngày mở' },
            { key: 'by', title: 'Người mở' },
            { key: 'reason', title: 'Lý do', width: 'one-third' },
            { key: 'used', title: 'Đơn vị đã gửi' },
          ]}
          rows={[
            ...openings.map((opening) => ({
              whom: opening.unitName,
              when: formatCalendarDate(opening.openedOn),
              by: opening.openedBy,
              reason: opening.reason,
              used: opening.usedOn === null ? 'Chưa gửi' : formatCalendarDate(opening.usedOn),
            })),
            ...lifted.map((lock) => ({
              whom: 'Mọi đơn vị',
              when: lock.liftedOn === null ? '' : formatCalendarDate(lock.liftedOn),
              by: lock.liftedBy,
              reason: lock.liftedReason ?? '',
              used: '–',
            })),
          ]}
        />
      )}
    </>
  )
}
