import type { Context } from '../../../platform/http/context.ts'
import { citizenSideOf } from '../queries/citizen-side.ts'
import { PUBLICATION_STATES } from '../rules/publication.ts'
import type { MayBeDone } from './what-may-be-done.ts'

/** On the page of a petition: what its sender did since, and what can be done for the sender. */
export async function citizenPart(
  { database }: Context,
  petition: { id: string; kind: string },
  { mayRegister, mayAnswer, mayPublish }: MayBeDone['forSender'],
) {
  const { messageCount, unreadCount, sentOnline, points, words, publicationState } = await citizenSideOf(
    database,
    petition.id,
  )
  const nothing = messageCount === 0 && points === null && publicationState === null
  if (nothing && !sentOnline && !mayRegister && !mayAnswer) return null
  return (
    <>
      <h2 class="govuk-heading-m">Với người gửi đơn</h2>
      <ul class="govuk-list govuk-list--bullet">
        {messageCount > 0 && (
          <li>
            {mayAnswer ? (
              <a class="govuk-link" href={`/petitions/${petition.id}/messages`}>
                Người gửi bổ sung {messageCount} lần
              </a>
            ) : (
              `Người gửi bổ sung ${messageCount} lần`
            )}
            {unreadCount > 0 && <strong> ({unreadCount} chưa xem)</strong>}
          </li>
        )}
        {points !== null && (
          <li>
            Người gửi đánh giá việc trả lời: {points} trên 5{words && `. “${words}”`}
          </li>
        )}
        {sentOnline ? (
          <li>Đơn gửi trực tuyến; người gửi có mã tra cứu.</li>
        ) : (
          mayRegister && (
            <li>
              <a class="govuk-link" href={`/petitions/${petition.id}/receipt`}>
                Cấp giấy biên nhận có mã tra cứu
              </a>
            </li>
          )
        )}
        {petition.kind !== 'denunciation' && (mayAnswer || publicationState !== null) && (
          <li>
            {mayAnswer ? (
              <a class="govuk-link" href={`/petitions/${petition.id}/public-words`}>
                {publicationState === null ? 'Công khai đơn và câu trả lời' : PUBLICATION_STATES[publicationState]}
              </a>
            ) : (
              publicationState !== null && PUBLICATION_STATES[publicationState]
            )}
            {publicationState === 'published' && (
              <>
                {' – '}
                <a class="govuk-link" href={`/public/petitions/${petition.id}`}>
                  xem trang công khai
                </a>
              </>
            )}
            {publicationState !== null && mayPublish && (
              <>
                {' – '}
                <a class="govuk-link" href={`/petitions/${petition.id}/public-words/decision`}>
                  duyệt hoặc rút
                </a>
              </>
            )}
          </li>
        )}
      </ul>
    </>
  )
}
