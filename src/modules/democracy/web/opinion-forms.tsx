import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Form,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { noSuchTheme } from '../actions/out-of-reach.ts'
import { answerTheme, enterOpinions, groupOpinions } from '../actions/take-opinions.ts'
import { consultationById, opinionsOfTheme, themeById, themesOf } from '../queries/consultations.ts'
import { OPINION_CHANNELS } from '../rules/consultation.ts'
import { theirConsultation } from './consultation-forms.tsx'
import { CONSULTATIONS_PATH } from './consultation-pages.tsx'
import { AnswerFields, GroupingFields, OPINION_LABELS as L, OpinionsFields } from './democracy-fields.ts'
import { ConsultationParams } from './democracy-parts.tsx'

/** Writing opinions down, putting them into themes, and answering the themes. */
export function opinionForms(app: FastifyInstance): void {
  opinionsForm(app)
  groupingForm(app)
  answerForm(app)
}

function opinionsForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId/opinions/new`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: OpinionsFields,
    labels: L,
    load: theirConsultation,
    initial: ({ closesOn }, { today }) => ({
      channel: 'meeting',
      receivedOn: formatCalendarDate(closesOn < today ? closesOn : today),
    }),
    draw: ({ context, data: { id, title }, form }) => (
      <Layout
        title="Ghi ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={title}>Ghi ý kiến</PageHeading>
        <Form form={form}>
          <SelectField form={form} name="channel" label={L.channel} options={optionsOf(OPINION_CHANNELS)} />
          <DateField form={form} name="receivedOn" label={L.receivedOn} />
          <TextArea
            form={form}
            name="contents"
            label={L.contents}
            rows={8}
            hint="Mỗi dòng một ý kiến. Không ghi tên, địa chỉ người nói."
          />
          <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${id}`}>
            <SubmitButton>Lưu ý kiến</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId } }, given) => {
      await enterOpinions(database, official, { consultationId, ...given }, today)
      return `${CONSULTATIONS_PATH}/${consultationId}`
    },
  })
}

function groupingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${CONSULTATIONS_PATH}/:consultationId/grouping`,
    permission: 'democracy.write',
    params: ConsultationParams,
    fields: GroupingFields,
    labels: L,
    load: async (context) => {
      const consultation = await theirConsultation(context)
      const [themes, loose] = await Promise.all([
        themesOf(context.database, consultation.id),
        opinionsOfTheme(context.database, consultation.id, null),
      ])
      return { consultation, themes, loose: loose.slice(0, MOST_ON_PAGE), isMore: loose.length > MOST_ON_PAGE }
    },
    initial: () => ({}),
    draw: ({ context, data: { consultation, themes, loose, isMore }, form }) => (
      <Layout
        title="Xếp nhóm ý kiến"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${consultation.id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={consultation.title}>Xếp nhóm ý kiến</PageHeading>
        {loose.length === 0 ? (
          <p class="govuk-body">Mọi ý kiến đã được xếp nhóm.</p>
        ) : (
          <Form form={form}>
            {themes.length > 0 && (
              <InsetText>Các nhóm đang có: {themes.map((theme) => theme.title).join('; ')}.</InsetText>
            )}
            <CheckboxField
              form={form}
              name="opinions"
              label={L.opinions}
              hint={isMore ? 'Trang này hiện các ý kiến cũ nhất; xếp xong sẽ hiện tiếp.' : undefined}
              options={loose.map(({ id, content }) => ({ value: id, text: content }))}
            />
            <TextField
              form={form}
              name="title"
              label={L.title}
              hint="Tên nhóm đang có, hoặc tên mới. Ý kiến ngoài nội dung cũng xếp vào một nhóm để trả lời."
            />
            <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${consultation.id}`}>
              <SubmitButton>Xếp vào nhóm</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params: { consultationId } }, { opinions, title }, { loose }) => {
      await groupOpinions(database, official, { consultationId, opinionIds: opinions, title, today })
      const rest = loose.length > opinions.length ? '/grouping' : ''
      return `${CONSULTATIONS_PATH}/${consultationId}${rest}`
    },
  })
}

const MOST_ON_PAGE = 100

function answerForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/democracy/consultation-themes/:themeId/answer',
    permission: 'democracy.write',
    params: z.object({ themeId: Id }),
    fields: AnswerFields,
    labels: L,
    load: async ({ database, official, today, params }) => {
      const theme = await themeById(database, params.themeId)
      const consultation = theme && (await consultationById(database, official, theme.consultationId, today))
      if (!theme || !consultation?.isTheirs) throw noSuchTheme()
      return { theme, consultation }
    },
    initial: ({ theme }) => ({ answer: theme.answer }),
    draw: ({ context, data: { theme, consultation }, form }) => (
      <Layout
        title="Ghi giải trình"
        context={context.page}
        form={form}
        backLink={{ href: `${CONSULTATIONS_PATH}/${consultation.id}`, text: 'Trở lại cuộc lấy ý kiến' }}
      >
        <PageHeading caption={consultation.title}>Giải trình nhóm “{theme.title}”</PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="answer"
            label={L.answer}
            rows={6}
            hint="Tiếp thu điều gì, không tiếp thu điều gì và vì sao"
          />
          <SubmitButtons cancelHref={`${CONSULTATIONS_PATH}/${consultation.id}`}>
            <SubmitButton>Lưu giải trình</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { themeId } }, { answer }) =>
      `${CONSULTATIONS_PATH}/${await answerTheme(database, official, { themeId, answer, today })}`,
  })
}
