import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { DataTable, Details, Layout, PageHeading } from '../../../platform/page/index.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { batchesOf } from '../queries/batches.ts'
import { NOT_IN_SPREADSHEETS } from '../rules/not-in-spreadsheets.ts'
import { BatchTag, readableBy, writableBy } from './sheet-parts.tsx'

/** What can be brought in and taken out, and what this person brought in. */
export function kindsPage(app: FastifyInstance, sheets: readonly RecordSheet[]): void {
  staffPage(app, {
    path: '/spreadsheets',
    permission: 'spreadsheet.use',
    draw: async ({ database, official, page }) => {
      const batches = await batchesOf(database, official)
      return (
        <Layout title="Nhập từ Excel" context={page}>
          <PageHeading>Nhập từ Excel</PageHeading>
          <p class="govuk-body">
            Tải tệp mẫu (hoặc các bản ghi đang có), điền trong Excel, gửi lại. Hệ thống kiểm tra thử, chỉ ra từng ô sai
            và những gì sẽ thay đổi; chỉ khi bạn đồng ý mới ghi, và cả lần nhập hoàn tác được trong 30 ngày.
          </p>
          <Kinds writable={writableBy(official, sheets)} readable={readableBy(official, sheets)} />
          <DataTable
            caption={`Các lần nhập của bạn${batches.total > batches.rows.length ? ` (${batches.rows.length} lần gần nhất trong ${formatNumber(batches.total)})` : ''}`}
            phone="stack"
            empty="Bạn chưa nhập tệp nào. Hãy chọn loại bản ghi ở bảng trên để bắt đầu."
            columns={[
              { key: 'name', title: 'Tệp', rowHeader: true, width: 'one-third' },
              { key: 'kind', title: 'Loại' },
              { key: 'rows', title: 'Số dòng', numeric: true },
              { key: 'sent', title: 'Gửi lúc' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={batches.rows.map((batch) => ({
              name: (
                <a class="govuk-link app-break" href={`/spreadsheets/batches/${batch.id}`}>
                  {batch.sourceName}
                </a>
              ),
              kind: sheets.find(({ kind }) => kind === batch.kind)?.title ?? batch.kind,
              rows: formatNumber(batch.rowCount),
              sent: formatInstant(batch.createdAt),
              state: <BatchTag state={batch.state} />,
            }))}
          />
          <Details summary="Những gì không nhập từ Excel, và vì sao">
            <ul class="govuk-list govuk-list--bullet">
              {NOT_IN_SPREADSHEETS.map(({ what, why }) => (
                <li key={what}>
                  <strong>{what}</strong>: {why}
                </li>
              ))}
            </ul>
          </Details>
        </Layout>
      )
    },
  })
}

function Kinds({ writable, readable }: { writable: readonly RecordSheet[]; readable: readonly RecordSheet[] }) {
  const all = [...new Set([...writable, ...readable])]
  return (
    <DataTable
      caption="Loại bản ghi"
      phone="stack"
      empty="Chức vụ của bạn chưa được ghi loại bản ghi nào có thể nhập từ Excel."
      columns={[
        { key: 'title', title: 'Loại', rowHeader: true, width: 'one-third' },
        { key: 'import', title: 'Nhập' },
        { key: 'template', title: 'Tệp mẫu' },
        { key: 'export', title: 'Bản ghi đang có' },
      ]}
      rows={all.map((sheet) => ({
        title: sheet.title,
        import: writable.includes(sheet) ? (
          <a class="govuk-link" href={`/spreadsheets/import?kind=${sheet.kind}`}>
            Nhập<span class="govuk-visually-hidden"> {sheet.title}</span>
          </a>
        ) : (
          'Chỉ xem'
        ),
        template: writable.includes(sheet) ? (
          <a class="govuk-link" href={`/spreadsheets/template.xlsx?kind=${sheet.kind}`}>
            Tải mẫu<span class="govuk-visually-hidden"> {sheet.title}</span>
          </a>
        ) : (
          '–'
        ),
        export: readable.includes(sheet) ? (
          <a class="govuk-link" href={`/spreadsheets/records.xlsx?kind=${sheet.kind}`}>
            Tải về<span class="govuk-visually-hidden"> {sheet.title}</span>
          </a>
        ) : (
          '–'
        ),
      }))}
    />
  )
}
