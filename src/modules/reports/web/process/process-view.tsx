import { ButtonLink, DataTable, InsetText, WarningText } from '../../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../../vocabulary/calendar-date.ts'
import type { ChangeSince } from '../../queries/changes-since.ts'
import type { ReportLock } from '../../queries/report-locks.ts'
import type { ReportProcess } from '../../queries/report-process.ts'
import { SendingList, SupplementList } from './sending-list.tsx'

/** What can be done about a report that was sent. */
export function ProcessActions({ process }: { process: ReportProcess }) {
  const { report, draft, maySupplement, maySendSupplement, mayReopen, mayDiscuss, comments } = process
  const open = comments.filter((comment) => comment.resolvedOn === null).length
  return (
    <>
      {maySupplement && (
        <ButtonLink href={`/reports/${report.id}/supplement`} variant="secondary">
          {draft ? 'Sửa báo cáo bổ sung' : 'Lập báo cáo bổ sung'}
        </ButtonLink>
      )}
      {maySendSupplement && (
        <ButtonLink href={`/reports/${report.id}/supplement/sending`}>Gửi báo cáo bổ sung</ButtonLink>
      )}
      {mayReopen && (
        <ButtonLink href={`/reports/${report.id}/reopening`} variant="secondary">
          Mở lại báo cáo
        </ButtonLink>
      )}
      {mayDiscuss && (
        <ButtonLink href={`/reports/${report.id}/comments`} variant="secondary">
          {open === 0 ? 'Trao đổi' : `Trao đổi (${open} chưa giải quyết)`}
        </ButtonLink>
      )}
    </>
  )
}

/** What has to be known before one reads the report: it was reopened, its period is closed, parts of it have changed. */
export function ProcessNotices({ process }: { process: ReportProcess }) {
  const { report, lock, since, supplements } = process
  const reopened = since.filter(
    ({ kind, isAfter, gatheredIn, isAway }) => kind === 'reopened' && isAfter && (isAway || gatheredIn === null),
  )
  return (
    <>
      {report.state === 'reopened' && <WarningText>Báo cáo được mở lại: {report.returnedReason}</WarningText>}
      {reopened.length > 0 && (
        <WarningText>
          {reopened.length} báo cáo nằm trong báo cáo tổng hợp này được mở lại sau khi đã gửi cấp trên; xem “Bổ sung,
          gửi muộn, mở lại của các đơn vị”.
        </WarningText>
      )}
      {lock && <LockNotice lock={lock} />}
      {supplements.length > 0 && (
        <InsetText>
          Báo cáo có {supplements.length} <a href="#supplements">bản bổ sung</a>. Lời văn và số liệu dưới đây là bản đã
          gửi, giữ nguyên.
        </InsetText>
      )}
    </>
  )
}

function LockNotice({ lock }: { lock: ReportLock }) {
  const locked = `Kỳ báo cáo đã khóa ngày ${formatCalendarDate(lock.lockedOn)}, ${lock.lockedBy}: ${lock.reason}.`
  return (
    <InsetText>
      {lock.openedReason === null
        ? `${locked} Muốn gửi, gửi lại hoặc bổ sung, hãy đề nghị cơ quan tổng hợp mở khóa cho đơn vị.`
        : `${locked} Đơn vị được mở khóa để gửi một lần: ${lock.openedReason}`}
    </InsetText>
  )
}

/** All sendings and supplements, and for a consolidated report what came from its units since. */
export function ProcessHistory({ process }: { process: ReportProcess }) {
  const { report, sendings, supplements, draft, since } = process
  if (sendings.length === 0 && since.length === 0) return null
  return (
    <section aria-labelledby="supplements">
      <h2 class="govuk-heading-l" id="supplements">
        Quá trình gửi
      </h2>
      {draft && (
        <InsetText>
          Một báo cáo bổ sung đang soạn, chưa gửi: <span class="app-prewrap">{draft.reason}</span>
        </InsetText>
      )}
      <SupplementList reportId={report.id} supplements={supplements} />
      <SendingList reportId={report.id} sendings={sendings} />
      {report.consolidatesRequestId !== null && <ChangesOfUnits since={since} wasSent={sendings.length > 0} />}
    </section>
  )
}

function ChangesOfUnits({ since, wasSent }: { since: readonly ChangeSince[]; wasSent: boolean }) {
  return (
    <DataTable
      caption="Bổ sung, gửi muộn, mở lại của các đơn vị"
      phone="stack"
      empty="Chưa có đơn vị nào bổ sung, gửi muộn hoặc được mở lại."
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true },
        { key: 'what', title: 'Việc' },
        { key: 'on', title: 'Ngày' },
        { key: 'gathered', title: 'Trong báo cáo tổng hợp' },
      ]}
      rows={since.map((change) => ({
        unit: (
          <a class="govuk-link" href={addressOf(change)}>
            {change.unitName}
          </a>
        ),
        what: KINDS[change.kind](change.number),
        on: formatCalendarDate(change.happenedOn),
        gathered: gatheredInWords(change, wasSent),
      }))}
    />
  )
}

const KINDS: Readonly<Record<ChangeSince['kind'], (number: number) => string>> = {
  supplement: (number) => `Báo cáo bổ sung số ${number}`,
  late: () => 'Gửi báo cáo sau khi đã tổng hợp',
  resent: (number) => `Gửi lại, lần ${number}`,
  reopened: () => 'Báo cáo được mở lại',
}

function addressOf({ kind, reportId, number }: ChangeSince): string {
  return kind === 'supplement' ? `/reports/${reportId}/supplements/${number}` : `/reports/${reportId}`
}

function gatheredInWords({ isAfter, gatheredIn }: ChangeSince, wasSent: boolean): string {
  if (gatheredIn !== null) return `Bổ sung số ${gatheredIn}`
  if (!wasSent) return 'Trước khi gửi'
  return isAfter ? 'Chưa đưa vào' : 'Trước khi gửi'
}
