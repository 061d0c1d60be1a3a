import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalRecordId, optionalText, recordId } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  DateField,
  Details,
  Form,
  type FormView,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  Tag,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { answerInBatch, assignInBatch, MOST_IN_BATCH } from '../actions/step-in-batch.ts'
import { STEP_PERMISSIONS } from '../actions/take-step.ts'
import { batchOf, type ChosenPetition, chosenPetitions } from '../queries/batches.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { replyTemplates } from '../queries/reply-templates.ts'
import { PETITION_KINDS, petitionNumber } from '../rules/petition-kind.ts'
import { PROTECTED_TITLE } from '../rules/protected-sender.ts'
import { REPLY_FIELDS, refuseUnknownFields } from '../rules/reply-template.ts'
import { DocumentOfStep, NoteOfStep, STEP_LABELS } from './step-frame.tsx'

export const BATCH_PATHS = { assigned: '/petitions/assignments/new', answered: '/petitions/answers/new' } as const

const LIST = { href: '/petitions', text: 'Danh sách đơn thư' }

/** Assigning and answering several petitions chosen in the list; then what became of each. */
export function batchForms(app: FastifyInstance): void {
  assignmentsForm(app)
  answersForm(app)
  resultPage(app)
}

/** The ids in the address: one, several, none; anything that is no id is passed over. */
function idsIn(query: Readonly<Record<string, unknown>>): string[] {
  const given = [query.petition].flat().filter((id): id is string => typeof id === 'string' && /^\d{1,18}$/.test(id))
  return [...new Set(given)].slice(0, MOST_IN_BATCH)
}

async function chosen({ database, official, today, query }: Context & { query: Record<string, string> }) {
  return chosenPetitions(database, official, idsIn(query), today)
}

function Frame({
  context,
  petitions,
  form,
  title,
  children,
}: {
  context: Context
  petitions: readonly ChosenPetition[]
  form: FormView
  title: string
  children: ComponentChildren
}) {
  return (
    <Layout title={title} context={context.page} form={form} backLink={LIST}>
      <PageHeading caption={`${formatNumber(petitions.length)} đơn đã chọn`}>{title}</PageHeading>
      {petitions.length === 0 ? (
        <WarningText>Chưa chọn đơn nào. Hãy trở lại danh sách và đánh dấu các đơn.</WarningText>
      ) : (
        <>
          <ul class="govuk-list govuk-list--bullet">
            {petitions.map((petition) => (
              <li key={petition.id}>
                <a class="govuk-link" href={`/petitions/${petition.id}`}>
                  Đơn số {petitionNumber(petition)}: {petition.title ?? PROTECTED_TITLE}
                </a>{' '}
                <span class="app-muted">
                  ({petition.handlerName ?? 'chưa phân công'}, {petition.handlingUnitName})
                </span>
              </li>
            ))}
          </ul>
          <Form form={form}>{children}</Form>
        </>
      )}
    </Layout>
  )
}

function refuseNothingChosen(petitions: readonly ChosenPetition[]): void {
  if (petitions.length > 0) return
  throw new Refusal(
    'invalid',
    'petition.nothing-chosen',
    'Chưa chọn đơn nào. Hãy trở lại danh sách và đánh dấu các đơn.',
  )
}

function assignmentsForm(app: FastifyInstance): void {
  const { database } = app.services
  staffForm(app, {
    path: BATCH_PATHS.assigned,
    permission: STEP_PERMISSIONS.assigned,
    fields: z.object({ personId: recordId('Người xử lý'), note: optionalText('Ý kiến chỉ đạo', { longest: 5000 }) }),
    load: async (context) => {
      const petitions = await chosen(context)
      const units = [...new Set(petitions.map((petition) => petition.handlingUnitId))]
      const handlers = await Promise.all(
        units.map((unitId) => possibleHandlers(context.database, unitId, context.today)),
      )
      const nameOf = (unitId: string | undefined) =>
        petitions.find((petition) => petition.handlingUnitId === unitId)?.handlingUnitName ?? ''
      return {
        petitions,
        people: handlers.flatMap((group, index) =>
          group.map((person) => ({ ...person, unitName: nameOf(units[index]) })),
        ),
      }
    },
    initial: () => ({}),
    draw: ({ context, data: { petitions, people }, form }) => (
      <Frame context={context} petitions={petitions} form={form} title="Phân công nhiều đơn">
        <SelectField
          form={form}
          name="personId"
          label="Người xử lý"
          emptyText="Chọn người"
          options={people.map((person) => ({
            value: person.id,
            text: `${person.fullName}, ${person.title}`,
            group: person.unitName,
          }))}
        />
        <NoteOfStep form={form} label="Ý kiến chỉ đạo" optional />
        <SubmitButtons cancelHref="/petitions">
          <SubmitButton>Phân công</SubmitButton>
        </SubmitButtons>
      </Frame>
    ),
    submit: async ({ database: records, official, today }, { personId, note }, { petitions }) => {
      refuseNothingChosen(petitions)
      const petitionIds = petitions.map(({ id }) => id)
      const id = await assignInBatch(database, records, official, { petitionIds, personId, note, today })
      return `/petitions/batches/${id}`
    },
  })
}

