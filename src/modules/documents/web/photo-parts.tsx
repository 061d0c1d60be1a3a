import type { ComponentChildren } from 'preact'
import { z } from 'zod'
import { storedFiles, text } from '../../../platform/http/form-fields.ts'
import { FileField, type FormView, TextField } from '../../../platform/page/index.ts'

export const PHOTO_LABELS = { photo: 'Ảnh', alternativeText: 'Lời tả ảnh' } as const

const L = PHOTO_LABELS

/** The words that stand for a photo, for who does not see it. */
export const AlternativeText = text(L.alternativeText, { longest: 300 })

/** One picture with its words. */
export const PhotoFields = z.object({
  photo: storedFiles(L.photo, { most: 1 })
    .pipe(z.array(z.string()).min(1, 'Hãy chọn ảnh.'))
    .transform((ids) => ids[0] ?? ''),
  alternativeText: AlternativeText,
})

/** The field of the picture; the form it stands in is `multipart`. */
export function PhotoInput({ form, optional }: { form: FormView; optional?: boolean }) {
  return (
    <FileField
      form={form}
      name="photo"
      label={L.photo}
      optional={optional}
      accept=".jpg,.jpeg,.png"
      hint="JPEG hoặc PNG, không quá 20 MB. Vị trí, thời gian chụp trong ảnh được bỏ trước khi lưu."
    />
  )
}

/** The field of its words. */
export function AlternativeTextInput({ form, example }: { form: FormView; example: string }) {
  return (
    <TextField
      form={form}
      name="alternativeText"
      label={L.alternativeText}
      hint={`Cho người không nhìn thấy ảnh. Ví dụ: ${example}`}
    />
  )
}

export type ShownPhoto = { id: string; alternativeText: string; attachmentId: string }

/** A photo with its words below, and what else is said or done about it. */
export function Photo({
  photo: { attachmentId, alternativeText },
  href = `/attachments/${attachmentId}`,
  children,
}: {
  photo: Omit<ShownPhoto, 'id'>
  /** Where the picture is read from. */
  href?: string
  children?: ComponentChildren
}) {
  return (
    <div class="govuk-body">
      <img class="app-photo" src={href} alt={alternativeText} width={300} loading="lazy" />
      <p class="govuk-body-s app-muted govuk-!-margin-bottom-1">{alternativeText}</p>
      {children}
    </div>
  )
}
