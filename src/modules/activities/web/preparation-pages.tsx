import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressChoice, addressValues } from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  QrCode,
  SelectField,
  SummaryList,
  Tag,
  WarningText,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { noSuchPreparation } from '../actions/prepare-activity.ts'
import {
  agendaOf,
  checkInsOf,
  invitationsOf,
  PLANNED_PER_PAGE,
  type PlannedActivity,
  plannedActivities,
  plannedActivityById,
} from '../queries/planned-activities.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../rules/activity.ts'
import { detailsInWords } from '../rules/activity-details.ts'
import { INVITATION_ANSWERS } from '../rules/invitation.ts'
import {
  DIALOGUE_LIMIT_SOURCE,
  isAnnounced,
  isAnnouncedLate,
  lastDayToAnnounce,
  PREPARATION_STATES,
  type PreparationState,
  preparationState,
} from '../rules/preparation.ts'
import { ActivityTabs } from './activity-tabs.tsx'
import { PREPARATION_LABELS as L } from './preparation-fields.ts'
import { PLANNED_PATH, PlannedParams } from './preparation-forms.tsx'

const PlannedQuery = z.object({
  state: addressChoice<PreparationState>(PREPARATION_STATES),
  kind: addressChoice<ActivityKind>(ACTIVITY_KINDS),
  skip: z
    .string()
    .optional()
    .transform((typed) => (/^\d{1,6}$/.test(typed ?? '') ? Number(typed) : 0)),
})

