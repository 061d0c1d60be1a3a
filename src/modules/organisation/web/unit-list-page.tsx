import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressDay, addressId } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  Details,
  EmptyState,
  FilterBar,
  filterView,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { findUnits } from '../queries/find-units.ts'
import { rootOf, rootsOnDay, treeBelow, type UnitInTree } from '../queries/unit-tree.ts'
import { OrganisationParts } from './organisation-parts.tsx'

const UnitListQuery = z.object({
  root: addressId,
  words: z.string().max(100).optional(),
  on: addressDay,
  after: z.string().max(60).optional(),
})

/** All units as a tree, or those that hold the words, on a day. */
export function unitListPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/units',
    permission: 'organisation.read',
    query: UnitListQuery,
    draw: async ({ database, official, today, page, query }) => {
      const day = query.on ?? today
      const roots = await rootsOnDay(database, day)
      const own = await rootOf(database, official.posts[0]?.unitId ?? '0', day)
      const rootId = roots.find((root) => root.id === query.root)?.id ?? own ?? roots[0]?.id
      const words = query.words?.trim() ?? ''
      const form = filterView({
        root: rootId ?? '',
        words,
        on: query.on ? formatCalendarDate(query.on) : '',
      })
      const asked = new URLSearchParams(query.on ? { on: formatCalendarDate(query.on) } : {})
      const unitHref = (id: string) => `/units/${id}${asked.size > 0 ? `?${asked}` : ''}`
      const found =
        words === '' ? null : await findUnits(database, { on: day, under: rootId, words, after: query.after })
      const tree = found === null && rootId ? await treeBelow(database, rootId, day) : null
      return (
        <Layout title="Đơn vị" context={page}>
          <PageHeading
            actions={
              may(official, 'organisation.manage') && (
                <ActionBar>
                  <ButtonLink href="/units/new">Thêm đơn vị</ButtonLink>
                  <ButtonLink href="/units/reorganisations" variant="secondary">
                    Sắp xếp đơn vị
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Đơn vị
          </PageHeading>
          <OrganisationParts current="units" official={official} />
          <FilterBar resetHref="/units" active={words !== '' || query.on !== undefined}>
            {roots.length > 1 && (
              <SelectField
                form={form}
                name="root"
                label="Tỉnh, thành phố"
                options={roots.map((root) => ({ value: root.id, text: root.name }))}
              />
            )}
            <TextField form={form} name="words" label="Tên hoặc mã đơn vị" hint="Không cần gõ dấu" />
            <DateField form={form} name="on" label="Như tại ngày" hint="Để trống: hôm nay" />
          </FilterBar>
          <p class="govuk-body">
            Tổ chức bộ máy như tại ngày <strong>{formatCalendarDate(day)}</strong>.
            {may(official, 'organisation.manage') && (
              <>
                {' '}
                <a class="govuk-link" href="/units/import">
                  Nhập, xuất đơn vị bằng tệp Excel
                </a>
              </>
            )}
          </p>
          {tree && <Tree root={tree} hrefOf={unitHref} />}
          {!tree && !found && (
            <EmptyState title="Không có đơn vị nào vào ngày này">
              Hệ thống chưa ghi đơn vị nào hoạt động vào ngày {formatCalendarDate(day)}. Hãy chọn ngày khác.
            </EmptyState>
          )}
          {found && (
            <>
              <DataTable
                caption="Đơn vị tìm thấy"
                captionHidden
                phone="stack"
                empty="Không có đơn vị nào có tên hoặc mã như vậy vào ngày này. Hãy thử ít chữ hơn hoặc ngày khác."
                columns={[
                  { key: 'name', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
                  { key: 'kind', title: 'Loại' },
                  { key: 'parent', title: 'Trực thuộc' },
                  { key: 'code', title: 'Mã' },
                ]}
                rows={found.rows.map((unit) => ({
                  name: (
                    <a class="govuk-link" href={unitHref(unit.id)}>
                      {unit.name}
                    </a>
                  ),
                  kind: unit.kindTitle,
                  parent: unit.parentName ?? '–',
                  code: unit.code,
                }))}
              />
              <Pagination
                nextHref={
                  found.next
                    ? `/units?${new URLSearchParams({ ...(rootId ? { root: rootId } : {}), words, ...Object.fromEntries(asked), after: found.next })}`
                    : undefined
                }
              />
            </>
          )}
        </Layout>
      )
    },
  })
}

type HrefOf = (unitId: string) => string

function Tree({ root, hrefOf }: { root: UnitInTree; hrefOf: HrefOf }) {
  return (
    <>
      <h2 class="govuk-heading-m">
        <a class="govuk-link" href={hrefOf(root.id)}>
          {root.name}
        </a>
      </h2>
      {root.children.length > 0 ? (
        <Branch units={root.children} hrefOf={hrefOf} />
      ) : (
        <p class="govuk-body app-muted">Chưa có đơn vị trực thuộc.</p>
      )}
    </>
  )
}

function Branch({ units, hrefOf }: { units: readonly UnitInTree[]; hrefOf: HrefOf }) {
  return (
    <ul class="govuk-list">
      {units.map((unit) => (
        <li key={unit.id}>
          <a class="govuk-link" href={hrefOf(unit.id)}>
            {unit.name}
          </a>
          {unit.children.length > 0 && (
            <Details summary={`${formatNumber(unit.children.length)} đơn vị trực thuộc ${unit.shortName}`}>
              <Branch units={unit.children} hrefOf={hrefOf} />
            </Details>
          )}
        </li>
      ))}
    </ul>
  )
}
