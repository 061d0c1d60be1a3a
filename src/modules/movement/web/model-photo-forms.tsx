import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { staffForm } from '../../../platform/http/form.tsx'
import { choice, optionalText, text } from '../../../platform/http/form-fields.ts'
import { Id } from '../../../platform/http/page.tsx'
import {
  Form,
  type FormView,
  Layout,
  optionsOf,
  PageHeading,
  RadioField,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { AlternativeText, AlternativeTextInput, Photo, PhotoFields, PhotoInput } from '../../documents/index.ts'
import {
  addModelPhoto,
  changeModelPhoto,
  noSuchModelPhoto,
  noSuchVisit,
  removeModelPhoto,
} from '../actions/keep-model-photo.ts'
import { type ModelPhoto, photoOfTheirModel, visitOfTheirModel } from '../queries/model-photos.ts'
import { PHOTO_AUDIENCES } from '../rules/model-photo.ts'

const L = { audience: 'Ai xem được ảnh', agreedBy: 'Người đồng ý công khai' } as const

const ReleaseFields = {
  audience: choice(L.audience, PHOTO_AUDIENCES),
  agreedBy: optionalText(L.agreedBy, { longest: 300 }),
}

const VisitParams = z.object({ modelVisitId: Id })
const PhotoParams = z.object({ modelPhotoId: Id })
const one = '/movement/photos/:modelPhotoId'

/** Photos of follow-up visits: adding one, its words and who sees it, taking it away. */
export function modelPhotoForms(app: FastifyInstance): void {
  newForm(app)
  changeForm(app)
  removalForm(app)
}

function newForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/visits/:modelVisitId/photos/new',
    permission: 'movement.write',
    params: VisitParams,
    fields: PhotoFields.extend(ReleaseFields),
    load: async ({ database, official, params, today }) => {
      const found = await visitOfTheirModel(database, official, params.modelVisitId, today)
      if (!found) throw noSuchVisit()
      return found
    },
    initial: () => ({ audience: 'internal' }),
    draw: ({ context, data: { visit, model }, form }) => (
      <Layout title="Thêm ảnh kiểm tra" context={context.page} form={form} backLink={backTo(model)}>
        <PageHeading caption={model.name}>
          Thêm ảnh của lần kiểm tra ngày {formatCalendarDate(visit.visitedOn)}
        </PageHeading>
        <Form form={form} multipart>
          <PhotoInput form={form} />
          <WordsAndAudience form={form} />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu ảnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { photo, ...given }, { visit, model }) => {
      await addModelPhoto(database, official, { ...given, visitId: visit.id, storedFileId: photo, today })
      return `/movement/models/${model.id}`
    },
  })
}

function changeForm(app: FastifyInstance): void {
  staffForm(app, {
    path: `${one}/edit`,
    permission: 'movement.write',
    params: PhotoParams,
    fields: z.object({ alternativeText: AlternativeText, ...ReleaseFields }),
    load: theirPhoto,
    initial: ({ photo }) => ({
      alternativeText: photo.alternativeText,
      audience: photo.isPublic ? 'public' : 'internal',
      agreedBy: photo.agreedBy,
    }),
    draw: ({ context, data: { photo, model }, form }) => (
      <Layout title="Sửa ảnh" context={context.page} form={form} backLink={backTo(model)}>
        <PageHeading caption={model.name}>Sửa lời tả, việc công khai ảnh</PageHeading>
        <Photo photo={photo} />
        <Form form={form}>
          <WordsAndAudience form={form} />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton>Lưu thay đổi</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, given, { photo, model }) => {
      await changeModelPhoto(database, official, { ...given, photoId: photo.id, today })
      return `/movement/models/${model.id}`
    },
  })
}

function removalForm(app: FastifyInstance): void {
  const { files } = app.services
  staffForm(app, {
    path: `${one}/removal`,
    permission: 'movement.write',
    params: PhotoParams,
    fields: z.object({ reason: text('Lý do', { longest: 500 }) }),
    load: theirPhoto,
    initial: () => ({}),
    draw: ({ context, data: { photo, model }, form }) => (
      <Layout title="Bỏ ảnh" context={context.page} form={form} backLink={backTo(model)}>
        <PageHeading caption={model.name}>Bỏ ảnh</PageHeading>
        <Photo photo={photo} />
        <p class="govuk-body">
          Ảnh bị xóa hẳn khỏi nơi lưu, không lấy lại được. Lời tả ảnh và lý do giữ trong nhật ký.
        </p>
        <Form form={form}>
          <TextArea form={form} name="reason" label="Lý do" rows={3} />
          <SubmitButtons cancelHref={`/movement/models/${model.id}`}>
            <SubmitButton variant="warning">Bỏ ảnh</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today }, { reason }, { photo, model }) => {
      await removeModelPhoto(database, official, { photoId: photo.id, reason, today })
      return `/movement/models/${model.id}`
    },
    afterwards: ({ database }) => files.removeAsked(database),
  })
}

function WordsAndAudience({ form }: { form: FormView }) {
  return (
    <>
      <AlternativeTextInput form={form} example="Tuyến đường ấp 3 rộng 4 m, hai bên trồng hoa" />
      <RadioField
        form={form}
        name="audience"
        label={L.audience}
        hint="Trên cổng, chọn ảnh về việc làm, công trình; tránh ảnh rõ mặt người chưa đồng ý."
        options={optionsOf(PHOTO_AUDIENCES)}
      />
      <TextField
        form={form}
        name="agreedBy"
        label={L.agreedBy}
        optional
        hint="Cần ghi khi đưa lên cổng; không hiện trên cổng."
      />
    </>
  )
}

const backTo = ({ id }: { id: string }) => ({ href: `/movement/models/${id}`, text: 'Trở lại mô hình' })

async function theirPhoto({ database, official, params, today }: Context & { params: { modelPhotoId: string } }) {
  const found = await photoOfTheirModel(database, official, params.modelPhotoId, today)
  if (!found) throw noSuchModelPhoto()
  return found
}

/** The photos of the visits with when they were taken and who sees them; draws nothing where there are none. */
export function ModelPhotos({ photos, mayChange }: { photos: readonly ModelPhoto[]; mayChange: boolean }) {
  if (photos.length === 0) return null
  return (
    <>
      <h2 class="govuk-heading-m">Ảnh kiểm tra</h2>
      {photos.map((photo) => (
        <Photo key={photo.id} photo={photo}>
          <p class="govuk-body-s">
            Kiểm tra ngày {formatCalendarDate(photo.visitedOn)}.{' '}
            {photo.isPublic ? `Được đưa lên cổng; người đồng ý: ${photo.agreedBy}.` : 'Không đưa lên cổng.'}{' '}
            {mayChange && (
              <>
                <a class="govuk-link" href={`/movement/photos/${photo.id}/edit`}>
                  Sửa<span class="govuk-visually-hidden"> ảnh: {photo.alternativeText}</span>
                </a>{' '}
                <a class="govuk-link" href={`/movement/photos/${photo.id}/removal`}>
                  Bỏ ảnh<span class="govuk-visually-hidden">: {photo.alternativeText}</span>
                </a>
              </>
            )}
          </p>
        </Photo>
      ))}
    </>
  )
}
