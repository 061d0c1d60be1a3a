import type { ComponentChildren } from 'preact'
import { ButtonLink, DataTable, InsetText, type State, StateTag, SummaryList } from '../../../platform/page/index.ts'
import { inGroups } from '../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import type { Issue } from '../queries/issues.ts'
import {
  ISSUE_STATES,
  type IssueState,
  nextSignature,
  SIGNATURE_ROLES,
  type SignatureWay,
} from '../rules/issue-state.ts'

const STATE_OF_ISSUE: Readonly<Record<IssueState, State>> = {
  prepared: 'waiting',
  'signed-by-person': 'in-progress',
  'signed-by-body': 'in-progress',
  sent: 'done',
}

const WAYS: Readonly<Record<SignatureWay, string>> = {
  outside: 'Ký bên ngoài, gửi tệp đã ký lên',
  'certificate-file': 'Ký bằng tệp chứng thư',
  service: 'Ký qua dịch vụ ký số',
}

export function IssueStateTag({ state }: { state: IssueState }) {
  return <StateTag state={STATE_OF_ISSUE[state]} text={ISSUE_STATES[state]} />
}

/** How far the signing of a document has come, who has signed, and what can be done now. */
export function IssueView({ issue, may }: { issue: Issue; may: { person: boolean; body: boolean } }) {
  const href = `/documents/${issue.documentId}`
  const next = issue.withdrawnOn === null ? nextSignature(issue.state) : null
  return (
    <section aria-labelledby="issue">
      <h2 class="govuk-heading-m" id="issue">
        Ký số, phát hành
      </h2>
      <SummaryList
        rows={[
          { label: 'Tình trạng', value: <IssueStateTag state={issue.state} /> },
          { label: 'Người ký', value: `${issue.signerName}, ${issue.signerTitle}` },
          ...(issue.recipientNames.length > 0 ? [{ label: 'Nơi nhận', value: issue.recipientNames.join('; ') }] : []),
          ...(issue.sentOn ? [{ label: 'Ngày gửi', value: formatCalendarDate(issue.sentOn) }] : []),
          {
            label: 'Mã kiểm tra',
            value: (
              <a class="govuk-link" href={`/verify/${inGroups(issue.code)}`}>
                {inGroups(issue.code)}
              </a>
            ),
          },
        ]}
      />
      {next !== null && may[next] && (
        <div class="govuk-button-group">
          <ButtonLink href={`${href}/${next === 'person' ? 'person-signature' : 'body-signature'}`}>
            {next === 'person' ? 'Ký văn bản' : 'Ký số của cơ quan'}
          </ButtonLink>
        </div>
      )}
      {next !== null && !may[next] && (
        <InsetText>
          {next === 'person'
            ? `Chờ ${issue.signerName} ký số. Văn bản phải được phát hành trong ngày ký, chậm nhất ngày làm việc tiếp theo (Nghị định 30/2020/NĐ-CP, Điều 18).`
            : 'Chờ người giữ sổ văn bản của cơ quan ký số.'}
        </InsetText>
      )}
      {issue.state === 'signed-by-body' && issue.withdrawnOn === null && may.body && (
        <div class="govuk-button-group">
          <ButtonLink href={`${href}/dispatch`}>Gửi văn bản</ButtonLink>
        </div>
      )}
      <Signatures issue={issue} />
    </section>
  )
}

function Signatures({ issue: { signatures } }: { issue: Issue }) {
  return (
    <DataTable
      caption="Chữ ký số đã ghi"
      phone="stack"
      empty="Chưa có chữ ký số nào."
      columns={[
        { key: 'role', title: 'Chữ ký của', rowHeader: true },
        { key: 'signer', title: 'Tên trên chứng thư' },
        { key: 'at', title: 'Thời điểm ký' },
        { key: 'way', title: 'Cách ký' },
      ]}
      rows={signatures.map(({ role, signer, organisation, signedAt, way }) => ({
        role: SIGNATURE_ROLES[role],
        signer: named(signer, organisation),
        at: signedAt ? formatInstant(signedAt) : 'không ghi',
        way: WAYS[way],
      }))}
    />
  )
}

function named(signer: string, organisation: string): ComponentChildren {
  return (
    <>
      {signer}
      {organisation !== '' && <div class="app-muted">{organisation}</div>}
    </>
  )
}
