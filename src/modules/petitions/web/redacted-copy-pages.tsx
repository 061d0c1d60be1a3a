import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, storedFiles, text } from '../../../platform/http/form-fields.ts'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  ActionBar,
  ButtonLink,
  FileField,
  Form,
  InsetText,
  Layout,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  Tag,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { WORD_MEDIA_TYPE, writeWord } from '../../documents/index.ts'
import { unitOnPaper } from '../../organisation/index.ts'
import { checkRedactedCopy, handOverCopy, openedCase, writeRedactedCopy } from '../actions/redacted-copies.ts'
import { contentOfCopy, type RedactedCopy, redactedCopy } from '../queries/redacted-copies.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { REDACTED_COPY_STATES, type RedactedCopyState, stateOfCopy } from '../rules/redacted-copy.ts'
import { protectedUploads } from './protected-uploads.ts'
import { redactedDocument } from './redacted-document.ts'

const params = z.object({ petitionId: Id })
const CopyParams = z.object({ petitionId: Id, copyId: Id })
const ImageParams = CopyParams.extend({ partId: z.uuid() })
const permission = 'petition.read-denunciation'
const caseOf = (petitionId: string) => `/petitions/${petitionId}/denouncer`

/** The copy for handing the verification over: written by one, checked by another, then downloaded. */
export function redactedCopyPages(app: FastifyInstance): void {
  writingForm(app)
  copyPage(app)
  checkForm(app)
  downloads(app)
}

function writingForm(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/redacted-copies/new',
    permission,
    params,
    fields: z.object({ text: text('Nội dung bản trích', { longest: 50_000 }), files: storedFiles('Ảnh đã che') }),
    uploads: protectedUploads(keys),
    load: ({ database, official, today, params: { petitionId } }) => openedCase(database, official, petitionId, today),
    initial: ({ title, content }) => ({ text: [title, content].filter((words) => words !== '').join('\n\n') }),
    draw: ({ context, data: access, form }) => (
      <Layout
        title="Viết bản trích để bàn giao"
        context={context.page}
        form={form}
        backLink={{ href: caseOf(access.id), text: 'Danh tính người tố cáo' }}
      >
        <PageHeading caption={`Đơn tố cáo số ${petitionNumber(access)}`}>Viết bản trích để bàn giao</PageHeading>
        <InsetText>
          Khi giao cơ quan khác xác minh phải lược bỏ họ tên, địa chỉ, bút tích và thông tin khác của người tố cáo (Điều
          56 Luật Tố cáo 25/2018/QH14). Chữ viết tay thì đánh máy lại. Người thứ hai kiểm tra rồi mới bàn giao được.
        </InsetText>
        <Form form={form} multipart>
          <TextArea
            form={form}
            name="text"
            label="Nội dung bản trích"
            rows={12}
            hint="Bỏ cả những chi tiết gián tiếp: quan hệ họ hàng, nơi làm việc, việc chỉ một người biết."
          />
          <FileField
            form={form}
            name="files"
            label="Ảnh đã che"
            optional
            multiple
            accept=".jpg,.jpeg,.png"
            hint="Ảnh JPEG, PNG đã che mặt, biển số, chữ viết tay. Thông tin của máy ảnh được bỏ khi lưu."
          />
          <SubmitButtons cancelHref={caseOf(access.id)}>
            <SubmitButton>Gửi kiểm tra</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, entered) => {
      const given = { petitionId, text: entered.text, uploadIds: entered.files, protection: { keys, files } }
      const copyId = await writeRedactedCopy(database, official, given, today)
      return `/petitions/${petitionId}/redacted-copies/${copyId}`
    },
  })
}

/** A copy with all that the pages about it show. */
async function loadCopy(
  { database, official, today }: Context,
  keys: FastifyInstance['services']['protectedKeys'],
  { petitionId, copyId }: z.output<typeof CopyParams>,
) {
  const access = await openedCase(database, official, petitionId, today)
  const copy = await redactedCopy(database, petitionId, copyId)
  if (!copy) throw noSuchPetition()
  return { access, copy, ...(await contentOfCopy(database, keys, { petitionId, copy })) }
}

type LoadedCopy = Awaited<ReturnType<typeof loadCopy>>

function copyPage(app: FastifyInstance): void {
  const { protectedKeys: keys } = app.services
  staffPage(app, {
    path: '/petitions/:petitionId/redacted-copies/:copyId',
    permission,
    params: CopyParams,
    draw: async (context) => {
      const loaded = await loadCopy(context, keys, context.params)
      const { access, copy } = loaded
      const here = `/petitions/${access.id}/redacted-copies/${copy.id}`
      const mayCheck = copy.isApproved === null && copy.writtenByPersonId !== context.official.personId
      return (
        <Layout
          title={`Bản trích của đơn tố cáo số ${petitionNumber(access)}`}
          context={context.page}
          backLink={{ href: caseOf(access.id), text: 'Danh tính người tố cáo' }}
        >
          <PageHeading
            caption={`Đơn tố cáo số ${petitionNumber(access)}`}
            actions={
              <ActionBar>
                {mayCheck && <ButtonLink href={`${here}/check`}>Kiểm tra bản trích</ButtonLink>}
                {copy.isApproved && <ButtonLink href={`${here}/document.docx`}>Tải tệp Word để bàn giao</ButtonLink>}
              </ActionBar>
            }
          >
            Bản trích để bàn giao
          </PageHeading>
          {copy.isApproved === null && !mayCheck && (
            <InsetText>Bản này do bạn viết nên phải do người khác kiểm tra rồi mới bàn giao được.</InsetText>
          )}
          <CopyContent loaded={loaded} />
        </Layout>
      )
    },
  })
}

