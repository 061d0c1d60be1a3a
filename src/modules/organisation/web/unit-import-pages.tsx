import { buffer } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { storedFiles } from '../../../platform/http/form-fields.ts'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  DataTable,
  FileField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { importUnits, previewUnitImport, unitRowsOfWorkbook } from '../actions/import-units.ts'
import { unitsAsWorkbook } from '../queries/units-as-rows.ts'
import type { UnitImportPlan, UnitInFile, UnitRow } from '../rules/unit-rows.ts'
import { inOrganisation } from './organisation-parts.tsx'

const FILE = 'Tệp Excel (.xlsx)'
const MOST_SHOWN = 100

/** Units from an Excel file: sent, looked at with its faults by row, brought in; and the file to begin from. */
export function unitImportPages(app: FastifyInstance): void {
  app.get('/units/export', allow('organisation.manage'), async (request, reply) => {
    const { database, official, today } = signedInContext(request)
    const file = await unitsAsWorkbook(database, unitsFor(official, 'organisation.manage'), today)
    return reply
      .type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
      .header('content-disposition', `attachment; filename="don-vi-${today}.xlsx"`)
      .send(file)
  })

  staffForm(app, {
    path: '/units/import',
    permission: 'organisation.manage',
    fields: z.object({ file: storedFiles(FILE, { most: 1 }).pipe(z.tuple([z.uuid()], 'Hãy chọn tệp Excel.')) }),
    load: async () => null,
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Nhập đơn vị từ tệp"
        context={inOrganisation(context.page)}
        form={form}
        backLink={{ href: '/units', text: 'Danh sách đơn vị' }}
      >
        <PageHeading>Nhập đơn vị từ tệp</PageHeading>
        <p class="govuk-body">
          Mỗi dòng là một đơn vị, hoặc một giai đoạn của đơn vị khi tên, loại hay nơi trực thuộc thay đổi. Tệp không ghi
          đè và không xóa gì: dòng giống điều đã có thì bỏ qua, dòng bắt đầu sau thì nối tiếp.
        </p>
        <p class="govuk-body">
          <a class="govuk-link" href="/units/export">
            Tải danh sách đơn vị hiện có về làm mẫu (.xlsx)
          </a>
        </p>
        <Form form={form} multipart>
          <FileField
            form={form}
            name="file"
            label={FILE}
            hint="Trang tính đầu tiên; dòng đầu là tên cột."
            accept=".xlsx"
          />
          <SubmitButtons cancelHref="/units">
            <SubmitButton>Xem trước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { file: [fileId] }) => {
      await rowsOfFile(context, fileId)
      return `/units/import/${fileId}`
    },
  })

  staffForm(app, {
    path: '/units/import/:fileId',
    permission: 'organisation.manage',
    params: z.object({ fileId: z.uuid() }),
    fields: z.object({}),
    load: async (context) => {
      const { database, official, today, params } = context
      const rows = await rowsOfFile(context, params.fileId)
      return { rows, plan: await previewUnitImport(database, official, rows, today) }
    },
    initial: () => ({}),
    draw: ({ context, data: { plan }, form }) => {
      const isNothing = plan.added.length + plan.changed.length === 0
      return (
        <Layout
          title="Xem trước việc nhập đơn vị"
          context={inOrganisation(context.page)}
          form={form}
          backLink={{ href: '/units/import', text: 'Chọn tệp khác' }}
        >
          <PageHeading>Xem trước việc nhập đơn vị</PageHeading>
          {plan.faults.length > 0 ? <Faults plan={plan} /> : <Outcome plan={plan} />}
          {plan.faults.length === 0 && !isNothing && (
            <Form form={form}>
              <SubmitButtons cancelHref="/units">
                <SubmitButton>Nhập {formatNumber(plan.added.length + plan.changed.length)} đơn vị</SubmitButton>
              </SubmitButtons>
            </Form>
          )}
        </Layout>
      )
    },
    submit: async ({ database, official, today }, _entered, { rows }) => {
      await importUnits(database, official, rows, today)
      return '/units'
    },
  })
}

function Faults({ plan: { faults } }: { plan: UnitImportPlan }) {
  return (
    <>
      <InsetText>
        Tệp có {formatNumber(faults.length)} lỗi nên chưa nhập được; chưa có gì thay đổi. Hãy sửa trong Excel rồi chọn
        lại tệp.
      </InsetText>
      <DataTable
        caption="Lỗi theo dòng"
        phone="stack"
        empty=""
        columns={[
          { key: 'row', title: 'Dòng', rowHeader: true, width: 'one-quarter' },
          { key: 'message', title: 'Lỗi' },
        ]}
        rows={faults.slice(0, MOST_SHOWN).map(({ row, message }) => ({ row: `Dòng ${row}`, message }))}
      />
      {faults.length > MOST_SHOWN && (
        <p class="govuk-body">… và {formatNumber(faults.length - MOST_SHOWN)} lỗi khác.</p>
      )}
    </>
  )
}

function Outcome({ plan: { added, changed, unchanged } }: { plan: UnitImportPlan }) {
  return (
    <>
      <p class="govuk-body">
        Tệp không có lỗi. Sẽ thêm <strong>{formatNumber(added.length)}</strong> đơn vị và ghi thay đổi{' '}
        <strong>{formatNumber(changed.length)}</strong> đơn vị; {formatNumber(unchanged)} đơn vị đã có, giữ nguyên.
        {added.length + changed.length === 0 && ' Không có gì để nhập.'}
      </p>
      {added.length > 0 && <Units caption="Đơn vị thêm mới" units={added} />}
      {changed.length > 0 && <Units caption="Đơn vị có thay đổi" units={changed} />}
    </>
  )
}

function Units({ caption, units }: { caption: string; units: readonly UnitInFile[] }) {
  return (
    <>
      <DataTable
        caption={caption}
        phone="stack"
        empty=""
        columns={[
          { key: 'name', title: 'Đơn vị', rowHeader: true, width: 'one-half' },
          { key: 'code', title: 'Mã' },
          { key: 'parent', title: 'Mã cấp trên' },
          { key: 'from', title: 'Từ ngày' },
        ]}
        rows={units.slice(0, MOST_SHOWN).flatMap(({ code, spans }) =>
          spans.map((span) => ({
            name: span.name,
            code,
            parent: span.parentCode ?? '–',
            from: formatCalendarDate(span.validFrom),
          })),
        )}
      />
      {units.length > MOST_SHOWN && (
        <p class="govuk-body">… và {formatNumber(units.length - MOST_SHOWN)} đơn vị khác.</p>
      )}
    </>
  )
}

/** The rows of a file that this account has sent. What is wrong with it is told at the field of the file. */
async function rowsOfFile({ database, files, official }: Context, fileId: string): Promise<UnitRow[]> {
  const stored = await database
    .selectFrom('stored_file')
    .select('sha256')
    .where('id', '=', fileId)
    .where('uploaded_by_account_id', '=', official.accountId)
    .executeTakeFirst()
  if (!stored) {
    throw new Refusal('not-found', 'organisation.no-such-import', 'Không có tệp này. Hãy chọn lại tệp để nhập.')
  }
  try {
    return await unitRowsOfWorkbook(await buffer(files.read(stored.sha256)))
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { file: refusal.messageForPerson })
  }
}
