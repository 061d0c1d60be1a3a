import { InsetText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Predecessor } from '../queries/predecessors.ts'

/** Why a unit formed in the year is scored with the work of others, and by which act. */
export function MergerNote({ predecessors }: { predecessors: readonly Predecessor[] }) {
  if (predecessors.length === 0) return null
  return (
    <InsetText>
      <p class="govuk-body">Trong thời gian chấm điểm, đơn vị tiếp nhận:</p>
      <ul class="govuk-list govuk-list--bullet">
        {predecessors.map(({ unitId, name, on, legalAct }) => (
          <li key={unitId}>{`${name}, từ ngày ${formatCalendarDate(on)}, theo ${legalAct}`}</li>
        ))}
      </ul>
      <p class="govuk-body">
        Đơn vị mới tự chấm cho cả thời gian này: hồ sơ của các đơn vị cũ trước ngày tiếp nhận được hệ thống đếm theo
        dòng kế thừa, còn các câu trả lời khác do đơn vị mới ghi.
      </p>
    </InsetText>
  )
}
