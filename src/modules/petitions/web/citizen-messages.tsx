import { Timeline } from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import type { CitizenMessage } from '../queries/messages.ts'

type Props = {
  messages: readonly CitizenMessage[]
  photoPath: (fileId: string) => string
  /** Left out where the page has that name itself. */
  heading?: string
  /** The words of messages that are kept encrypted, for who may read them. */
  protectedWords?: ReadonlyMap<string, string>
}

/** What the sender added after sending, newest first. */
export function CitizenMessages({ messages, photoPath, heading, protectedWords }: Props) {
  if (messages.length === 0) return null
  return (
    <>
      {heading !== undefined && <h2 class="govuk-heading-m">{heading}</h2>}
      <Timeline
        entries={messages.map((message) => ({
          title: message.readAt ? 'Nội dung bổ sung' : 'Nội dung bổ sung mới',
          by: 'Người gửi đơn',
          at: `${formatInstant(message.sentAt)}${message.readAt ? `, ${message.readBy ?? 'cán bộ'} đã xem` : ', chưa ai xem'}`,
          children: (
            <>
              <p class="govuk-body app-prewrap">{wordsOf(message, protectedWords)}</p>
              {message.photos.length > 0 && (
                <ul class="app-photos">
                  {message.photos.map((photo, index) => (
                    <li key={photo.id}>
                      <a href={photoPath(photo.id)}>
                        <img src={photoPath(photo.id)} alt={`Ảnh ${index + 1} người gửi bổ sung`} width={240} />
                      </a>
                    </li>
                  ))}
                </ul>
              )}
            </>
          ),
        }))}
      />
    </>
  )
}

function wordsOf({ id, words, isProtected }: CitizenMessage, protectedWords?: ReadonlyMap<string, string>): string {
  if (!isProtected) return words
  return protectedWords?.get(id) ?? 'Nội dung được giữ bí mật'
}
