import type { TimeLimit } from './time-limit.ts'

const LAW = 'Luật Thực hiện dân chủ ở cơ sở 10/2022/QH15'
const COMMUNITY_DECISION = 'Quyết định của cộng đồng dân cư'

/** Time limits and frequencies of democracy at the grassroots (dân chủ ở cơ sở). */
export const TIME_LIMITS_OF_DEMOCRACY: readonly TimeLimit[] = [
  {
    id: 'dc-publish',
    matter: 'Công khai ở cấp xã',
    title: 'Công khai nội dung khi luật chuyên ngành không quy định khác',
    limit: 5,
    unit: 'working',
    direction: 'after',
    startsFrom: 'ngày ban hành quyết định, văn bản',
    source: `Khoản 3 Điều 12 ${LAW}`,
    status: 'found',
    note: 'Thời gian niêm yết (thường là 30 ngày) chưa được đối chiếu.',
  },
  {
    id: 'dc-send',
    matter: COMMUNITY_DECISION,
    title: 'Gửi quyết định đến Ủy ban nhân dân và Ủy ban Mặt trận Tổ quốc cấp xã',
    limit: 5,
    unit: 'working',
    direction: 'after',
    startsFrom: 'ngày biểu quyết hoặc kết thúc bỏ phiếu',
    source: `Khoản 3 Điều 20 ${LAW}`,
    status: 'found',
  },
  {
    id: 'dc-recognise',
    matter: COMMUNITY_DECISION,
    title: 'Công nhận hoặc không công nhận bằng văn bản',
    limit: 5,
    unit: 'working',
    direction: 'after',
    startsFrom: 'ngày nhận được quyết định',
    source: `Điều 21 ${LAW}`,
    status: 'found',
  },
  {
    id: 'dc-dialogue',
    matter: 'Đối thoại giữa Ủy ban nhân dân cấp xã với Nhân dân',
    title: 'Tổ chức hội nghị đối thoại ít nhất một lần',
    limit: 1,
    unit: 'per-year',
    direction: 'at-least',
    startsFrom: 'mỗi năm',
    source: `Khoản 1 Điều 32 ${LAW}`,
    status: 'found',
  },
  {
    id: 'dc-conference',
    matter: 'Hội nghị định kỳ của cộng đồng dân cư',
    title: 'Tổ chức hội nghị một lần vào cuối năm',
    limit: 1,
    unit: 'per-year',
    direction: 'at-least',
    startsFrom: 'mỗi năm',
    source: `Khoản 1 Điều 33 ${LAW}`,
    status: 'found',
  },
]
