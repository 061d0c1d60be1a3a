import { DataTable, Tag, type TagColour } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Checked } from '../queries/checked-proposals.ts'
import { CHECKS, type CheckKind, type CheckResult } from '../rules/checks.ts'

const RESULTS: Readonly<Record<CheckResult, { text: string; colour: TagColour }>> = {
  passed: { text: 'Đạt', colour: 'green' },
  failed: { text: 'Không đạt', colour: 'red' },
  open: { text: 'Chưa kiểm tra', colour: 'yellow' },
}

/** The checks of a proposal, each with what it rests on. For who runs the round or decides. */
export function CheckTable({ checked, statementHref }: { checked: Checked; statementHref: string | null }) {
  return (
    <DataTable
      caption="Kiểm tra đề nghị"
      phone="stack"
      empty=""
      columns={[
        { key: 'check', title: 'Nội dung', rowHeader: true },
        { key: 'result', title: 'Kết quả' },
        { key: 'words', title: 'Căn cứ', width: 'one-half' },
        { key: 'basis', title: 'Mở ra' },
      ]}
      rows={checked.checks.map(({ kind, result, words }) => ({
        check: CHECKS[kind],
        result: <Tag colour={RESULTS[result].colour} text={RESULTS[result].text} />,
        words,
        basis: <Basis kind={kind} checked={checked} statementHref={statementHref} />,
      }))}
    />
  )
}

function Basis({
  kind,
  checked: { upheld, prior },
  statementHref,
}: {
  kind: CheckKind
  checked: Checked
  statementHref: string | null
}) {
  if (kind === 'discipline')
    return statementHref === null ? null : (
      <a class="govuk-link" href={statementHref}>
        Ghi kết quả kiểm tra
      </a>
    )
  const links =
    kind === 'petitions'
      ? upheld.openComplaints.map(({ id, number }) => ({ href: `/petitions/${id}`, text: `Đơn số ${number}` }))
      : prior.map(({ id, formTitle, decisionNumber }) => ({
          href: `/awards/${id}`,
          text: `${formTitle}, ${decisionNumber}`,
        }))
  const closed = kind === 'petitions' ? upheld.complaints + upheld.denunciations - upheld.openComplaints.length : 0
  if (links.length === 0 && closed === 0) return null
  return (
    <ul class="govuk-list">
      {links.map(({ href, text }) => (
        <li key={href}>
          <a class="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
      {closed > 0 && <li>{`${formatNumber(closed)} đơn ngoài phạm vi xem của bạn`}</li>}
    </ul>
  )
}
