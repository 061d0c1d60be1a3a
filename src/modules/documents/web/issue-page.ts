import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { Id } from '../../../platform/http/page.tsx'
import { issueForChange } from '../actions/issue-for-change.ts'
import type { SignatureRole } from '../rules/issue-state.ts'

export const IssueParams = z.object({ documentId: Id })

/** The document and its issue for somebody who acts as the person or as the body; refuses as `issueForChange`. */
export const loadIssue = (
  { database, official, today, params }: Context & { params: { documentId: string } },
  role: SignatureRole,
) => issueForChange(database, official, { documentId: params.documentId, role, today })
