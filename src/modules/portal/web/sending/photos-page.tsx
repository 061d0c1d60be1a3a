import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { publicForm } from '../../../../platform/http/public-form.tsx'
import {
  CheckboxField,
  FileField,
  Form,
  InsetText,
  SubmitButton,
  SubmitButtons,
} from '../../../../platform/page/index.ts'
import { formatNumber } from '../../../../vocabulary/vietnamese.ts'
import { addPhotos, MOST_PHOTOS, removePhotos } from '../../../petitions/index.ts'
import { vi } from '../../texts/vi.ts'
import { sealedUploadsOf } from '../sealed-uploads.ts'
import { keep } from './question-pages.tsx'
import { draftOfVisit, SendingFrame, STEP_ADDRESSES } from './sending-frame.tsx'

const T = vi.sending

const PhotoFields = z.object({
  act: z.string().optional(),
  remove: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : [given].flat().filter((id) => z.uuid().safeParse(id).success))),
})

/** Photos: received at once and kept with the form, so that they are chosen only once. */
export function photosPage(app: FastifyInstance): void {
  publicForm(app, {
    path: STEP_ADDRESSES.photos,
    fields: PhotoFields,
    // One more than is taken: who sends too many is told so.
    mostFiles: MOST_PHOTOS + 1,
    repeatable: true,
    load: draftOfVisit,
    uploads: (visit, draft) => sealedUploadsOf(visit, draft.answers.kind),
    initial: () => ({}),
    draw: ({ context, data: { answers, photos }, form }) => (
      <SendingFrame context={context} step="photos" title={T.photos.title} answers={answers} form={form}>
        {answers.kind === 'denunciation' && <InsetText>{T.photos.sealed}</InsetText>}
        <Form form={form} multipart>
          {photos.length > 0 && (
            <CheckboxField
              form={form}
              name="remove"
              label={T.photos.kept}
              hint={T.photos.removeLabel}
              options={photos.map(({ id, name, sizeInBytes }, index) => ({
                value: id,
                text: T.photos.photo(index + 1, name, fileSize(Number(sizeInBytes))),
              }))}
            />
          )}
          {photos.length < MOST_PHOTOS && (
            <FileField
              form={form}
              name="photos"
              label={T.photos.label}
              hint={T.photos.hint(MOST_PHOTOS)}
              optional
              multiple
              accept="image/jpeg,image/png"
            />
          )}
          <SubmitButtons>
            <SubmitButton>{T.next}</SubmitButton>
            {photos.length > 0 && (
              <SubmitButton variant="secondary" name="act" value="remove">
                {T.photos.remove}
              </SubmitButton>
            )}
          </SubmitButtons>
        </Form>
      </SendingFrame>
    ),
    submit: async (visit, { act, remove }, draft) => {
      const { database, files, receivedFiles } = visit
      if (act === 'remove' && remove.length > 0) await removePhotos(database, files, draft.token, remove)
      await addPhotos(database, draft.token, receivedFiles, { sealed: draft.answers.kind === 'denunciation' })
      const next = await keep(visit, draft, { photosSeen: true })
      return act === 'remove' ? STEP_ADDRESSES.photos : next
    },
  })
}

const fileSize = (sizeInBytes: number) => `${formatNumber(Math.max(0.1, sizeInBytes / 1024 / 1024), 1)} MB`
