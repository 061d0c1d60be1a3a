import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { recordId, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  InsetText,
  Layout,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { unitsAtWork } from '../../organisation/index.ts'
import { addToIdentity } from '../actions/add-to-identity.ts'
import { caseOfHead, grantIdentityRight, revokeIdentityRight } from '../actions/identity-rights.ts'
import { addDenounced, notADenunciation, removeDenounced } from '../actions/record-denounced.ts'
import { denouncedIn, identityAccess, identityRightsOf } from '../queries/identity-access.ts'
import { possibleHandlers } from '../queries/petition.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'
import { DenouncedFields, DenouncerFields } from './denunciation-fields.tsx'
import { openedPetition } from './opened-petition.ts'
import { DENUNCIATION_LABELS, denouncedFields, denouncerFields } from './petition-fields.ts'
import { protectedUploads } from './protected-uploads.ts'

const params = z.object({ petitionId: Id })
const caseOf = (petitionId: string) => `/petitions/${petitionId}/denouncer`
const backTo = (petitionId: string) => ({ href: caseOf(petitionId), text: 'Danh tính người tố cáo' })

/** Naming who may look, adding to what is kept of the denouncer, and who is denounced. */
export function identityForms(app: FastifyInstance): void {
  grantForm(app)
  revocationForm(app)
  additionForm(app)
  denouncedForm(app)
  denouncedRemovalForm(app)
}

function grantForm(app: FastifyInstance): void {
  const { protectedKeys: keys } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/denouncer/rights/new',
    permission: 'petition.assign',
    params,
    fields: z.object({ personId: recordId('Người được xem'), reason: text('Lý do cấp quyền', { longest: 500 }) }),
    load: async ({ database, official, today, params: { petitionId } }) => {
      const access = await caseOfHead(database, official, petitionId, today)
      return { access, handlers: await possibleHandlers(database, access.handlingUnitId, today) }
    },
    initial: ({ access }) => ({ personId: access.handlerPersonId ?? '' }),
    draw: ({ context, data: { access, handlers }, form }) => (
      <Layout title="Cấp quyền xem danh tính" context={context.page} form={form} backLink={backTo(access.id)}>
        <PageHeading caption={denouncerPseudonym(access)}>Cấp quyền xem danh tính</PageHeading>
        <InsetText>
          Chỉ cấp cho người cần biết để xác minh, liên hệ. Quyền chỉ có trong đơn này, hết khi thu hồi, khi đơn chuyển
          nơi khác hoặc khi người đó thôi chức vụ.
        </InsetText>
        <Form form={form}>
          <SelectField
            form={form}
            name="personId"
            label="Người được xem"
            emptyText="Chọn người"
            options={handlers.map((handler) => ({ value: handler.id, text: `${handler.fullName}, ${handler.title}` }))}
          />
          <TextArea form={form} name="reason" label="Lý do cấp quyền" rows={3} />
          <SubmitButtons cancelHref={caseOf(access.id)}>
            <SubmitButton>Cấp quyền</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { personId, reason }) => {
      await grantIdentityRight(database, official, { petitionId, personId, reason, keys }, today)
      return caseOf(petitionId)
    },
  })
}

function revocationForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/:petitionId/denouncer/rights/:rightId/revocation',
    permission: 'petition.assign',
    params: z.object({ petitionId: Id, rightId: Id }),
    fields: z.object({}),
    load: async ({ database, official, today, params: { petitionId, rightId } }) => {
      const access = await caseOfHead(database, official, petitionId, today)
      const right = (await identityRightsOf(database, petitionId)).find((each) => each.id === rightId)
      if (!right) throw noSuchPetition()
      return { access, right }
    },
    initial: () => ({}),
    draw: ({ context, data: { access, right }, form }) => (
      <Layout title="Thu hồi quyền xem danh tính" context={context.page} form={form} backLink={backTo(access.id)}>
        <PageHeading caption={denouncerPseudonym(access)}>Thu hồi quyền của {right.personName}</PageHeading>
        <p class="govuk-body">Người này không xem được danh tính nữa; các lượt đã xem vẫn còn trong nhật ký.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={caseOf(access.id)}>
            <SubmitButton variant="warning">Thu hồi quyền</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId, rightId } }) => {
      await revokeIdentityRight(database, official, { petitionId, rightId }, today)
      return caseOf(petitionId)
    },
  })
}

