import { InsetText } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'

/** Why a unit formed in the year is scored with the work of others. */
export function MergerNote({ predecessors }: { predecessors: readonly { name: string; on: string }[] }) {
  const [first] = predecessors
  if (first === undefined) return null
  const names = predecessors.map((predecessor) => predecessor.name).join(', ')
  return (
    <InsetText>
      Đơn vị tiếp nhận {names} từ ngày {formatCalendarDate(first.on)}. Đơn vị mới tự chấm cho cả năm; hồ sơ của các đơn
      vị cũ trước ngày ấy được hệ thống đếm theo dòng kế thừa, còn các câu trả lời khác do đơn vị mới ghi.
    </InsetText>
  )
}
