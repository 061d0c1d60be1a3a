import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressDay } from '../../../platform/http/address-fields.ts'
import type { Context } from '../../../platform/http/context.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  Details,
  Form,
  filterView,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SummaryList,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { noSuchUnit } from '../actions/keep-unit.ts'
import { postsIn } from '../queries/people.ts'
import { blocksOf, permissionsFor, successionsOf, type UnitRecord, unitRecord } from '../queries/unit-record.ts'
import { childrenOf } from '../queries/unit-tree.ts'
import { latestVersion, versionOn } from '../rules/unit-version.ts'
import { UNIT_LABELS as U } from './organisation-fields.ts'
import { SuccessionLine } from './succession-line.tsx'

/** Where the work of a unit is seen, by the permission that opens it. */
const WORK = [
  { permission: 'activity.read', text: 'Hoạt động', href: (id: string) => `/activities?unitId=${id}` },
  { permission: 'figure.read', text: 'Số liệu', href: (id: string) => `/figures?unit=${id}` },
  { permission: 'report.read', text: 'Báo cáo', href: (id: string) => `/reports?unitId=${id}` },
] as const

/** One unit: as it is on a day, and all that it has been. */
export function unitPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/units/:unitId',
    permission: 'organisation.read',
    params: z.object({ unitId: Id }),
    query: z.object({ on: addressDay }),
    draw: async (context) => {
      const { database, today, page, query } = context
      const unit = await unitRecord(database, context.params.unitId)
      if (!unit) throw noSuchUnit()
      const day = query.on ?? today
      const { permissions, ...parts } = await loadParts(context, unit, day)
      const version = versionOn(unit.versions, day)
      const shown = version ?? nearestVersion(unit, day)
      const manages = permissions.has('organisation.manage')
      return (
        <Layout
          title={shown.name}
          context={page}
          breadcrumbs={[
            { href: '/units', text: 'Đơn vị' },
            ...(shown.parentUnitId
              ? [{ href: `/units/${shown.parentUnitId}`, text: recordOf(unit, shown.id)?.parentName ?? '' }]
              : []),
            { text: shown.shortName },
          ]}
        >
          <PageHeading caption={recordOf(unit, shown.id)?.kindTitle} actions={manages && <ManageActions unit={unit} />}>
            {shown.name}
          </PageHeading>
          {unit.illustration && <InsetText>{unit.illustration}</InsetText>}
          <OtherDay asked={query.on} />
          {!version && <NotAlive unit={unit} day={day} />}
          <Description unit={unit} shownId={shown.id} blocks={parts.blocks} />
          <WorkLinks unitId={unit.id} permissions={permissions} />
          <Children rows={parts.children} day={day} />
          {permissions.has('organisation.read') && (
            <People
              posts={parts.posts}
              day={day}
              unitId={unit.id}
              manages={manages}
              hasMembers={recordOf(unit, shown.id)?.hasMembers ?? false}
            />
          )}
          <Versions unit={unit} />
          <Lineage successions={parts.successions} unitId={unit.id} />
          <ChangeHistory changes={parts.changes} />
        </Layout>
      )
    },
  })
}

/** Where the unit comes from and what became of it, with the legal act of each step. */
function Lineage({ successions, unitId }: { successions: Awaited<ReturnType<typeof successionsOf>>; unitId: string }) {
  const groups = [
    { title: 'Tiền thân', of: successions.filter((each) => each.toUnitId === unitId && each.fromUnitId !== unitId) },
    { title: 'Kế thừa', of: successions.filter((each) => each.fromUnitId === unitId) },
  ]
  return (
    <>
      <h2 class="govuk-heading-m">Nguồn gốc và kế thừa</h2>
      {successions.length === 0 && (
        <p class="govuk-body app-muted">Chưa ghi việc sáp nhập, chia tách nào liên quan đến đơn vị này.</p>
      )}
      {groups
        .filter((group) => group.of.length > 0)
        .map(({ title, of }) => (
          <section key={title} aria-label={title}>
            <h3 class="govuk-heading-s">{title}</h3>
            <ul class="govuk-list govuk-list--bullet">
              {of.map((succession) => (
                <SuccessionLine key={succession.id} succession={succession} unitId={unitId} />
              ))}
            </ul>
          </section>
        ))}
    </>
  )
}

