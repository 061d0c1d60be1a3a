import type { FastifyInstance } from 'fastify'
import { staffForm } from '../../../platform/http/form.tsx'
import { Form, HiddenField, Layout, PageHeading, SubmitButton, SubmitButtons } from '../../../platform/page/index.ts'
import { unitsAtWork } from '../../organisation/index.ts'
import { registerPetition } from '../actions/register-petition.ts'
import { DenouncedFields, DenouncerFields } from './denunciation-fields.tsx'
import { ContentFields, ReceiptFields, UnitField } from './petition-field-groups.tsx'
import { AnyPetitionFields, DENUNCIATION_LABELS, petitionToRegister } from './petition-fields.ts'
import { protectedUploads } from './protected-uploads.ts'
import { blank, choices } from './register-choices.ts'

/** Registering a denunciation: what it says here, who says it in the protected store. */
export function denunciationForm(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  staffForm(app, {
    path: '/petitions/new-denunciation',
    permission: 'petition.register',
    fields: AnyPetitionFields,
    labels: DENUNCIATION_LABELS,
    uploads: protectedUploads(keys),
    load: async (context) => ({
      ...(await choices(context)),
      allUnits: await unitsAtWork(context.database, context.today),
    }),
    initial: (data, context) => ({ ...blank(data, context), kind: 'denunciation' }),
    draw: ({ context, data, form }) => (
      <Layout
        title="Vào sổ đơn tố cáo"
        context={context.page}
        form={form}
        backLink={{ href: '/petitions', text: 'Danh sách đơn thư' }}
      >
        <PageHeading>Vào sổ đơn tố cáo</PageHeading>
        <Form form={form} multipart>
          <HiddenField form={form} name="kind" value="denunciation" />
          <ContentFields
            form={form}
            hint="Viết lại hành vi bị tố cáo; không nêu điều gì có thể nhận ra người tố cáo."
          />
          <DenouncerFields form={form} />
          <DenouncedFields form={form} units={data.allUnits} />
          <ReceiptFields form={form} bodies={data.bodies} forOthers={data.forOthers} />
          <UnitField form={form} units={data.units} />
          <SubmitButtons cancelHref="/petitions">
            <SubmitButton>Vào sổ và lấy số</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, entered) => {
      const id = await registerPetition(
        database,
        official,
        { ...petitionToRegister(entered), kind: 'denunciation' },
        today,
        { keys, files },
      )
      // Handed to a unit above at once, it is out of reach for who has just written it down.
      return entered.toUnitId === null ? `/petitions/${id}` : '/petitions'
    },
  })
}
