import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { sendIssue } from '../actions/send-issue.ts'
import { IssueParams, loadIssue } from './issue-page.ts'

/** Sending a document that bears both signatures. */
export function dispatchForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/documents/:documentId/dispatch',
    permission: 'document.write',
    params: IssueParams,
    fields: z.object({}),
    load: (context) => loadIssue(context, 'body'),
    initial: () => ({}),
    draw: ({ context, data: { document, issue }, form }) => (
      <Layout
        title="Gửi văn bản"
        context={context.page}
        form={form}
        backLink={{ href: `/documents/${issue.documentId}`, text: 'Trở lại văn bản' }}
      >
        <PageHeading caption={document.summary}>Gửi văn bản {issue.reference}</PageHeading>
        {issue.recipientNames.length > 0 && (
          <>
            <p class="govuk-body">Văn bản được gửi đến:</p>
            <ul class="govuk-list govuk-list--bullet">
              {issue.recipientNames.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          </>
        )}
        <p class="govuk-body">
          Sau khi gửi, ai có mã in trên văn bản đều kiểm tra được số, ngày, cơ quan ban hành và chữ ký số; nội dung văn
          bản không hiện ra.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/documents/${issue.documentId}`}>
            <SubmitButton>Gửi văn bản</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await sendIssue(database, official, { documentId: params.documentId, today })
      return `/documents/${params.documentId}`
    },
  })
}