/** What the unit was when it began, or last: whichever is nearer to a day on which it does not live. */
function nearestVersion(unit: UnitRecord, day: CalendarDate) {
  const first = unit.versions.at(-1)
  return first && day < first.validFrom ? first : latestVersion(unit.versions)
}

const recordOf = (unit: UnitRecord, versionId: string) => unit.versions.find((version) => version.id === versionId)

async function loadParts({ database, official, today }: Context, unit: UnitRecord, day: CalendarDate) {
  const permissions = await permissionsFor(database, official, {
    unitId: unit.id,
    permissions: ['organisation.read', 'organisation.manage', ...WORK.map((work) => work.permission)],
    today,
  })
  const within = permissions.has('organisation.read')
  const [children, blocks, successions, posts, changes] = await Promise.all([
    childrenOf(database, unit.id, day),
    blocksOf(database, unit.id, day),
    successionsOf(database, unit.id),
    within ? postsIn(database, unit.id, day) : [],
    within ? changesOf(database, { kind: 'unit', id: unit.id }) : [],
  ])
  return { permissions, children, blocks, successions, posts, changes }
}

function ManageActions({ unit }: { unit: UnitRecord }) {
  return (
    <ActionBar>
      {latestVersion(unit.versions).validTo === null && (
        <>
          <ButtonLink href={`/units/${unit.id}/versions/new`} variant="secondary">
            Thay đổi từ một ngày
          </ButtonLink>
          <ButtonLink href={`/units/new?parent=${unit.id}`} variant="secondary">
            Thêm đơn vị trực thuộc
          </ButtonLink>
        </>
      )}
    </ActionBar>
  )
}

/** As it was or will be on another day. */
function OtherDay({ asked }: { asked: CalendarDate | undefined }) {
  const form = filterView({ on: asked ? formatCalendarDate(asked) : '' })
  return (
    <Details summary="Xem như tại một ngày khác" open={asked !== undefined}>
      <Form form={form} method="get">
        <DateField form={form} name="on" label="Như tại ngày" hint="Để trống: hôm nay" />
        <SubmitButton variant="secondary">Xem</SubmitButton>
      </Form>
    </Details>
  )
}

function NotAlive({ unit, day }: { unit: UnitRecord; day: CalendarDate }) {
  const first = unit.versions.at(-1)
  const latest = latestVersion(unit.versions)
  const why =
    first && day < first.validFrom
      ? `Đơn vị bắt đầu hoạt động từ ngày ${formatCalendarDate(first.validFrom)}.`
      : latest.validTo
        ? `Đơn vị đã kết thúc hoạt động ngày ${formatCalendarDate(latest.validTo)}.`
        : ''
  return (
    <InsetText>
      Vào ngày {formatCalendarDate(day)} đơn vị này không hoạt động. {why} Dưới đây là thông tin của thời gian gần ngày
      ấy nhất.
    </InsetText>
  )
}

function Description({ unit, shownId, blocks }: { unit: UnitRecord; shownId: string; blocks: { title: string }[] }) {
  const shown = recordOf(unit, shownId)
  if (!shown) return null
  return (
    <SummaryList
      rows={[
        { label: U.code, value: unit.code },
        { label: U.shortName, value: shown.shortName },
        {
          label: U.parentUnitId,
          value: shown.parentUnitId ? (
            <a class="govuk-link" href={`/units/${shown.parentUnitId}`}>
              {shown.parentName}
            </a>
          ) : (
            'Không có, đứng đầu hệ thống'
          ),
        },
        { label: U.placeName, value: shown.placeName },
        { label: U.issuerCode, value: shown.issuerCode },
        { label: U.administrativeCode, value: shown.administrativeCode },
        {
          label: 'Hiệu lực của thông tin này',
          value: `từ ngày ${formatCalendarDate(shown.validFrom)}${shown.validTo ? ` đến hết ngày ${formatCalendarDate(shown.validTo)}` : ' đến nay'}`,
        },
        { label: 'Khối, cụm thi đua', value: blocks.map((block) => block.title).join('; ') },
      ]}
    />
  )
}

