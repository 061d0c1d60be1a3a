import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, type FormView, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { type AssignmentRecord, assignmentById } from '../queries/assignment.ts'
import { deadlineInWords } from '../rules/progress.ts'

export const AssignmentParams = z.object({ assignmentId: Id })

/** The assignment in the address, or `not-found`. */
export async function loadAssignment({
  database,
  official,
  today,
  params,
}: Context & { params: { assignmentId: string } }): Promise<AssignmentRecord> {
  const assignment = await assignmentById(database, official, params.assignmentId, today)
  if (!assignment)
    throw new Refusal('not-found', 'plan.no-such-assignment', 'Không có nhiệm vụ này trong phạm vi của bạn.')
  return assignment
}

export const assignmentHref = (id: string) => `/tasks/assignments/${id}`

type FrameProps = {
  context: Context
  assignment: AssignmentRecord
  form: FormView
  title: string
  button: string
  warning?: boolean
  multipart?: boolean
  children: ComponentChildren
}

/** The page around a small form about one unit's task. */
export function AssignmentFrame({
  context,
  assignment,
  form,
  title,
  button,
  warning,
  multipart,
  children,
}: FrameProps) {
  const href = assignmentHref(assignment.id)
  return (
    <Layout title={title} context={context.page} form={form} backLink={{ href, text: 'Trở lại nhiệm vụ' }}>
      <PageHeading caption={`${assignment.title} – ${assignment.unitName} – hạn ${deadlineInWords(assignment)}`}>
        {title}
      </PageHeading>
      <Form form={form} multipart={multipart}>
        {children}
        <SubmitButtons cancelHref={href}>
          <SubmitButton variant={warning ? 'warning' : 'primary'}>{button}</SubmitButton>
        </SubmitButtons>
      </Form>
    </Layout>
  )
}
