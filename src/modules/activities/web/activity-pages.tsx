import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import {
  addressAfter,
  addressChoice,
  addressDay,
  addressId,
  addressValues,
  addressWords,
} from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SummaryList,
  Tag,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { AttachmentList, attachmentsOf } from '../../documents/index.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { tasksShownBy } from '../../plans/index.ts'
import { activities, activityById, opinionsOf } from '../queries/activities.ts'
import { photosOf } from '../queries/photos.ts'
import { preparationOf } from '../queries/planned-activities.ts'
import { recommendationsOf } from '../queries/recommendations.ts'
import { ACTIVITY_KINDS, type ActivityKind, PARTICIPANT_METHODS, participantWord } from '../rules/activity.ts'
import { detailsInWords } from '../rules/activity-details.ts'
import { isAnnounced } from '../rules/preparation.ts'
import { RECOMMENDATION_KINDS, recommendationKindOf } from '../rules/recommendation.ts'
import { ACTIVITY_LABELS as L } from './activity-fields.ts'
import { ActivityTabs } from './activity-tabs.tsx'
import { Photos } from './photo-forms.tsx'
import { RecommendationTable } from './recommendation-pages.tsx'

/** The questions that the list of activities answers, in the address and in the API. */
export const ActivityQuery = z.object({
  kind: addressChoice<ActivityKind>(ACTIVITY_KINDS),
  unitId: addressId,
  from: addressDay,
  to: addressDay,
  words: addressWords,
  after: addressAfter,
})

