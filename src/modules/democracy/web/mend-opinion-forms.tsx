import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DateField,
  Form,
  HiddenField,
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
import { changeOpinion, withdrawOpinion } from '../actions/mend-opinion.ts'
import { noSuchOpinion } from '../actions/out-of-reach.ts'
import { consultationById, themesOf } from '../queries/consultations.ts'
import { opinionById } from '../queries/opinions.ts'
import { OPINION_CHANNELS } from '../rules/consultation.ts'
import { opinionFormValues } from '../rules/form-values.ts'
import { CONSULTATIONS_PATH } from './consultation-pages.tsx'
import { OPINION_LABELS as L, OpinionFields, ReasonFields } from './democracy-fields.ts'

const OpinionParams = z.object({ consultationOpinionId: Id })
const one = '/democracy/consultation-opinions/:consultationOpinionId'

/** Mending what was written down of an opinion, and taking back what was written by mistake. */
export function mendOpinionForms(app: FastifyInstance): void {
  editForm(app)
  withdrawalForm(app)
}

/** The opinion of the address with its consultation, for who may write there. */
async function theirOpinion({
  database,
  official,
  today,
  params,
}: Context & { params: { consultationOpinionId: string } }) {
  const opinion = await opinionById(database, official, params.consultationOpinionId, today)
  const consultation = opinion && (await consultationById(database, official, opinion.consultationId, today))
  if (!opinion || !consultation?.isTheirs) throw noSuchOpinion()
  return opinion
}

const back = ({ consultationId }: { consultationId: string }) => ({
  href: `${CONSULTATIONS_PATH}/${consultationId}`,
  text: 'Trở lại cuộc lấy ý kiến',
})

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'democracy.write',
    params: OpinionParams,
    fields: OpinionFields,
    labels: L,
    load: async (context) => {
      const opinion = await theirOpinion(context)
      return { opinion, themes: await themesOf(context.database, opinion.consultationId) }
    },
    choices: () => ({ channel: OPINION_CHANNELS }),
    initial: ({ opinion }) => opinionFormValues(opinion),
    draw: ({ context, data: { opinion, themes }, form }) => (
      <Layout
        title={opinion.wasWrittenDown ? 'Sửa ý kiến' : 'Xếp nhóm cho ý kiến'}
        context={context.page}
        form={form}
        backLink={back(opinion)}
      >
        <PageHeading
          caption={opinion.consultationTitle}
          actions={
            opinion.wasWrittenDown && (
              <ActionBar>
                <ButtonLink href={`/democracy/consultation-opinions/${opinion.id}/withdrawal`} variant="secondary">
                  Bỏ ý kiến ghi nhầm
                </ButtonLink>
              </ActionBar>
            )
          }
        >
          {opinion.wasWrittenDown ? 'Sửa ý kiến' : 'Xếp nhóm cho ý kiến'}
        </PageHeading>
        <Form form={form}>
          {opinion.wasWrittenDown ? (
            <>
              <SelectField form={form} name="channel" label={L.channel} options={optionsOf(OPINION_CHANNELS)} />
              <DateField form={form} name="receivedOn" label={L.receivedOn} />
              <TextArea
                form={form}
                name="content"
                label={L.content}
                rows={4}
                hint="Không ghi tên, địa chỉ người nói."
              />
            </>
          ) : (
            <>
              <InsetText>
                <span class="app-prewrap">{opinion.content}</span>
                <br />
                Người dân tự gửi ngày {formatCalendarDate(opinion.receivedOn)}: nội dung giữ nguyên như đã gửi.
              </InsetText>
              <HiddenField form={form} name="channel" />
              <HiddenField form={form} name="receivedOn" />
              <HiddenField form={form} name="content" />
            </>
          )}
          <TextField
            form={form}
            name="theme"
            label={L.theme}
            optional
            hint={
              themes.length > 0
                ? `Các nhóm đang có: ${themes.map(({ title }) => title).join('; ')}. Để trống khi chưa xếp nhóm.`
                : 'Tên nhóm mới. Để trống khi chưa xếp nhóm.'
            }
          />
          <SubmitButtons cancelHref={back(opinion).href}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, version }, given, { opinion }) => {
      await changeOpinion(database, official, { id: opinion.id, version, given, today })
      return back(opinion).href
    },
  })
}

function withdrawalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/withdrawal`,
    permission: 'democracy.write',
    params: OpinionParams,
    fields: ReasonFields,
    load: theirOpinion,
    initial: () => ({}),
    draw: ({ context, data: opinion, form }) => (
      <Layout title="Bỏ ý kiến ghi nhầm" context={context.page} form={form} backLink={back(opinion)}>
        <PageHeading caption={opinion.consultationTitle}>Bỏ ý kiến ghi nhầm</PageHeading>
        <InsetText>
          <span class="app-prewrap">{opinion.content}</span>
        </InsetText>
        <p class="govuk-body">Ý kiến không còn được đếm ở đâu. Nhật ký của cuộc lấy ý kiến ghi ai bỏ và vì sao.</p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={2} />
          <SubmitButtons cancelHref={back(opinion).href}>
            <SubmitButton variant="warning">Bỏ ý kiến</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, opinion) =>
      `${CONSULTATIONS_PATH}/${await withdrawOpinion(database, official, { id: opinion.id, reason, today })}`,
  })
}
