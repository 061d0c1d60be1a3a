import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { storedFiles, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  FileField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextField,
} from '../../../platform/page/index.ts'
import { addPhoto } from '../actions/add-photo.ts'
import { noSuchActivity } from '../actions/publish-result.ts'
import { activityById } from '../queries/activities.ts'
import type { photosOf } from '../queries/photos.ts'

/** Adding a photo of what was held, with the words for those who do not see it. */
export function photoForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/photos/new',
    permission: 'activity.record',
    params: z.object({ activityId: Id }),
    fields: z.object({
      photo: storedFiles('Ảnh', { most: 1 }).pipe(z.array(z.string()).min(1, 'Hãy chọn ảnh.')),
      alternativeText: text('Lời tả ảnh', { longest: 300 }),
    }),
    load: async ({ database, official, params, today }) => {
      const activity = await activityById(database, official, params.activityId, today)
      if (!activity || activity.withdrawnOn !== null) throw noSuchActivity()
      return activity
    },
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout
        title="Thêm ảnh"
        context={context.page}
        form={form}
        backLink={{ href: `/activities/${data.id}`, text: 'Trở lại hoạt động' }}
      >
        <PageHeading caption={data.title}>Thêm ảnh</PageHeading>
        <Form form={form} multipart>
          <FileField
            form={form}
            name="photo"
            label="Ảnh"
            accept=".jpg,.jpeg,.png"
            hint="JPEG hoặc PNG, không quá 20 MB. Vị trí, thời gian chụp trong ảnh được bỏ trước khi lưu."
          />
          <TextField
            form={form}
            name="alternativeText"
            label="Lời tả ảnh"
            hint="Cho người không nhìn thấy ảnh. Ví dụ: Khoảng 80 người dân ngồi trong nhà văn hóa, Chủ tịch xã đang trả lời"
          />
          <SubmitButtons cancelHref={`/activities/${data.id}`}>
            <SubmitButton>Lưu ảnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { activityId } }, { photo, alternativeText }) => {
      await addPhoto(database, official, { activityId, storedFileId: photo[0] ?? '', alternativeText, today })
      return `/activities/${activityId}`
    },
  })
}

/** The photos with their words below; draws nothing where there are none. */
export function Photos({ photos }: { photos: Awaited<ReturnType<typeof photosOf>> }) {
  if (photos.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Ảnh</h2>
      {photos.map(({ id, attachmentId, alternativeText }) => (
        <p class="govuk-body" key={id}>
          <img src={`/attachments/${attachmentId}`} alt={alternativeText} width={300} loading="lazy" />
          <br />
          <span class="app-muted">{alternativeText}</span>
        </p>
      ))}
    </>
  )
}