const AnswerFields = z
  .object({
    templateId: optionalRecordId('Mẫu trả lời'),
    note: optionalText('Nội dung trả lời', { longest: 20_000 }),
    on: day('Ngày trả lời'),
    documentNumber: optionalText(STEP_LABELS.documentNumber, { longest: 100 }),
  })
  .superRefine(({ templateId, note }, context) => {
    if ((templateId === null) !== (note === '')) return
    const message =
      templateId === null
        ? 'Hãy chọn mẫu trả lời hoặc viết nội dung trả lời.'
        : 'Chỉ chọn mẫu hoặc chỉ viết nội dung, không cả hai.'
    context.addIssue({ code: 'custom', path: ['note'], message })
  })

function answersForm(app: FastifyInstance): void {
  const { database } = app.services
  staffForm(app, {
    path: BATCH_PATHS.answered,
    permission: STEP_PERMISSIONS.answered,
    fields: AnswerFields,
    load: async (context) => {
      const [petitions, templates] = await Promise.all([
        chosen(context),
        replyTemplates(context.database, context.official, context.today),
      ])
      return { petitions, templates }
    },
    initial: (_data, { today }) => ({ on: formatCalendarDate(today) }),
    draw: ({ context, data: { petitions, templates }, form }) => (
      <Frame context={context} petitions={petitions} form={form} title="Trả lời nhiều đơn">
        {templates.length > 0 && (
          <SelectField
            form={form}
            name="templateId"
            label="Mẫu trả lời"
            optional
            emptyText="Không dùng mẫu"
            options={templates.map((template) => ({
              value: template.id,
              text: template.title,
              group: template.unitName,
            }))}
          />
        )}
        <NoteOfStep form={form} label="Nội dung trả lời" optional told rows={6} />
        <FieldsHelp />
        <DateField form={form} name="on" label="Ngày trả lời" />
        <DocumentOfStep form={form} />
        <SubmitButtons cancelHref="/petitions">
          <SubmitButton>Trả lời các đơn này</SubmitButton>
        </SubmitButtons>
      </Frame>
    ),
    submit: async ({ database: records, official, today }, { templateId, note, on, documentNumber }, data) => {
      refuseNothingChosen(data.petitions)
      const template = templateId === null ? note : data.templates.find(({ id }) => id === templateId)?.body
      if (template === undefined) {
        const message = 'Mẫu này không còn dùng được. Hãy chọn mẫu khác.'
        throw new Refusal('invalid', 'petition.no-such-template', message, { templateId: message })
      }
      refuseUnknownFields(template, 'note')
      const petitionIds = data.petitions.map(({ id }) => id)
      const words = { documentNumber }
      const id = await answerInBatch(database, records, official, { petitionIds, template, on, words, today })
      return `/petitions/batches/${id}`
    },
  })
}

/** The fields that a text may hold, for who writes one. */
export function FieldsHelp() {
  return (
    <Details summary="Các trường điền tự động">
      <ul class="govuk-list govuk-list--bullet">
        {Object.entries(REPLY_FIELDS).map(([field, meaning]) => (
          <li key={field}>
            <strong>{`{${field}}`}</strong>: {meaning}
          </li>
        ))}
      </ul>
    </Details>
  )
}

function resultPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions/batches/:batchId',
    permission: 'petition.read',
    params: z.object({ batchId: Id }),
    draw: async ({ database, official, today, page, params }) => {
      const batch = await batchOf(database, official, params.batchId, today)
      if (!batch)
        throw new Refusal('not-found', 'petition.no-such-batch', 'Không có kết quả này trong phạm vi của bạn.')
      const title = batch.what === 'assigned' ? 'Kết quả phân công nhiều đơn' : 'Kết quả trả lời nhiều đơn'
      const done = batch.results.filter(({ refusal }) => refusal === '').length
      return (
        <Layout title={title} context={page} backLink={LIST}>
          <PageHeading caption={formatInstant(batch.doneAt)}>{title}</PageHeading>
          <InsetText>
            {formatNumber(done)} đơn đã ghi, {formatNumber(batch.results.length - done)} đơn chưa ghi được.
          </InsetText>
          <DataTable
            caption="Kết quả từng đơn"
            captionHidden
            phone="stack"
            empty="Không có đơn nào."
            columns={[
              { key: 'petition', title: 'Đơn', rowHeader: true },
              { key: 'result', title: 'Kết quả', width: 'narrow' },
              { key: 'why', title: 'Lý do chưa ghi được' },
            ]}
            rows={batch.results.map((each) => ({
              petition: (
                <a class="govuk-link" href={`/petitions/${each.id}`}>
                  Đơn {PETITION_KINDS[each.kind].toLowerCase()} số {petitionNumber(each)}
                </a>
              ),
              result:
                each.refusal === '' ? <Tag colour="green" text="Đã ghi" /> : <Tag colour="orange" text="Chưa ghi" />,
              why: each.refusal,
            }))}
          />
        </Layout>
      )
    },
  })
}
