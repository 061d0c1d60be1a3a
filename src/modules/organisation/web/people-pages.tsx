import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressId } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  CheckboxField,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SummaryList,
  Tag,
  TextField,
  UnitFilterField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { noSuchPerson, noSuchPost } from '../actions/keep-people.ts'
import { delegations } from '../queries/delegations.ts'
import { type PostRecord, people, personById, postById, postsOf, postsToOpen } from '../queries/people.ts'
import { reaches } from '../queries/unit-record.ts'
import { inOrder } from '../queries/unit-tree.ts'
import { unitsOnDay } from '../queries/units.ts'
import { DelegationTable } from './delegation-table.tsx'
import { POST_LABELS as P } from './organisation-fields.ts'
import { inOrganisation, OrganisationParts } from './organisation-parts.tsx'

const PeopleQuery = z.object({
  words: z.string().max(100).optional(),
  unitId: addressId,
  former: z
    .string()
    .optional()
    .transform((ticked) => ticked === '1'),
  after: addressId,
})

/** People with their posts. */
export function peoplePages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/people',
    permission: 'organisation.read',
    query: PeopleQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        people(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'organisation.read') }),
      ])
      const { after: _after, ...asked } = query
      const values: Record<string, string> = {
        ...(asked.words ? { words: asked.words } : {}),
        ...(asked.unitId ? { unitId: asked.unitId } : {}),
        ...(asked.former ? { former: '1' } : {}),
      }
      const form = filterView(values)
      const filtered = Object.keys(values).length > 0
      return (
        <Layout title="Cán bộ, công chức" context={inOrganisation(page)}>
          <PageHeading
            actions={
              may(official, 'organisation.manage') && (
                <ActionBar>
                  <ButtonLink href="/people/new">Thêm người</ButtonLink>
                </ActionBar>
              )
            }
          >
            Cán bộ, công chức
          </PageHeading>
          <OrganisationParts current="people" official={official} />
          <FilterBar resetHref="/people" active={filtered}>
            <TextField form={form} name="words" label="Họ và tên" hint="Không cần gõ dấu" />
            <UnitFilterField
              form={form}
              units={inOrder(units).map((unit) => ({ id: unit.id, name: unit.name, group: unit.kindTitle }))}
            />
            <CheckboxField
              form={form}
              name="former"
              label="Người đã thôi giữ chức vụ"
              options={[{ value: '1', text: 'Gồm cả những người này' }]}
            />
          </FilterBar>
          <DataTable
            caption="Danh sách cán bộ, công chức"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có ai khớp điều kiện lọc.' : 'Chưa ghi người nào trong phạm vi của bạn.'}
            columns={[
              { key: 'name', title: P.fullName, rowHeader: true, width: 'one-third' },
              { key: 'posts', title: 'Chức vụ và đơn vị hiện nay' },
            ]}
            rows={list.rows.map((person) => ({
              name: (
                <a class="govuk-link" href={`/people/${person.id}`}>
                  {person.fullName}
                </a>
              ),
              posts:
                person.posts.length === 0 ? (
                  <span class="app-muted">Đã thôi giữ chức vụ</span>
                ) : (
                  person.posts.map((post) => (
                    <div key={post.id}>
                      {post.title},{' '}
                      <a class="govuk-link" href={`/units/${post.unitId}`}>
                        {post.unitName}
                      </a>
                    </div>
                  ))
                ),
            }))}
          />
          <Pagination
            nextHref={list.next ? `/people?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/people/:personId',
    permission: 'organisation.read',
    params: z.object({ personId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const person = await personById(database, official, params.personId, today)
      if (!person) throw noSuchPerson()
      const [posts, open, delegated, changes] = await Promise.all([
        postsOf(database, person.id, today),
        postsToOpen(database, official, { personId: person.id, today }),
        delegations(database, official, { personId: person.id, today }),
        changesOf(database, { kind: 'person', id: person.id }),
      ])
      const manages = may(official, 'organisation.manage')
      return (
        <Layout
          title={person.fullName}
          context={inOrganisation(page)}
          breadcrumbs={[{ href: '/people', text: 'Cán bộ, công chức' }, { text: person.fullName }]}
        >
          <PageHeading
            actions={
              <ActionBar>
                {manages && (
                  <>
                    <ButtonLink href={`/people/${person.id}/posts/new`} variant="secondary">
                      Giao chức vụ
                    </ButtonLink>
                    <ButtonLink href={`/people/${person.id}/edit`} variant="secondary">
                      Sửa họ tên
                    </ButtonLink>
                  </>
                )}
                {may(official, 'account.manage') && (
                  <ButtonLink href={`/people/${person.id}/account`} variant="secondary">
                    Tài khoản
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {person.fullName}
          </PageHeading>
          {person.illustration && <InsetText>{person.illustration}</InsetText>}
          <Posts posts={posts} open={open} today={today} manages={manages} />
          {delegated.length > 0 && (
            <DelegationTable
              caption="Ủy quyền và được ủy quyền"
              rows={delegated}
              day={today}
              mayWithdraw={(delegation) => manages || delegation.giverId === official.personId}
            />
          )}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/posts/:postId',
    permission: 'organisation.read',
    params: z.object({ postId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const post = await postById(database, official, params.postId, today)
      if (!post) throw noSuchPost()
      const mayHandOver = await reaches(database, official, 'post.hand-over', post.unitId, today)
      return (
        <Layout
          title={`${post.fullName} – ${post.title}`}
          context={inOrganisation(page)}
          breadcrumbs={[
            { href: '/people', text: 'Cán bộ, công chức' },
            { href: `/people/${post.personId}`, text: post.fullName },
            { text: post.title },
          ]}
        >
          <PageHeading
            caption={post.fullName}
            actions={
              <ActionBar>
                {mayHandOver && (
                  <ButtonLink href={`/posts/${post.id}/handover`} variant="secondary">
                    Bàn giao công việc
                  </ButtonLink>
                )}
                {may(official, 'organisation.manage') && isHeld(post, today) && (
                  <ButtonLink href={`/posts/${post.id}/ending`} variant="secondary">
                    Thôi giữ chức vụ
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {post.title}
          </PageHeading>
          <SummaryList
            rows={[
              {
                label: P.unitId,
                value: (
                  <a class="govuk-link" href={`/units/${post.unitId}`}>
                    {post.unitName}
                  </a>
                ),
              },
              { label: 'Thời gian giữ', value: spanInWords(post) },
              ...(may(official, 'organisation.manage') ? [{ label: P.roleCode, value: rightsInWords(post) }] : []),
            ]}
          />
        </Layout>
      )
    },
  })
}

function Posts({
  posts,
  open,
  today,
  manages,
}: {
  posts: readonly PostRecord[]
  /** The ids of those that the reader may open; a person may hold others elsewhere. */
  open: ReadonlySet<string>
  today: CalendarDate
  manages: boolean
}) {
  return (
    <DataTable
      caption="Chức vụ đang giữ và đã giữ"
      phone="stack"
      empty="Chưa ghi chức vụ nào."
      columns={[
        { key: 'title', title: P.title, rowHeader: true },
        { key: 'unit', title: P.unitId },
        { key: 'span', title: 'Thời gian' },
        ...(manages ? [{ key: 'rights', title: P.roleCode }] : []),
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={posts.map((post) => ({
        title: open.has(post.id) ? (
          <a class="govuk-link" href={`/posts/${post.id}`}>
            {post.title}
          </a>
        ) : (
          post.title
        ),
        unit: (
          <a class="govuk-link" href={`/units/${post.unitId}`}>
            {post.unitName}
          </a>
        ),
        span: spanInWords(post),
        rights: rightsInWords(post),
        state: isHeld(post, today) ? (
          <Tag
            colour="green"
            text={post.validFrom > today ? `Từ ngày ${formatCalendarDate(post.validFrom)}` : 'Đang giữ'}
          />
        ) : (
          <Tag colour="grey" text="Đã thôi" />
        ),
      }))}
    />
  )
}

const isHeld = ({ validTo }: PostRecord, today: CalendarDate) => validTo === null || validTo >= today

const spanInWords = ({ validFrom, validTo }: PostRecord) =>
  `từ ${formatCalendarDate(validFrom)}${validTo ? ` đến ${formatCalendarDate(validTo)}` : ''}`

function rightsInWords({ roleTitle, reachUnitName }: PostRecord): string {
  if (!roleTitle) return 'Không sử dụng hệ thống'
  return reachUnitName ? `${roleTitle}; phạm vi: ${reachUnitName}` : roleTitle
}
