import { DataTable, Tag } from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { permissionInWords } from '../../../vocabulary/permission.ts'
import type { DelegationRecord } from '../queries/delegations.ts'
import { type DelegationState, delegationState } from '../rules/delegation.ts'

const STATES: Readonly<Record<DelegationState, { colour: 'green' | 'blue' | 'grey'; text: string }>> = {
  'in-force': { colour: 'green', text: 'Đang hiệu lực' },
  coming: { colour: 'blue', text: 'Sắp có hiệu lực' },
  ended: { colour: 'grey', text: 'Đã hết hạn' },
  withdrawn: { colour: 'grey', text: 'Đã thu hồi' },
}

type DelegationTableProps = {
  caption: string
  captionHidden?: boolean
  rows: readonly DelegationRecord[]
  day: CalendarDate
  /** True when this reader may take the delegation back. */
  mayWithdraw: (delegation: DelegationRecord) => boolean
}

/** Who delegated which rights to whom, from when to when and by which paper. */
export function DelegationTable({ caption, captionHidden, rows, day, mayWithdraw }: DelegationTableProps) {
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      phone="stack"
      empty="Chưa ghi việc ủy quyền nào."
      columns={[
        { key: 'giver', title: 'Người ủy quyền', rowHeader: true },
        { key: 'receiver', title: 'Người được ủy quyền' },
        { key: 'rights', title: 'Được làm thay', width: 'one-third' },
        { key: 'span', title: 'Thời gian' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={rows.map((delegation) => ({
        giver: <Holder id={delegation.giverId} name={delegation.giverName} title={delegation.giverTitle} />,
        receiver: <Holder id={delegation.receiverId} name={delegation.receiverName} title={delegation.receiverTitle} />,
        rights: (
          <div>
            {delegation.permissions.map((permission) => permissionInWords(permission) ?? 'quyền khác').join('; ')}
            <div class="app-muted">{delegation.paper}</div>
          </div>
        ),
        span: `${formatCalendarDate(delegation.validFrom)} – ${formatCalendarDate(delegation.validTo)}`,
        state: <State delegation={delegation} day={day} mayWithdraw={mayWithdraw(delegation)} />,
      }))}
    />
  )
}

function Holder({ id, name, title }: { id: string; name: string; title: string }) {
  return (
    <div>
      <a class="govuk-link" href={`/people/${id}`}>
        {name}
      </a>
      <div class="app-muted">{title}</div>
    </div>
  )
}

type StateProps = { delegation: DelegationRecord; day: CalendarDate; mayWithdraw: boolean }

function State({ delegation, day, mayWithdraw }: StateProps) {
  const state = delegationState(delegation, day)
  const goesOn = state === 'in-force' || state === 'coming'
  return (
    <div>
      <Tag {...STATES[state]} />
      {delegation.withdrawnReason && <div class="app-muted">{delegation.withdrawnReason}</div>}
      {goesOn && mayWithdraw && (
        <div>
          <a class="govuk-link" href={`/delegations/${delegation.id}/withdrawal`}>
            Thu hồi<span class="govuk-visually-hidden"> ủy quyền cho {delegation.receiverName}</span>
          </a>
        </div>
      )}
    </div>
  )
}
