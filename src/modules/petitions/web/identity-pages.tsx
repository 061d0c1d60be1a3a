import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { asDownload } from '../../../platform/http/download.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id, readAddress, sendPage, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import {
  DataTable,
  Form,
  InsetText,
  Layout,
  PageHeading,
  Pagination,
  SubmitButton,
  SubmitButtons,
  TextArea,
} from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { fileForLook, identityForLook, lookAtIdentity } from '../actions/look-at-identity.ts'
import { denouncedIn, identityAccess, identityRightsOf, looksAt, looksInUnitsOf } from '../queries/identity-access.ts'
import { whatIsProtected } from '../queries/protected-parts.ts'
import { redactedCopiesOf } from '../queries/redacted-copies.ts'
import { identityRightMissing } from '../rules/identity-look.ts'
import { noSuchPetition } from '../rules/out-of-reach.ts'
import { petitionNumber } from '../rules/petition-kind.ts'
import { denouncerPseudonym } from '../rules/protected-sender.ts'
import { IdentityCase } from './identity-case.tsx'
import { ShownIdentity } from './shown-identity.tsx'

const params = z.object({ petitionId: Id })
const LookParams = z.object({ petitionId: Id, lookId: Id })
const FileParams = LookParams.extend({ partId: z.uuid() })

/** Who denounces: who may look, looking itself, and what was looked at. */
export function identityPages(app: FastifyInstance): void {
  caseOfIdentity(app)
  lookForm(app)
  lookPage(app)
  lookReview(app)
}

function caseOfIdentity(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions/:petitionId/denouncer',
    permission: 'petition.read-denunciation',
    params,
    draw: async ({ database, official, today, page, params: { petitionId } }) => {
      const access = await identityAccess(database, official, petitionId, today)
      if (!access) throw noSuchPetition()
      const [kept, rights, looks, denounced, copies] = await Promise.all([
        whatIsProtected(database, petitionId),
        identityRightsOf(database, petitionId),
        access.mayLook || access.heads ? looksAt(database, petitionId) : [],
        denouncedIn(database, petitionId, today),
        redactedCopiesOf(database, petitionId),
      ])
      return (
        <IdentityCase
          page={page}
          access={access}
          kept={kept}
          rights={rights}
          looks={looks}
          denounced={denounced}
          copies={copies}
        />
      )
    },
  })
}

function lookForm(app: FastifyInstance): void {
  const { protectedKeys: keys } = app.services
  staffForm(app, {
    path: '/petitions/:petitionId/denouncer/looks/new',
    permission: 'petition.read-denunciation',
    params,
    fields: z.object({ reason: text('Lý do xem', { longest: 500 }) }),
    load: async ({ database, official, today, params: { petitionId } }) => {
      const access = await identityAccess(database, official, petitionId, today)
      if (!access) throw noSuchPetition()
      if (!access.mayLook) throw identityRightMissing()
      return access
    },
    initial: () => ({}),
    draw: ({ context, data: access, form }) => (
      <Layout
        title="Xem danh tính người tố cáo"
        context={context.page}
        form={form}
        backLink={{ href: `/petitions/${access.id}/denouncer`, text: 'Danh tính người tố cáo' }}
      >
        <PageHeading caption={denouncerPseudonym(access)}>Xem danh tính người tố cáo</PageHeading>
        <InsetText>
          Lượt xem này được ghi lại cùng họ tên bạn, thời điểm và lý do; lãnh đạo đơn vị rà soát. Danh tính chỉ hiện một
          lần. Làm lộ danh tính người tố cáo là hành vi bị cấm (khoản 3 Điều 8 Luật Tố cáo 25/2018/QH14).
        </InsetText>
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label="Lý do xem"
            rows={3}
            hint="Ví dụ: liên hệ mời làm việc để xác minh nội dung. Không nêu tên, địa chỉ, điện thoại người tố cáo."
          />
          <SubmitButtons cancelHref={`/petitions/${access.id}/denouncer`}>
            <SubmitButton>Ghi lý do và xem</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { petitionId } }, { reason }) => {
      const lookId = await lookAtIdentity(database, official, { petitionId, reason, keys }, today)
      return `/petitions/${petitionId}/denouncer/looks/${lookId}`
    },
  })
}

