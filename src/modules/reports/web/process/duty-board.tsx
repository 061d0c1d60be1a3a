import {
  DataTable,
  DateField,
  FilterBar,
  filterView,
  optionsOf,
  SelectField,
  StateTag,
} from '../../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import type { Board, BoardFilter, BoardRow } from '../../queries/duty-board.ts'
import { DUTY_STANDINGS, STANDING_ORDER, STANDING_TITLES, type StandingCounts } from '../../rules/duty-standing.ts'
import { ReportStateTag, StandingTag } from '../report-state-tag.tsx'
import { BoardDrawing } from './board-drawing.tsx'

export type DutyBoardProps = {
  board: Board
  path: string
  asOf: CalendarDate
  filter: BoardFilter
  isFiltered: boolean
}

/** Who has sent, late, corrected, to send again, missing: as a picture, as a table of the same numbers, and unit by unit. */
export function DutyBoard({ board, path, asOf, filter, isFiltered }: DutyBoardProps) {
  const form = filterView({
    asOf: formatCalendarDate(asOf),
    status: filter.standing ?? '',
    group: filter.group ?? '',
    unit: filter.unitId ?? '',
  })
  const linkTo = (more: Record<string, string>) => `${path}?${new URLSearchParams({ asOf, ...more })}#units`
  const numbers = (counts: StandingCounts, group: Record<string, string>) =>
    Object.fromEntries(
      STANDING_ORDER.map((standing) => [
        standing,
        counts[standing] === 0 ? (
          '0'
        ) : (
          <a class="govuk-link" href={linkTo({ ...group, status: standing })}>
            {formatNumber(counts[standing])}
          </a>
        ),
      ]),
    )
  return (
    <>
      <h2 class="govuk-heading-m">Tình hình gửi đến hết ngày {formatCalendarDate(asOf)}</h2>
      {board.total > 0 && <BoardDrawing {...board} />}
      <DataTable
        caption="Số đơn vị theo tình hình gửi"
        phone="stack"
        empty="Không có đơn vị nào."
        columns={[
          { key: 'group', title: 'Nhóm đơn vị', rowHeader: true },
          ...STANDING_ORDER.map((standing) => ({ key: standing, title: STANDING_TITLES[standing], numeric: true })),
          { key: 'total', title: 'Tất cả', numeric: true },
        ]}
        rows={board.groups.map(({ key, title, counts, total }) => ({
          group: (
            <a class="govuk-link" href={linkTo({ group: key })}>
              {title}
            </a>
          ),
          ...numbers(counts, { group: key }),
          total: formatNumber(total),
        }))}
        footer={{ group: 'Cộng', ...numbers(board.totals, {}), total: formatNumber(board.total) }}
      />
      <FilterBar resetHref={path} active={isFiltered}>
        <DateField form={form} name="asOf" label="Xem tình hình đến hết ngày" />
        <SelectField
          form={form}
          name="status"
          label="Tình hình gửi"
          emptyText="Tất cả"
          options={optionsOf(DUTY_STANDINGS)}
        />
        <SelectField
          form={form}
          name="group"
          label="Nhóm đơn vị"
          emptyText="Tất cả"
          options={board.groups.map(({ key, title }) => ({ value: key, text: title }))}
        />
      </FilterBar>
      <div id="units">
        <DataTable
          caption={
            isFiltered && board.rows.length !== board.total
              ? `Từng đơn vị (${formatNumber(board.rows.length)} trên ${formatNumber(board.total)})`
              : `Từng đơn vị (${formatNumber(board.rows.length)})`
          }
          phone="stack"
          empty="Không có đơn vị nào khớp điều kiện lọc."
          columns={[
            { key: 'unit', title: 'Đơn vị', rowHeader: true },
            { key: 'standing', title: 'Tình hình gửi' },
            { key: 'sent', title: 'Ngày gửi đầu tiên' },
            { key: 'state', title: 'Báo cáo hiện nay' },
            { key: 'reminded', title: 'Đôn đốc' },
          ]}
          rows={board.rows.map(unitRow)}
        />
      </div>
    </>
  )
}

function unitRow(row: BoardRow) {
  const sentOn = row.firstSubmittedOn === null ? '–' : formatCalendarDate(row.firstSubmittedOn)
  return {
    unit: row.reportId ? (
      <a class="govuk-link" href={`/reports/${row.reportId}`}>
        {row.unitName}
      </a>
    ) : (
      row.unitName
    ),
    standing: <StandingTag standing={row.standing} />,
    sent: row.isLate ? `${sentOn} (chậm)` : sentOn,
    state: row.state ? (
      <>
        <ReportStateTag state={row.state} />
        {row.supplementCount > 0 && ` ${row.supplementCount} bản bổ sung`}
      </>
    ) : (
      <StateTag state="not-started" text="Chưa lập" />
    ),
    reminded: row.remindedOn === null ? '–' : formatCalendarDate(row.remindedOn),
  }
}
