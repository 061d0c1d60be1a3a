import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { UnitMove } from '../../../platform/database/unit-move.ts'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Details,
  Fieldset,
  FileField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
  WarningText,
} from '../../../platform/page/index.ts'
import { readRows } from '../../../platform/spreadsheet/read-rows.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { changeDraftRows, draftReorganisation, requireDraft } from '../actions/draft-reorganisation.ts'
import { previewReorganisation, reorganise } from '../actions/reorganise.ts'
import { undoReorganisation } from '../actions/undo-reorganisation.ts'
import { reorganisationById } from '../queries/reorganisations.ts'
import { unitKinds } from '../queries/unit-record.ts'
import { inOrder } from '../queries/unit-tree.ts'
import { unitsOnDay } from '../queries/units.ts'
import { lastDayBefore, type ReorganisationRow, type RowFault, SUCCESSION_KINDS } from '../rules/reorganisation.ts'
import { FILE_COLUMNS, readReorganisationRows } from '../rules/reorganisation-file.ts'
import { ConfirmationFields, DraftFields, REORGANISATION_LABELS as L, RowFields } from './reorganisation-fields.ts'

const LIST = '/units/reorganisations'
const FAULTS_TOLD = 15
const Params = z.object({ reorganisationId: Id })

/** Drafting a reorganisation from a file or row by row, carrying it out, and taking it back. */
export function reorganisationForms(app: FastifyInstance, moves: readonly UnitMove[]): void {
  draftForm(app)
  rowForm(app)
  rowRemovalForm(app)
  executionForm(app, moves)
  undoingForm(app, moves)
}

function draftForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/new`,
    permission: 'organisation.manage',
    fields: DraftFields,
    labels: L,
    load: async () => ({}),
    initial: () => ({}),
    draw: ({ context, form }) => (
      <Layout
        title="Soạn việc sắp xếp đơn vị"
        context={context.page}
        form={form}
        backLink={{ href: LIST, text: 'Sắp xếp đơn vị' }}
      >
        <PageHeading>Soạn việc sắp xếp đơn vị</PageHeading>
        <p class="govuk-body">
          Soạn xong, hệ thống cho xem trước: đơn vị nào kết thúc, đơn vị nào bắt đầu, việc gì chuyển sang đâu. Chưa có
          gì thay đổi cho đến khi bạn bấm thực hiện.
        </p>
        <Form form={form} multipart>
          <TextField
            form={form}
            name="legalAct"
            label={L.legalAct}
            hint="Ví dụ: Nghị quyết 1668/NQ-UBTVQH15 ngày 16/6/2025"
          />
          <DateField
            form={form}
            name="effectiveOn"
            label={L.effectiveOn}
            hint="Ngày đầu tiên của đơn vị mới. Ví dụ: 01/07/2025"
          />
          <FileField
            form={form}
            name="file"
            label={L.file}
            accept=".xlsx"
            optional
            hint="Mỗi dòng là một đơn vị cũ và một đơn vị kế thừa. Không có tệp thì thêm từng dòng ở bước sau."
          />
          <Details summary="Các cột của tệp">
            <p class="govuk-body">
              Dòng tiêu đề có các cột sau, thứ tự tùy ý; bắt buộc có “{FILE_COLUMNS.fromCode}”, “{FILE_COLUMNS.kind}”, “
              {FILE_COLUMNS.toCode}”:
            </p>
            <ul class="govuk-list govuk-list--bullet">
              {Object.values(FILE_COLUMNS).map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
            <p class="govuk-body">
              Hình thức là một trong: {Object.values(SUCCESSION_KINDS).join(', ')}. Đơn vị mới chưa có trong hệ thống
              được lập theo tên, loại và đơn vị cấp trên ghi trong tệp.
            </p>
          </Details>
          <SubmitButtons cancelHref={LIST}>
            <SubmitButton>Soạn và xem trước</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { legalAct, effectiveOn, file }) => {
      const [fileId] = file
      const read = fileId === undefined ? { fileName: '', rows: [] } : await rowsOfFile(context, fileId)
      const id = await draftReorganisation(context.database, context.official, { legalAct, effectiveOn, ...read })
      return `${LIST}/${id}`
    },
  })
}

/** The rows of a file that this account has sent. Refuses what cannot be read, with every row by its number. */
async function rowsOfFile(
  { database, files, official }: Context,
  id: string,
): Promise<{ fileName: string; rows: ReorganisationRow[] }> {
  const stored = await database
    .selectFrom('stored_file')
    .select(['name', 'sha256'])
    .where('id', '=', id)
    .where('uploaded_by_account_id', '=', official.accountId)
    .executeTakeFirst()
  const gone = 'Không còn tệp đã gửi. Hãy chọn lại tệp.'
  if (!stored) throw new Refusal('invalid', 'organisation.no-such-file', gone, { file: gone })
  if (!stored.name.toLowerCase().endsWith('.xlsx')) {
    const message = `Tệp “${stored.name}” không phải tệp Excel (.xlsx).`
    throw new Refusal('invalid', 'organisation.not-a-spreadsheet', message, { file: message })
  }
  const chunks: Buffer[] = []
  for await (const chunk of files.read(stored.sha256)) chunks.push(chunk as Buffer)
  const { rows, faults } = readReorganisationRows(await readAsField(Buffer.concat(chunks)), await unitKinds(database))
  if (faults.length > 0) {
    const message = `Tệp có ${faults.length} dòng chưa đọc được, chưa có gì được ghi. ${faultsInWords(faults)}`
    throw new Refusal('invalid', 'organisation.unreadable-rows', message, { file: message })
  }
  return { fileName: stored.name, rows }
}

async function readAsField(content: Buffer) {
  try {
    return await readRows(content)
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal
    throw new Refusal(refusal.kind, refusal.code, refusal.messageForPerson, { file: refusal.messageForPerson })
  }
}

function faultsInWords(faults: readonly RowFault[]): string {
  const told = faults.slice(0, FAULTS_TOLD).map(({ number, message }) => `Dòng ${number}: ${message}`)
  return [...told, ...(faults.length > FAULTS_TOLD ? [`và ${faults.length - FAULTS_TOLD} dòng khác.`] : [])].join(' ')
}

function rowForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/:reorganisationId/rows/new`,
    permission: 'organisation.manage',
    params: Params,
    fields: RowFields,
    labels: L,
    load: async ({ database, official, today, params }) => {
      const draft = await reorganisationById(database, official, params.reorganisationId, today)
      requireDraft(draft.state)
      const [kinds, old, living] = await Promise.all([
        unitKinds(database),
        unitsOnDay(database, {
          today: lastDayBefore(draft.effectiveOn),
          roots: unitsFor(official, 'organisation.manage'),
        }),
        unitsOnDay(database, { today: draft.effectiveOn, roots: unitsFor(official, 'organisation.manage') }),
      ])
      return { draft, kinds, old: inOrder(old), living: inOrder(living) }
    },
    initial: () => ({ kind: 'merged-into' }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Thêm dòng sắp xếp"
        context={context.page}
        form={form}
        backLink={{ href: `${LIST}/${data.draft.id}`, text: 'Trở lại bản xem trước' }}
      >
        <PageHeading caption={data.draft.legalAct}>Thêm dòng sắp xếp</PageHeading>
        <p class="govuk-body">
          Mỗi dòng là một đơn vị cũ và một đơn vị kế thừa. Ba xã nhập thành một thì thêm ba dòng cùng đơn vị kế thừa;
          một xã tách thành hai thì thêm hai dòng cùng đơn vị cũ.
        </p>
        <Form form={form}>
          <SelectField
            form={form}
            name="kind"
            label={L.kind}
            options={Object.entries(SUCCESSION_KINDS).map(([value, words]) => ({ value, text: words }))}
          />
          <SelectField
            form={form}
            name="fromUnitId"
            label={L.fromUnitId}
            hint="Để trống khi thành lập mới"
            emptyText="Chọn đơn vị cũ"
            options={data.old.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
          />
          <Fieldset
            legend="Đơn vị kế thừa"
            hint="Chọn đơn vị đã có, hoặc ghi mã của đơn vị mới. Giải thể không có đơn vị kế thừa thì để trống."
          >
            <SelectField
              form={form}
              name="toUnitId"
              label={L.toUnitId}
              emptyText="Chọn đơn vị"
              optional
              options={data.living.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
            />
            <TextField
              form={form}
              name="toCode"
              label={L.toCode}
              optional
              width={20}
              hint="Cùng một mã ở nhiều dòng là cùng một đơn vị"
            />
            <TextField form={form} name="toName" label={L.toName} optional hint="Như ghi trên văn bản" />
            <TextField form={form} name="toShortName" label={L.toShortName} optional width={30} />
            <SelectField
              form={form}
              name="toKindCode"
              label={L.toKindCode}
              emptyText="Chọn loại đơn vị"
              optional
              options={data.kinds.map((kind) => ({ value: kind.code, text: kind.title }))}
            />
            <SelectField
              form={form}
              name="toParentId"
              label={L.toParentId}
              emptyText="Chọn đơn vị cấp trên"
              optional
              options={data.living.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
            />
            <TextField
              form={form}
              name="toParentCode"
              label={L.toParentCode}
              optional
              width={20}
              hint="Khi đơn vị cấp trên cũng được lập trong lần sắp xếp này"
            />
            <TextField form={form} name="toIssuerCode" label={L.toIssuerCode} optional width={10} />
            <TextField form={form} name="toPlaceName" label={L.toPlaceName} optional width={20} />
          </Fieldset>
          <CheckboxField
            form={form}
            name="isMainHeir"
            label="Khi chia tách"
            optional
            options={[{ value: 'yes', text: 'Là đơn vị kế thừa chính: nhận việc đang làm và cán bộ của đơn vị cũ' }]}
          />
          <TextField
            form={form}
            name="share"
            label={L.share}
            optional
            hint="Ghi như trong nghị quyết. Ví dụ: 1,83 km², 330 người"
          />
          <TextArea form={form} name="parts" label={L.parts} optional rows={2} />
          <SubmitButtons cancelHref={`${LIST}/${data.draft.id}`}>
            <SubmitButton>Thêm dòng</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, entered, { old, living }) => {
      const codeOf = (id: string | null) => [...old, ...living].find((unit) => unit.id === id)?.code ?? ''
      if (entered.kind !== 'established' && entered.fromUnitId === null) {
        const message = 'Hãy chọn đơn vị cũ.'
        throw new Refusal('invalid', 'organisation.no-old-unit', message, { fromUnitId: message })
      }
      const { fromUnitId, toUnitId, toParentId, isMainHeir, ...rest } = entered
      await changeDraftRows(database, official, {
        id: params.reorganisationId,
        today,
        change: (rows) => [
          ...rows,
          {
            ...rest,
            number: Math.max(0, ...rows.map((row) => row.number)) + 1,
            fromCode: codeOf(fromUnitId),
            toCode: codeOf(toUnitId) || rest.toCode,
            toParentCode: codeOf(toParentId) || rest.toParentCode,
            isMainHeir: isMainHeir !== '',
          },
        ],
      })
      return `${LIST}/${params.reorganisationId}`
    },
  })
}

function rowRemovalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${LIST}/:reorganisationId/rows/:number/removal`,
    permission: 'organisation.manage',
    params: Params.extend({ number: Id }),
    fields: ConfirmationFields,
    load: async ({ database, official, today, params }) => {
      const draft = await reorganisationById(database, official, params.reorganisationId, today)
      requireDraft(draft.state)
      const row = draft.rows.find((each) => each.number === Number(params.number))
      if (!row) throw new Refusal('not-found', 'organisation.no-such-row', 'Bản soạn không có dòng này.')
      return { draft, row }
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title="Bỏ một dòng"
        context={context.page}
        form={form}
        backLink={{ href: `${LIST}/${data.draft.id}`, text: 'Trở lại bản xem trước' }}
      >
        <PageHeading caption={data.draft.legalAct}>Bỏ dòng {data.row.number}</PageHeading>
        <p class="govuk-body">
          {SUCCESSION_KINDS[data.row.kind]}: {data.row.fromCode || '(thành lập mới)'} →{' '}
          {data.row.toName || data.row.toCode || '(không có đơn vị kế thừa)'}.
        </p>
        <Form form={form}>
          <SubmitButtons cancelHref={`${LIST}/${data.draft.id}`}>
            <SubmitButton variant="warning">Bỏ dòng này</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await changeDraftRows(database, official, {
        id: params.reorganisationId,
        today,
        change: (rows) => rows.filter((row) => row.number !== Number(params.number)),
      })
      return `${LIST}/${params.reorganisationId}`
    },
  })
}

function executionForm(app: FastifyInstance, moves: readonly UnitMove[]): void {
  staffForm(app, {
    path: `${LIST}/:reorganisationId/execution`,
    permission: 'organisation.manage',
    params: Params,
    fields: ConfirmationFields,
    load: async ({ database, official, today, params }) => {
      const draft = await reorganisationById(database, official, params.reorganisationId, today)
      requireDraft(draft.state)
      return { draft, preview: await previewReorganisation(database, official, { draft, moves, today }) }
    },
    initial: () => ({}),
    draw: ({ context, data: { draft, preview }, form }) => (
      <Layout
        title="Thực hiện sắp xếp"
        context={context.page}
        form={form}
        backLink={{ href: `${LIST}/${draft.id}`, text: 'Trở lại bản xem trước' }}
      >
        <PageHeading caption={draft.legalAct}>
          Thực hiện sắp xếp từ ngày {formatCalendarDate(draft.effectiveOn)}
        </PageHeading>
        <WarningText>
          {formatNumber(preview.plan.ends.length)} đơn vị kết thúc hoạt động, {formatNumber(preview.plan.begins.length)}{' '}
          đơn vị bắt đầu. Tài khoản của cán bộ đi theo chức vụ sang đơn vị kế thừa ngay.
        </WarningText>
        <InsetText>Có thể hoàn tác chừng nào chưa ai ghi hồ sơ cho đơn vị mới hoặc sửa hồ sơ đã chuyển.</InsetText>
        <Form form={form}>
          <SubmitButtons cancelHref={`${LIST}/${draft.id}`}>
            <SubmitButton variant="warning">Thực hiện sắp xếp</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await reorganise(database, official, { id: params.reorganisationId, moves, today })
      return `${LIST}/${params.reorganisationId}`
    },
  })
}

function undoingForm(app: FastifyInstance, moves: readonly UnitMove[]): void {
  staffForm(app, {
    path: `${LIST}/:reorganisationId/undoing`,
    permission: 'organisation.manage',
    params: Params,
    fields: ConfirmationFields,
    load: ({ database, official, today, params }) =>
      reorganisationById(database, official, params.reorganisationId, today),
    initial: () => ({}),
    draw: ({ context, data: done, form }) => (
      <Layout
        title="Hoàn tác sắp xếp"
        context={context.page}
        form={form}
        backLink={{ href: `${LIST}/${done.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={done.legalAct}>Hoàn tác việc sắp xếp</PageHeading>
        <WarningText>
          Đơn vị, chức vụ và hồ sơ trở lại đúng như trước khi thực hiện. Đơn vị đã lập theo lần sắp xếp này không còn
          nữa.
        </WarningText>
        <Form form={form}>
          <SubmitButtons cancelHref={`${LIST}/${done.id}`}>
            <SubmitButton variant="warning">Hoàn tác</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }) => {
      await undoReorganisation(database, official, { id: params.reorganisationId, moves, today })
      return `${LIST}/${params.reorganisationId}`
    },
  })
}
