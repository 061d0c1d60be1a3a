import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { decidePublication, proposePublication } from '../actions/publish-petition.ts'
import { timelineOf } from '../queries/petition.ts'
import { publicWordsOf } from '../queries/publications.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { obstacleToPublishing, PUBLICATION_DECISIONS, PUBLICATION_STATES } from '../rules/publication.ts'
import { openedPetition } from './opened-petition.ts'

const params = z.object({ petitionId: Id })

/** Writing what everybody is to read of an answered petition, and the second look at it. */
export function publicationForms(app: FastifyInstance): void {
  proposalForm(app)
  decisionForm(app)
}

async function loaded(context: Context & { params: { petitionId: string } }) {
  const petition = await openedPetition(context, context.params.petitionId)
  const publication = await publicWordsOf(context.database, petition.id)
  const moments = await timelineOf(context.database, petition.id)
  const answered = moments.find(({ kind }) => kind === 'answered' || kind === 'decided')
  const obstacle = obstacleToPublishing({
    kind: petition.kind,
    visibility: publication.visibility,
    answeredOn: answered?.happenedOn ?? null,
  })
  return { petition, publication, answer: answered?.note ?? '', obstacle }
}

function proposalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/:petitionId/public-words',
    permission: 'petition.answer',
    params,
    fields: z.object({
      title: text('Tiêu đề công khai', { longest: 300 }),
      words: text('Nội dung đơn đã lược bỏ', { longest: 10_000 }),
      answer: text('Câu trả lời công khai', { longest: 20_000 }),
    }),
    load: loaded,
    initial: ({ petition, publication, answer }) => ({
      title: publication.title ?? petition.title ?? '',
      words: publication.words || (petition.content ?? ''),
      answer: publication.answer || answer,
    }),
    draw: ({ context, data: { petition, publication, obstacle }, form }) => (
      <Layout
        title="Công khai đơn và câu trả lời"
        context={context.page}
        form={form}
        backLink={{ href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }}
      >
        <PageHeading caption={`Đơn số ${petitionNumber(petition)}`}>Công khai đơn và câu trả lời</PageHeading>
        {publication.state && (
          <InsetText>
            {PUBLICATION_STATES[publication.state]}
            {publication.decisionNote && `: ${publication.decisionNote}`}
          </InsetText>
        )}
        {obstacle ? (
          <WarningText>{obstacle.messageForPerson}</WarningText>
        ) : (
          <p class="govuk-body">
            Bỏ họ tên, địa chỉ, điện thoại, biển số, số thửa và mọi điều nhận ra được người gửi hay người khác. Người có
            quyền duyệt xem lại rồi mới công khai.
          </p>
        )}
        <Form form={form}>
          <TextField form={form} name="title" label="Tiêu đề công khai" />
          <TextArea form={form} name="words" label="Nội dung đơn đã lược bỏ" rows={6} />
          <TextArea form={form} name="answer" label="Câu trả lời công khai" rows={6} />
          <SubmitButtons cancelHref={`/petitions/${petition.id}`}>
            <SubmitButton>Gửi duyệt</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, given) => {
      await proposePublication(database, official, { petitionId, given }, today)
      return `/petitions/${petitionId}`
    },
  })
}

function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/:petitionId/public-words/decision',
    permission: 'petition.publish',
    params,
    fields: z.object({
      decision: choice('Quyết định', PUBLICATION_DECISIONS),
      note: optionalText('Ý kiến', { longest: 1_000 }),
    }),
    load: loaded,
    initial: () => ({}),
    draw: ({ context, data: { petition, publication }, form }) => (
      <Layout
        title="Duyệt công khai"
        context={context.page}
        form={form}
        backLink={{ href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }}
      >
        <PageHeading caption={`Đơn số ${petitionNumber(petition)}`}>Duyệt công khai</PageHeading>
        {publication.state === null ? (
          <p class="govuk-body">Chưa có nội dung nào được viết để công khai.</p>
        ) : (
          <>
            <SummaryList
              rows={[
                { label: 'Tình trạng', value: PUBLICATION_STATES[publication.state] },
                { label: 'Người viết', value: publication.writtenBy },
                { label: 'Tiêu đề công khai', value: publication.title },
                { label: 'Nội dung', value: <span class="app-prewrap">{publication.words}</span> },
                { label: 'Câu trả lời', value: <span class="app-prewrap">{publication.answer}</span> },
              ]}
            />
            <Form form={form}>
              <RadioField form={form} name="decision" label="Quyết định" options={optionsOf(PUBLICATION_DECISIONS)} />
              <TextArea form={form} name="note" label="Ý kiến" optional rows={3} />
              <SubmitButtons cancelHref={`/petitions/${petition.id}`}>
                <SubmitButton>Lưu quyết định</SubmitButton>
              </SubmitButtons>
            </Form>
          </>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { decision, note }) => {
      await decidePublication(database, official, { petitionId, decision, note }, today)
      return `/petitions/${petitionId}`
    },
  })
}
