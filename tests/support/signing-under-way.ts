import { buffer } from 'node:stream/consumers'
import { sql } from 'kysely'
import { addSignature } from '../../src/modules/documents/actions/add-signature.ts'
import { issueOf } from '../../src/modules/documents/index.ts'
import type { SignatureRole } from '../../src/modules/documents/rules/issue-state.ts'
import { makeCertificate } from './certificates.ts'
import type { Person } from './person.ts'
import { signedOutside } from './signed-outside.ts'
import { type RunningSystem, TEST_NOW, TEST_TODAY } from './system.ts'
import { officialOf } from './units-and-people.ts'

/**
 * Reports of the clerk's unit that go out as signed documents, each one step further than the one before: waiting for the head, for the
 * office, and to be sent; `steps` are those wanted. Answers their pages.
 */
export async function signingPages(
  clerk: Person,
  system: RunningSystem,
  { userName, headUserName, steps }: { userName: string; headUserName: string; steps: readonly SignatureRole[][] },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select report.id::text as id from report
    join report_submission submission on submission.report_id = report.id
    join post on post.unit_id = report.unit_id join account on account.person_id = post.person_id
    where account.user_name = ${userName} group by report.id order by report.id desc limit ${steps.length}`.execute(
    system.database,
  )
  const pages: string[] = []
  for (const [index, { id }] of rows.entries()) {
    await clerk.go(`/reports/${id}/issuing`)
    await clerk.press('Cấp số, lập bản để ký')
    const page = clerk.path()
    for (const role of steps[index] ?? []) await sign(system, page, role, role === 'person' ? headUserName : userName)
    pages.push(page)
  }
  return pages
}

async function sign(
  { app, database }: RunningSystem,
  page: string,
  role: SignatureRole,
  userName: string,
): Promise<void> {
  const { files } = app.services
  const documentId = page.split('/').at(-1) ?? ''
  const issue = await issueOf(database, documentId)
  if (!issue) throw new Error(`${page} is not being issued.`)
  const signer = await makeCertificate({ CN: role === 'person' ? issue.signerName : issue.issuer, O: issue.issuer })
  const content = await signedOutside(await buffer(files.read(issue.current.sha256)), signer, role, TEST_NOW)
  const account = await database
    .selectFrom('account')
    .select('id')
    .where('user_name', '=', userName)
    .executeTakeFirstOrThrow()
  const official = await officialOf(database, account.id)
  await addSignature(database, files, official, { documentId, role, way: 'outside', content, today: TEST_TODAY })
}
