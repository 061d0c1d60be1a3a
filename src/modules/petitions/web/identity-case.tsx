import {
  ActionBar,
  ButtonLink,
  DataTable,
  InsetText,
  Layout,
  type PageContext,
  PageHeading,
  SummaryList,
  Tag,
} from '../../../platform/page/index.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { denouncedIn, IdentityAccess, IdentityLook, identityRightsOf } from '../queries/identity-access.ts'
import type { whatIsProtected } from '../queries/protected-parts.ts'
import type { redactedCopiesOf } from '../queries/redacted-copies.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'
import { RedactedCopyTag } from './redacted-copy-pages.tsx'

export type IdentityCaseProps = {
  page: PageContext
  access: IdentityAccess
  kept: Awaited<ReturnType<typeof whatIsProtected>>
  rights: Awaited<ReturnType<typeof identityRightsOf>>
  looks: readonly IdentityLook[]
  denounced: Awaited<ReturnType<typeof denouncedIn>>
  copies: Awaited<ReturnType<typeof redactedCopiesOf>>
}

/** What is kept of the denouncer without showing any of it; who may look, and who did. */
export function IdentityCase({ page, access, kept, rights, looks, denounced, copies }: IdentityCaseProps) {
  const caption = `Đơn tố cáo số ${petitionNumber(access)}`
  const here = `/petitions/${access.id}/denouncer`
  return (
    <Layout
      title={`Danh tính người tố cáo: ${caption.toLowerCase()}`}
      context={page}
      breadcrumbs={[
        { href: '/petitions', text: 'Đơn thư' },
        { href: `/petitions/${access.id}`, text: caption },
        { text: 'Danh tính người tố cáo' },
      ]}
    >
      <PageHeading
        caption={caption}
        actions={
          <ActionBar>
            {access.mayLook && <ButtonLink href={`${here}/looks/new`}>Xem danh tính</ButtonLink>}
            <ButtonLink href={`${here}/additions/new`} variant="secondary">
              Ghi bổ sung
            </ButtonLink>
          </ActionBar>
        }
      >
        {denouncerPseudonym(access)}
      </PageHeading>
      {!access.mayLook && (
        <InsetText>
          {access.heads
            ? 'Bạn cấp quyền xem danh tính trong đơn này. Muốn tự mình xem, hãy cấp quyền cho mình kèm lý do.'
            : 'Bạn chưa được cấp quyền xem danh tính trong đơn này. Quyền do lãnh đạo đơn vị đang xử lý cấp.'}
        </InsetText>
      )}
      <SummaryList
        rows={[
          { label: 'Trong kho bảo vệ có', value: keptInWords(kept) },
          { label: 'Đơn vị đang xử lý', value: access.handlingUnitName },
          {
            label: 'Bị tố cáo',
            value: (
              <>
                {denounced.length === 0 && <span class="app-muted">Chưa ghi</span>}
                {denounced.map((party) => (
                  <p class="govuk-body" key={party.id}>
                    {[party.name, party.unitName].filter(Boolean).join(', ')}
                    {access.heads && (
                      <>
                        {' '}
                        <a class="govuk-link" href={`/petitions/${access.id}/denounced/${party.id}/removal`}>
                          Bỏ<span class="govuk-visually-hidden"> {party.name || party.unitName}</span>
                        </a>
                      </>
                    )}
                  </p>
                ))}
                <a class="govuk-link" href={`/petitions/${access.id}/denounced/new`}>
                  Ghi người, đơn vị bị tố cáo
                </a>
              </>
            ),
          },
        ]}
      />
      <h2 class="govuk-heading-m">Người được xem danh tính</h2>
      <Rights access={access} rights={rights} />
      {access.heads && (
        <ButtonLink href={`${here}/rights/new`} variant="secondary">
          Cấp quyền xem
        </ButtonLink>
      )}
      <h2 class="govuk-heading-m">Bản trích để bàn giao xác minh</h2>
      <Copies petitionId={access.id} copies={copies} />
      <ButtonLink href={`/petitions/${access.id}/redacted-copies/new`} variant="secondary">
        Viết bản trích
      </ButtonLink>
      {(access.mayLook || access.heads) && (
        <>
          <h2 class="govuk-heading-m">Các lượt xem</h2>
          <Looks looks={looks} />
          {access.heads && (
            <p class="govuk-body">
              <a class="govuk-link" href="/petitions/identity-looks">
                Các lượt xem trong mọi đơn của đơn vị
              </a>
            </p>
          )}
        </>
      )}
    </Layout>
  )
}

