import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id, readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  Form,
  Layout,
  PageHeading,
  QrCode,
  SubmitButton,
  SubmitButtons,
  SummaryList,
  WarningText,
} from '../../../platform/page/index.ts'
import { inGroups } from '../../../platform/receipt/receipt.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { issueReceipt, PRINTABLE_FOR_IN_MINUTES, receiptToPrint } from '../actions/issue-receipt.ts'
import { markMessagesRead, protectedMessageWords } from '../actions/read-messages.ts'
import { identityAccess } from '../queries/identity-access.ts'
import { messagesOf } from '../queries/messages.ts'
import { photoForReader } from '../queries/photo-for-reader.ts'
import { sealedPhotoForReader } from '../queries/protected-uploads.ts'
import { isInReach } from '../queries/reach.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { CitizenMessages } from './citizen-messages.tsx'
import { openedPetition } from './opened-petition.ts'

const params = z.object({ petitionId: Id })

/** What an official does for, and reads from, the sender of a petition: the printed receipt, what was added later. */
export function citizenForms(app: FastifyInstance): void {
  receiptForm(app)
  receiptPaper(app)
  messagesForm(app)
}

/** Who may read a petition may not do everything for its sender: for others these pages are not there. */
async function refuseOthers(
  { database, official, today }: Context,
  permission: string,
  { unitId, handlingUnitId }: { unitId: string; handlingUnitId: string },
): Promise<void> {
  if (!(await isInReach(database, official, permission, [unitId, handlingUnitId], today))) throw noSuchPetition()
}

function receiptForm(app: FastifyInstance): void {
  const { encryption } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/receipt',
    permission: 'petition.register',
    params,
    fields: z.object({}),
    load: (context) => openedPetition(context, context.params.petitionId),
    initial: () => ({}),
    draw: ({ context, data: petition, form }) => (
      <Layout
        title="Cấp giấy biên nhận"
        context={context.page}
        form={form}
        backLink={{ href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }}
      >
        <PageHeading caption={`Đơn số ${petitionNumber(petition)}`}>Cấp giấy biên nhận</PageHeading>
        <p class="govuk-body">
          Giấy biên nhận có mã đơn, mã bí mật và mã QR để người gửi tự theo dõi, bổ sung và đánh giá việc trả lời. Mã bí
          mật chỉ in được trong {PRINTABLE_FOR_IN_MINUTES} phút sau khi cấp.
        </p>
        <WarningText>Nếu đơn đã có giấy biên nhận, giấy cũ không còn dùng được nữa.</WarningText>
        <Form form={form}>
          <SubmitButtons cancelHref={`/petitions/${petition.id}`}>
            <SubmitButton>Cấp giấy biên nhận</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, now, params: { petitionId } }) => {
      await issueReceipt(database, encryption, official, { petitionId, today, now })
      return `/petitions/${petitionId}/receipt/paper`
    },
  })
}

function receiptPaper(app: FastifyInstance): void {
  const { encryption } = app.services
  staffPage(app, {
    path: '/petitions/:petitionId/receipt/paper',
    permission: 'petition.register',
    params,
    draw: async (context) => {
      const petition = await openedPetition(context, context.params.petitionId)
      await refuseOthers(context, 'petition.register', petition)
      const { database, official, now, publicUrl } = context
      const receipt = await receiptToPrint(database, encryption, official, { petitionId: petition.id, now })
      const back = { href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }
      if (!receipt) {
        return (
          <Layout title="Giấy biên nhận" context={context.page} backLink={back}>
            <PageHeading>Giấy biên nhận</PageHeading>
            <p class="govuk-body">
              Không còn giấy biên nhận nào để in: mã bí mật chỉ in được trong {PRINTABLE_FOR_IN_MINUTES} phút sau khi
              cấp.{' '}
              <a class="govuk-link" href={`/petitions/${petition.id}/receipt`}>
                Cấp giấy mới
              </a>
            </p>
          </Layout>
        )
      }
      const address = `${publicUrl.replace(/\/$/, '')}/public/follow`
      return (
        <Layout title="Giấy biên nhận" context={context.page} backLink={back}>
          <PageHeading caption={petition.unitName}>Giấy biên nhận</PageHeading>
          <SummaryList
            rows={[
              { label: 'Đơn số', value: petitionNumber(petition) },
              { label: 'Ngày nhận', value: formatCalendarDate(petition.receivedOn) },
              { label: 'Nơi nhận', value: petition.unitName },
              { label: 'Mã đơn', value: <strong class="app-receipt">{inGroups(receipt.code)}</strong> },
              { label: 'Mã bí mật', value: <strong class="app-receipt">{inGroups(receipt.secret)}</strong> },
            ]}
          />
          <QrCode text={`${address}/${receipt.code}/${receipt.secret}`} label="Mã QR dẫn đến trang tra cứu đơn" />
          <p class="govuk-body">
            Quét mã QR, hoặc vào {address} rồi nhập hai mã trên để xem tình trạng, bổ sung, đánh giá. Giữ kín mã bí mật:
            ai có mã đều xem được.
          </p>
          <p class="govuk-body app-screen-only">In trang này (Ctrl + P) rồi giao cho người gửi đơn.</p>
        </Layout>
      )
    },
  })
}

