import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressId } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  Layout,
  PageHeading,
  SelectField,
  SummaryList,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchBlock } from '../actions/keep-blocks.ts'
import { blockById, blocksOfRoot, membershipsIn } from '../queries/blocks.ts'
import { reaches } from '../queries/unit-record.ts'
import { rootOf, rootsOnDay } from '../queries/unit-tree.ts'
import { inOrganisation, OrganisationParts } from './organisation-parts.tsx'

/** Blocks (khối, cụm) in which units are compared, and who was in them when. */
export function blockPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/blocks',
    permission: 'organisation.read',
    query: z.object({ root: addressId }),
    draw: async ({ database, official, today, page, query }) => {
      const roots = await rootsOnDay(database, today)
      const own = await rootOf(database, official.posts[0]?.unitId ?? '0', today)
      const rootId = roots.find((root) => root.id === query.root)?.id ?? own ?? roots[0]?.id
      const blocks = rootId ? await blocksOfRoot(database, rootId, today) : []
      const form = filterView({ root: rootId ?? '' })
      return (
        <Layout title="Khối, cụm thi đua" context={inOrganisation(page)}>
          <PageHeading
            actions={
              may(official, 'block.manage') && (
                <ActionBar>
                  <ButtonLink href="/blocks/new">Thêm khối, cụm</ButtonLink>
                </ActionBar>
              )
            }
          >
            Khối, cụm thi đua
          </PageHeading>
          <OrganisationParts current="blocks" official={official} />
          {roots.length > 1 && (
            <FilterBar resetHref="/blocks" active={query.root !== undefined}>
              <SelectField
                form={form}
                name="root"
                label="Tỉnh, thành phố"
                options={roots.map((root) => ({ value: root.id, text: root.name }))}
              />
            </FilterBar>
          )}
          <DataTable
            caption="Các khối, cụm"
            captionHidden
            phone="stack"
            empty="Chưa lập khối, cụm nào."
            columns={[
              { key: 'title', title: 'Khối, cụm', rowHeader: true, width: 'two-thirds' },
              { key: 'members', title: 'Số đơn vị hiện nay', numeric: true },
              { key: 'code', title: 'Mã' },
            ]}
            rows={blocks.map((block) => ({
              title: (
                <a class="govuk-link" href={`/blocks/${block.id}`}>
                  {block.title}
                </a>
              ),
              members: formatNumber(block.members),
              code: block.code,
            }))}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/blocks/:blockId',
    permission: 'organisation.read',
    params: z.object({ blockId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const block = await blockById(database, params.blockId, today)
      if (!block) throw noSuchBlock()
      const [memberships, manages, changes] = await Promise.all([
        membershipsIn(database, block.id, today),
        reaches(database, official, 'block.manage', block.rootUnitId, today),
        changesOf(database, { kind: 'block', id: block.id }),
      ])
      const holding = memberships.filter(({ validTo }) => validTo === null || validTo >= today)
      const former = memberships.filter((membership) => !holding.includes(membership))
      return (
        <Layout
          title={block.title}
          context={inOrganisation(page)}
          breadcrumbs={[{ href: `/blocks?root=${block.rootUnitId}`, text: 'Khối, cụm thi đua' }, { text: block.title }]}
        >
          <PageHeading
            actions={
              manages && (
                <ActionBar>
                  <ButtonLink href={`/blocks/${block.id}/members/new`} variant="secondary">
                    Đưa đơn vị vào
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {block.title}
          </PageHeading>
          <SummaryList
            rows={[
              { label: 'Tỉnh, thành phố', value: block.rootName },
              { label: 'Mã', value: block.code },
            ]}
          />
          <Members
            caption={`Đơn vị trong khối, cụm (${formatNumber(holding.length)})`}
            rows={holding}
            endingHref={manages ? (unitId) => `/blocks/${block.id}/members/${unitId}/ending` : undefined}
          />
          {former.length > 0 && <Members caption="Đơn vị đã ra khỏi khối, cụm" rows={former} />}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

type MembersProps = {
  caption: string
  rows: Awaited<ReturnType<typeof membershipsIn>>
  endingHref?: ((unitId: string) => string) | undefined
}

function Members({ caption, rows, endingHref }: MembersProps) {
  return (
    <DataTable
      caption={caption}
      phone="stack"
      empty="Chưa có đơn vị nào."
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
        { key: 'from', title: 'Từ ngày' },
        { key: 'to', title: 'Đến hết ngày' },
        ...(endingHref ? [{ key: 'ending', title: 'Việc' }] : []),
      ]}
      rows={rows.map((member) => ({
        unit: (
          <a class="govuk-link" href={`/units/${member.unitId}`}>
            {member.unitName}
          </a>
        ),
        from: formatCalendarDate(member.validFrom),
        to: member.validTo ? formatCalendarDate(member.validTo) : 'nay',
        ending: endingHref && (
          <a class="govuk-link" href={endingHref(member.unitId)}>
            Đưa ra<span class="govuk-visually-hidden"> khỏi khối, cụm: {member.unitName}</span>
          </a>
        ),
      }))}
    />
  )
}
