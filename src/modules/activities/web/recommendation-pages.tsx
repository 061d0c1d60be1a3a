import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { addressAfter, addressChoice, addressId, addressValues } from '../../../platform/http/address-fields.ts'
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
  SelectField,
  SummaryList,
  Tag,
  WarningText,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { AttachmentList, attachmentsOf, documentById } from '../../documents/index.ts'
import { unitsOfProvince } from '../../organisation/index.ts'
import { noSuchRecommendation } from '../actions/keep-recommendation.ts'
import {
  type RecommendationRecord,
  recommendationById,
  recommendations,
  type recommendationsOf,
  stepsOf,
} from '../queries/recommendations.ts'
import { ACTIVITY_KINDS, type ActivityKind } from '../rules/activity.ts'
import {
  ANSWER_KINDS,
  type Followed,
  isOverdue,
  RECOMMENDATION_KINDS,
  RECOMMENDATION_STATES,
  type RecommendationKind,
  type RecommendationState,
  whoActs,
} from '../rules/recommendation.ts'
import { ActivityTabs } from './activity-tabs.tsx'
import { RecommendationParams } from './recommendation-forms.tsx'

const OVERDUE = { yes: 'Quá hạn' } as const

const RecommendationQuery = z.object({
  kind: addressChoice<RecommendationKind>(RECOMMENDATION_KINDS),
  state: addressChoice<RecommendationState>(RECOMMENDATION_STATES),
  overdue: addressChoice<'yes'>(OVERDUE),
  unitId: addressId,
  after: addressAfter,
})