function messagesForm(app: FastifyInstance): void {
  const { encryption, protectedKeys } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/messages',
    permission: 'petition.answer',
    params,
    fields: z.object({}),
    load: async (context) => {
      const { database, official, today } = context
      const petition = await openedPetition(context, context.params.petitionId)
      const messages = await messagesOf(database, { petitionId: petition.id })
      const isProtected = messages.some((message) => message.isProtected)
      // What a denouncer writes may tell who they are: for those alone who are named to know that in this case.
      const mayRead = isProtected && (await identityAccess(database, official, petition.id, today))?.mayLook === true
      const words = mayRead ? await protectedMessageWords(database, encryption, petition.id) : new Map<string, string>()
      return { petition, messages, words, hidden: isProtected && !mayRead }
    },
    initial: () => ({}),
    draw: ({ context, data: { petition, messages, words, hidden }, form }) => (
      <Layout
        title="Người gửi bổ sung"
        context={context.page}
        form={form}
        backLink={{ href: `/petitions/${petition.id}`, text: 'Trở lại đơn' }}
      >
        <PageHeading caption={`Đơn số ${petitionNumber(petition)}`}>Người gửi bổ sung</PageHeading>
        {messages.length === 0 && <p class="govuk-body">Người gửi chưa bổ sung gì.</p>}
        {hidden && (
          <WarningText>
            Nội dung bổ sung của đơn tố cáo chỉ người được giao quyền xem danh tính trong vụ việc này mới đọc được.
          </WarningText>
        )}
        <CitizenMessages
          messages={hidden ? messages.map((message) => ({ ...message, photos: [] })) : messages}
          photoPath={(fileId) => `/petitions/${petition.id}/messages/photos/${fileId}`}
          protectedWords={words}
        />
        {!hidden && messages.some(({ readAt }) => readAt === null) && (
          <Form form={form}>
            <SubmitButton>Ghi là đã xem</SubmitButton>
          </Form>
        )}
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }) => {
      await markMessagesRead(database, official, petitionId, today)
      return `/petitions/${petitionId}`
    },
  })

  app.get('/petitions/:petitionId/messages/photos/:fileId', allow('petition.answer'), async (request, reply) => {
    const context = signedInContext(request)
    const { petitionId, fileId } = readAddress(params.extend({ fileId: z.uuid() }), request.params)
    await refuseOthers(context, 'petition.answer', await openedPetition(context, petitionId))
    const { database, official, today } = context
    const photo = await photoForReader(database, { petitionId, fileId })
    if (photo) return asDownload(reply, photo).send(context.files.read(photo.sha256))
    // What a denouncer adds may show who they are: for those alone who are named to know that in this case.
    const mayLook = (await identityAccess(database, official, petitionId, today))?.mayLook === true
    const sealed = mayLook && (await sealedPhotoForReader(database, protectedKeys, { petitionId, fileId }))
    if (!sealed) throw new Refusal('not-found', 'petition.no-such-photo', 'Không có ảnh này trong đơn.')
    return asDownload(reply, sealed).send(sealed.content)
  })
}
