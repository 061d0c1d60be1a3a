import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressChoice } from '../../../platform/http/address-fields.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { day, optionalDay, optionalRecordId, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  DataTable,
  DateField,
  Details,
  Fieldset,
  FilterBar,
  Form,
  type FormView,
  filterView,
  InsetText,
  Layout,
  optionsOf,
  PageHeading,
  Pagination,
  SelectField,
  SourceNote,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { may } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { unitsAtWork } from '../../organisation/index.ts'
import { completeItem, writeConclusion } from '../actions/conclude.ts'
import { noSuchItem } from '../actions/out-of-reach.ts'
import {
  conclusionItemById,
  conclusionItems,
  conclusionOf,
  ITEM_STATES,
  ITEMS_PER_PAGE,
} from '../queries/conclusions.ts'
import type { ConclusionItem } from '../rules/conclusion.ts'
import { ReceptionNavigation } from './reception-parts.tsx'
import { backToSession, requireSessionToRecord } from './session-forms.tsx'
import { ItemState, SessionParams } from './session-pages.tsx'

/** Lines for tasks in the form; the first few stand open. */
const ITEM_LINES = [1, 2, 3, 4, 5, 6, 7, 8] as const
const OPEN_LINES = 3

const line = (number: number) => ({
  [`content${number}`]: optionalText(`Việc ${number}`, { longest: 2_000 }),
  [`unit${number}`]: optionalRecordId(`Cơ quan thực hiện việc ${number}`),
  [`dueOn${number}`]: optionalDay(`Hạn của việc ${number}`),
})

const ConclusionFields = z
  .object({
    documentNumber: optionalText('Số, ký hiệu', { longest: 50 }),
    issuedOn: day('Ngày thông báo'),
    summary: optionalText('Ý kiến chỉ đạo chung', { longest: 10_000 }),
  })
  .and(z.object(Object.assign({}, ...ITEM_LINES.map(line)) as Record<string, z.ZodType<string | null>>))
  .transform((given, context) => {
    const { documentNumber, issuedOn, summary } = given
    const lines = given as Record<string, string | null>
    const items: ConclusionItem[] = []
    for (const number of ITEM_LINES) {
      const [content, responsibleUnitId, dueOn] = [
        lines[`content${number}`],
        lines[`unit${number}`],
        lines[`dueOn${number}`],
      ]
      if (!content && !responsibleUnitId && !dueOn) continue
      if (!content) context.addIssue({ code: 'custom', path: [`content${number}`], message: 'Hãy ghi việc phải làm.' })
      if (!responsibleUnitId) {
        context.addIssue({ code: 'custom', path: [`unit${number}`], message: 'Hãy chọn cơ quan thực hiện.' })
      }
      if (!dueOn) context.addIssue({ code: 'custom', path: [`dueOn${number}`], message: 'Hãy ghi hạn hoàn thành.' })
      if (content && responsibleUnitId && dueOn) items.push({ content, responsibleUnitId, dueOn })
    }
    return { documentNumber, issuedOn, summary, items }
  })

/** What a head's reception day decided, and the follow-up of it. */
export function conclusionForms(app: FastifyInstance): void {
  writingForm(app)
  listPage(app)
  completionForm(app)
}

function writingForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/:sessionId/conclusion',
    permission: 'reception.record',
    params: SessionParams,
    fields: ConclusionFields,
    load: async (context) => {
      const session = await requireSessionToRecord(context)
      const [conclusion, units] = await Promise.all([
        conclusionOf(context.database, session.id),
        unitsAtWork(context.database, context.today),
      ])
      return { session, conclusion, units }
    },
    initial: ({ conclusion }, { today }) => ({
      ...(conclusion ? { _version: String(conclusion.version) } : {}),
      documentNumber: conclusion?.documentNumber ?? '',
      issuedOn: formatCalendarDate(conclusion?.issuedOn ?? today),
      summary: conclusion?.summary ?? '',
      ...lineValues(conclusion?.items.filter((item) => item.doneOn === null) ?? []),
    }),
    draw: ({ context, data: { session, conclusion, units }, form }) => {
      const done = conclusion?.items.filter((item) => item.doneOn !== null) ?? []
      return (
        <Layout title="Thông báo kết luận" context={context.page} form={form} backLink={backToSession(session)}>
          <PageHeading caption={`Buổi tiếp ngày ${formatCalendarDate(session.heldOn)}`}>
            Thông báo kết luận việc tiếp công dân
          </PageHeading>
          {done.length > 0 && (
            <InsetText>Đã xong {done.length} việc; các việc đó giữ nguyên, không sửa ở đây.</InsetText>
          )}
          <Form form={form}>
            <TextField
              form={form}
              name="documentNumber"
              label="Số, ký hiệu"
              optional
              width={20}
              hint="Ví dụ: 12/TB-UBND. Để trống nếu chưa cấp số."
            />
            <DateField form={form} name="issuedOn" label="Ngày thông báo" />
            <TextArea form={form} name="summary" label="Ý kiến chỉ đạo chung" optional rows={4} />
            {ITEM_LINES.slice(0, OPEN_LINES).map((number) => (
              <ItemFields key={number} form={form} number={number} units={units} />
            ))}
            <Details summary="Thêm việc" open={Boolean(form.values[`content${OPEN_LINES + 1}`])}>
              {ITEM_LINES.slice(OPEN_LINES).map((number) => (
                <ItemFields key={number} form={form} number={number} units={units} />
              ))}
            </Details>
            <SubmitButtons cancelHref={`/reception/sessions/${session.id}`}>
              <SubmitButton>Lưu kết luận</SubmitButton>
            </SubmitButtons>
          </Form>
          <SourceNote>
            Khoản 2 Điều 25 Nghị định 154/2026/NĐ-CP (bản chưa chính thức, cần đối chiếu Công báo)
          </SourceNote>
        </Layout>
      )
    },
    submit: async ({ database, official, today, version }, given, { session }) => {
      if (given.items.length === 0 && given.summary === '') {
        const message = 'Hãy ghi ý kiến chỉ đạo hoặc ít nhất một việc phải làm.'
        throw new Refusal('invalid', 'reception.conclusion-empty', message, { summary: message })
      }
      await writeConclusion(database, official, { sessionId: session.id, version, given, today })
      return `/reception/sessions/${session.id}`
    },
  })
}

function lineValues(items: readonly ConclusionItem[]): Record<string, string> {
  const lines = items.slice(0, ITEM_LINES.length).map((item, index) => ({
    [`content${index + 1}`]: item.content,
    [`unit${index + 1}`]: item.responsibleUnitId,
    [`dueOn${index + 1}`]: formatCalendarDate(item.dueOn),
  }))
  return Object.assign({}, ...lines) as Record<string, string>
}

function ItemFields({
  form,
  number,
  units,
}: {
  form: FormView
  number: number
  units: readonly { id: string; name: string; kindTitle: string }[]
}) {
  return (
    <Fieldset legend={`Việc ${number}`} size="s">
      <TextArea form={form} name={`content${number}`} label="Việc phải làm" optional rows={2} />
      <SelectField
        form={form}
        name={`unit${number}`}
        label="Cơ quan thực hiện"
        optional
        emptyText="Chọn cơ quan"
        options={units.map((unit) => ({ value: unit.id, text: unit.name, group: unit.kindTitle }))}
      />
      <DateField form={form} name={`dueOn${number}`} label="Hạn" optional />
    </Fieldset>
  )
}

function listPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/reception/conclusion-items',
    permission: 'reception.read',
    query: z.object({
      state: addressChoice(ITEM_STATES),
      after: z
        .string()
        .optional()
        .transform((typed) => (typed && /^\d{1,6}$/.test(typed) ? typed : undefined)),
    }),
    draw: async ({ database, official, today, page, query }) => {
      const found = await conclusionItems(database, official, query, today)
      const items = found.slice(0, ITEMS_PER_PAGE)
      const next = Number(query.after ?? 0) + ITEMS_PER_PAGE
      const asked: Record<string, string> = query.state ? { state: query.state } : {}
      return (
        <Layout title="Việc theo kết luận tiếp công dân" context={page} wide>
          <PageHeading>Việc theo kết luận tiếp công dân</PageHeading>
          <ReceptionNavigation current="conclusions" />
          <FilterBar resetHref="/reception/conclusion-items" active={query.state !== undefined}>
            <SelectField
              form={filterView(asked)}
              name="state"
              label="Tình trạng"
              emptyText="Tất cả"
              options={optionsOf(ITEM_STATES)}
            />
          </FilterBar>
          <DataTable
            caption="Việc theo kết luận"
            captionHidden
            phone="stack"
            empty="Không có việc nào khớp điều kiện."
            columns={[
              { key: 'due', title: 'Hạn', width: 'narrow' },
              { key: 'content', title: 'Việc', rowHeader: true, width: 'one-third' },
              { key: 'unit', title: 'Cơ quan thực hiện' },
              { key: 'from', title: 'Theo kết luận của' },
              { key: 'state', title: 'Tình trạng' },
            ]}
            rows={items.map((item) => ({
              due: formatCalendarDate(item.dueOn),
              content: item.content,
              unit: item.responsibleUnitName,
              from: item.sessionIsOpen ? (
                <a class="govuk-link" href={`/reception/sessions/${item.sessionId}`}>
                  {`${item.unitName}, ${formatCalendarDate(item.heldOn)}`}
                </a>
              ) : (
                `${item.unitName}, ${formatCalendarDate(item.heldOn)}`
              ),
              state: <ItemState item={item} today={today} mayComplete={may(official, 'reception.record')} />,
            }))}
          />
          <Pagination
            nextHref={
              found.length > ITEMS_PER_PAGE
                ? `/reception/conclusion-items?${new URLSearchParams({ ...asked, after: String(next) })}`
                : undefined
            }
          />
        </Layout>
      )
    },
  })
}

function completionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/conclusion-items/:conclusionItemId/completion',
    permission: 'reception.record',
    params: z.object({ conclusionItemId: Id }),
    fields: z.object({ doneOn: day('Ngày xong'), result: text('Kết quả', { longest: 3_000 }) }),
    load: async ({ database, official, params, today }) => {
      const asked = { id: params.conclusionItemId, permission: 'reception.record', today }
      const item = await conclusionItemById(database, official, asked)
      if (item) return item
      throw noSuchItem()
    },
    initial: (_item, { today }) => ({ doneOn: formatCalendarDate(today) }),
    draw: ({ context, data: item, form }) => (
      <Layout
        title="Ghi kết quả việc theo kết luận"
        context={context.page}
        form={form}
        backLink={{ href: '/reception/conclusion-items', text: 'Việc theo kết luận' }}
      >
        <PageHeading caption="Việc theo kết luận tiếp công dân">{item.content}</PageHeading>
        <SummaryList
          rows={[
            { label: 'Cơ quan thực hiện', value: item.responsibleUnitName },
            { label: 'Hạn', value: formatCalendarDate(item.dueOn) },
            {
              label: 'Theo kết luận',
              value: `${item.unitName}, ${item.documentNumber ? `số ${item.documentNumber}, ` : ''}ngày ${formatCalendarDate(item.issuedOn)}`,
            },
            ...(item.doneOn ? [{ label: 'Đã xong', value: `${formatCalendarDate(item.doneOn)}: ${item.result}` }] : []),
          ]}
        />
        {item.doneOn === null && (
          <Form form={form}>
            <DateField form={form} name="doneOn" label="Ngày xong" />
            <TextArea form={form} name="result" label="Kết quả" rows={4} />
            <SubmitButtons cancelHref="/reception/conclusion-items">
              <SubmitButton>Ghi là đã xong</SubmitButton>
            </SubmitButtons>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today }, { doneOn, result }, item) => {
      await completeItem(database, official, { id: item.id, doneOn, result, today })
      return '/reception/conclusion-items'
    },
  })
}
