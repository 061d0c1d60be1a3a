import type { FastifyInstance } from 'fastify'
import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { checked, recordId, storedFiles, wholeNumber } from '../../../platform/http/form-fields.ts'
import type { HeldFile } from '../../../platform/http/form-uploads.ts'
import {
  CheckboxField,
  FileField,
  Form,
  type FormView,
  HiddenField,
  InsetText,
  Layout,
  NumberField,
  PageHeading,
  SelectField,
  SubmitButton,
  SubmitButtons,
} from '../../../platform/page/index.ts'
import { ownUnitsFor } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { formatInstant, formatNumber } from '../../../vocabulary/vietnamese.ts'
import { unitsOnDay } from '../../organisation/index.ts'
import { keepOwnSignature, keepSeal } from '../actions/keep-signature-picture.ts'
import { pictureKept } from '../queries/signature-pictures.ts'
import { LARGEST_PICTURE_IN_BYTES } from '../signatures/signature-look.ts'

type Kept = Awaited<ReturnType<typeof pictureKept>>

const picture = {
  file: storedFiles('Hình', { most: 1 }),
  removal: checked(),
}

/** Pictures that are drawn into documents where somebody signs: of the person, and of the seal of a body. Shown nowhere else. */
export function pictureForms(app: FastifyInstance): void {
  ownSignatureForm(app)
  sealForm(app)
}

function ownSignatureForm(app: FastifyInstance): void {
  const title = 'Hình chữ ký của tôi'
  staffForm(app, {
    path: '/documents/own-signature',
    permission: 'document.sign',
    largestHeld: LARGEST_PICTURE_IN_BYTES,
    fields: z.object(picture),
    load: ({ database, official }) => pictureKept(database, { personId: official.personId }),
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <PicturePage context={context} form={form} title={title}>
        <p class="govuk-body">
          Hình chữ ký thật của bạn, màu xanh, định dạng .png, nền trong suốt; được đặt canh giữa chức vụ và họ tên khi
          bạn ký số (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        </p>
        <InsetText>
          {kept(data)} Hình được mã hóa, không ai tải về được, chỉ vẽ vào văn bản chính bạn ký; tự xóa khi bạn thôi
          quyền ký.
        </InsetText>
        <Form form={form} multipart>
          <Fields form={form} kept={data} />
        </Form>
      </PicturePage>
    ),
    submit: async ({ database, official, held }, entered) => {
      await keepOwnSignature(database, app.services.encryption, official, chosen(entered, held))
      return '/documents/own-signature'
    },
  })
}

function sealForm(app: FastifyInstance): void {
  const title = 'Hình con dấu của cơ quan'
  staffForm(app, {
    path: '/documents/seal',
    permission: 'document.write',
    largestHeld: LARGEST_PICTURE_IN_BYTES,
    fields: z.object({
      ...picture,
      unitId: recordId('Con dấu của'),
      width: wholeNumber('Chiều rộng thật của dấu', { least: 10, most: 80 }),
    }),
    load: seals,
    initial: (data) => ({ unitId: data[0]?.id ?? '', width: String(Math.round(data[0]?.kept?.size.width ?? 36)) }),
    draw: ({ context, data, form }) => (
      <PicturePage context={context} form={form} title={title}>
        <p class="govuk-body">
          Hình dấu màu đỏ, định dạng .png, nền trong suốt; được in đúng kích thước thật, trùm lên khoảng 1/3 bên trái
          chữ ký của người có thẩm quyền (Nghị định 30/2020/NĐ-CP, Phụ lục I).
        </p>
        {data.map((each) => (
          <InsetText key={each.id}>
            {each.name}: {kept(each.kept)} Hình được mã hóa, không ai tải về được, chỉ vẽ vào văn bản do cơ quan ký số.
          </InsetText>
        ))}
        <Form form={form} multipart>
          {data.length === 1 ? (
            <HiddenField form={form} name="unitId" value={data[0]?.id} />
          ) : (
            <SelectField
              form={form}
              name="unitId"
              label="Con dấu của"
              options={data.map(({ id, name }) => ({ value: id, text: name }))}
            />
          )}
          <NumberField form={form} name="width" label="Chiều rộng thật của dấu (mm)" width={4} />
          <Fields form={form} kept={data.find((each) => each.kept !== null)?.kept ?? null} />
        </Form>
      </PicturePage>
    ),
    submit: async ({ database, official, held }, { unitId, width, ...entered }) => {
      const content = chosen(entered, held)
      await keepSeal(database, app.services.encryption, official, { unitId, content, widthInMillimetres: width })
      return '/documents/seal'
    },
  })
}

/** The bodies whose register the official keeps by a post of their own, with what is known of their seals. */
async function seals({ database, official, today }: Context) {
  const units = await unitsOnDay(database, { today, ids: ownUnitsFor(official, 'document.write') })
  return Promise.all(
    units.map(async ({ id, name }) => ({ id, name, kept: await pictureKept(database, { unitId: id }) })),
  )
}

const kept = (given: Kept) =>
  given === null
    ? 'Chưa có hình.'
    : `Đã có hình, gửi ${formatInstant(given.keptAt)}; in rộng ${formatNumber(given.size.width, 1)} mm, cao ${formatNumber(given.size.height, 1)} mm.`

/** The content that was sent; null where it is to be taken away. Refuses `documents.no-file` where neither was asked for. */
function chosen({ file, removal }: { file: readonly string[]; removal: boolean }, held: ReadonlyMap<string, HeldFile>) {
  const content = held.get(file[0] ?? '')?.content
  if (content) return content
  if (removal) return null
  const message = 'Hãy chọn tệp hình .png.'
  throw new Refusal('invalid', 'documents.no-file', message, { file: message })
}

function Fields({ form, kept }: { form: FormView; kept: Kept }) {
  return (
    <>
      <FileField form={form} name="file" label="Tệp hình (.png)" accept=".png" hint="Nhiều nhất 1 MB." />
      {kept !== null && (
        <CheckboxField form={form} name="removal" options={[{ value: 'yes', text: 'Xóa hình đang có' }]} label="Hoặc" />
      )}
      <SubmitButtons cancelHref="/documents">
        <SubmitButton>Lưu hình</SubmitButton>
      </SubmitButtons>
    </>
  )
}

function PicturePage({
  context,
  form,
  title,
  children,
}: {
  context: Context
  form: FormView
  title: string
  children: ComponentChildren
}) {
  return (
    <Layout
      title={title}
      context={context.page}
      form={form}
      backLink={{ href: '/documents', text: 'Trở lại sổ văn bản' }}
    >
      <PageHeading>{title}</PageHeading>
      {children}
    </Layout>
  )
}