function WorkLinks({ unitId, permissions }: { unitId: string; permissions: ReadonlySet<string> }) {
  const links = WORK.filter((work) => permissions.has(work.permission))
  if (links.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Công việc của đơn vị</h2>
      <ActionBar>
        {links.map(({ text, href }) => (
          <ButtonLink key={text} href={href(unitId)} variant="secondary">
            {text}
          </ButtonLink>
        ))}
      </ActionBar>
    </>
  )
}

function Children({ rows, day }: { rows: Awaited<ReturnType<typeof childrenOf>>; day: CalendarDate }) {
  if (rows.length === 0) return null
  return (
    <DataTable
      caption={`Đơn vị trực thuộc vào ngày ${formatCalendarDate(day)} (${rows.length})`}
      phone="stack"
      empty=""
      columns={[
        { key: 'name', title: 'Đơn vị', rowHeader: true, width: 'two-thirds' },
        { key: 'kind', title: 'Loại' },
      ]}
      rows={rows.map((child) => ({
        name: (
          <a class="govuk-link" href={`/units/${child.id}`}>
            {child.name}
          </a>
        ),
        kind: child.kindTitle,
      }))}
    />
  )
}

type PeopleProps = {
  posts: Awaited<ReturnType<typeof postsIn>>
  day: CalendarDate
  unitId: string
  manages: boolean
  hasMembers: boolean
}

function People({ posts, day, unitId, manages, hasMembers }: PeopleProps) {
  return (
    <>
      <DataTable
        caption={`${hasMembers ? 'Thành viên' : 'Người giữ chức vụ'} vào ngày ${formatCalendarDate(day)}`}
        phone="stack"
        empty={hasMembers ? 'Chưa ghi thành viên nào.' : 'Chưa ghi người nào giữ chức vụ ở đơn vị này vào ngày này.'}
        columns={[
          { key: 'name', title: 'Họ và tên', rowHeader: true },
          { key: 'title', title: 'Chức vụ, chức danh', width: 'one-half' },
          { key: 'from', title: 'Từ ngày' },
        ]}
        rows={posts.map((post) => ({
          name: (
            <a class="govuk-link" href={`/people/${post.personId}`}>
              {post.fullName}
            </a>
          ),
          title: post.title,
          from: formatCalendarDate(post.validFrom),
        }))}
      />
      {manages && (
        <p class="govuk-body">
          <a class="govuk-link" href={hasMembers ? `/units/${unitId}/members/new` : `/people/new?unit=${unitId}`}>
            {hasMembers ? 'Thêm thành viên' : 'Thêm người vào đơn vị này'}
          </a>
        </p>
      )}
    </>
  )
}

function Versions({ unit }: { unit: UnitRecord }) {
  return (
    <DataTable
      caption="Tên và nơi trực thuộc qua các thời kỳ"
      phone="stack"
      empty=""
      columns={[
        { key: 'span', title: 'Thời gian', width: 'one-quarter' },
        { key: 'name', title: 'Tên', rowHeader: true },
        { key: 'parent', title: 'Trực thuộc' },
        { key: 'act', title: U.legalAct },
      ]}
      rows={unit.versions.map((version) => ({
        span: `${formatCalendarDate(version.validFrom)} – ${version.validTo ? formatCalendarDate(version.validTo) : 'nay'}`,
        name: `${version.name} (${version.kindTitle})`,
        parent: version.parentName ?? '–',
        act: version.legalAct === '' ? <span class="app-muted">Chưa ghi</span> : version.legalAct,
      }))}
    />
  )
}
