import { InsetText, Layout, type PageContext, PageHeading, SummaryList } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { identityForLook } from '../actions/look-at-identity.ts'
import type { IdentityAccess } from '../queries/identity-access.ts'
import type { OriginalWords } from '../rules/protected-part.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'

/** Who denounces, for the one look for which a reason was just given. */
export function ShownIdentity({
  page,
  access,
  lookId,
  shown: { identities, words, files },
}: {
  page: PageContext
  access: IdentityAccess
  lookId: string
  shown: Awaited<ReturnType<typeof identityForLook>>
}) {
  const back = `/petitions/${access.id}/denouncer`
  const isEmpty = identities.length + words.length + files.length === 0
  return (
    <Layout title={denouncerPseudonym(access)} context={page} backLink={{ href: back, text: 'Đóng và trở lại đơn' }}>
      <PageHeading caption="Danh tính người tố cáo">{denouncerPseudonym(access)}</PageHeading>
      <InsetText>
        Trang này chỉ hiện một lần. Không sao chép ra ngoài, không ghi vào đơn, ý kiến chỉ đạo hay thư điện tử; muốn xem
        lại phải nêu lý do lần nữa.
      </InsetText>
      {isEmpty && <p class="govuk-body">Đơn này chưa có gì trong kho bảo vệ.</p>}
      {identities.map((identity) => (
        <>
          <p class="govuk-body app-muted">Ghi lúc {formatInstant(identity.addedAt)}</p>
          <SummaryList
            rows={[
              { label: 'Họ tên', value: identity.name },
              { label: 'Địa chỉ', value: identity.address },
              { label: 'Điện thoại', value: identity.phone },
              { label: 'Cách liên hệ mong muốn', value: identity.contact },
            ]}
          />
        </>
      ))}
      {words.map((each) => (
        <>
          <h2 class="govuk-heading-m">Lời nguyên văn, ghi lúc {formatInstant(each.addedAt)}</h2>
          <SummaryList rows={rowsOf(each)} />
        </>
      ))}
      {files.length > 0 && (
        <>
          <h2 class="govuk-heading-m">Đơn gốc, chứng cứ</h2>
          <p class="govuk-body">Trong lượt xem này mỗi tệp tải về được một lần, trong 15 phút.</p>
          <ul class="govuk-list govuk-list--bullet">
            {files.map((file) => (
              <li key={file.id}>
                <a class="govuk-link" href={`${back}/looks/${lookId}/files/${file.id}`}>
                  {file.name}
                </a>{' '}
                <span class="app-muted">({formatNumber(Math.max(1, file.sizeInBytes / 1024), 0)} KB)</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}

function rowsOf({ title, content, forwardedBy, notes }: OriginalWords) {
  const text = (words: string) => <span class="app-prewrap">{words}</span>
  return [
    { label: 'Tóm tắt', value: title },
    { label: 'Nội dung', value: text(content) },
    { label: 'Cơ quan, người chuyển đơn', value: forwardedBy },
    ...notes.map(({ happenedOn, note, body, documentNumber }) => ({
      label: `Ghi chú ngày ${formatCalendarDate(happenedOn)}`,
      value: text([note, body, documentNumber].filter((words) => words !== '').join('\n')),
    })),
  ].filter(({ value }) => value !== '')
}
