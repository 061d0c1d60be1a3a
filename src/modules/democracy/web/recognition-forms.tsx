import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import {
  CheckboxField,
  DateField,
  Form,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { deliverDecision, recogniseDecision } from '../actions/keep-decision.ts'
import { RECOGNITIONS } from '../rules/community-decision.ts'
import { decisionCaption, theirDecision } from './decision-forms.tsx'
import { DECISIONS_PATH } from './decision-pages.tsx'
import { DELIVERY_LABELS, DeliveryFields, RECOGNITION_LABELS, RecognitionFields } from './democracy-fields.ts'
import { DecisionParams } from './democracy-parts.tsx'

/** What follows a passed decision: it is sent to the commune and, where it must be, recognised in writing. */
export function recognitionForms(app: FastifyInstance): void {
  deliveryForm(app)
  recognitionForm(app)
}

function deliveryForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${DECISIONS_PATH}/:decisionId/delivery`,
    permission: 'democracy.write',
    params: DecisionParams,
    fields: DeliveryFields,
    labels: DELIVERY_LABELS,
    load: (context) => theirDecision(context, context.params.decisionId),
    initial: (decision, { today }) => ({
      sentOn: formatCalendarDate(decision.sentOn ?? today),
      receivedOn: formatCalendarDate(decision.receivedOn ?? today),
      needsRecognition: decision.needsRecognition ? 'yes' : '',
    }),
    draw: ({ context, data: decision, form }) => (
      <Layout
        title="Ghi ngày gửi, ngày nhận"
        context={context.page}
        form={form}
        backLink={{ href: `${DECISIONS_PATH}/${decision.id}`, text: 'Trở lại cuộc biểu quyết' }}
      >
        <PageHeading caption={decisionCaption(decision)}>Ghi ngày gửi, ngày nhận</PageHeading>
        <Form form={form}>
          <DateField
            form={form}
            name="sentOn"
            label={DELIVERY_LABELS.sentOn}
            hint={
              decision.sendDueOn
                ? `Hạn gửi: ${formatCalendarDate(decision.sendDueOn)} (5 ngày làm việc, khoản 3 Điều 20 Luật 10/2022/QH15)`
                : undefined
            }
          />
          <DateField form={form} name="receivedOn" label={DELIVERY_LABELS.receivedOn} />
          <CheckboxField
            form={form}
            name="needsRecognition"
            label={DELIVERY_LABELS.needsRecognition}
            hint="Nội dung nào phải được công nhận chưa đối chiếu hết với luật; hãy chọn theo văn bản của địa phương."
            options={[{ value: 'yes', text: 'Quyết định này cần Ủy ban nhân dân cấp xã công nhận' }]}
          />
          <SubmitButtons cancelHref={`${DECISIONS_PATH}/${decision.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { decisionId } }, delivery) => {
      await deliverDecision(database, official, { id: decisionId, ...delivery }, today)
      return `${DECISIONS_PATH}/${decisionId}`
    },
  })
}

function recognitionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${DECISIONS_PATH}/:decisionId/recognition`,
    permission: 'democracy.write',
    params: DecisionParams,
    fields: RecognitionFields,
    labels: RECOGNITION_LABELS,
    load: (context) => theirDecision(context, context.params.decisionId),
    initial: (_decision, { today }) => ({ recognition: 'recognised', recognisedOn: formatCalendarDate(today) }),
    draw: ({ context, data: decision, form }) => (
      <Layout
        title="Ghi văn bản công nhận"
        context={context.page}
        form={form}
        backLink={{ href: `${DECISIONS_PATH}/${decision.id}`, text: 'Trở lại cuộc biểu quyết' }}
      >
        <PageHeading caption={decisionCaption(decision)}>Ghi văn bản công nhận</PageHeading>
        <Form form={form}>
          <RadioField
            form={form}
            name="recognition"
            label={RECOGNITION_LABELS.recognition}
            inline
            options={optionsOf(RECOGNITIONS)}
          />
          <DateField
            form={form}
            name="recognisedOn"
            label={RECOGNITION_LABELS.recognisedOn}
            hint={
              decision.recogniseDueOn
                ? `Hạn: ${formatCalendarDate(decision.recogniseDueOn)} (5 ngày làm việc từ ngày nhận, Điều 21 Luật 10/2022/QH15)`
                : undefined
            }
          />
          <TextField form={form} name="number" label={RECOGNITION_LABELS.number} width={20} />
          <TextArea
            form={form}
            name="reason"
            label={RECOGNITION_LABELS.reason}
            optional
            rows={3}
            hint="Bắt buộc khi không công nhận"
          />
          <SubmitButtons cancelHref={`${DECISIONS_PATH}/${decision.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { decisionId } }, given) => {
      await recogniseDecision(database, official, { id: decisionId, ...given }, today)
      return `${DECISIONS_PATH}/${decisionId}`
    },
  })
}
