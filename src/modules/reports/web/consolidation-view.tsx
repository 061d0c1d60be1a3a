import { DataTable, Details, Figure, FigureGrid, Tag } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { FigureLink } from '../../indicators/index.ts'
import type { ConsolidatedUnit, Consolidation } from '../queries/consolidation.ts'
import type { ReportToRead } from '../queries/report-content.ts'
import { hasSent, type ReportRequest } from '../queries/requests.ts'
import { DutyStatusTag, ReportStateTag } from './report-state-tag.tsx'

/** Who has sent, who is missing, and how many wait for a decision. */
export function ReportsGathered({
  request,
  consolidation,
  reportId,
}: {
  request: ReportRequest
  consolidation: Consolidation
  reportId: string
}) {
  const { units, byHand } = consolidation
  const missing = units.filter((unit) => !hasSent(unit))
  const waiting = units.filter((unit) => unit.state === 'submitted')
  return (
    <section aria-labelledby="consolidation">
      <h2 class="govuk-heading-l" id="consolidation">
        Tổng hợp từ các đơn vị
      </h2>
      <FigureGrid>
        <Figure
          value={formatNumber(units.length - missing.length)}
          label={`trên ${formatNumber(units.length)} đơn vị đã gửi`}
          href={`/reports/requests/${request.id}`}
        />
        <Figure value={formatNumber(missing.length)} label="đơn vị chưa gửi" />
        <Figure value={formatNumber(waiting.length)} label="báo cáo chờ tiếp nhận" />
        {byHand.length > 0 && (
          <Figure
            value={formatNumber(byHand.length)}
            label="số liệu đơn vị điều chỉnh"
            href={`/reports/${reportId}/sources`}
          />
        )}
      </FigureGrid>
      {missing.length > 0 && (
        <Details
          summary={`Đơn vị chưa gửi, hạn ${formatCalendarDate(request.lastGoodDay)} (${missing.length})`}
          open={missing.length <= 10}
        >
          <ul class="govuk-list govuk-list--bullet">
            {missing.map((unit) => (
              <li key={unit.unitId}>
                {unit.unitName}
                {unit.state === 'returned' && ' (đã gửi, bị trả lại)'}
                {unit.state === 'reopened' && ' (đã gửi, được mở lại)'}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}

/** Where each figure of the whole comes from. */
export function SumChecks({ checks, report }: { checks: Consolidation['checks']; report: ReportToRead }) {
  const anyByHand = checks.some(({ check }) => check.movedByHand !== 0)
  return (
    <>
      <DataTable
        caption="Đối chiếu số liệu: các đơn vị gửi và số đếm toàn tỉnh"
        empty="Chưa có chỉ tiêu nào đếm được."
        columns={[
          { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-third' },
          { key: 'sent', title: 'Các đơn vị đã gửi', numeric: true },
          { key: 'changed', title: 'Thay đổi sau khi gửi', numeric: true },
          { key: 'notSent', title: 'Đơn vị chưa gửi', numeric: true },
          { key: 'rest', title: 'Phần còn lại', numeric: true },
          { key: 'whole', title: 'Toàn tỉnh', numeric: true },
          ...(anyByHand ? [{ key: 'byHand', title: 'Đơn vị điều chỉnh thêm', numeric: true }] : []),
        ]}
        rows={checks.map(({ code, title, unitOfMeasure, check }) => ({
          title: (
            <>
              {title} <span class="app-muted">({unitOfMeasure})</span>
            </>
          ),
          sent: formatNumber(check.sent),
          changed: signed(check.changedSince),
          byHand: signed(check.movedByHand),
          notSent: formatNumber(check.notSent),
          rest: formatNumber(check.rest),
          whole: (
            <FigureLink code={code} unitId={report.unitId} period={report.period} amount={{ value: check.whole }} />
          ),
        }))}
      />
      <p class="govuk-body app-muted">
        Số đếm như tại thời điểm của kỳ báo cáo: hồ sơ tính cho đơn vị của ngày ấy, gồm cả phần của các đơn vị tiền
        thân. Bốn cột đầu cộng lại bằng toàn tỉnh. “Thay đổi sau khi gửi”: hồ sơ được thêm, sửa hoặc rút sau ngày đơn vị
        chốt số liệu. “Đơn vị chưa gửi”: đếm từ hồ sơ của các đơn vị đó. “Phần còn lại”: cơ quan cấp tỉnh và đơn vị
        không phải gửi báo cáo. Đơn vị nằm trong báo cáo của cấp trên trực tiếp chỉ được cộng một lần.
        {anyByHand &&
          ' “Đơn vị điều chỉnh thêm”: phần các đơn vị báo cáo khác số đếm được, có lý do; không nằm trong số toàn tỉnh, do cơ quan tổng hợp quyết định.'}
      </p>
    </>
  )
}

function signed(value: number): string {
  return value > 0 ? `+${formatNumber(value)}` : formatNumber(value)
}

/** The figures that units reported otherwise than counted, each with its reason, and the way to take them into the whole. */
export function FiguresByHand({ byHand, overrideHref }: FiguresByHandProps) {
  if (byHand.length === 0) return null
  return (
    <DataTable
      caption={`Số liệu đơn vị điều chỉnh (${byHand.length})`}
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Chỉ tiêu', rowHeader: true, width: 'one-quarter' },
        { key: 'unit', title: 'Đơn vị' },
        { key: 'counted', title: 'Số đếm được', numeric: true },
        { key: 'value', title: 'Số đơn vị báo cáo', numeric: true },
        { key: 'moved', title: 'Chênh lệch', numeric: true },
        { key: 'reason', title: 'Lý do, căn cứ', width: 'one-third' },
      ]}
      rows={byHand.map((figure) => ({
        title: overrideHref ? (
          <>
            {figure.title}
            <br />
            <a class="govuk-link" href={overrideHref(figure.code)}>
              Điều chỉnh số toàn tỉnh theo các đơn vị
              <span class="govuk-visually-hidden"> – {figure.title}</span>
            </a>
          </>
        ) : (
          figure.title
        ),
        unit: (
          <>
            {figure.unitName}
            {figure.coveredBy && <span class="app-muted"> (đã gồm trong {figure.coveredBy})</span>}
          </>
        ),
        counted: figure.counted === null ? '–' : formatNumber(figure.counted),
        value: <strong>{formatNumber(figure.override.value)}</strong>,
        moved: signed(figure.movedByHand),
        reason: (
          <>
            {figure.override.reason} <span class="app-muted">({figure.override.basis})</span>
          </>
        ),
      }))}
    />
  )
}

export type FiguresByHandProps = {
  byHand: Consolidation['byHand']
  /** Where the whole is given another value; left out when it cannot be. */
  overrideHref?: ((code: string) => string) | undefined
}

/** The units that have sent, each with its figures as it sent them. */
export function SentFigures({ units, checks, report }: Consolidation & { report: ReportToRead }) {
  const sent = units.filter(hasSent)
  return (
    <DataTable
      caption="Số liệu từng đơn vị đã gửi"
      manyColumns
      empty="Chưa có đơn vị nào gửi báo cáo."
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true },
        { key: 'status', title: 'Thời hạn' },
        { key: 'state', title: 'Tình trạng' },
        ...checks.map(({ code, title }) => ({ key: code, title, numeric: true })),
      ]}
      rows={sent.map((unit) => ({
        unit: (
          <>
            {unit.reportId ? (
              <a class="govuk-link" href={`/reports/${unit.reportId}`}>
                {unit.unitName}
              </a>
            ) : (
              unit.unitName
            )}
            {unit.coveredBy && <span class="app-muted"> (đã gồm trong {unit.coveredBy})</span>}
          </>
        ),
        status: <DutyStatusTag status={unit.status} />,
        state: unit.state ? <ReportStateTag state={unit.state} /> : '',
        ...Object.fromEntries(
          checks.map(({ code }) => [code, <SentFigure key={code} code={code} unit={unit} report={report} />]),
        ),
      }))}
    />
  )
}

/** The figure as sent, which opens to its records, and beside it what these give today when that is another number. */
function SentFigure({ code, unit, report }: { code: string; unit: ConsolidatedUnit; report: ReportToRead }) {
  const { sent, counted, override } = unit.figures[code] ?? { sent: null, counted: null, override: null }
  return (
    <>
      {override && (
        <>
          <strong>{formatNumber(override.value)}</strong> <Tag colour="yellow" text="Số điều chỉnh" />{' '}
          <span class="app-muted">đếm được </span>
        </>
      )}
      <FigureLink code={code} unitId={unit.unitId} period={report.period} amount={sent} />
      {sent !== null && counted !== null && counted.value !== sent.value && (
        <span class="app-muted"> (nay {formatNumber(counted.value)})</span>
      )}
    </>
  )
}

/** What the units wrote in a section, each with its source, for who writes the whole. */
export function UnitTexts({ texts }: { texts: Consolidation['texts'] }) {
  if (texts.length === 0) return null
  return (
    <Details summary={`Lời văn của các đơn vị (${texts.length})`}>
      {texts.map((text) => (
        <section key={text.reportId}>
          <p class="govuk-body">
            <a class="govuk-link" href={`/reports/${text.reportId}#${text.sectionCode}`}>
              <strong>{text.unitName}</strong>
            </a>
          </p>
          <p class="govuk-body app-prewrap">{text.content}</p>
        </section>
      ))}
    </Details>
  )
}