function CopyContent({ loaded: { access, copy, text: words, images } }: { loaded: LoadedCopy }) {
  const here = `/petitions/${access.id}/redacted-copies/${copy.id}`
  return (
    <SummaryList
      rows={[
        { label: 'Tình trạng', value: <RedactedCopyTag isApproved={copy.isApproved} /> },
        { label: 'Người viết', value: `${copy.writerName}, ${formatInstant(copy.writtenAt)}` },
        ...(copy.checkedAt
          ? [{ label: 'Người kiểm tra', value: `${copy.checkerName ?? ''}, ${formatInstant(copy.checkedAt)}` }]
          : []),
        ...(copy.checkNote === '' ? [] : [{ label: 'Ý kiến kiểm tra', value: copy.checkNote }]),
        { label: 'Nội dung', value: <span class="app-prewrap">{words}</span> },
        {
          label: 'Ảnh đã che',
          value:
            images.length === 0 ? (
              'Không có'
            ) : (
              <ul class="govuk-list">
                {images.map((image, index) => (
                  <li key={image.id}>
                    <a class="govuk-link" href={`${here}/images/${image.id}`}>
                      Ảnh {index + 1}
                    </a>
                  </li>
                ))}
              </ul>
            ),
        },
      ]}
    />
  )
}

const COLOURS = { waiting: 'yellow', approved: 'green', returned: 'red' } as const satisfies Record<
  RedactedCopyState,
  string
>

export function RedactedCopyTag({ isApproved }: Pick<RedactedCopy, 'isApproved'>) {
  const state = stateOfCopy(isApproved)
  return <Tag colour={COLOURS[state]} text={REDACTED_COPY_STATES[state]} />
}

function checkForm(app: FastifyInstance): void {
  const { protectedKeys: keys, files } = app.services
  const verdicts = { approved: 'Không còn nhận ra người tố cáo: cho bàn giao', returned: 'Còn nhận ra được: trả lại' }
  staffForm(app, {
    path: '/petitions/:petitionId/redacted-copies/:copyId/check',
    permission,
    params: CopyParams,
    fields: z.object({
      verdict: choice('Kết quả kiểm tra', verdicts),
      note: optionalText('Ý kiến', { longest: 1000 }),
    }),
    load: (context) => loadCopy(context, keys, context.params),
    initial: () => ({}),
    draw: ({ context, data: loaded, form }) => {
      const { access, copy } = loaded
      const back = `/petitions/${access.id}/redacted-copies/${copy.id}`
      return (
        <Layout
          title="Kiểm tra bản trích"
          context={context.page}
          form={form}
          backLink={{ href: back, text: 'Bản trích' }}
        >
          <PageHeading caption={`Đơn tố cáo số ${petitionNumber(access)}`}>Kiểm tra bản trích</PageHeading>
          <CopyContent loaded={loaded} />
          <Form form={form}>
            <RadioField
              form={form}
              name="verdict"
              label="Kết quả kiểm tra"
              options={Object.entries(verdicts).map(([value, label]) => ({ value, text: label }))}
            />
            <TextArea
              form={form}
              name="note"
              label="Ý kiến"
              optional
              rows={3}
              hint="Bắt buộc khi trả lại: chỉ rõ đoạn nào, ảnh nào; không chép lại thông tin của người tố cáo."
            />
            <SubmitButtons cancelHref={back}>
              <SubmitButton>Ghi kết quả</SubmitButton>
            </SubmitButtons>
          </Form>
        </Layout>
      )
    },
    submit: async ({ database, official, today, params: { petitionId, copyId } }, { verdict, note }) => {
      const check = { petitionId, copyId, isApproved: verdict === 'approved', note, protection: { keys, files } }
      await checkRedactedCopy(database, official, check, today)
      return `/petitions/${petitionId}/redacted-copies/${copyId}`
    },
  })
}

function downloads(app: FastifyInstance): void {
  const { protectedKeys: keys } = app.services
  app.get(
    '/petitions/:petitionId/redacted-copies/:copyId/images/:partId',
    allow(permission),
    async (request, reply) => {
      const { partId, ...copyParams } = readAddress(ImageParams, request.params)
      const { images } = await loadCopy(signedInContext(request), keys, copyParams)
      const index = images.findIndex((image) => image.id === partId)
      const image = images[index]
      if (!image) throw noSuchPetition()
      const ending = image.mediaType === 'image/png' ? 'png' : 'jpg'
      return asDownload(reply, { name: `anh-da-che-${index + 1}.${ending}`, mediaType: image.mediaType }).send(
        image.content,
      )
    },
  )
  const handover = { ...allow(permission), exposeHeadRoute: false }
  app.get('/petitions/:petitionId/redacted-copies/:copyId/document.docx', handover, async (request, reply) => {
    const { database, official, today, page } = signedInContext(request)
    const { petitionId, copyId } = readAddress(CopyParams, request.params)
    const { access, copy } = await handOverCopy(database, official, { petitionId, copyId }, today)
    const [content, issuer] = await Promise.all([
      contentOfCopy(database, keys, { petitionId, copy }),
      unitOnPaper(database, access.handlingUnitId, today),
    ])
    const document = redactedDocument({ access, issuer, ...content, demonstration: page.demonstration })
    const name = `ban-trich-don-to-cao-so-${access.number}-${access.year}.docx`
    return asDownload(reply, { name, mediaType: WORD_MEDIA_TYPE }).send(await writeWord(document))
  })
}