function keptInWords({ hasIdentity, hasWords, fileCount }: IdentityCaseProps['kept']): string {
  const kept = [
    hasIdentity && 'Họ tên, cách liên hệ',
    hasWords && (hasIdentity ? 'lời nguyên văn' : 'Lời nguyên văn'),
    fileCount > 0 && `${formatNumber(fileCount)} tệp gốc`,
  ].filter(Boolean)
  return kept.length === 0 ? 'Chưa có gì (người tố cáo không cho biết tên)' : kept.join('; ')
}

function Rights({ access, rights }: Pick<IdentityCaseProps, 'access' | 'rights'>) {
  return (
    <DataTable
      caption="Người được xem danh tính"
      captionHidden
      phone="stack"
      empty="Chưa ai được cấp quyền."
      columns={[
        { key: 'who', title: 'Người được cấp', rowHeader: true },
        { key: 'reason', title: 'Lý do', width: 'one-third' },
        { key: 'granted', title: 'Cấp lúc' },
        { key: 'state', title: 'Hiệu lực' },
      ]}
      rows={rights.map((right) => ({
        who: right.personName,
        reason: right.reason,
        granted: `${formatInstant(right.grantedAt)}, ${right.grantedByName ?? 'Hệ thống'}`,
        state: right.inForce ? (
          <>
            <Tag colour="green" text="Đang có" />{' '}
            {access.heads && (
              <a class="govuk-link" href={`/petitions/${access.id}/denouncer/rights/${right.id}/revocation`}>
                Thu hồi<span class="govuk-visually-hidden"> quyền của {right.personName}</span>
              </a>
            )}
          </>
        ) : (
          <Tag
            colour="grey"
            text={right.revokedAt ? `Thu hồi lúc ${formatInstant(right.revokedAt)}` : 'Hết hiệu lực'}
          />
        ),
      }))}
    />
  )
}

function Looks({ looks }: { looks: readonly IdentityLook[] }) {
  return (
    <DataTable
      caption="Các lượt xem danh tính"
      captionHidden
      phone="stack"
      empty="Chưa có lượt xem nào."
      columns={[
        { key: 'at', title: 'Thời điểm', rowHeader: true },
        { key: 'who', title: 'Người xem' },
        { key: 'reason', title: 'Lý do', width: 'one-half' },
        { key: 'files', title: 'Tệp gốc đã mở', numeric: true },
      ]}
      rows={looks.map((look) => ({
        at: formatInstant(look.lookedAt),
        who: look.personName ?? 'Không rõ',
        reason: look.reason,
        files: look.filesOpened,
      }))}
    />
  )
}

function Copies({ petitionId, copies }: { petitionId: string; copies: IdentityCaseProps['copies'] }) {
  return (
    <DataTable
      caption="Bản trích để bàn giao xác minh"
      captionHidden
      phone="stack"
      empty="Chưa có bản trích nào."
      columns={[
        { key: 'at', title: 'Viết lúc', rowHeader: true },
        { key: 'by', title: 'Người viết' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={copies.map((copy) => ({
        at: (
          <a class="govuk-link" href={`/petitions/${petitionId}/redacted-copies/${copy.id}`}>
            {formatInstant(copy.writtenAt)}
          </a>
        ),
        by: copy.writerName,
        state: <RedactedCopyTag isApproved={copy.isApproved} />,
      }))}
    />
  )
}
