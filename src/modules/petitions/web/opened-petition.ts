import type { Context } from '../../../platform/http/context.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { petitionById } from '../queries/petition.ts'

/** A petition that the official may open, for a form about it. Refuses what is out of reach, and a denunciation that is not theirs. */
export async function openedPetition({ database, official, today }: Context, petitionId: string) {
  const petition = await petitionById(database, official, petitionId, today)
  if (!petition) throw new Refusal('not-found', 'petition.no-such-petition', 'Không có đơn này trong phạm vi của bạn.')
  if (!petition.opened) {
    throw new Refusal(
      'not-allowed',
      'petition.not-yours',
      'Chỉ người được phân công và lãnh đạo đơn vị đang xử lý mới mở và xử lý đơn tố cáo.',
    )
  }
  return petition
}
