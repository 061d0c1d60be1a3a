import { Refusal } from '../../../vocabulary/refusal.ts'
import { withoutAccents } from '../../../vocabulary/vietnamese.ts'
import type { PetitionKind } from './petition-kind.ts'
import type { Sender } from './protected-sender.ts'
import type { Visibility } from './submission.ts'

/** Where the public words of a petition stand. `listed`: only its title is public, while the matter is open. */
export const PUBLICATION_STATES = {
  listed: 'Chỉ công khai tiêu đề, tình trạng',
  proposed: 'Chờ duyệt công khai',
  published: 'Đã công khai',
  withdrawn: 'Đã rút khỏi trang công khai',
} as const

export type PublicationState = keyof typeof PUBLICATION_STATES

/** What the second person decides on the public words that another wrote. */
export const PUBLICATION_DECISIONS = {
  published: 'Công khai',
  withdrawn: 'Không công khai, hoặc rút khỏi trang công khai',
} as const

export type PublicationDecision = keyof typeof PUBLICATION_DECISIONS

/**
 * Refuses to make a petition public: a denunciation always (`petition.denunciation-not-public`; Law on Denunciations 25/2018/QH14,
 * Articles 8 and 56), what its sender wants closed (`petition.sender-wants-closed`), and what has no answer yet
 * (`petition.not-answered-yet`).
 */
export function refuseToPublish({
  kind,
  visibility,
  answeredOn,
}: {
  kind: PetitionKind
  visibility: Visibility | null
  answeredOn: string | null
}): void {
  const obstacle = obstacleToPublishing({ kind, visibility, answeredOn })
  if (obstacle) throw obstacle
}

/** Why a petition can't be made public; null when it can. */
export function obstacleToPublishing({
  kind,
  visibility,
  answeredOn,
}: {
  kind: PetitionKind
  visibility: Visibility | null
  answeredOn: string | null
}): Refusal | null {
  if (kind === 'denunciation') {
    return conflict(
      'petition.denunciation-not-public',
      'Đơn tố cáo không công khai (Điều 8, Điều 56 Luật Tố cáo 25/2018/QH14).',
    )
  }
  if (visibility === 'closed') {
    return conflict('petition.sender-wants-closed', 'Người gửi chọn giữ kín nên đơn này không công khai.')
  }
  if (answeredOn === null) {
    return conflict(
      'petition.not-answered-yet',
      'Đơn chưa được trả lời nên chưa công khai câu trả lời. Hãy trả lời đơn trước.',
    )
  }
  return null
}

/** Refuses `petition.sender-in-public-words`: the public words still name who sent the petition. Accents and capitals don't matter. */
export function refuseSenderInPublicWords(texts: Readonly<Record<string, string>>, sender: Sender): void {
  const message = 'Phần này còn nêu họ tên, địa chỉ hoặc điện thoại của người gửi. Hãy bỏ đi trước khi công khai.'
  const fields = Object.fromEntries(
    Object.entries(texts)
      .filter(([, text]) => namesSender(text, sender))
      .map(([name]) => [name, message]),
  )
  if (Object.keys(fields).length > 0) throw new Refusal('invalid', 'petition.sender-in-public-words', message, fields)
}

function namesSender(text: string, { senderName, senderAddress, senderPhone }: Sender): boolean {
  const words = withoutAccents(text)
  const named = [senderName, senderAddress].map(withoutAccents).some((part) => part.length > 3 && words.includes(part))
  const digits = senderPhone.replace(/\D/g, '')
  return named || (digits.length >= 6 && text.replace(/\D/g, '').includes(digits))
}

const conflict = (code: string, message: string) => new Refusal('conflict', code, message)
