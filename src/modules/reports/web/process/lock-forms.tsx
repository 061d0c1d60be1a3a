import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../../platform/http/form.tsx'
import { choice, recordIds, text } from '../../../../platform/http/form-fields.ts'
import { Id } from '../../../../platform/http/page.tsx'
import {
  CheckboxField,
  Form,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  WarningText,
} from '../../../../platform/page/index.ts'
import { lockRequest, unlockRequest } from '../../actions/lock-request.ts'
import { allDutiesOf, requestOf } from '../../queries/requests.ts'
import { titleOf } from '../report-words.ts'

const LOCK_LABELS = { reason: 'Lý do khóa' } as const
const UNLOCK_LABELS = { forWhom: 'Mở khóa cho', unitIds: 'Các đơn vị', reason: 'Lý do mở khóa' } as const
const FOR_WHOM = { some: 'Một số đơn vị, mỗi đơn vị được gửi một lần', all: 'Mọi đơn vị của kỳ báo cáo' } as const

/** Closing the period of a request for its units, and opening it again. */
export function lockForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reports/requests/:requestId/lock',
    permission: 'report.collect',
    params: z.object({ requestId: Id }),
    fields: z.object({ reason: text(LOCK_LABELS.reason, { longest: 500 }) }),
    labels: LOCK_LABELS,
    load: ({ database, official, today, params }) => requestOf(database, official, params.requestId, today),
    initial: () => ({ reason: 'Hết thời gian nhận báo cáo' }),
    draw: ({ context, data: request, form }) => (
      <Layout
        title="Khóa kỳ báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={titleOf(request)}>Khóa kỳ báo cáo</PageHeading>
        <WarningText>
          Các đơn vị sẽ không soạn, gửi báo cáo và báo cáo bổ sung của kỳ này được nữa, cho đến khi mở khóa. Cơ quan
          tổng hợp vẫn tiếp nhận, trả lại hoặc mở lại từng báo cáo.
        </WarningText>
        <Form form={form}>
          <TextArea form={form} name="reason" label={LOCK_LABELS.reason} hint="Các đơn vị thấy lý do này." rows={3} />
          <SubmitButtons cancelHref={`/reports/requests/${request.id}`}>
            <SubmitButton>Khóa kỳ báo cáo</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await lockRequest(database, official, { requestId: params.requestId, reason, today })
      return `/reports/requests/${params.requestId}`
    },
  })

  staffForm(app, {
    path: '/reports/requests/:requestId/unlocking',
    permission: 'report.collect',
    params: z.object({ requestId: Id }),
    fields: z.object({
      forWhom: choice(UNLOCK_LABELS.forWhom, FOR_WHOM),
      unitIds: recordIds(UNLOCK_LABELS.unitIds),
      reason: text(UNLOCK_LABELS.reason, { longest: 2000 }),
    }),
    labels: UNLOCK_LABELS,
    load: async ({ database, official, today, params }) => {
      const request = await requestOf(database, official, params.requestId, today)
      return { request, duties: await allDutiesOf(database, request).execute() }
    },
    initial: () => ({ forWhom: 'some' }),
    draw: ({ context, data: { request, duties }, form }) => (
      <Layout
        title="Mở khóa kỳ báo cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/reports/requests/${request.id}`, text: 'Trở lại yêu cầu' }}
      >
        <PageHeading caption={titleOf(request)}>Mở khóa kỳ báo cáo</PageHeading>
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label={UNLOCK_LABELS.reason}
            hint="Ví dụ: xã gửi muộn do mất kết nối. Lý do được lưu cùng yêu cầu."
            rows={3}
          />
          <RadioField
            form={form}
            name="forWhom"
            label={UNLOCK_LABELS.forWhom}
            options={[
              { value: 'all', text: FOR_WHOM.all },
              {
                value: 'some',
                text: FOR_WHOM.some,
                children: (
                  <CheckboxField
                    form={form}
                    name="unitIds"
                    label={UNLOCK_LABELS.unitIds}
                    options={duties.map(({ unitId, unitName }) => ({ value: unitId, text: unitName }))}
                  />
                ),
              },
            ]}
          />
          <SubmitButtons cancelHref={`/reports/requests/${request.id}`}>
            <SubmitButton>Mở khóa</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { forWhom, unitIds, reason }) => {
      await unlockRequest(database, official, {
        requestId: params.requestId,
        forUnits: forWhom === 'all' ? 'all' : unitIds,
        reason,
        today,
      })
      return `/reports/requests/${params.requestId}`
    },
  })
}
