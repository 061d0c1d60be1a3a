import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.ts'
import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { shownReference } from '../../documents/index.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { assignmentWithinReach, ownUnits, planOfOwn } from './plan-reach.ts'
import { DEADLINE_COLUMNS } from './tasks.ts'

/** One unit's task as its page shows it; undefined when it is not there or not this official's to read. */
export function assignmentById(database: Database, official: Official, id: string, today: CalendarDate) {
  return database
    .selectFrom('task_assignment as assignment')
    .innerJoin('task', 'task.id', 'assignment.task_id')
    .innerJoin('plan_content as content', 'content.id', 'task.plan_content_id')
    .innerJoin('plan', 'plan.id', 'content.plan_id')
    .leftJoin('document', 'document.id', 'plan.document_id')
    .leftJoin('account', 'account.id', 'assignment.changed_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .where('assignment.id', '=', id)
    .where(assignmentWithinReach(official, today))
    .select([
      'assignment.id',
      'assignment.unit_id as unitId',
      'assignment.part',
      'assignment.state',
      'assignment.assigned_on as assignedOn',
      'assignment.comment',
      'assignment.completed_on as completedOn',
      'assignment.explanation',
      'assignment.refused_on as refusedOn',
      'assignment.refusal_reason as refusalReason',
      'assignment.refusal_answer as refusalAnswer',
      'assignment.withdrawn_on as withdrawnOn',
      'assignment.version',
      'assignment.changed_at as changedAt',
      'task.id as taskId',
      'task.title',
      'task.product',
      'assignment.received_on as receivedOn',
      'assignment.stated_percent as statedPercent',
      ...DEADLINE_COLUMNS,
      'task.due_reading_reason as dueReadingReason',
      'task.target_amount as targetAmount',
      'task.target_measure as targetMeasure',
      'task.target_counts as targetCounts',
      'task.period_from as periodFrom',
      'task.period_to as periodTo',
      'task.illustration',
      'content.title as contentTitle',
      'content.position as contentPosition',
      'plan.id as planId',
      'plan.title as planTitle',
      shownReference(official, today).as('planReference'),
      'person.full_name as changedBy',
      sql<string>`unit_name_on(assignment.unit_id, assignment.assigned_on)`.as('unitName'),
      sql<boolean>`assignment.unit_id in ${unitsUnder(ownUnits(official, 'task.progress'), today)}`.as('mayReport'),
      sql<boolean>`${planOfOwn(official, 'task.assign', today)}`.as('mayAssign'),
    ])
    .executeTakeFirst()
}

export type AssignmentRecord = NonNullable<Awaited<ReturnType<typeof assignmentById>>>

/** What shows that the task was done, in the order in which it was linked. */
export function evidenceOf(database: Database, assignmentId: string) {
  return database
    .selectFrom('task_evidence as evidence')
    .leftJoin('account', 'account.id', 'evidence.linked_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select([
      'evidence.id',
      'evidence.subject_kind as kind',
      'evidence.subject_id as subjectId',
      'evidence.title',
      'evidence.milestone_id as milestoneId',
      'evidence.linked_at as linkedAt',
      'person.full_name as linkedBy',
    ])
    .where('evidence.assignment_id', '=', assignmentId)
    .orderBy('evidence.id')
    .execute()
}

/** How often and in which words the unit was urged, the latest first. */
export function remindersOf(database: Database, assignmentId: string) {
  return database
    .selectFrom('task_reminder as reminder')
    .leftJoin('account', 'account.id', 'reminder.reminded_by_account_id')
    .leftJoin('person', 'person.id', 'account.person_id')
    .select(['reminder.id', 'reminder.message', 'reminder.reminded_on as remindedOn', 'person.full_name as remindedBy'])
    .where('reminder.assignment_id', '=', assignmentId)
    .orderBy('reminder.id', 'desc')
    .limit(20)
    .execute()
}

/** What the unit asked back about its task and what it was told, the latest first. */
export function questionsOf(database: Database, assignmentId: string) {
  return database
    .selectFrom('task_question as question')
    .leftJoin('account as asker', 'asker.id', 'question.asked_by_account_id')
    .leftJoin('person as asking', 'asking.id', 'asker.person_id')
    .leftJoin('account as answerer', 'answerer.id', 'question.answered_by_account_id')
    .leftJoin('person as answering', 'answering.id', 'answerer.person_id')
    .select([
      'question.id',
      'question.question',
      'question.asked_on as askedOn',
      'asking.full_name as askedBy',
      'question.answer',
      'question.answered_on as answeredOn',
      'answering.full_name as answeredBy',
    ])
    .where('question.assignment_id', '=', assignmentId)
    .orderBy('question.id', 'desc')
    .limit(20)
    .execute()
}