export function activityPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/activities',
    permission: 'activity.read',
    query: ActivityQuery,
    draw: async ({ database, official, today, page, query }) => {
      const [list, units] = await Promise.all([
        activities(database, official, query, today),
        unitsOnDay(database, { today, roots: unitsFor(official, 'activity.read') }),
      ])
      const filtered = Object.values({ ...query, after: undefined }).some(
        (value) => value !== undefined && value !== '',
      )
      const form = filterView(addressValues(query))
      return (
        <Layout title="Hoạt động" context={page} wide>
          <PageHeading
            actions={
              may(official, 'activity.record') && (
                <ActionBar>
                  <ButtonLink href="/activities/new">Ghi hoạt động</ButtonLink>
                  <ButtonLink href="/activities/paste" variant="secondary">
                    Dán nhiều hoạt động
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Hoạt động
          </PageHeading>
          <ActivityTabs current="/activities" />
          <FilterBar resetHref="/activities" active={filtered}>
            <SelectField
              form={form}
              name="kind"
              label={L.kind}
              emptyText="Mọi loại"
              options={optionsOf(ACTIVITY_KINDS)}
            />
            <SelectField
              form={form}
              name="unitId"
              label="Đơn vị"
              emptyText="Mọi đơn vị"
              options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
            />
            <DateField form={form} name="from" label="Từ ngày" />
            <DateField form={form} name="to" label="Đến ngày" />
            <TextField form={form} name="words" label="Có chứa từ" hint="Không cần gõ dấu" />
          </FilterBar>
          <DataTable
            caption="Danh sách hoạt động"
            captionHidden
            phone="stack"
            empty={filtered ? 'Không có hoạt động nào khớp điều kiện lọc.' : 'Chưa có hoạt động nào được ghi.'}
            columns={[
              { key: 'heldOn', title: 'Ngày', width: 'narrow' },
              { key: 'title', title: 'Nội dung', rowHeader: true },
              { key: 'kind', title: 'Loại' },
              { key: 'unit', title: 'Đơn vị' },
              { key: 'participants', title: 'Số người', numeric: true },
              { key: 'opinions', title: 'Ý kiến', numeric: true },
            ]}
            rows={list.rows.map((activity) => ({
              heldOn: formatCalendarDate(activity.heldOn),
              title: (
                <a class="govuk-link" href={`/activities/${activity.id}`}>
                  {activity.title}
                </a>
              ),
              kind: ACTIVITY_KINDS[activity.kind as ActivityKind],
              unit: activity.unitName,
              participants: formatNumber(activity.participantCount),
              opinions: formatNumber(activity.opinionCount),
            }))}
          />
          <Pagination
            nextHref={
              list.next
                ? `/activities?${new URLSearchParams({ ...addressValues(query), after: list.next })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })

  staffPage(app, {
    path: '/activities/:activityId',
    permission: 'activity.read',
    params: z.object({ activityId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const activity = await activityById(database, official, params.activityId, today)
      if (!activity)
        throw new Refusal('not-found', 'activity.no-such-activity', 'Không có hoạt động này trong phạm vi của bạn.')
      const subject = { kind: 'activity', id: activity.id }
      const [opinions, followed, preparation, photos, attachments, tasks, changes] = await Promise.all([
        opinionsOf(database, activity.id),
        recommendationsOf(database, activity.id),
        preparationOf(database, activity.id),
        photosOf(database, activity.id),
        attachmentsOf(database, subject),
        tasksShownBy(database, official, { subject, today }),
        changesOf(database, subject),
      ])
      const kind = activity.kind as ActivityKind
      const word = RECOMMENDATION_KINDS[recommendationKindOf(kind)]
      const mayChange =
        may(official, 'activity.record') && activity.withdrawnOn === null && activity.registerPath === null
      return (
        <Layout
          title={activity.title}
          context={page}
          breadcrumbs={[{ href: '/activities', text: 'Hoạt động' }, { text: ACTIVITY_KINDS[kind] }]}
        >
          <PageHeading
            caption={ACTIVITY_KINDS[kind]}
            actions={
              mayChange && (
                <ActionBar>
                  {isAnnounced(kind) && (
                    <ButtonLink href={`/activities/${activity.id}/public-result`} variant="secondary">
                      {activity.resultPublishedOn === null ? 'Công bố kết quả' : 'Sửa kết quả đã công bố'}
                    </ButtonLink>
                  )}
                  <ButtonLink href={`/activities/${activity.id}/edit`} variant="secondary">
                    Sửa
                  </ButtonLink>
                  <ButtonLink href={`/activities/${activity.id}/photos/new`} variant="secondary">
                    Thêm ảnh
                  </ButtonLink>
                  <ButtonLink href={`/activities/${activity.id}/withdrawal`} variant="secondary">
                    Hủy ghi
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {activity.title}
          </PageHeading>
          {activity.withdrawnOn && (
            <WarningText>{`Đã hủy ghi ngày ${formatCalendarDate(activity.withdrawnOn)}: ${activity.withdrawnReason ?? ''}`}</WarningText>
          )}
          {activity.illustration && <InsetText>{activity.illustration}</InsetText>}
          {activity.registerPath !== null && (
            <InsetText>
              Buổi tiếp này lấy từ{' '}
              {may(official, 'reception.read') ? (
                <a class="govuk-link" href={activity.registerPath}>
                  Sổ tiếp công dân
                </a>
              ) : (
                'Sổ tiếp công dân'
              )}
              ; sửa ở đó thì ở đây và số liệu đổi theo.
            </InsetText>
          )}
          <SummaryList
            rows={[
              { label: L.heldOn, value: formatCalendarDate(activity.heldOn) },
              { label: L.place, value: activity.place },
              {
                label: L.unitId,
                value: (
                  <a class="govuk-link" href={`/units/${activity.unitId}`}>
                    {activity.unitName}
                  </a>
                ),
              },
              ...(activity.behalfUnitName ? [{ label: L.behalfUnitId, value: activity.behalfUnitName }] : []),
              { label: L.chairedBy, value: activity.chairedBy },
              {
                label: 'Số người tham dự',
                value: (
                  <>
                    {formatNumber(activity.participantCount)} {participantWord(kind)}{' '}
                    <span class="app-muted">({PARTICIPANT_METHODS[activity.participantMethod].toLowerCase()})</span>
                  </>
                ),
              },
              { label: L.opinionCount, value: `${formatNumber(activity.opinionCount)} ý kiến` },
              ...detailsInWords(kind, activity.details),
              ...(kind === 'dissemination' && activity.details.disseminationForm === undefined
                ? [{ label: 'Hình thức phổ biến', value: 'Chưa ghi: không biết là họp hay chỉ gửi văn bản.' }]
                : []),
              ...(activity.resultPublishedOn
                ? [
                    {
                      label: 'Kết quả đã công bố',
                      value: (
                        <>
                          Ngày {formatCalendarDate(activity.resultPublishedOn)}
                          <div class="app-prewrap">{activity.publicResult}</div>
                        </>
                      ),
                    },
                  ]
                : []),
              ...(preparation
                ? [
                    {
                      label: 'Việc chuẩn bị',
                      value: (
                        <a class="govuk-link" href={`/activities/planned/${preparation.id}`}>
                          Chương trình, danh sách mời
                        </a>
                      ),
                    },
                  ]
                : []),
              ...(activity.content
                ? [{ label: L.content, value: <span class="app-prewrap">{activity.content}</span> }]
                : []),
              ...tasks.map((task) => ({
                label: 'Minh chứng cho nhiệm vụ',
                value: (
                  <a class="govuk-link" href={`/tasks/assignments/${task.id}`}>
                    {task.title}
                  </a>
                ),
              })),
            ]}
          />
          {activity.withdrawnOn === null && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/activities/${activity.id}/minutes.docx`}>
                Tải biên bản (Word)
              </a>
            </p>
          )}
          <h2 class="govuk-heading-m">Ý kiến đã ghi nội dung</h2>
          <DataTable
            caption="Ý kiến đã ghi nội dung"
            captionHidden
            phone="stack"
            empty="Chưa ghi nội dung từng ý kiến."
            columns={[
              { key: 'content', title: 'Ý kiến', rowHeader: true, width: 'one-half' },
              { key: 'unit', title: 'Đơn vị trả lời' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={opinions.map((opinion) => ({
              content: (
                <a class="govuk-link" href={`/opinions/${opinion.id}`}>
                  {opinion.content}
                </a>
              ),
              unit: opinion.responsibleUnitName,
              state: opinion.answeredOn ? (
                <Tag colour="green" text={`Đã trả lời ${formatCalendarDate(opinion.answeredOn)}`} />
              ) : (
                <Tag colour="yellow" text="Chưa trả lời" />
              ),
            }))}
          />
          <h2 class="govuk-heading-m">{word}</h2>
          <RecommendationTable
            caption={word}
            captionHidden
            rows={followed}
            today={today}
            empty={`Chưa ghi ${word.toLowerCase()} nào.`}
          />
          {may(official, 'activity.record') && activity.withdrawnOn === null && (
            <p class="govuk-body">
              <a class="govuk-link" href={`/activities/${activity.id}/recommendations/new`}>
                Thêm {word.toLowerCase()}
              </a>
            </p>
          )}
          <Photos photos={photos} pathOfActs={mayChange ? `/activities/${activity.id}/photos` : null} />
          {attachments.length > 0 && <h2 class="govuk-heading-m">{L.files}</h2>}
          <AttachmentList attachments={attachments} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}
