import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { DataTable, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type AlikePair, alikeDocuments } from '../queries/possible-duplicates.ts'

const WHY: Readonly<Record<AlikePair['why'], string>> = {
  identifier: 'Cùng mã định danh',
  reference: 'Cùng số, ký hiệu và cơ quan ban hành',
  file: 'Cùng một tệp',
}

/** Documents that stand in one register twice, as it seems: `/documents/duplicates`. */
export function duplicatesPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/documents/duplicates',
    permission: 'document.write',
    draw: async ({ database, official, today, page }) => {
      const { pairs, total } = await alikeDocuments(database, official, today)
      return (
        <Layout
          title="Văn bản có thể trùng"
          context={page}
          wide
          backLink={{ href: '/documents', text: 'Trở lại sổ văn bản' }}
        >
          <PageHeading>Văn bản có thể trùng</PageHeading>
          <p class="govuk-body">
            Văn bản đến trong hai năm gần đây, giống nhau trong cùng một sổ. Văn bản vào sổ hai lần: mở văn bản vào sau
            và thu hồi, ghi rõ lý do trùng.
          </p>
          {total > pairs.length && (
            <p class="govuk-body">
              Có {formatNumber(total)} cặp; hiện {formatNumber(pairs.length)} cặp mới nhất.
            </p>
          )}
          <DataTable
            caption="Các cặp văn bản có thể trùng"
            captionHidden
            phone="stack"
            empty="Không thấy văn bản nào có thể trùng."
            columns={[
              { key: 'other', title: 'Vào sau', rowHeader: true },
              { key: 'one', title: 'Vào trước' },
              { key: 'why', title: 'Giống nhau ở' },
              { key: 'unit', title: 'Sổ văn bản của' },
            ]}
            rows={pairs.map(({ one, other, unitName, why }) => ({
              other: <Side document={other} />,
              one: <Side document={one} />,
              why: WHY[why],
              unit: unitName,
            }))}
          />
        </Layout>
      )
    },
  })
}

function Side({ document }: { document: AlikePair['one'] }) {
  return (
    <>
      <a class="govuk-link" href={`/documents/${document.id}`}>
        {document.reference} ngày {formatCalendarDate(document.issuedOn)}
      </a>
      <br />
      {document.summary}
      <br />
      <span class="app-muted">Số đến {document.arrivalNumber}</span>
    </>
  )
}