/** What was recommended and concluded, until it is closed. */
export function recommendationPages(app: FastifyInstance): void {
  listPage(app)
  onePage(app)
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/recommendations',
    permission: 'activity.read',
    query: RecommendationQuery,
    draw: async ({ database, official, today, page, query }) => {
      const filter = {
        ...{ kind: query.kind, state: query.state, isOverdue: query.overdue === 'yes' },
        ...{ responsibleUnitId: query.unitId, after: /^\d{1,18}$/.test(query.after ?? '') ? query.after : undefined },
      }
      const [list, units] = await Promise.all([
        recommendations(database, official, filter, today),
        unitsOfProvince(database, { of: unitsFor(official, 'activity.read'), today }),
      ])
      const asked = addressValues(query)
      const form = filterView(asked)
      const isFiltered = Object.keys(asked).length > 0
      return (
        <Layout title="Kiến nghị, kết luận" context={page} wide>
          <PageHeading>Kiến nghị, kết luận</PageHeading>
          <ActivityTabs current="/recommendations" />
          <FilterBar resetHref="/recommendations" active={isFiltered}>
            <SelectField
              form={form}
              name="kind"
              label="Loại"
              emptyText="Tất cả"
              options={optionsOf(RECOMMENDATION_KINDS)}
            />
            <SelectField
              form={form}
              name="state"
              label="Tình trạng"
              emptyText="Tất cả"
              options={optionsOf(RECOMMENDATION_STATES)}
            />
            <SelectField form={form} name="overdue" label="Thời hạn" emptyText="Tất cả" options={optionsOf(OVERDUE)} />
            <SelectField
              form={form}
              name="unitId"
              label="Đơn vị thực hiện"
              emptyText="Mọi đơn vị"
              options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
            />
          </FilterBar>
          <RecommendationTable
            caption="Danh sách kiến nghị, kết luận"
            captionHidden
            rows={list.rows}
            today={today}
            empty={isFiltered ? 'Không có việc nào khớp điều kiện lọc.' : 'Chưa ghi kiến nghị, kết luận nào.'}
          />
          <Pagination
            nextHref={list.next ? `/recommendations?${new URLSearchParams({ ...asked, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

function onePage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/recommendations/:recommendationId',
    permission: 'activity.read',
    params: RecommendationParams,
    draw: async ({ database, official, today, page, params }) => {
      const found = await recommendationById(database, official, params.recommendationId, today)
      if (!found) throw noSuchRecommendation()
      const subject = { kind: 'recommendation', id: found.id }
      const [steps, attachments, changes] = await Promise.all([
        stepsOf(database, official, found.id, today),
        attachmentsOf(database, subject),
        changesOf(database, subject),
      ])
      const openDocuments = new Set<string>()
      for (const { documentId } of steps) {
        if (documentId === null || !may(official, 'document.read')) continue
        if (await documentById(database, official, documentId, today)) openDocuments.add(documentId)
      }
      const word = RECOMMENDATION_KINDS[found.kind]
      return (
        <Layout
          title={found.content}
          context={page}
          breadcrumbs={[{ href: '/recommendations', text: 'Kiến nghị, kết luận' }, { text: word }]}
        >
          <PageHeading caption={word} actions={may(official, 'activity.record') && <Acts found={found} />}>
            {found.content}
          </PageHeading>
          {found.withdrawnOn && (
            <WarningText>{`Đã rút ngày ${formatCalendarDate(found.withdrawnOn)}: ${found.withdrawnReason}`}</WarningText>
          )}
          {found.illustration && <InsetText>{found.illustration}</InsetText>}
          <SummaryList
            rows={[
              {
                label: 'Từ hoạt động',
                value: (
                  <>
                    {found.mayOpenActivity ? (
                      <a class="govuk-link" href={`/activities/${found.activityId}`}>
                        {found.activityTitle}
                      </a>
                    ) : (
                      found.activityTitle
                    )}
                    <div class="app-muted">
                      {ACTIVITY_KINDS[found.activityKind as ActivityKind]}, {formatCalendarDate(found.heldOn)}
                    </div>
                  </>
                ),
              },
              { label: `Bên ${word.toLowerCase()}`, value: found.unitName },
              { label: 'Đơn vị thực hiện', value: found.responsibleUnitName },
              { label: 'Thời hạn', value: found.dueOn ? formatCalendarDate(found.dueOn) : 'Không đặt hạn' },
              { label: 'Tình trạng', value: <RecommendationTag followed={found} today={today} /> },
            ]}
          />
          <h2 class="govuk-heading-m">Trả lời và theo dõi</h2>
          {steps.length === 0 && <p class="govuk-body">Chưa có trả lời.</p>}
          {steps.map((step) => (
            <section key={step.id}>
              <h3 class="govuk-heading-s">
                {formatCalendarDate(step.happenedOn)}: {stepTitle(step)}
              </h3>
              <p class="govuk-body app-prewrap">{step.words}</p>
              {step.documentId !== null && (
                <p class="govuk-body">
                  Minh chứng: văn bản{' '}
                  {openDocuments.has(step.documentId) ? (
                    <a class="govuk-link" href={`/documents/${step.documentId}`}>
                      {nameOfDocument(step)}
                    </a>
                  ) : (
                    nameOfDocument(step)
                  )}
                </p>
              )}
              {step.activityId !== null && (
                <p class="govuk-body">
                  Minh chứng: hoạt động{' '}
                  {step.mayOpenActivity ? (
                    <a class="govuk-link" href={`/activities/${step.activityId}`}>
                      {step.activityTitle}
                    </a>
                  ) : (
                    step.activityTitle
                  )}
                </p>
              )}
              {step.by && <p class="govuk-body app-muted">{step.by}</p>}
            </section>
          ))}
          {attachments.length > 0 && <h2 class="govuk-heading-m">Tệp minh chứng</h2>}
          <AttachmentList attachments={attachments} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

const nameOfDocument = ({ documentReference, documentIssuedOn }: Step) =>
  `${documentReference ?? 'Văn bản hạn chế người đọc'} ngày ${documentIssuedOn === null ? '' : formatCalendarDate(documentIssuedOn)}`

type Step = Awaited<ReturnType<typeof stepsOf>>[number]

function stepTitle({ kind, answerKind }: Pick<Step, 'kind' | 'answerKind'>) {
  if (kind === 'closed') return 'Kết thúc theo dõi'
  if (kind === 'sent-back') return 'Trả lại câu trả lời'
  return answerKind === null ? 'Trả lời' : ANSWER_KINDS[answerKind]
}

function Acts({ found }: { found: RecommendationRecord }) {
  const path = `/recommendations/${found.id}`
  const next = whoActs(found)
  if (next === null) return null
  return (
    <ActionBar>
      {found.isResponsibles && (
        <ButtonLink href={`${path}/answer`} variant={next === 'responsible' ? 'primary' : 'secondary'}>
          Trả lời
        </ButtonLink>
      )}
      {found.isOwners && next === 'owner' && <ButtonLink href={`${path}/closure`}>Kết thúc theo dõi</ButtonLink>}
      {found.isOwners && found.state === 'answered' && (
        <ButtonLink href={`${path}/return`} variant="secondary">
          Trả lại câu trả lời
        </ButtonLink>
      )}
      {found.isOwners && (
        <>
          <ButtonLink href={`${path}/edit`} variant="secondary">
            Sửa
          </ButtonLink>
          <ButtonLink href={`${path}/withdrawal`} variant="secondary">
            Rút
          </ButtonLink>
        </>
      )}
    </ActionBar>
  )
}

/** Where it stands; in red what is past its limit. */
export function RecommendationTag({
  followed,
  today,
}: {
  followed: Followed & { closedOn: CalendarDate | null }
  today: CalendarDate
}) {
  const { state, answerKind, dueOn, closedOn, withdrawnOn } = followed
  if (withdrawnOn !== null) return <Tag colour="grey" text={`Đã rút ${formatCalendarDate(withdrawnOn)}`} />
  if (state === 'closed') return <Tag colour="green" text={`Đã kết thúc ${formatCalendarDate(closedOn ?? '')}`} />
  const words = state === 'answered' && answerKind !== null ? ANSWER_KINDS[answerKind] : RECOMMENDATION_STATES[state]
  if (isOverdue(followed, today))
    return <Tag colour="red" text={`Quá hạn ${formatCalendarDate(dueOn ?? '')}, ${words.toLowerCase()}`} />
  return <Tag colour={state === 'answered' ? 'blue' : state === 'sent-back' ? 'orange' : 'yellow'} text={words} />
}

type TableProps = {
  caption: string
  captionHidden?: boolean
  rows: Awaited<ReturnType<typeof recommendationsOf>>
  today: CalendarDate
  empty: string
}

/** Recommendations, one line each. */
export function RecommendationTable({ caption, captionHidden, rows, today, empty }: TableProps) {
  return (
    <DataTable
      caption={caption}
      captionHidden={captionHidden}
      phone="stack"
      empty={empty}
      columns={[
        { key: 'content', title: 'Nội dung', rowHeader: true, width: 'one-half' },
        { key: 'unit', title: 'Đơn vị thực hiện' },
        { key: 'dueOn', title: 'Thời hạn' },
        { key: 'state', title: 'Tình trạng' },
      ]}
      rows={rows.map((each) => ({
        content: (
          <>
            <a class="govuk-link" href={`/recommendations/${each.id}`}>
              {each.content}
            </a>
            <div class="app-muted">
              {each.unitName}, {formatCalendarDate(each.heldOn)}
            </div>
          </>
        ),
        unit: each.responsibleUnitName,
        dueOn: each.dueOn ? formatCalendarDate(each.dueOn) : 'Không đặt hạn',
        state: <RecommendationTag followed={each} today={today} />,
      }))}
    />
  )
}
