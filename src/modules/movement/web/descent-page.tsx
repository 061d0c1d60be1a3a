import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import { DataTable, InsetText, Layout, PageHeading, ScrollRegion } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { descentOf, MOST_OF_DESCENT } from '../queries/descent.ts'
import { modelById } from '../queries/models.ts'
import { descentRows } from '../rules/descent.ts'
import { MODEL_STATES } from '../rules/model.ts'
import { DescentDrawing } from './descent-drawing.tsx'

/** Which model came from which, as a map and as a table. */
export function descentPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/movement/models/:modelId/descent',
    permission: 'movement.read',
    params: z.object({ modelId: Id }),
    draw: async ({ database, official, today, page, params: { modelId } }) => {
      const model = await modelById(database, official, modelId, today)
      if (!model)
        throw new Refusal('not-found', 'movement.no-such-model', 'Không có mô hình này trong phạm vi của bạn.')
      const rows = descentRows(await descentOf(database, official, modelId, today))
      const title = 'Sơ đồ nhân rộng'
      return (
        <Layout
          title={`${title}: ${model.name}`}
          context={page}
          wide
          breadcrumbs={[
            { href: '/movement', text: 'Mô hình “Dân vận khéo”' },
            { href: `/movement/models/${modelId}`, text: model.name },
            { text: title },
          ]}
        >
          <PageHeading caption={model.name}>{title}</PageHeading>
          {rows.length === MOST_OF_DESCENT && (
            <InsetText>Chỉ vẽ {formatNumber(MOST_OF_DESCENT)} mô hình đăng ký sớm nhất.</InsetText>
          )}
          <ScrollRegion label={title} always>
            <DescentDrawing rows={rows} modelId={modelId} />
          </ScrollRegion>
          <DataTable
            caption="Các mô hình trong sơ đồ"
            phone="stack"
            empty="Chưa có mô hình nào."
            columns={[
              { key: 'name', title: 'Mô hình', rowHeader: true },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'year', title: 'Năm' },
              { key: 'from', title: 'Nhân rộng từ' },
              { key: 'state', title: 'Kết quả bình xét' },
            ]}
            rows={rows.map(({ model: each, originRow }) => ({
              name: each.mayOpen ? (
                <a class="govuk-link" href={`/movement/models/${each.id}`}>
                  {each.name}
                </a>
              ) : (
                each.name
              ),
              unit: each.unitName,
              year: String(each.year),
              from: originRow === null ? 'Mô hình gốc' : (rows[originRow]?.model.unitName ?? ''),
              state: MODEL_STATES[each.state],
            }))}
          />
        </Layout>
      )
    },
  })
}
