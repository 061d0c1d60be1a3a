import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { successionsOf } from '../queries/unit-record.ts'

type Succession = Awaited<ReturnType<typeof successionsOf>>[number]

/** What happened, told from the unit that went and from the one that took over. */
const WORDS: Readonly<Record<Succession['kind'], { gone: string; taken: string }>> = {
  'merged-into': { gone: 'Sáp nhập vào', taken: 'Nhận sáp nhập' },
  split: { gone: 'Chia tách, một phần thành', taken: 'Thành lập từ việc chia tách' },
  'part-transferred': { gone: 'Chuyển một phần sang', taken: 'Nhận một phần của' },
  renamed: { gone: 'Đổi tên thành', taken: 'Đổi tên từ' },
  dissolved: { gone: 'Giải thể, việc đang làm chuyển sang', taken: 'Tiếp nhận khi giải thể' },
}

/** One step of a unit's lineage, as an item of a list. */
export function SuccessionLine({ succession, unitId }: { succession: Succession; unitId: string }) {
  const isGone = succession.fromUnitId === unitId
  const other = isGone
    ? { id: succession.toUnitId, name: succession.toName }
    : { id: succession.fromUnitId, name: succession.fromName }
  const words = other.id === null ? 'Kết thúc hoạt động' : WORDS[succession.kind][isGone ? 'gone' : 'taken']
  const extent = [succession.share, succession.parts].filter((part) => part !== '').join('; ')
  return (
    <li>
      {formatCalendarDate(succession.happenedOn)}: {words}{' '}
      {other.id && (
        <a class="govuk-link" href={`/units/${other.id}`}>
          {other.name}
        </a>
      )}
      {extent === '' ? '' : ` (${extent})`}. Căn cứ: {succession.legalAct}.
      {succession.note ? ` ${succession.note}` : ''}
    </li>
  )
}
