import { z } from 'zod'
import { checked, choice, text } from '../../../platform/http/form-fields.ts'
import { SHARED_WITH } from '../rules/saved-view.ts'

export const VIEW_LABELS = {
  title: 'Tên bảng',
  sharedWith: 'Ai được mở bảng này',
  byLink: 'Đường dẫn',
} as const

const title = text(VIEW_LABELS.title, { longest: 120 })

/** Keeping a table; what it is made of travels as it stood in the address. */
export const NewViewFields = z.object({ title, question: z.string().max(8_000).default('') })

export const ViewNameFields = z.object({ title })

export const SharingFields = z.object({
  sharedWith: choice(VIEW_LABELS.sharedWith, SHARED_WITH),
  byLink: checked(),
})
