import { Refusal } from '../../../vocabulary/refusal.ts'

/** Minutes within which what a look opens can be fetched. */
export const LOOK_LASTS_IN_MINUTES = 15

export function identityRightMissing(): Refusal {
  return new Refusal(
    'not-allowed',
    'petition.no-identity-right',
    'Bạn chưa được cấp quyền xem danh tính người tố cáo trong đơn này. Nếu việc xác minh cần đến, hãy đề nghị lãnh đạo đơn vị đang xử lý cấp quyền.',
  )
}

export function lookIsOver(): Refusal {
  return new Refusal(
    'conflict',
    'petition.look-over',
    'Lượt xem này đã dùng hoặc đã quá 15 phút. Mỗi lượt chỉ hiện một lần; nếu cần xem lại, hãy trở lại đơn và nêu lý do lần nữa.',
  )
}
