import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  HiddenField,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  WarningText,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { changePetition } from '../actions/change-petition.ts'
import { registerPetition } from '../actions/register-petition.ts'
import { petitionFormValues } from '../rules/petition-form-values.ts'
import { KIND_HINTS, PETITION_CHANNELS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { PROTECTED_DENOUNCER } from '../rules/protected-sender.ts'
import { openedPetition } from './opened-petition.ts'
import { ContentFields, ReceiptFields, SenderFields, UnitField } from './petition-field-groups.tsx'
import {
  PETITION_LABELS as L,
  ORDINARY_KINDS,
  OrdinaryPetitionFields,
  PetitionChangeFields,
  PetitionFields,
} from './petition-fields.ts'

/** Fields that two people may have changed at the same time; files are only ever added. */
const { kind: _kind, unitId: _unitId, files: _files, ...CHANGE_LABELS } = L

const LIST = { href: '/petitions', text: 'Danh sách đơn thư' }

/** Registering what came in, and mending what was written down. */
export function registerForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/new',
    permission: 'petition.register',
    fields: OrdinaryPetitionFields,
    labels: L,
    load: choices,
    initial: blank,
    draw: ({ context, data, form }) => (
      <Layout title="Vào sổ đơn" context={context.page} form={form} backLink={LIST}>
        <PageHeading>Vào sổ đơn</PageHeading>
        <InsetText>
          Đơn <strong>tố cáo</strong> vào sổ ở{' '}
          <a class="govuk-link" href="/petitions/new-denunciation">
            biểu mẫu riêng
          </a>
          , không ghi thông tin người tố cáo.
        </InsetText>
        <Form form={form} multipart>
          <RadioField
            form={form}
            name="kind"
            label={L.kind}
            hint="Phân loại theo nội dung và yêu cầu, không theo tiêu đề của đơn."
            options={Object.entries(ORDINARY_KINDS).map(([value, text]) => ({
              value,
              text,
              hint: KIND_HINTS[value as PetitionKind],
            }))}
          />
          <SenderFields form={form} />
          <ContentFields form={form} />
          <ReceiptFields form={form} bodies={data.bodies} forOthers={data.forOthers} files />
          <UnitField form={form} units={data.units} />
          <SubmitButtons cancelHref="/petitions">
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: register,
  })

  staffForm(app, {
    path: '/petitions/new-denunciation',
    permission: 'petition.register',
    fields: PetitionFields,
    labels: L,
    load: choices,
    initial: (data, context) => ({ ...blank(data, context), kind: 'denunciation' }),
    draw: ({ context, data, form }) => (
      <Layout title="Vào sổ đơn tố cáo" context={context.page} form={form} backLink={LIST}>
        <PageHeading>Vào sổ đơn tố cáo</PageHeading>
        <WarningText>
          Không ghi họ tên, địa chỉ, điện thoại người tố cáo và không đưa bản chụp đơn vào hệ thống này. Bản gốc quản lý
          theo chế độ mật (Điều 56 Luật Tố cáo 25/2018/QH14).
        </WarningText>
        <Form form={form}>
          <HiddenField form={form} name="kind" value="denunciation" />
          <ContentFields
            form={form}
            hint="Viết lại hành vi bị tố cáo; không nêu điều gì có thể nhận ra người tố cáo."
          />
          <ReceiptFields form={form} bodies={data.bodies} forOthers={data.forOthers} />
          <UnitField form={form} units={data.units} />
          <SubmitButtons cancelHref="/petitions">
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: register,
  })

  staffForm(app, {
    path: '/petitions/:petitionId/edit',
    permission: 'petition.register',
    params: z.object({ petitionId: Id }),
    fields: PetitionChangeFields,
    labels: CHANGE_LABELS,
    load: async (context) => ({
      petition: await openedPetition(context, context.params.petitionId),
      ...(await choices(context)),
    }),
    choices: ({ bodies }) => ({
      channel: PETITION_CHANNELS,
      behalfUnitId: Object.fromEntries(bodies.map((unit) => [unit.id, unit.name])),
    }),
    initial: ({ petition }) => petitionFormValues(petition),
    draw: ({ context, data: { petition, bodies, forOthers }, form }) => {
      const isDenunciation = petition.kind === 'denunciation'
      return (
        <Layout
          title="Sửa thông tin đơn"
          context={context.page}
          form={form}
          backLink={{ href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }}
        >
          <PageHeading caption={`Đơn số ${petitionNumber(petition)}`}>Sửa thông tin đơn</PageHeading>
          <Form form={form} multipart={!isDenunciation}>
            {isDenunciation ? <InsetText>{PROTECTED_DENOUNCER}</InsetText> : <SenderFields form={form} />}
            <ContentFields form={form} />
            <ReceiptFields form={form} bodies={bodies} forOthers={forOthers} files={!isDenunciation} />
            <SubmitButtons cancelHref={`/petitions/${petition.id}`}>
              <SubmitButton>Lưu thay đổi</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async (context, given) => {
      const id = context.params.petitionId
      await changePetition(context.database, context.official, {
        id,
        version: context.version,
        given,
        today: context.today,
      })
      return `/petitions/${id}`
    },
  })
}

async function register(context: Context, entered: z.output<typeof PetitionFields>): Promise<string> {
  return `/petitions/${await registerPetition(context.database, context.official, entered, context.today)}`
}

async function choices({ database, official, today }: Context) {
  const [units, bodies] = await Promise.all([
    unitsOnDay(database, { today, roots: unitsFor(official, 'petition.register') }),
    unitsOnDay(database, {
      today,
      kinds: ['council-standing-body', 'council', 'council-committee', 'national-assembly-delegation'],
    }),
  ])
  return { units, bodies, forOthers: units.some((unit) => unit.kindCode === 'council-office') }
}

function blank(data: Awaited<ReturnType<typeof choices>>, { official, today }: Context) {
  return {
    receivedOn: formatCalendarDate(today),
    channel: 'counter',
    signatoryCount: '1',
    unitId: data.units.find((unit) => unit.id === official.posts[0]?.unitId)?.id ?? data.units[0]?.id ?? '',
  }
}
