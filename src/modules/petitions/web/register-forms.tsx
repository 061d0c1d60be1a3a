import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { changePetition } from '../actions/change-petition.ts'
import { refuseDenouncerNamed } from '../actions/refuse-denouncer-named.ts'
import { registerPetition } from '../actions/register-petition.ts'
import type { PossibleDuplicate } from '../queries/possible-duplicates.ts'
import { petitionFormValues } from '../rules/petition-form-values.ts'
import { KIND_HINTS, PETITION_CHANNELS, type PetitionKind, petitionNumber } from '../rules/petition-kind.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'
import { askAboutDuplicates, DuplicateQuestion, duplicateAnswer, linkAsAnswered } from './duplicate-question.tsx'
import { openedPetition } from './opened-petition.ts'
import { ContentFields, ReceiptFields, SenderFields, UnitField } from './petition-field-groups.tsx'
import {
  PETITION_LABELS as L,
  ORDINARY_KINDS,
  OrdinaryPetitionFields,
  PetitionChangeFields,
} from './petition-fields.ts'
import { blank, choices } from './register-choices.ts'

/** Fields that two people may have changed at the same time; files are only ever added. */
const { kind: _kind, unitId: _unitId, files: _files, ...CHANGE_LABELS } = L

const LIST = { href: '/petitions', text: 'Danh sách đơn thư' }

/** Registering what came in, and mending what was written down. */
export function registerForms(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/new',
    permission: 'petition.register',
    fields: OrdinaryPetitionFields.extend({ duplicate: duplicateAnswer }),
    labels: L,
    load: async (context) => ({ ...(await choices(context)), duplicates: [] as PossibleDuplicate[] }),
    initial: blank,
    draw: ({ context, data, form }) => (
      <Layout title="Vào sổ đơn" context={context.page} form={form} backLink={LIST}>
        <PageHeading>Vào sổ đơn</PageHeading>
        <InsetText>
          Đơn <strong>tố cáo</strong> vào sổ ở{' '}
          <a class="govuk-link" href="/petitions/new-denunciation">
            biểu mẫu riêng
          </a>
          , danh tính người tố cáo vào kho bảo vệ riêng.
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
          <DuplicateQuestion form={form} found={data.duplicates} />
          <SubmitButtons cancelHref="/petitions">
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async (context, { duplicate, ...given }, { duplicates }) => {
      await askAboutDuplicates(context, { ...given, duplicate }, duplicates)
      const { database, official, today } = context
      const petitionId = await registerPetition(database, official, given, today)
      await linkAsAnswered(context, { petitionId, duplicate, on: today })
      return `/petitions/${petitionId}`
    },
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
            {isDenunciation ? (
              <InsetText>
                {denouncerPseudonym(petition)}: danh tính chỉ ghi ở mục{' '}
                <a class="govuk-link" href={`/petitions/${petition.id}/denouncer`}>
                  Danh tính người tố cáo
                </a>
                .
              </InsetText>
            ) : (
              <SenderFields form={form} />
            )}
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
      const { title, content, forwardedBy } = given
      await refuseDenouncerNamed(context.database, app.services.protectedKeys, id, { title, content, forwardedBy })
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
