import { DataTable, Tag } from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { contentsOf, PlanRecord } from '../queries/plans.ts'
import type { tasksOfPlan } from '../queries/tasks.ts'
import { deadlineInWords } from '../rules/progress.ts'

type Contents = Awaited<ReturnType<typeof contentsOf>>
type Tasks = Awaited<ReturnType<typeof tasksOfPlan>>

/** The tasks of a plan under their contents. */
export function PlanTasks({ plan, contents, tasks }: { plan: PlanRecord; contents: Contents; tasks: Tasks }) {
  return (
    <>
      {contents.map((content) => (
        <section key={content.id} aria-labelledby={`noi-dung-${content.position}`}>
          <h3 class="govuk-heading-s" id={`noi-dung-${content.position}`}>
            {content.position}. {content.title}
          </h3>
          {content.carriesOutPosition !== null && (
            <p class="govuk-body-s app-muted">Thực hiện nội dung {content.carriesOutPosition} của kế hoạch cấp trên.</p>
          )}
          <TaskTable content={content} tasks={tasks.filter((task) => task.contentId === content.id)} />
          {(plan.mayAssign || plan.mayWrite) && (
            <ul class="govuk-list">
              {plan.mayAssign && (
                <li>
                  <a class="govuk-link" href={`/plans/${plan.id}/tasks/new?content=${content.id}`}>
                    Giao nhiệm vụ<span class="govuk-visually-hidden"> thuộc nội dung {content.position}</span>
                  </a>
                </li>
              )}
              {plan.mayWrite && (
                <li>
                  <a class="govuk-link" href={`/plans/${plan.id}/contents/${content.id}/edit`}>
                    Sửa nội dung<span class="govuk-visually-hidden"> {content.position}</span>
                  </a>
                </li>
              )}
            </ul>
          )}
        </section>
      ))}
    </>
  )
}

function TaskTable({ content, tasks }: { content: Contents[number]; tasks: Tasks }) {
  if (tasks.length === 0) return <p class="govuk-body app-muted">Chưa giao nhiệm vụ nào.</p>
  return (
    <DataTable
      caption={`Nhiệm vụ thuộc nội dung ${content.position}`}
      captionHidden
      phone="stack"
      empty=""
      columns={[
        { key: 'title', title: 'Nhiệm vụ', rowHeader: true, width: 'one-half' },
        { key: 'units', title: 'Thực hiện' },
        { key: 'due', title: 'Hạn', width: 'one-quarter' },
        { key: 'progress', title: 'Hoàn thành' },
      ]}
      rows={tasks.map((task) => ({
        title: (
          <>
            <a class="govuk-link" href={`/tasks/${task.id}`}>
              {task.title}
            </a>
            {task.product && <span class="app-muted"> ({task.product})</span>}
            {task.targetAmount !== null && (
              <span class="app-muted">
                {' '}
                Chỉ tiêu: {formatNumber(task.targetAmount)} {task.targetMeasure}.
              </span>
            )}
            {task.upperPosition !== null && task.upperPosition !== content.carriesOutPosition && (
              <span class="app-muted"> Thực hiện nội dung {task.upperPosition} của kế hoạch cấp trên.</span>
            )}
          </>
        ),
        units: unitsOf(task),
        due: deadlineInWords(task),
        progress: (
          <>
            {formatNumber(task.completed)}/{formatNumber(task.given)}{' '}
            {task.overdue > 0 && <Tag colour="red" text={`Quá hạn ${formatNumber(task.overdue)}`} />}
          </>
        ),
      }))}
    />
  )
}

/** Who leads it; before the day from which the units have it, how many will and when. */
function unitsOf({ leadingUnits, unitCount, assignedOn }: Tasks[number]): string {
  if (leadingUnits.length > 0 || unitCount === 0 || assignedOn === null) return unitsInWords(leadingUnits)
  return `${formatNumber(unitCount)} đơn vị, giao từ ngày ${formatCalendarDate(assignedOn)}`
}

/** Two names, or how many. */
function unitsInWords(names: readonly string[]): string {
  return names.length <= 2 ? names.join(', ') : `${formatNumber(names.length)} đơn vị`
}
