import { Tag, type TagColour } from './tag.tsx'

export type Duty = {
  title: string
  href: string
  /** dd/mm/yyyy */
  due?: string | undefined
  /** Whose it is or what is asked: “Kế hoạch 32/KH-UBND, nội dung 4”. */
  note?: string | undefined
  tag?: { colour: TagColour; text: string } | undefined
}

export type DutyListProps = {
  overdue: readonly Duty[]
  dueSoon: readonly Duty[]
  waiting: readonly Duty[]
  /** No more than about this many of each kind, and where all of them stand: a few more are shown rather than hidden behind a link. */
  first?: { most: number; allHref: string } | undefined
}

/** “Việc cần làm”: what is late, what will soon be, and what others wait for. */
export function DutyList({ overdue, dueSoon, waiting, first }: DutyListProps) {
  return (
    <div class="app-duties">
      <DutyGroup kind="overdue" title="Quá hạn" duties={overdue} empty="Không có việc nào quá hạn." first={first} />
      <DutyGroup
        kind="due-soon"
        title="Sắp đến hạn"
        duties={dueSoon}
        empty="Không có việc nào sắp đến hạn."
        first={first}
      />
      <DutyGroup
        kind="waiting"
        title="Chờ tôi"
        duties={waiting}
        empty="Không có việc nào đang chờ bạn."
        first={first}
      />
    </div>
  )
}

/** Half as many again as would be shown: to open another page for them takes longer than to read them. */
const FEW_MORE = 1.5

type DutyGroupProps = Pick<DutyListProps, 'first'> & {
  kind: string
  title: string
  duties: readonly Duty[]
  empty: string
}

function DutyGroup({ kind, title, duties, empty, first }: DutyGroupProps) {
  const shown = first && duties.length > first.most * FEW_MORE ? duties.slice(0, first.most) : duties
  const id = `duties-${kind}`
  return (
    <section class={`app-duty-group app-duty-group--${duties.length > 0 ? kind : 'none'}`} aria-labelledby={id}>
      <h2 class="app-duty-group__title" id={id}>
        {title} <span class="app-duty-group__count">{duties.length.toLocaleString('vi-VN')}</span>
      </h2>
      {duties.length === 0 ? (
        <p class="app-duty-group__empty">{empty}</p>
      ) : (
        <ul class="app-duty-group__list">
          {shown.map((duty) => (
            <DutyItem key={duty.href + duty.title} duty={duty} />
          ))}
        </ul>
      )}
      {first && shown.length < duties.length && (
        <p class="app-duty-group__empty">
          <a class="govuk-link" href={`${first.allHref}#${id}`}>
            Xem đủ {duties.length.toLocaleString('vi-VN')} việc
          </a>
        </p>
      )}
    </section>
  )
}

function DutyItem({ duty: { title, href, due, note, tag } }: { duty: Duty }) {
  return (
    <li class="app-duty">
      <div class="app-duty__what">
        <a class="app-duty__link" href={href}>
          {title}
        </a>
        {note && <p class="app-duty__note">{note}</p>}
      </div>
      {(due !== undefined || tag !== undefined) && (
        <p class="app-duty__when">
          {due !== undefined && <span class="app-duty__due">Hạn {due}</span>} {tag && <Tag {...tag} />}
        </p>
      )}
    </li>
  )
}
