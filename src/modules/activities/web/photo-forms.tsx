import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import { Form, Layout, PageHeading, SubmitButton, SubmitButtons, TextArea } from '../../../platform/page/index.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import {
  AlternativeText,
  AlternativeTextInput,
  Photo,
  PhotoFields,
  PhotoInput,
  type ShownPhoto,
} from '../../documents/index.ts'
import { idsOfUnitsUnder } from '../../organisation/index.ts'
import { addPhoto, describePhoto, noSuchPhoto, removePhoto } from '../actions/keep-photo.ts'
import { noSuchActivity } from '../actions/publish-result.ts'
import { activityById } from '../queries/activities.ts'
import { photosOf } from '../queries/photos.ts'

const ActivityParams = z.object({ activityId: Id })
const PhotoParams = z.object({ activityId: Id, photoId: Id })
const EXAMPLE = 'Khoảng 80 người dân ngồi trong nhà văn hóa, Chủ tịch xã đang trả lời'

/** Adding a photo of what was held, with the words for those who do not see it; mending the words; taking a photo away. */
export function photoForms(app: FastifyInstance): void {
  newForm(app)
  wordsForm(app)
  removalForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/photos/new',
    permission: 'activity.record',
    params: ActivityParams,
    fields: PhotoFields,
    load: (context) => theirActivity(context),
    initial: () => ({}),
    draw: ({ context, data, form }) => (
      <Layout title="Thêm ảnh" context={context.page} form={form} backLink={backTo(data)}>
        <PageHeading caption={data.title}>Thêm ảnh</PageHeading>
        <Form form={form} multipart>
          <PhotoInput form={form} />
          <AlternativeTextInput form={form} example={EXAMPLE} />
          <SubmitButtons cancelHref={`/activities/${data.id}`}>
            <SubmitButton>Lưu ảnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { activityId } }, { photo, alternativeText }) => {
      await addPhoto(database, official, { activityId, storedFileId: photo, alternativeText, today })
      return `/activities/${activityId}`
    },
  })
}

function wordsForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/activities/:activityId/photos/:photoId/edit',
    permission: 'activity.record',
    params: PhotoParams,
    fields: z.object({ alternativeText: AlternativeText }),
    load: (context) => theirPhoto(context),
    initial: ({ photo }) => ({ alternativeText: photo.alternativeText }),
    draw: ({ context, data: { activity, photo }, form }) => (
      <Layout title="Sửa lời tả ảnh" context={context.page} form={form} backLink={backTo(activity)}>
        <PageHeading caption={activity.title}>Sửa lời tả ảnh</PageHeading>
        <Photo photo={photo} />
        <Form form={form}>
          <AlternativeTextInput form={form} example={EXAMPLE} />
          <SubmitButtons cancelHref={`/activities/${activity.id}`}>
            <SubmitButton>Lưu lời tả</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { alternativeText }) => {
      await describePhoto(database, official, { ...params, alternativeText, today })
      return `/activities/${params.activityId}`
    },
  })
}

function removalForm(app: FastifyInstance): void {
  const { files } = app.services
  staffForm(app, {
    path: '/activities/:activityId/photos/:photoId/removal',
    permission: 'activity.record',
    params: PhotoParams,
    fields: z.object({ reason: text('Lý do', { longest: 500 }) }),
    load: (context) => theirPhoto(context),
    initial: () => ({}),
    draw: ({ context, data: { activity, photo }, form }) => (
      <Layout title="Bỏ ảnh" context={context.page} form={form} backLink={backTo(activity)}>
        <PageHeading caption={activity.title}>Bỏ ảnh</PageHeading>
        <Photo photo={photo} />
        <p class="govuk-body">
          Ảnh bị xóa hẳn khỏi nơi lưu, không lấy lại được. Lời tả ảnh và lý do giữ trong nhật ký.
        </p>
        <Form form={form}>
          <TextArea
            form={form}
            name="reason"
            label="Lý do"
            rows={3}
            hint="Ví dụ: Chọn nhầm ảnh; người trong ảnh đề nghị không lưu"
          />
          <SubmitButtons cancelHref={`/activities/${activity.id}`}>
            <SubmitButton variant="warning">Bỏ ảnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params }, { reason }) => {
      await removePhoto(database, official, { ...params, reason, today })
      return `/activities/${params.activityId}`
    },
    afterwards: ({ database }) => files.removeAsked(database),
  })
}

const backTo = ({ id }: { id: string }) => ({ href: `/activities/${id}`, text: 'Trở lại hoạt động' })

/** The activity of the address, for who records for its unit. */
async function theirActivity({ database, official, params, today }: Context & { params: { activityId: string } }) {
  const activity = await activityById(database, official, params.activityId, today)
  const own = await idsOfUnitsUnder(database, unitsFor(official, 'activity.record'), today)
  if (!activity || activity.withdrawnOn !== null || !own.includes(activity.unitId)) throw noSuchActivity()
  return activity
}

async function theirPhoto(context: Context & { params: { activityId: string; photoId: string } }) {
  const activity = await theirActivity(context)
  const photo = (await photosOf(context.database, activity.id)).find(({ id }) => id === context.params.photoId)
  if (!photo) throw noSuchPhoto()
  return { activity, photo }
}

/** The photos with their words below; draws nothing where there are none. `pathOfActs` is where they are changed, for who may. */
export function Photos({ photos, pathOfActs }: { photos: readonly ShownPhoto[]; pathOfActs: string | null }) {
  if (photos.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Ảnh</h2>
      {photos.map((photo) => (
        <Photo key={photo.id} photo={photo}>
          {pathOfActs && (
            <p class="govuk-body-s">
              <a class="govuk-link" href={`${pathOfActs}/${photo.id}/edit`}>
                Sửa lời tả<span class="govuk-visually-hidden"> ảnh: {photo.alternativeText}</span>
              </a>{' '}
              <a class="govuk-link" href={`${pathOfActs}/${photo.id}/removal`}>
                Bỏ ảnh<span class="govuk-visually-hidden">: {photo.alternativeText}</span>
              </a>
            </p>
          )}
        </Photo>
      ))}
    </>
  )
}
