import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../platform/page/index.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { askToApply, askToUndo, noSuchBatch, setAside } from '../actions/decide.ts'
import type { BatchWork } from '../actions/work.ts'
import { batchById } from '../queries/batches.ts'

const WAYS = {
  all: 'Nhập tất cả, hoặc không nhập dòng nào',
  good: 'Chỉ nhập các dòng đúng, bỏ qua các dòng lỗi',
} as const
const Batch = z.object({ batchId: Id })

/** What a person decides about a batch: bring it in, let it go, take it back. */
export function decisionForms(app: FastifyInstance, sheets: readonly RecordSheet[], work: BatchWork): void {
  const titleOf = (kind: string) => sheets.find((sheet) => sheet.kind === kind)?.title ?? kind

  staffForm(app, {
    path: '/spreadsheets/batches/:batchId/application',
    permission: 'spreadsheet.use',
    params: Batch,
    fields: z.object({ way: choice('Cách nhập', WAYS) }),
    load: async ({ database, official, params }) => (await batchById(database, official, params.batchId)) ?? missing(),
    initial: (batch) => (batch.faultyCount === 0 ? { way: 'all' } : {}),
    draw: ({ context, data: batch, form }) => (
      <Layout
        title="Nhập vào hệ thống"
        context={context.page}
        form={form}
        backLink={{ href: `/spreadsheets/batches/${batch.id}`, text: 'Kết quả kiểm tra' }}
      >
        <PageHeading caption={`${titleOf(batch.kind)} – ${batch.sourceName}`}>Nhập vào hệ thống</PageHeading>
        <p class="govuk-body">
          {formatNumber(batch.newCount)} bản ghi mới, {formatNumber(batch.changedCount)} bản ghi thay đổi;{' '}
          {formatNumber(batch.faultyCount)} dòng lỗi.
        </p>
        <Form form={form}>
          <RadioField form={form} name="way" label="Cách nhập" options={optionsOf(WAYS)} />
          <SubmitButtons cancelHref={`/spreadsheets/batches/${batch.id}`}>
            <SubmitButton>Nhập</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params }, { way }) => {
      await askToApply(database, official, { batchId: params.batchId, allOrNothing: way === 'all' })
      return `/spreadsheets/batches/${params.batchId}`
    },
    afterwards: () => work.resume(),
  })

  staffForm(app, {
    path: '/spreadsheets/batches/:batchId/undoing',
    permission: 'spreadsheet.use',
    params: Batch,
    fields: z.object({}),
    load: async ({ database, official, params }) => (await batchById(database, official, params.batchId)) ?? missing(),
    initial: () => ({}),
    draw: ({ context, data: batch, form }) => (
      <Layout
        title="Hoàn tác lần nhập"
        context={context.page}
        form={form}
        backLink={{ href: `/spreadsheets/batches/${batch.id}`, text: 'Kết quả nhập' }}
      >
        <PageHeading caption={`${titleOf(batch.kind)} – ${batch.sourceName}`}>Hoàn tác lần nhập</PageHeading>
        <WarningText>
          Bản ghi mới của lần nhập này sẽ bị hủy, bản ghi đã sửa trở lại như trước. Bản ghi nào đã được sửa tiếp sau khi
          nhập thì giữ nguyên và được nêu tên.
        </WarningText>
        <Form form={form}>
          <SubmitButtons cancelHref={`/spreadsheets/batches/${batch.id}`}>
            <SubmitButton variant="warning">Hoàn tác</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params }) => {
      await askToUndo(database, official, params.batchId)
      return `/spreadsheets/batches/${params.batchId}`
    },
    afterwards: () => work.resume(),
  })

  staffForm(app, {
    path: '/spreadsheets/batches/:batchId/removal',
    permission: 'spreadsheet.use',
    params: Batch,
    fields: z.object({}),
    load: async ({ database, official, params }) => (await batchById(database, official, params.batchId)) ?? missing(),
    initial: () => ({}),
    draw: ({ context, data: batch, form }) => (
      <Layout
        title="Bỏ lần nhập"
        context={context.page}
        form={form}
        backLink={{ href: `/spreadsheets/batches/${batch.id}`, text: 'Kết quả kiểm tra' }}
      >
        <PageHeading caption={`${titleOf(batch.kind)} – ${batch.sourceName}`}>Bỏ lần nhập</PageHeading>
        <p class="govuk-body">Chưa có gì được ghi. Các dòng của tệp sẽ bị xóa khỏi hệ thống.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={`/spreadsheets/batches/${batch.id}`}>
            <SubmitButton variant="warning">Bỏ lần nhập</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, params }) => {
      await setAside(database, official, params.batchId)
      return '/spreadsheets'
    },
  })
}

function missing(): never {
  throw noSuchBatch()
}