/** What is being prepared: the list, one planned activity, and the page from which participants check in. */
export function preparationPages(app: FastifyInstance): void {
  listPage(app)
  onePage(app)
  checkInPage(app)
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: PLANNED_PATH,
    permission: 'activity.read',
    query: PlannedQuery,
    draw: async ({ database, official, today, page, query: { skip, ...query } }) => {
      const list = await plannedActivities(database, official, { ...query, skip }, today)
      const asked = addressValues(query)
      const form = filterView(asked)
      const isFiltered = Object.values(query).some((value) => value !== undefined)
      return (
        <Layout title="Hoạt động sắp tổ chức" context={page} wide>
          <PageHeading
            actions={
              may(official, 'activity.record') && (
                <ActionBar>
                  <ButtonLink href={`${PLANNED_PATH}/new`}>Chuẩn bị hoạt động</ButtonLink>
                </ActionBar>
              )
            }
          >
            Hoạt động sắp tổ chức
          </PageHeading>
          <ActivityTabs current="/activities/planned" />
          <FilterBar resetHref={PLANNED_PATH} active={isFiltered}>
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Chưa tổ chức"
              options={optionsOf(PREPARATION_STATES)}
            />
            <SelectField
              form={form}
              name="kind"
              label={L.kind}
              emptyText="Mọi loại"
              options={optionsOf(ACTIVITY_KINDS)}
            />
          </FilterBar>
          <DataTable
            caption="Hoạt động sắp tổ chức"
            captionHidden
            phone="stack"
            empty={isFiltered ? 'Không có hoạt động nào khớp điều kiện lọc.' : 'Chưa có hoạt động nào đang chuẩn bị.'}
            columns={[
              { key: 'plannedOn', title: 'Ngày', width: 'narrow' },
              { key: 'title', title: 'Nội dung', rowHeader: true },
              { key: 'kind', title: 'Loại' },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={list.rows.map((planned) => ({
              plannedOn: formatCalendarDate(planned.plannedOn),
              title: (
                <a class="govuk-link" href={`${PLANNED_PATH}/${planned.id}`}>
                  {planned.title}
                </a>
              ),
              kind: ACTIVITY_KINDS[planned.kind],
              unit: planned.unitName,
              state: <PreparationTag planned={planned} today={today} />,
            }))}
          />
          <Pagination
            nextHref={
              list.isMore
                ? `${PLANNED_PATH}?${new URLSearchParams({ ...asked, skip: String(skip + PLANNED_PER_PAGE) })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${PLANNED_PATH}/:plannedActivityId`,
    permission: 'activity.read',
    params: PlannedParams,
    draw: async ({ database, official, today, page, params }) => {
      const planned = await plannedActivityById(database, official, params.plannedActivityId, today)
      if (!planned) throw noSuchPreparation()
      const subject = { kind: 'planned-activity', id: planned.id }
      const [agenda, invitations, checkIns, changes] = await Promise.all([
        agendaOf(database, planned.id),
        invitationsOf(database, planned.id),
        checkInsOf(database, planned.id),
        changesOf(database, subject),
      ])
      const state = preparationState(planned)
      const isOpen = state === 'planned' || state === 'announced'
      return (
        <Layout
          title={planned.title}
          context={page}
          breadcrumbs={[{ href: PLANNED_PATH, text: 'Hoạt động sắp tổ chức' }, { text: ACTIVITY_KINDS[planned.kind] }]}
        >
          <PageHeading
            caption={ACTIVITY_KINDS[planned.kind]}
            actions={planned.isTheirs && isOpen && <Acts planned={planned} />}
          >
            {planned.title}
          </PageHeading>
          {planned.cancelledOn && (
            <WarningText>{`Đã hủy ngày ${formatCalendarDate(planned.cancelledOn)}: ${planned.cancelledReason}`}</WarningText>
          )}
          {planned.activityId && (
            <InsetText>
              Đã tổ chức.{' '}
              <a class="govuk-link" href={`/activities/${planned.activityId}`}>
                Xem kết quả
              </a>
            </InsetText>
          )}
          {planned.illustration && <InsetText>{planned.illustration}</InsetText>}
          <SummaryList rows={summaryOf(planned, today)} />
          {agenda.length > 0 && (
            <DataTable
              caption={L.agenda}
              phone="stack"
              empty=""
              columns={[
                { key: 'startsAt', title: 'Giờ', width: 'narrow' },
                { key: 'content', title: 'Nội dung', rowHeader: true },
                { key: 'speaker', title: 'Người trình bày' },
              ]}
              rows={agenda.map(({ startsAt, content, speaker }) => ({ startsAt, content, speaker }))}
            />
          )}
          <Invitations planned={planned} invitations={invitations} mayInvite={planned.isTheirs && isOpen} />
          {planned.isTheirs && (
            <>
              <h2 class="govuk-heading-m">Tự điểm danh</h2>
              <p class="govuk-body">
                {formatNumber(checkIns.count)} người đã tự điểm danh bằng mã QR
                {checkIns.officials.length > 0 && `; trong đó cán bộ đã đăng nhập: ${checkIns.officials.join(', ')}`}.
              </p>
            </>
          )}
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

function checkInPage(app: FastifyInstance): void {
  staffPage(app, {
    path: `${PLANNED_PATH}/:plannedActivityId/check-in`,
    permission: 'activity.record',
    params: PlannedParams,
    draw: async ({ database, official, today, page, params, publicUrl }) => {
      const planned = await plannedActivityById(database, official, params.plannedActivityId, today)
      if (!planned?.isTheirs) throw noSuchPreparation()
      const { count } = await checkInsOf(database, planned.id)
      const address = `${publicUrl}/public/check-in/${planned.checkInCode}`
      return (
        <Layout
          title="Mã QR điểm danh"
          context={page}
          backLink={{ href: `${PLANNED_PATH}/${planned.id}`, text: 'Trở lại hoạt động đang chuẩn bị' }}
        >
          <PageHeading caption={planned.title}>Mã QR điểm danh</PageHeading>
          <p class="govuk-body">
            Chiếu hoặc in trang này. Người dự mở máy ảnh điện thoại, quét mã rồi bấm “Tôi có mặt”; chỉ mở trong ngày{' '}
            {formatCalendarDate(planned.plannedOn)}. Người dân không phải ghi tên; cán bộ đã đăng nhập thì được ghi
            nhận.
          </p>
          <QrCode text={address} label={`Mã QR điểm danh: ${planned.title}`} width={280} />
          <p class="govuk-body">
            <a class="govuk-link" href={`/public/check-in/${planned.checkInCode}`}>
              <code>{address}</code>
            </a>
          </p>
          <p class="govuk-body">Đã tự điểm danh: {formatNumber(count)}. Tải lại trang để xem số mới.</p>
        </Layout>
      )
    },
  })
}

/** How far it has come; in red where something is late. */
export function PreparationTag({
  planned,
  today,
}: {
  planned: Pick<PlannedActivity, 'announcedOn' | 'cancelledOn' | 'activityId' | 'plannedOn'>
  today: CalendarDate
}) {
  const state = preparationState(planned)
  if ((state === 'planned' || state === 'announced') && planned.plannedOn < today)
    return <Tag colour="red" text="Chờ ghi kết quả" />
  const colours = { planned: 'yellow', announced: 'blue', held: 'green', cancelled: 'grey' } as const
  return <Tag colour={colours[state]} text={PREPARATION_STATES[state]} />
}

function Acts({ planned: { id, kind, announcedOn } }: { planned: PlannedActivity }) {
  const path = `${PLANNED_PATH}/${id}`
  return (
    <ActionBar>
      <ButtonLink href={`${path}/result`}>Ghi kết quả</ButtonLink>
      {isAnnounced(kind) && (
        <ButtonLink href={`${path}/announcement`} variant="secondary">
          {announcedOn === null ? 'Thông báo công khai' : 'Sửa thông báo'}
        </ButtonLink>
      )}
      <ButtonLink href={`${path}/invitations/new`} variant="secondary">
        Mời dự
      </ButtonLink>
      <ButtonLink href={`${path}/check-in`} variant="secondary">
        Mã QR điểm danh
      </ButtonLink>
      <ButtonLink href={`${path}/edit`} variant="secondary">
        Sửa
      </ButtonLink>
      <ButtonLink href={`${path}/cancellation`} variant="secondary">
        Hủy
      </ButtonLink>
    </ActionBar>
  )
}

function summaryOf(planned: PlannedActivity, today: CalendarDate) {
  const last = lastDayToAnnounce(planned.kind, planned.plannedOn)
  const isLate = isAnnouncedLate(planned, today)
  return [
    { label: 'Tình trạng', value: <PreparationTag planned={planned} today={today} /> },
    {
      label: L.plannedOn,
      value: `${formatCalendarDate(planned.plannedOn)}${planned.startsAt === '' ? '' : `, ${planned.startsAt}`}`,
    },
    { label: L.place, value: planned.place },
    { label: L.unitId, value: planned.unitName },
    { label: L.chairedBy, value: planned.chairedBy },
    ...detailsInWords(planned.kind, planned.details),
    ...(planned.content === ''
      ? []
      : [{ label: L.content, value: <span class="app-prewrap">{planned.content}</span> }]),
    ...(planned.announcedOn === null
      ? []
      : [
          {
            label: 'Thông báo công khai',
            value: (
              <>
                Ngày {formatCalendarDate(planned.announcedOn)}
                <div class="app-prewrap">{planned.notice}</div>
              </>
            ),
          },
        ]),
    ...(last === null
      ? []
      : [
          {
            label: 'Hạn thông báo',
            value: (
              <>
                {formatCalendarDate(last)}{' '}
                {isLate && <Tag colour="red" text={planned.announcedOn ? 'Thông báo trễ' : 'Đã quá hạn'} />}
                <div class="app-muted">{DIALOGUE_LIMIT_SOURCE}.</div>
              </>
            ),
          },
        ]),
  ]
}

type InvitationsProps = {
  planned: PlannedActivity
  invitations: Awaited<ReturnType<typeof invitationsOf>>
  mayInvite: boolean
}

function Invitations({ planned, invitations, mayInvite }: InvitationsProps) {
  return (
    <>
      <DataTable
        caption="Danh sách mời"
        phone="stack"
        empty="Chưa mời ai."
        columns={[
          { key: 'invited', title: 'Đơn vị, khách mời', rowHeader: true },
          { key: 'answer', title: 'Trả lời' },
          { key: 'came', title: 'Có mặt' },
        ]}
        rows={invitations.map((each) => ({
          invited: each.unitName ?? each.guest,
          answer:
            each.answer === null
              ? 'Chưa trả lời'
              : `${INVITATION_ANSWERS[each.answer]}${each.answerWords === '' ? '' : `: ${each.answerWords}`}`,
          came: each.came ? 'Có' : '',
        }))}
      />
      {mayInvite && invitations.length > 0 && (
        <p class="govuk-body">
          <a class="govuk-link" href={`${PLANNED_PATH}/${planned.id}/attendance`}>
            Điểm danh theo danh sách mời
          </a>{' '}
          <a class="govuk-link" href={`${PLANNED_PATH}/${planned.id}/invitation.docx`}>
            Tải giấy mời (Word)
          </a>
        </p>
      )}
    </>
  )
}
