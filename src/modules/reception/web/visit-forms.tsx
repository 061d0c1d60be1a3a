import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import {
  DateField,
  Details,
  Fieldset,
  Form,
  type FormView,
  InsetText,
  Layout,
  NumberField,
  optionsOf,
  PageHeading,
  RadioField,
  SelectField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { noSuchVisit, refuseOtherRegister } from '../actions/out-of-reach.ts'
import { registerPetitionOfVisit } from '../actions/petition-of-visit.ts'
import { changeVisit, recordResult, recordVisit } from '../actions/record-visit.ts'
import { earlierCases, type Visit, visitById } from '../queries/visits.ts'
import { refusalGround, refusalGroundsOn } from '../rules/refusal-ground.ts'
import { OUTCOMES, PROTECTED_VISITOR, VISIT_KINDS, visitorLines } from '../rules/visit.ts'
import { COMPETENCE, RECEPTION_LABELS as L, ResultFields, VisitFields } from './reception-fields.ts'
import { backToSession, requireSessionToRecord } from './session-forms.tsx'
import { SessionParams } from './session-pages.tsx'
import { VisitParams } from './visit-page.tsx'

/** Writing a row of the register, and what came of it. */
export function visitForms(app: FastifyInstance): void {
  newForm(app)
  editForm(app)
  resultForm(app)
  petitionForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/sessions/:sessionId/visits/new',
    permission: 'reception.record',
    params: SessionParams,
    fields: VisitFields,
    labels: L,
    load: async (context) => {
      const session = await requireSessionToRecord(context)
      return { session, cases: await casesOf(context, { unitId: session.unitId, sessionId: session.id }) }
    },
    initial: () => ({ personCount: '1' }),
    draw: ({ context, data: { session, cases }, form }) => (
      <Layout title="Ghi lượt tiếp" context={context.page} form={form} backLink={backToSession(session)}>
        <PageHeading caption={`Buổi tiếp ngày ${formatCalendarDate(session.heldOn)}`}>Ghi lượt tiếp</PageHeading>
        <Form form={form}>
          <VisitFieldGroups form={form} cases={cases} heldOn={session.heldOn} />
          <SubmitButtons cancelHref={`/reception/sessions/${session.id}`}>
            <SubmitButton>Ghi vào sổ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given, { session }) =>
      `/reception/visits/${await recordVisit(database, official, { sessionId: session.id, given, today })}`,
  })
}

function editForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/visits/:visitId/edit',
    permission: 'reception.record',
    params: VisitParams,
    fields: VisitFields,
    labels: L,
    load: async (context) => {
      const visit = await requireVisitToRecord(context)
      return { visit, cases: await casesOf(context, visit) }
    },
    initial: ({ visit }) => formValues(visit),
    draw: ({ context, data: { visit, cases }, form }) => (
      <Layout title="Sửa lượt tiếp" context={context.page} form={form} backLink={back(visit)}>
        <PageHeading caption={`Lượt thứ ${visit.position}, ngày ${formatCalendarDate(visit.heldOn)}`}>
          {visit.outcome === null ? 'Ghi nội dung lượt tiếp' : 'Sửa lượt tiếp'}
        </PageHeading>
        <Form form={form}>
          <VisitFieldGroups form={form} cases={cases.filter(({ value }) => value !== visit.id)} heldOn={visit.heldOn} />
          <SubmitButtons cancelHref={`/reception/visits/${visit.id}`}>
            <SubmitButton>Lưu vào sổ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, version }, given, { visit }) => {
      await changeVisit(database, official, { id: visit.id, version, given, today })
      return `/reception/visits/${visit.id}`
    },
  })
}

function resultForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/visits/:visitId/result',
    permission: 'reception.record',
    params: VisitParams,
    fields: ResultFields,
    labels: L,
    load: requireVisitToRecord,
    initial: (visit, { today }) => ({
      result: visit.contentIsOpen ? visit.result : '',
      resultOn: formatCalendarDate(visit.resultOn ?? today),
    }),
    draw: ({ context, data: visit, form }) => (
      <Layout title="Ghi kết quả" context={context.page} form={form} backLink={back(visit)}>
        <PageHeading caption={`Lượt thứ ${visit.position}, ngày ${formatCalendarDate(visit.heldOn)}`}>
          Theo dõi kết quả giải quyết
        </PageHeading>
        {visit.answerDueOn && (
          <InsetText>Hạn thông báo cho công dân: {formatCalendarDate(visit.answerDueOn)}.</InsetText>
        )}
        <Form form={form}>
          <TextArea form={form} name="result" label={L.result} rows={4} />
          <DateField form={form} name="resultOn" label={L.resultOn} />
          <SubmitButtons cancelHref={`/reception/visits/${visit.id}`}>
            <SubmitButton>Lưu kết quả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { result, resultOn }, visit) => {
      await recordResult(database, official, { id: visit.id, result, resultOn, today })
      return `/reception/visits/${visit.id}`
    },
  })
}

function petitionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/reception/visits/:visitId/petition',
    permission: 'petition.register',
    params: VisitParams,
    fields: z.object({
      title: text('Tóm tắt nội dung', { longest: 300 }),
      content: text('Nội dung, yêu cầu của đơn', { longest: 20_000 }),
    }),
    load: requireVisitToRecord,
    initial: (visit) =>
      visit.contentIsOpen ? { title: (visit.content.split('\n')[0] ?? '').slice(0, 300), content: visit.content } : {},
    draw: ({ context, data: visit, form }) => (
      <Layout title="Vào sổ đơn" context={context.page} form={form} backLink={back(visit)}>
        <PageHeading caption={`Lượt thứ ${visit.position}, ngày ${formatCalendarDate(visit.heldOn)}`}>
          Vào sổ đơn
        </PageHeading>
        <p class="govuk-body">Lấy từ lượt tiếp, không phải nhập lại:</p>
        <SummaryList
          rows={[
            { label: 'Loại đơn', value: VISIT_KINDS[visit.kind] },
            { label: 'Nguồn đơn', value: 'Tại buổi tiếp công dân' },
            { label: 'Ngày nhận', value: formatCalendarDate(visit.heldOn) },
            {
              label: 'Người gửi',
              value:
                visit.kind === 'denunciation'
                  ? PROTECTED_VISITOR
                  : [visit.visitors[0]?.fullName, visit.visitors[0]?.address].filter(Boolean).join(', '),
            },
            { label: 'Số người ký đơn', value: String(visit.personCount) },
          ]}
        />
        <Form form={form}>
          <TextField form={form} name="title" label="Tóm tắt nội dung" />
          <TextArea form={form} name="content" label="Nội dung, yêu cầu của đơn" rows={5} />
          <SubmitButtons cancelHref={`/reception/visits/${visit.id}`}>
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { title, content }, visit) =>
      `/petitions/${await registerPetitionOfVisit(database, official, { visitId: visit.id, title, content, today })}`,
  })
}

type VisitContext = Context & { params: z.output<typeof VisitParams> }

async function requireVisitToRecord({ database, official, params, today }: VisitContext): Promise<Visit> {
  const visit = await visitById(database, official, { id: params.visitId, permission: 'reception.record', today })
  if (!visit) throw noSuchVisit()
  refuseOtherRegister(visit)
  return visit
}

const back = (visit: Visit) => ({ href: `/reception/visits/${visit.id}`, text: 'Trở lại lượt tiếp' })

/** Earlier cases to choose from, named as the register names them. */
async function casesOf({ database, official, today }: Context, of: { unitId: string; sessionId: string }) {
  const cases = await earlierCases(database, official, { ...of, today })
  return cases.map((visit) => {
    const who = visit.kind === 'denunciation' ? VISIT_KINDS.denunciation : (visit.visitors[0]?.fullName ?? '')
    const about = visit.contentIsOpen ? visit.content.slice(0, 80) : ''
    return { value: visit.id, text: [formatCalendarDate(visit.heldOn), who, about].filter(Boolean).join(' – ') }
  })
}

