import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressDay } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  DateField,
  FilterBar,
  filterView,
  InsetText,
  Layout,
  PageHeading,
} from '../../../platform/page/index.ts'
import { type CalendarDate, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { assignmentsOfTask, taskById } from '../queries/tasks.ts'
import { readingsOf } from '../rules/deadline-reading.ts'
import { deadlineInWords } from '../rules/progress.ts'
import { daysLate, haveReported, notReported, reportingUnder } from '../rules/reporting.ts'
import { ProgressTag } from './progress-tag.tsx'

type Assignments = Awaited<ReturnType<typeof assignmentsOfTask>>

/** Who has reported on a task and who has not, as it stood at the end of a day, with “trước ngày” read in both ways. */
export function reportingPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/tasks/:taskId/reporting',
    permission: 'plan.read',
    params: z.object({ taskId: Id }),
    query: z.object({ asOf: addressDay }),
    draw: async ({ database, official, today, page, params, query }) => {
      const task = await taskById(database, official, params.taskId, today)
      if (!task) throw new Refusal('not-found', 'plan.no-such-task', 'Không có nhiệm vụ này trong phạm vi của bạn.')
      const asOf = query.asOf ?? today
      const all = await assignmentsOfTask(database, official, task.id, today)
      const assignments = all.filter((assignment) => assignment.mayFollow)
      const missing = notReported(assignments, asOf)
      const href = `/tasks/${task.id}/reporting`
      const units = new Set(missing.map(({ unitId }) => unitId)).size
      return (
        <Layout
          title="Tình hình báo cáo"
          context={page}
          wide
          breadcrumbs={[
            { href: `/plans/${task.planId}`, text: task.planTitle },
            { href: `/tasks/${task.id}`, text: task.title },
            { text: 'Tình hình báo cáo' },
          ]}
        >
          <PageHeading
            caption={`${task.title} – hạn ${deadlineInWords(task)}`}
            actions={
              may(official, 'task.assign') &&
              asOf === today &&
              units > 0 && (
                <ActionBar>
                  <ButtonLink href={`/tasks/reminders/new?taskId=${task.id}`}>
                    Nhắc {formatNumber(units)} đơn vị
                  </ButtonLink>
                </ActionBar>
              )
            }
          >
            {formatNumber(missing.length)} đơn vị chưa báo cáo tính đến hết ngày {formatCalendarDate(asOf)}
          </PageHeading>
          <FilterBar resetHref={href} active={query.asOf !== undefined}>
            <DateField
              form={filterView({ asOf: query.asOf === undefined ? '' : formatCalendarDate(query.asOf) })}
              name="asOf"
              label="Tính đến hết ngày"
              hint={`Để trống là hôm nay, ${formatCalendarDate(today)}`}
            />
          </FilterBar>
          <ReadingTable task={task} assignments={assignments} asOf={asOf} />
          <h2 class="govuk-heading-m">Chưa báo cáo</h2>
          <UnitTable
            caption="Chưa báo cáo"
            assignments={missing}
            asOf={asOf}
            empty={`Mọi đơn vị đã báo cáo tính đến hết ngày ${formatCalendarDate(asOf)}.`}
          />
          <h2 class="govuk-heading-m">Đã báo cáo</h2>
          <UnitTable
            caption="Đã báo cáo"
            assignments={haveReported(assignments, asOf)}
            asOf={asOf}
            empty={`Chưa đơn vị nào báo cáo tính đến hết ngày ${formatCalendarDate(asOf)}.`}
          />
        </Layout>
      )
    },
  })
}

type Task = NonNullable<Awaited<ReturnType<typeof taskById>>>

function ReadingTable({ task, assignments, asOf }: { task: Task; assignments: Assignments; asOf: CalendarDate }) {
  const readings = readingsOf(task)
  return (
    <>
      <DataTable
        caption="Tính theo từng cách hiểu thời hạn"
        captionHidden
        phone="stack"
        empty=""
        columns={[
          { key: 'reading', title: 'Cách hiểu thời hạn', rowHeader: true, width: 'one-third' },
          { key: 'last', title: 'Ngày cuối còn đúng hạn' },
          { key: 'onTime', title: 'Báo cáo đúng hạn', numeric: true },
          { key: 'late', title: 'Báo cáo muộn', numeric: true },
          { key: 'overdue', title: 'Chưa báo cáo, quá hạn', numeric: true },
          { key: 'open', title: 'Chưa báo cáo, còn hạn', numeric: true },
        ]}
        rows={readings.map((reading, index) => {
          const counts = reportingUnder(reading, assignments, asOf)
          const late = daysLate(reading, asOf)
          return {
            reading: (
              <>
                {reading.title}{' '}
                {readings.length > 1 && (
                  <strong>{index === 0 ? '(cách đang tính)' : '(cách hiểu kia, chỉ để đối chiếu)'}</strong>
                )}
              </>
            ),
            last: formatCalendarDate(reading.lastGoodDay),
            onTime: formatNumber(counts.onTime),
            late: formatNumber(counts.late),
            overdue: `${formatNumber(counts.overdue)}${counts.overdue > 0 ? ` (${formatNumber(late)} ngày)` : ''}`,
            open: formatNumber(counts.open),
          }
        })}
      />
      {task.dueReadingReason !== '' && (
        <InsetText>
          Cách đang tính: {readings[0]?.title}, ngày cuối còn đúng hạn là{' '}
          {formatCalendarDate(readings[0]?.lastGoodDay ?? task.dueOn)}. Vì sao: {task.dueReadingReason} Không có văn bản
          nào quy định chung; người giao nhiệm vụ chọn lại được ở “Sửa, thêm đơn vị”.
        </InsetText>
      )}
    </>
  )
}

function UnitTable(props: { caption: string; assignments: Assignments; asOf: CalendarDate; empty: string }) {
  const { caption, assignments, asOf, empty } = props
  return (
    <DataTable
      caption={caption}
      captionHidden
      phone="stack"
      empty={empty}
      columns={[
        { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
        { key: 'state', title: 'Tình trạng' },
        { key: 'on', title: 'Ngày báo cáo' },
        { key: 'reminded', title: 'Đã nhắc' },
      ]}
      rows={assignments.map((assignment) => ({
        unit: (
          <a class="govuk-link" href={`/tasks/assignments/${assignment.id}`}>
            {assignment.unitName}
          </a>
        ),
        state: <ProgressTag assignment={assignment} asOf={asOf} />,
        on:
          assignment.completedOn !== null && assignment.completedOn <= asOf
            ? formatCalendarDate(assignment.completedOn)
            : '',
        reminded: reminded(assignment, asOf),
      }))}
    />
  )
}

function reminded({ remindedOn }: { remindedOn: CalendarDate[] }, asOf: CalendarDate): string {
  const days = remindedOn.filter((day) => day <= asOf)
  const last = days.at(-1)
  return last === undefined ? '' : `${formatNumber(days.length)} lần, lần cuối ${formatCalendarDate(last)}`
}
