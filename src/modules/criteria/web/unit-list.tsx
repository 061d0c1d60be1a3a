import {
  DataTable,
  FilterBar,
  filterView,
  optionsOf,
  Pagination,
  SelectField,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { AssessmentYearRecord, blocksOfYear } from '../queries/assessment-years.ts'
import type { assessmentsOfYear } from '../queries/assessments.ts'
import { ASSESSMENT_STATES, type AssessmentState } from '../rules/assessment-state.ts'
import { AssessmentStateTag, showPoints } from './assessment-tags.tsx'

type Query = {
  block?: string | undefined
  state?: AssessmentState | undefined
  words?: string | undefined
}

/** The units of a running year that the reader reaches, and where each stands. */
export function UnitList({
  year,
  blocks,
  list,
  query,
  today,
}: {
  year: AssessmentYearRecord
  blocks: Awaited<ReturnType<typeof blocksOfYear>>
  list: Awaited<ReturnType<typeof assessmentsOfYear>>
  query: Query
  today: string
}) {
  const values = Object.fromEntries(
    Object.entries({ block: query.block, state: query.state, words: query.words }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
    ),
  )
  const form = filterView(values)
  const filtered = Object.keys(values).length > 0
  const path = `/assessments/years/${year.id}`
  return (
    <>
      <h2 class="govuk-heading-m">Các đơn vị</h2>
      <FilterBar resetHref={path} active={filtered}>
        <SelectField
          form={form}
          name="block"
          label="Khối"
          emptyText="Mọi khối"
          options={blocks.map((block) => ({ value: block.id, text: block.title }))}
        />
        <SelectField
          form={form}
          name="state"
          label="Tình trạng"
          emptyText="Mọi tình trạng"
          options={optionsOf(ASSESSMENT_STATES)}
        />
        <TextField form={form} name="words" label="Tên đơn vị" hint="Không cần gõ dấu" />
      </FilterBar>
      <DataTable
        caption="Các đơn vị được chấm điểm"
        captionHidden
        phone="stack"
        empty={filtered ? 'Không có đơn vị nào khớp điều kiện lọc.' : 'Không có đơn vị nào trong phạm vi của bạn.'}
        columns={[
          { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
          { key: 'block', title: 'Khối', width: 'one-quarter' },
          { key: 'state', title: 'Tình trạng' },
          { key: 'submitted', title: 'Ngày nộp' },
          { key: 'self', title: 'Tự chấm', numeric: true },
          { key: 'verified', title: 'Thẩm định', numeric: true },
          { key: 'final', title: 'Sau kiến nghị', numeric: true },
        ]}
        rows={list.rows.map((sheet) => ({
          unit: (
            <a class="govuk-link" href={`/assessments/${sheet.id}`}>
              {sheet.unitName}
            </a>
          ),
          block: sheet.blockTitle,
          state: <AssessmentStateTag state={sheet.state} />,
          submitted: <Submitted on={sheet.submittedOn} by={sheet.selfAssessBy} today={today} />,
          self: showPoints(sheet.selfTotal),
          verified: showPoints(sheet.verifiedTotal),
          final: showPoints(sheet.appealTotal ?? sheet.verifiedTotal),
        }))}
      />
      <Pagination
        nextHref={list.next ? `${path}?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
      />
    </>
  )
}

function Submitted({ on, by, today }: { on: string | null; by: string; today: string }) {
  if (on !== null) {
    return (
      <span>
        {formatCalendarDate(on)} {on > by && <Tag colour="orange" text="Muộn" />}
      </span>
    )
  }
  return today > by ? <Tag colour="red" text="Quá hạn" /> : <span class="app-muted">Chưa nộp</span>
}
