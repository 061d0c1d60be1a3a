import type { TimeLimit } from './time-limit.ts'

/** Time limits of personal data protection (bảo vệ dữ liệu cá nhân). */
export const TIME_LIMITS_OF_PERSONAL_DATA: readonly TimeLimit[] = [
  {
    id: 'pd-answer',
    matter: 'Yêu cầu về dữ liệu cá nhân',
    title: 'Trả lời yêu cầu của chủ thể dữ liệu cá nhân',
    limit: 2,
    unit: 'working',
    direction: 'after',
    startsFrom: 'ngày nhận được yêu cầu',
    validFrom: '2026-01-01',
    source: 'Nghị định 356/2025/NĐ-CP',
    status: 'found',
    note: 'Điều, khoản chưa được đối chiếu. Thời hạn thực hiện xong từng quyền sau khi trả lời chưa có trong hệ thống.',
  },
]
