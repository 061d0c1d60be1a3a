import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, DataTable, Layout, PageHeading } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type SavedView, viewsOf } from '../queries/views.ts'
import { RHYTHMS } from '../rules/subscription.ts'

/** The tables that a person has kept, and those that others share with them. */
export function viewList(app: FastifyInstance): void {
  staffPage(app, {
    path: '/dashboards/views',
    permission: 'figure.read',
    draw: async ({ database, official, today, page }) => {
      const { rows, total } = await viewsOf(database, { official, today })
      return (
        <Layout
          title="Bảng đã lưu"
          context={page}
          breadcrumbs={[{ href: '/dashboards', text: 'Bảng theo dõi' }, { text: 'Bảng đã lưu' }]}
        >
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href="/dashboards/pivot">Lập bảng số liệu</ButtonLink>
              </ActionBar>
            }
          >
            Bảng đã lưu
          </PageHeading>
          <p class="govuk-body">
            Bảng lưu câu hỏi, không lưu số liệu: mỗi lần mở, số được đếm lại trong phạm vi của người mở.
          </p>
          <DataTable
            caption={
              rows.length < total
                ? `${formatNumber(rows.length)} bảng mới nhất trong ${formatNumber(total)} bảng`
                : `${formatNumber(total)} bảng`
            }
            phone="stack"
            empty="Chưa có bảng nào. Lập bảng số liệu rồi bấm “Lưu bảng này”."
            columns={[
              { key: 'title', title: 'Tên bảng', rowHeader: true, width: 'one-half' },
              { key: 'owner', title: 'Người lưu' },
              { key: 'shared', title: 'Chia sẻ' },
              { key: 'mail', title: 'Gửi thư cho tôi' },
            ]}
            rows={rows.map((view) => ({
              title: (
                <a class="govuk-link" href={`/dashboards/views/${view.id}`}>
                  {view.title}
                </a>
              ),
              owner: view.isOwn ? 'Tôi' : view.ownerName,
              shared: sharedInWords(view),
              mail: view.rhythm === null ? 'Không' : RHYTHMS[view.rhythm],
            }))}
          />
        </Layout>
      )
    },
  })
}

/** With whom a view is shared, in a few words. */
export function sharedInWords({ sharedWith, sharedUnitName, linkToken, isOwn }: SavedView): string {
  const unit = sharedUnitName ?? ''
  const told = [
    ...(sharedWith === 'unit' ? [unit] : []),
    ...(sharedWith === 'below' ? [`${unit} và các đơn vị trực thuộc`] : []),
    ...(isOwn && linkToken !== null ? ['người có đường dẫn'] : []),
  ]
  return told.length === 0 ? 'Chỉ mình tôi' : told.join('; ')
}