/** What a look shows: once, and kept by no browser or proxy. */
function lookPage(app: FastifyInstance): void {
  const { protectedKeys: keys } = app.services
  const permission = allow('petition.read-denunciation')
  const once = { ...permission, exposeHeadRoute: false }
  app.get('/petitions/:petitionId/denouncer/looks/:lookId', once, async (request, reply) => {
    const { database, official, today, page } = signedInContext(request)
    const { petitionId, lookId } = readAddress(LookParams, request.params)
    const access = await identityAccess(database, official, petitionId, today)
    if (!access) throw noSuchPetition()
    const shown = await identityForLook(database, official, { petitionId, lookId, keys }, today)
    reply.header('cache-control', 'private, no-store')
    return sendPage(reply, <ShownIdentity page={page} access={access} lookId={lookId} shown={shown} />)
  })
  app.get('/petitions/:petitionId/denouncer/looks/:lookId/files/:partId', once, async (request, reply) => {
    const { database, official, today } = signedInContext(request)
    const { petitionId, lookId, partId } = readAddress(FileParams, request.params)
    const { mediaType, content } = await fileForLook(database, official, { petitionId, lookId, partId, keys }, today)
    // Not the name it came with: that stays in the browser's list of downloads.
    return asDownload(reply, { name: `ban-goc${ENDINGS[mediaType] ?? ''}`, mediaType }).send(content)
  })
}

const ENDINGS: Readonly<Record<string, string>> = {
  'application/pdf': '.pdf',
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': '.docx',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': '.xlsx',
}

function lookReview(app: FastifyInstance): void {
  staffPage(app, {
    path: '/petitions/identity-looks',
    permission: 'petition.assign',
    query: z.object({
      after: z
        .string()
        .optional()
        .transform((id) => (id && /^\d{1,18}$/.test(id) ? id : undefined)),
    }),
    draw: async ({ database, official, today, page, query: { after } }) => {
      const { rows, next } = await looksInUnitsOf(database, official, { after, today })
      return (
        <Layout
          title="Các lượt xem danh tính người tố cáo"
          context={page}
          breadcrumbs={[{ href: '/petitions', text: 'Đơn thư' }, { text: 'Các lượt xem danh tính' }]}
        >
          <PageHeading>Các lượt xem danh tính người tố cáo</PageHeading>
          <p class="govuk-body">
            Trong các đơn đơn vị bạn đang xử lý. Hãy rà soát định kỳ: lý do có đúng việc không, quyền nào không còn cần
            thì thu hồi.
          </p>
          <DataTable
            caption="Các lượt xem danh tính người tố cáo"
            captionHidden
            phone="stack"
            empty="Chưa có lượt xem nào."
            columns={[
              { key: 'at', title: 'Thời điểm', rowHeader: true },
              { key: 'who', title: 'Người xem' },
              { key: 'petition', title: 'Đơn' },
              { key: 'reason', title: 'Lý do', width: 'one-third' },
              { key: 'files', title: 'Tệp gốc đã mở', numeric: true },
            ]}
            rows={rows.map((look) => ({
              at: formatInstant(look.lookedAt),
              who: look.personName ?? 'Không rõ',
              petition: (
                <a class="govuk-link" href={`/petitions/${look.petitionId}/denouncer`}>
                  Đơn số {petitionNumber(look)}
                </a>
              ),
              reason: look.reason,
              files: look.filesOpened,
            }))}
          />
          <Pagination nextHref={next ? `/petitions/identity-looks?after=${next}` : undefined} />
        </Layout>
      )
    },
  })
}