function formValues(visit: Visit): Record<string, string> {
  const [first, ...others] = visit.visitors
  const open = (words: string) => (visit.contentIsOpen ? words : '')
  return {
    _version: String(visit.version),
    kind: visit.kind,
    visitorName: first?.fullName ?? '',
    visitorAddress: first?.address ?? '',
    visitorIdNumber: first?.idNumber ?? '',
    otherVisitors: visitorLines(others),
    personCount: String(visit.personCount),
    content: open(visit.content),
    firstVisitId: visit.firstVisitId ?? '',
    resolvedBy: open(visit.resolvedBy),
    withinCompetence: visit.withinCompetence === null ? '' : visit.withinCompetence ? 'yes' : 'no',
    outcome: visit.outcome ?? '',
    otherBody: visit.otherBody,
    documentNumber: visit.documentNumber,
    refusalGround: visit.refusalGround ?? '',
    papers: open(visit.papers),
    note: open(visit.note),
  }
}

type GroupProps = { form: FormView; cases: readonly { value: string; text: string }[]; heldOn: string }

/** The columns of the register, in the order in which a reception goes. */
function VisitFieldGroups({ form, cases, heldOn }: GroupProps) {
  const { values, errors } = form
  return (
    <>
      <RadioField
        form={form}
        name="kind"
        label={L.visitKind}
        hint="Phân loại theo nội dung, không theo lời người đến gọi."
        inline
        options={optionsOf(VISIT_KINDS)}
      />
      <Fieldset legend="Người được tiếp" size="s" hint="Tố cáo: để trống. Sổ không ghi người tố cáo.">
        <TextField form={form} name="visitorName" label={L.visitorName} optional autocomplete="off" />
        <TextField form={form} name="visitorAddress" label={L.visitorAddress} optional autocomplete="off" />
        <TextField
          form={form}
          name="visitorIdNumber"
          label={L.visitorIdNumber}
          optional
          width={20}
          autocomplete="off"
          hint="Chỉ ghi khi cần; trong danh sách được che bớt"
        />
        <NumberField
          form={form}
          name="personCount"
          label={L.personCount}
          width={5}
          hint="Từ 5 người là đoàn đông người: 5–10 người cử 1–2 đại diện, trên 10 người cử không quá 5"
        />
        <Details
          summary="Nhiều người cùng đến, người đại diện khác"
          open={Boolean(values.otherVisitors || errors.otherVisitors)}
        >
          <TextArea
            form={form}
            name="otherVisitors"
            label={L.otherVisitors}
            optional
            rows={3}
            hint="Mỗi dòng một người: họ tên; địa chỉ; số căn cước. Với đoàn đông người chỉ ghi người đại diện."
          />
        </Details>
      </Fieldset>
      <TextArea form={form} name="content" label={L.content} rows={5} />
      <SelectField
        form={form}
        name="firstVisitId"
        label={L.firstVisitId}
        optional
        emptyText="Tiếp lần đầu về việc này"
        options={cases}
      />
      <Fieldset legend="Xử lý" size="s">
        <RadioField form={form} name="outcome" label={L.outcome} optional options={optionsOf(OUTCOMES)} />
        <RadioField
          form={form}
          name="withinCompetence"
          label={L.withinCompetence}
          optional
          inline
          options={optionsOf(COMPETENCE)}
        />
        <TextField form={form} name="otherBody" label={L.otherBody} optional />
        <TextField form={form} name="documentNumber" label={L.documentNumber} optional width={20} />
        <Details summary="Từ chối tiếp" open={Boolean(values.refusalGround || errors.refusalGround)}>
          <SelectField
            form={form}
            name="refusalGround"
            label={L.refusalGround}
            optional
            emptyText="Chọn căn cứ"
            options={refusalGroundsOn(heldOn).map((code) => ({ value: code, text: groundLine(code) }))}
          />
        </Details>
        <Details
          summary="Cơ quan đã giải quyết, tài liệu nhận, ghi chú"
          open={Boolean(values.resolvedBy || values.papers || values.note)}
        >
          <TextField form={form} name="resolvedBy" label={L.resolvedBy} optional />
          <TextArea
            form={form}
            name="papers"
            label={L.papers}
            optional
            rows={3}
            hint="Mỗi dòng một tài liệu: tên, số trang, bản chính hay bản sao. In được giấy biên nhận."
          />
          <TextArea form={form} name="note" label={L.note} optional rows={2} />
        </Details>
      </Fieldset>
    </>
  )
}

function groundLine(code: Parameters<typeof refusalGround>[0]): string {
  const { title, source, inWriting } = refusalGround(code)
  return `${title} (${source}${inWriting ? '; phải thông báo bằng văn bản' : ''})`
}
