import { dateInVietnam, formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Attachment } from '../queries/attachments.ts'

export type AttachmentListProps<File extends Attachment> = {
  attachments: readonly File[]
  /** Where a file can be taken away, for who may. */
  removeHref?: ((attachmentId: string) => string) | undefined
  /** What else is said of a file. */
  note?: ((file: File) => string | null) | undefined
}

/** The files of a record, each to be downloaded. Draws nothing when there are none. */
export function AttachmentList<File extends Attachment>({ attachments, removeHref, note }: AttachmentListProps<File>) {
  if (attachments.length === 0) return null
  return (
    <ul class="govuk-list govuk-list--bullet">
      {attachments.map((file) => (
        <li key={file.id}>
          <a class="govuk-link" href={`/attachments/${file.id}`}>
            {file.name}
          </a>{' '}
          <span class="app-muted">
            ({fileSize(file.sizeInBytes)}, gửi ngày {formatCalendarDate(dateInVietnam(file.attachedAt))}
            {noteOf(note?.(file))})
          </span>
          {removeHref && (
            <>
              {' '}
              <a class="govuk-link" href={removeHref(file.id)}>
                Bỏ<span class="govuk-visually-hidden"> tệp {file.name}</span>
              </a>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}

const noteOf = (note: string | null | undefined) => (note ? `; ${note}` : '')

/** Kilobytes up to a megabyte, then megabytes; of 1.024, as file managers count. */
function fileSize(sizeInBytes: number): string {
  const kilobytes = sizeInBytes / 1024
  return kilobytes < 1024 ? `${formatNumber(Math.max(1, kilobytes), 0)} KB` : `${formatNumber(kilobytes / 1024, 1)} MB`
}
