import type { FastifyInstance } from 'fastify'
import type { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  DateField,
  Form,
  Layout,
  NumberField,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate, yearOf } from '../../../vocabulary/calendar-date.ts'
import { noSuchCoordination } from '../actions/keep-coordination.ts'
import { REVIEW_KINDS, reportCoordination, reviewCoordination } from '../actions/look-back.ts'
import { noSuchParty, signCoordination, unsignCoordination } from '../actions/sign-coordination.ts'
import { coordinationById, type Party, partiesOf } from '../queries/coordinations.ts'
import {
  REPORT_LABELS,
  REVIEW_LABELS,
  ReasonFields,
  ReportFields,
  ReviewFields,
  SIGNATURE_LABELS,
  SignatureFields,
} from './coordination-fields.ts'
import { CoordinationParams, LIST, led, ONE } from './coordination-forms.tsx'

const PartyParams = CoordinationParams.extend({ partyId: Id })
const PARTY = `${ONE}/parties/:partyId`

/** What each party does: sign, take back a signature recorded by mistake, report; and the looking back together. */
export function partyForms(app: FastifyInstance): void {
  signatureForms(app)

  staffForm(app, {
    path: `${PARTY}/report`,
    permission: 'coordination.write',
    params: PartyParams,
    fields: ReportFields,
    draftOf: 'coordination-report',
    labels: REPORT_LABELS,
    load: (context) => partyFor(context, (party) => party.mayReport),
    initial: (_, { today }) => ({ year: String(yearOf(today)) }),
    draw: ({ context, data: { coordination, party }, form }) => (
      <Layout title="Báo cáo kết quả phối hợp" context={context.page} form={form} backLink={backTo(coordination.id)}>
        <PageHeading caption={`${coordination.title} – ${party.name}`}>Báo cáo kết quả phối hợp</PageHeading>
        <Form form={form}>
          <NumberField form={form} name="year" label={REPORT_LABELS.year} width={4} />
          <TextArea
            form={form}
            name="content"
            label={REPORT_LABELS.content}
            rows={10}
            hint="Theo từng nhiệm vụ đã ký. Báo cáo thêm lần nữa là bổ sung; báo cáo trước giữ nguyên."
          />
          <SubmitButtons cancelHref={`${LIST}/${coordination.id}`}>
            <SubmitButton>Gửi báo cáo</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      await reportCoordination(database, official, {
        id: params.coordinationId,
        partyId: params.partyId,
        ...given,
        today,
      })
      return `${LIST}/${params.coordinationId}`
    },
  })

  staffForm(app, {
    path: `${ONE}/reviews/new`,
    permission: 'coordination.write',
    params: CoordinationParams,
    fields: ReviewFields,
    draftOf: 'coordination-review',
    labels: REVIEW_LABELS,
    load: led,
    initial: (_, { today }) => ({ kind: 'interim', heldOn: formatCalendarDate(today) }),
    draw: ({ context, data: coordination, form }) => (
      <Layout title="Ghi sơ kết, tổng kết" context={context.page} form={form} backLink={backTo(coordination.id)}>
        <PageHeading caption={coordination.title}>Ghi sơ kết, tổng kết</PageHeading>
        <Form form={form}>
          <RadioField
            form={form}
            name="kind"
            label={REVIEW_LABELS.kind}
            inline
            options={Object.entries(REVIEW_KINDS).map(([value, text]) => ({ value, text }))}
          />
          <DateField form={form} name="heldOn" label={REVIEW_LABELS.heldOn} />
          <TextArea form={form} name="results" label={REVIEW_LABELS.results} rows={5} />
          <TextArea form={form} name="shortcomings" label={REVIEW_LABELS.shortcomings} optional rows={4} />
          <TextArea form={form} name="conclusions" label={REVIEW_LABELS.conclusions} optional rows={4} />
          <SubmitButtons cancelHref={`${LIST}/${coordination.id}`}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      await reviewCoordination(database, official, { id: params.coordinationId, given, today })
      return `${LIST}/${params.coordinationId}`
    },
  })
}

function signatureForms(app: FastifyInstance): void {
  staffForm(app, {
    path: `${PARTY}/signature`,
    permission: 'coordination.sign',
    params: PartyParams,
    fields: SignatureFields,
    labels: SIGNATURE_LABELS,
    load: (context) => partyFor(context, (party) => party.maySign && party.signedOn === null),
    initial: (_, { today, official }) => ({
      signedOn: formatCalendarDate(today),
      signedBy: `${official.fullName}, ${official.posts[0]?.title ?? ''}`,
    }),
    draw: ({ context, data: { coordination, party }, form }) => (
      <Layout title="Ghi đã ký" context={context.page} form={form} backLink={backTo(coordination.id)}>
        <PageHeading caption={`${coordination.title} – ${party.name}`}>Ghi đã ký</PageHeading>
        <p class="govuk-body">
          Ghi theo bản giấy hoặc bản ký số đã ban hành. Khi mọi bên đã ký, văn bản có hiệu lực phối hợp và nội dung
          không sửa được nữa.
        </p>
        <Form form={form}>
          <DateField form={form} name="signedOn" label={SIGNATURE_LABELS.signedOn} />
          <TextField form={form} name="signedBy" label={SIGNATURE_LABELS.signedBy} hint="Họ tên và chức vụ" />
          <SubmitButtons cancelHref={`${LIST}/${coordination.id}`}>
            <SubmitButton>Ghi đã ký</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, given) => {
      await signCoordination(database, official, {
        id: params.coordinationId,
        partyId: params.partyId,
        ...given,
        today,
      })
      return `${LIST}/${params.coordinationId}`
    },
  })

  staffForm(app, {
    path: `${PARTY}/signature/removal`,
    permission: 'coordination.sign',
    params: PartyParams,
    fields: ReasonFields,
    labels: { reason: 'Lý do' },
    load: (context) => partyFor(context, (party) => party.maySign && party.signedOn !== null),
    initial: () => ({}),
    draw: ({ context, data: { coordination, party }, form }) => (
      <Layout title="Bỏ chữ ký ghi nhầm" context={context.page} form={form} backLink={backTo(coordination.id)}>
        <PageHeading caption={`${coordination.title} – ${party.name}`}>Bỏ chữ ký ghi nhầm</PageHeading>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`${LIST}/${coordination.id}`}>
            <SubmitButton variant="warning">Bỏ chữ ký</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await unsignCoordination(database, official, {
        id: params.coordinationId,
        partyId: params.partyId,
        reason,
        today,
      })
      return `${LIST}/${params.coordinationId}`
    },
  })
}

const backTo = (id: string) => ({ href: `${LIST}/${id}`, text: 'Trở lại văn bản phối hợp' })

async function partyFor(
  { database, official, today, params }: Context & { params: z.output<typeof PartyParams> },
  may: (party: Party) => boolean,
) {
  const coordination = await coordinationById(database, official, params.coordinationId, today)
  if (!coordination || coordination.withdrawnOn !== null) throw noSuchCoordination()
  const parties = await partiesOf(database, official, coordination.id, today)
  const party = parties.find((each) => each.id === params.partyId && may(each))
  if (!party) throw noSuchParty()
  return { coordination, party }
}
