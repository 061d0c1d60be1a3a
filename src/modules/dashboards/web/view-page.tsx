import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Fact } from '../../../platform/database/fact.ts'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  InsetText,
  Layout,
  PageHeading,
  SourceNote,
  SummaryList,
} from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE } from '../../../platform/spreadsheet/write-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { pivotTable } from '../queries/pivot-table.ts'
import { type SavedView, viewById, viewByLink } from '../queries/views.ts'
import { MOST_CELLS_IN_FILE, MOST_CELLS_ON_PAGE } from '../rules/pivot.ts'
import { SPANS } from '../rules/span.ts'
import { RHYTHMS } from '../rules/subscription.ts'
import { addressOfQuestion } from './pivot-fields.ts'
import { told } from './pivot-page.tsx'
import { PivotResult } from './pivot-parts.tsx'
import { pivotAsWorkbook } from './pivot-workbook.ts'
import { sharedInWords } from './view-list.tsx'

const BACK = [
  { href: '/dashboards', text: 'Bảng theo dõi' },
  { href: '/dashboards/views', text: 'Bảng đã lưu' },
]

/** A kept table with the figures of today in the reach of whoever opens it. */
export function viewPages(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/dashboards/views/:viewId',
    permission: 'figure.read',
    params: z.object({ viewId: Id }),
    draw: async (context) => {
      const { database, official, today, params } = context
      return drawView(context, facts, await viewById(database, { official, today }, params.viewId))
    },
  })

  staffPage(app, {
    path: '/dashboards/links/:linkToken',
    permission: 'figure.read',
    params: z.object({ linkToken: z.string().min(20).max(60) }),
    draw: async (context) => {
      const { database, official, today, params } = context
      return drawView(context, facts, await viewByLink(database, { official, today }, params.linkToken), true)
    },
  })

  app.get('/dashboards/views/:viewId/table.xlsx', allow('figure.read'), async (request, reply) => {
    const { database, official, today } = signedInContext(request)
    const { viewId } = readAddress(z.object({ viewId: Id }), request.params)
    const { question, title } = await viewById(database, { official, today }, viewId)
    const table = await pivotTable(database, facts, official, question, { today, mostCells: MOST_CELLS_IN_FILE })
    const content = await pivotAsWorkbook(question, table, today)
    return asDownload(reply, { name: `${title}.xlsx`, mediaType: SPREADSHEET_MEDIA_TYPE }).send(content)
  })
}

async function drawView(context: Context, facts: readonly Fact[], view: SavedView, byLink = false) {
  const { database, official, today, page, publicUrl } = context
  const { question } = view
  const asked = { today, mostCells: MOST_CELLS_ON_PAGE }
  const answer = await pivotTable(database, facts, official, question, asked).catch(told)
  const path = `/dashboards/views/${view.id}`
  const address = addressOfQuestion(question)
  return (
    <Layout title={view.title} context={page} wide breadcrumbs={[...BACK, { text: view.title }]}>
      <PageHeading
        caption={SPANS[question.span]}
        actions={
          <ActionBar>
            {byLink ? (
              <ButtonLink href={`/dashboards/views/new?${address}`}>Lưu thành bảng của tôi</ButtonLink>
            ) : (
              <ButtonLink href={`${path}/subscription`}>Nhận bảng này qua thư</ButtonLink>
            )}
            {!byLink && (
              <ButtonLink href={`${path}/table.xlsx`} variant="secondary">
                Tải tệp Excel
              </ButtonLink>
            )}
            <ButtonLink href={`/dashboards/pivot?${address}`} variant="secondary">
              Mở để chọn lại
            </ButtonLink>
          </ActionBar>
        }
      >
        {view.title}
      </PageHeading>
      {answer instanceof Refusal ? (
        <InsetText>{answer.messageForPerson}</InsetText>
      ) : (
        <PivotResult question={question} table={answer} today={today} />
      )}
      <h2 class="govuk-heading-m">Về bảng này</h2>
      <SummaryList
        rows={[
          { label: 'Người lưu', value: view.isOwn ? 'Tôi' : view.ownerName },
          { label: 'Chia sẻ với', value: sharedInWords(view) },
          ...(view.isOwn && view.linkToken !== null
            ? [
                {
                  label: 'Đường dẫn',
                  value: <Link path={`/dashboards/links/${view.linkToken}`} publicUrl={publicUrl} />,
                },
              ]
            : []),
          ...(byLink
            ? []
            : [
                {
                  label: 'Gửi thư cho tôi',
                  value:
                    view.rhythm === null
                      ? 'Không'
                      : `${RHYTHMS[view.rhythm]}${view.lastSentOn === null ? '' : `; lần gần nhất ${formatCalendarDate(view.lastSentOn)}`}`,
                },
              ]),
        ]}
      />
      {view.isOwn && (
        <ActionBar>
          <ButtonLink href={`${path}/sharing`} variant="secondary">
            Chia sẻ
          </ButtonLink>
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Đổi tên
          </ButtonLink>
          <ButtonLink href={`${path}/removal`} variant="secondary">
            Xóa bảng
          </ButtonLink>
        </ActionBar>
      )}
      {view.illustration !== null && <SourceNote>{view.illustration}</SourceNote>}
    </Layout>
  )
}

const Link = ({ path, publicUrl }: { path: string; publicUrl: string }) => (
  <a class="govuk-link" href={path}>
    {`${publicUrl}${path}`}
  </a>
)
