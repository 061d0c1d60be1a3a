import { Refusal } from '../../../vocabulary/refusal.ts'

/** For a petition that is not there or not within the official's reach: both look the same. */
export function noSuchPetition(): Refusal {
  return new Refusal('not-found', 'petition.no-such-petition', 'Không có đơn này trong phạm vi của bạn.')
}

/** For a denunciation within reach that is neither the official's to handle nor their unit's to head. */
export function denunciationNotYours(): Refusal {
  return new Refusal(
    'not-allowed',
    'petition.denunciation-not-yours',
    'Chỉ người được phân công và lãnh đạo đơn vị đang xử lý mới mở và xử lý đơn tố cáo.',
  )
}