function additionForm(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/denouncer/additions/new',
    permission: 'petition.read-denunciation',
    params,
    fields: z.object(denouncerFields),
    labels: DENUNCIATION_LABELS,
    uploads: protectedUploads(keys),
    load: async ({ database, official, today, params: { petitionId } }) => {
      const access = await identityAccess(database, official, petitionId, today)
      if (!access) throw noSuchPetition()
      return access
    },
    initial: () => ({}),
    draw: ({ context, data: access, form }) => (
      <Layout title="Ghi bổ sung vào kho bảo vệ" context={context.page} form={form} backLink={backTo(access.id)}>
        <PageHeading caption={denouncerPseudonym(access)}>Ghi bổ sung vào kho bảo vệ</PageHeading>
        <p class="govuk-body">Những gì đã ghi vẫn giữ nguyên; phần ghi thêm đứng cạnh, có thời điểm.</p>
        <Form form={form} multipart>
          <DenouncerFields form={form} />
          <SubmitButtons cancelHref={caseOf(access.id)}>
            <SubmitButton>Lưu vào kho bảo vệ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { files: uploadIds, ...given }) => {
      const protection = { keys, files }
      await addToIdentity(database, official, { petitionId, given, uploadIds, protection }, today)
      return caseOf(petitionId)
    },
  })
}

/** A denunciation that the official may open. */
async function openedDenunciation(context: Context, petitionId: string) {
  const petition = await openedPetition(context, petitionId)
  if (petition.kind !== 'denunciation') throw notADenunciation()
  return petition
}

function denouncedForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/:petitionId/denounced/new',
    permission: 'petition.answer',
    params,
    fields: z.object(denouncedFields),
    labels: DENUNCIATION_LABELS,
    load: async (context) => ({
      petition: await openedDenunciation(context, context.params.petitionId),
      units: await unitsAtWork(context.database, context.today),
    }),
    initial: () => ({}),
    draw: ({ context, data: { petition, units }, form }) => (
      <Layout title="Ghi người, đơn vị bị tố cáo" context={context.page} form={form} backLink={backTo(petition.id)}>
        <PageHeading caption={`Đơn tố cáo số ${petitionNumber(petition)}`}>Ghi người, đơn vị bị tố cáo</PageHeading>
        <Form form={form}>
          <DenouncedFields form={form} units={units} />
          <SubmitButtons cancelHref={caseOf(petition.id)}>
            <SubmitButton>Lưu</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      const { denouncedName: name, denouncedUnitId: unitId, toUnitId } = entered
      await addDenounced(database, official, { petitionId, denounced: { name, unitId, toUnitId } }, today)
      // Handed to a unit above, it is out of reach from here on.
      return (await identityAccess(database, official, petitionId, today)) ? caseOf(petitionId) : '/petitions'
    },
  })
}

function denouncedRemovalForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/petitions/:petitionId/denounced/:partyId/removal',
    permission: 'petition.assign',
    params: z.object({ petitionId: Id, partyId: Id }),
    fields: z.object({}),
    load: async (context) => {
      const { petitionId, partyId } = context.params
      const petition = await openedDenunciation(context, petitionId)
      const party = (await denouncedIn(context.database, petitionId, context.today)).find(({ id }) => id === partyId)
      if (!party) throw noSuchPetition()
      return { petition, party }
    },
    initial: () => ({}),
    draw: ({ context, data: { petition, party }, form }) => (
      <Layout title="Bỏ người, đơn vị bị tố cáo" context={context.page} form={form} backLink={backTo(petition.id)}>
        <PageHeading caption={`Đơn tố cáo số ${petitionNumber(petition)}`}>
          Bỏ {[party.name, party.unitName].filter(Boolean).join(', ')}?
        </PageHeading>
        <p class="govuk-body">Chỉ bỏ khi ghi nhầm. Sau đó người của đơn vị này lại tìm thấy đơn theo quyền của họ.</p>
        <Form form={form}>
          <SubmitButtons cancelHref={caseOf(petition.id)}>
            <SubmitButton variant="warning">Bỏ</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId, partyId } }) => {
      await removeDenounced(database, official, { petitionId, partyId }, today)
      return caseOf(petitionId)
    },
  })
}
