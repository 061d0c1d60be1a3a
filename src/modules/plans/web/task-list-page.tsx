import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import {
  addressAfter,
  addressChoice,
  addressDay,
  addressId,
  addressValues,
  addressWords,
} from '../../../platform/http/address-fields.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  CheckboxField,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SelectField,
  SubNavigation,
  TextField,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may, unitsFor } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { ASSIGNMENT_STATES, type AssignmentState } from '../queries/assignment-on-day.ts'
import { assignments, assignmentTotals, TOTAL_CAP } from '../queries/assignments.ts'
import { plansToChoose } from '../queries/plans.ts'
import { deadlineInWords } from '../rules/progress.ts'
import { ProgressTag } from './progress-tag.tsx'

/** The questions that the list of tasks answers, in the address and in the API. */
export const TaskQuery = z.object({
  state: addressChoice<AssignmentState>(ASSIGNMENT_STATES),
  /** The day at the end of which the tasks are looked at; today unless told. */
  asOf: addressDay,
  unitId: addressId,
  alone: z
    .string()
    .optional()
    .transform((text) => text === '1' || text === 'true'),
  planId: addressId,
  /** Only what belongs to this content of a plan. */
  contentId: addressId,
  words: addressWords,
  after: addressAfter,
})

/** Tasks of units, also as they stood on a day in the past: `/tasks?state=overdue&asOf=2022-12-05`. */
export function taskListPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/tasks',
    permission: 'plan.read',
    query: TaskQuery,
    draw: async ({ database, official, today, page, query }) => {
      const asOf = query.asOf ?? today
      const [list, totals, units, planList] = await Promise.all([
        assignments(database, official, query, { today, asOf }),
        assignmentTotals(database, official, query, { today, asOf }),
        unitsOnDay(database, { today, roots: unitsFor(official, 'plan.read') }),
        plansToChoose(database, official, { today }),
      ])
      const values = addressValues(query)
      const filtered = Object.keys(values).some((name) => name !== 'state')
      const form = filterView(values)
      const addressWith = (state: string | undefined) =>
        `/tasks?${new URLSearchParams(addressValues({ ...query, state }))}`
      const severalUnits = units.length > 1
      return (
        <Layout title="Nhiệm vụ" context={page} wide>
          <PageHeading
            actions={
              may(official, 'task.assign') &&
              query.state === 'overdue' &&
              asOf === today &&
              list.rows.length > 0 && (
                <ActionBar>
                  <ButtonLink
                    href={`/tasks/reminders/new?${new URLSearchParams(addressValues({ planId: query.planId, unitId: query.unitId }))}`}
                  >
                    {totals.units > 0 && totals.assignments <= TOTAL_CAP
                      ? `Nhắc ${formatNumber(totals.units)} đơn vị`
                      : 'Nhắc các đơn vị quá hạn'}
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            Nhiệm vụ được giao
          </PageHeading>
          <SubNavigation
            label="Tình trạng nhiệm vụ"
            items={[
              { href: addressWith(undefined), text: 'Tất cả', current: query.state === undefined },
              ...Object.entries(ASSIGNMENT_STATES).map(([state, text]) => ({
                href: addressWith(state),
                text,
                current: query.state === state,
              })),
            ]}
          />
          <FilterBar resetHref={query.state ? `/tasks?state=${query.state}` : '/tasks'} active={filtered}>
            {query.state && <HiddenField form={form} name="state" />}
            {query.contentId && <HiddenField form={form} name="contentId" />}
            {planList.length > 0 && (
              <SelectField
                form={form}
                name="planId"
                label="Kế hoạch"
                emptyText="Mọi kế hoạch"
                options={planList.map((plan) => ({
                  value: plan.id,
                  text: [plan.reference, plan.title].filter(Boolean).join(': '),
                }))}
              />
            )}
            {severalUnits && (
              <SelectField
                form={form}
                name="unitId"
                label="Đơn vị"
                emptyText="Mọi đơn vị"
                options={units.map((unit) => ({ value: unit.id, text: unit.name }))}
              />
            )}
            {severalUnits && (
              <CheckboxField
                form={form}
                name="alone"
                label="Phạm vi"
                options={[{ value: '1', text: 'Không gồm đơn vị trực thuộc' }]}
              />
            )}
            <DateField
              form={form}
              name="asOf"
              label="Tính đến hết ngày"
              hint={`Để trống là hôm nay, ${formatCalendarDate(today)}`}
            />
            <TextField form={form} name="words" label="Có chứa từ" hint="Không cần gõ dấu" />
          </FilterBar>
          {asOf !== today && (
            <InsetText>
              Tình hình tính đến hết ngày {formatCalendarDate(asOf)}; việc diễn ra sau ngày đó không được tính.
            </InsetText>
          )}
          <p class="govuk-body">
            <strong>{totalInWords(totals, query.state)}</strong>
          </p>
          <DataTable
            caption="Danh sách nhiệm vụ"
            captionHidden
            phone="stack"
            empty={emptyInWords(query.state, asOf)}
            columns={[
              { key: 'title', title: 'Nhiệm vụ', rowHeader: true, width: 'one-third' },
              ...(severalUnits ? [{ key: 'unit', title: 'Đơn vị' }] : []),
              { key: 'due', title: 'Hạn' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'plan', title: 'Kế hoạch' },
            ]}
            rows={list.rows.map((assignment) => ({
              title: (
                <>
                  <a class="govuk-link" href={`/tasks/assignments/${assignment.id}`}>
                    {assignment.title}
                  </a>
                  {assignment.part === 'coordinate' && <span class="app-muted"> (phối hợp)</span>}
                </>
              ),
              unit: assignment.unitName,
              due: deadlineInWords(assignment),
              state: (
                <>
                  <ProgressTag assignment={assignment} asOf={asOf} />
                  {assignment.completedOn !== null && assignment.completedOn <= asOf && (
                    <span class="app-muted"> {formatCalendarDate(assignment.completedOn)}</span>
                  )}
                  {assignment.completedOn === null &&
                    assignment.remindedOn !== null &&
                    assignment.remindedOn <= asOf && (
                      <span class="app-muted"> Đã đôn đốc {formatCalendarDate(assignment.remindedOn)}</span>
                    )}
                </>
              ),
              plan: (
                <a class="govuk-link" href={`/plans/${assignment.planId}`}>
                  {assignment.planReference ?? assignment.planTitle}
                </a>
              ),
            }))}
          />
          <Pagination
            nextHref={list.next ? `/tasks?${new URLSearchParams({ ...values, after: list.next })}` : undefined}
          />
        </Layout>
      )
    },
  })
}

function totalInWords(
  { assignments, units }: { assignments: number; units: number },
  state: AssignmentState | undefined,
): string {
  const what = state === undefined ? 'nhiệm vụ' : `nhiệm vụ ${ASSIGNMENT_STATES[state].toLocaleLowerCase('vi')}`
  if (assignments > TOTAL_CAP) return `Hơn ${formatNumber(TOTAL_CAP)} ${what}`
  return assignments === 0 ? '' : `${formatNumber(assignments)} ${what} của ${formatNumber(units)} đơn vị`
}

function emptyInWords(state: AssignmentState | undefined, asOf: CalendarDate): string {
  if (state === 'overdue') return `Không có nhiệm vụ nào quá hạn tính đến ngày ${formatCalendarDate(asOf)}.`
  return 'Không có nhiệm vụ nào khớp điều kiện.'
}
