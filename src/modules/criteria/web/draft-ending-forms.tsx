import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { discardDraft, keepDraft } from '../actions/draft-criteria-set.ts'
import { newestVersion } from '../queries/criteria-sets.ts'
import { setDifferences } from '../rules/set-differences.ts'
import { DraftAddress, draftInWork, draftPath, Problems } from './draft-parts.tsx'

/** The two ends of a draft: a version in force, or put aside. */
export function draftEndingForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/keeping',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.object({}),
    load: async (context: Context & { params: { draftId: string } }) => {
      const shown = await draftInWork(context, context.params.draftId)
      const { content } = shown.draft
      const before =
        (await newestVersion(context.database, content.id)) ??
        (content.replaces === undefined ? undefined : await newestVersion(context.database, content.replaces))
      return { shown, before }
    },
    initial: ({ shown }) => ({ _version: String(shown.draft.version) }),
    draw: ({ context, data: { shown, before }, form }) => {
      const { draft, problems } = shown
      const mistakes = problems.filter((problem) => problem.severity === 'mistake')
      const open = draft.questions.filter((question) => !question.decided).length
      const ready = mistakes.length === 0 && open === 0
      return (
        <Layout
          title="Đưa vào áp dụng"
          context={context.page}
          form={form}
          backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
        >
          <PageHeading caption={draft.content.title}>Đưa vào áp dụng</PageHeading>
          {!ready && (
            <InsetText>
              Chưa đưa vào áp dụng được: còn {formatNumber(mistakes.length)} lỗi và {formatNumber(open)} chỗ nhập từ
              Excel chưa quyết định.
            </InsetText>
          )}
          <Problems problems={problems} withPlace />
          <Differences lines={before ? setDifferences(before.content, draft.content) : null} />
          {ready && (
            <Form form={form}>
              <WarningText>
                Phiên bản này gắn với {draft.content.legalAct.number} của {draft.content.legalAct.issuer} và không sửa
                được nữa; muốn sửa thì soạn phiên bản mới.
              </WarningText>
              <SubmitButtons cancelHref={draftPath(draft.id)}>
                <SubmitButton>Đưa vào áp dụng</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, params, version }) =>
      `/criteria-sets/${await keepDraft(database, official, { draftId: params.draftId, version })}`,
  })

  staffForm(app, {
    path: '/criteria-sets/drafts/:draftId/discarding',
    permission: 'criteria.manage',
    params: DraftAddress,
    fields: z.object({}),
    load: (context) => draftInWork(context, context.params.draftId),
    initial: ({ draft }) => ({ _version: String(draft.version) }),
    draw: ({ context, data: { draft }, form }) => (
      <Layout
        title="Bỏ bản soạn"
        context={context.page}
        form={form}
        backLink={{ href: draftPath(draft.id), text: 'Bản soạn' }}
      >
        <PageHeading caption={draft.content.title}>Bỏ bản soạn</PageHeading>
        <p class="govuk-body">Bản soạn vẫn xem lại được nhưng không sửa và không đưa vào áp dụng được nữa.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={draftPath(draft.id)}>
            <SubmitButton variant="warning">Bỏ bản soạn</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params, version, today }) => {
      await discardDraft(database, official, { draftId: params.draftId, version }, today)
      return '/criteria-sets'
    },
  })
}

/** What the new version says otherwise than the one before it; null where there is none. */
export function Differences({ lines }: { lines: readonly string[] | null }) {
  if (lines === null) return null
  return (
    <>
      <h2 class="govuk-heading-m">Khác với bộ trước</h2>
      {lines.length === 0 ? (
        <p class="govuk-body">Không có gì khác.</p>
      ) : (
        <ul class="govuk-list govuk-list--bullet">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </>
  )
}
