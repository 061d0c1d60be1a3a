import type { CriteriaSet } from './criteria-set.ts'
import { DEMONSTRATION_GROUPS_1_TO_5 } from './demonstration-groups-1-to-5.ts'
import { DEMONSTRATION_GROUPS_6_TO_10 } from './demonstration-groups-6-to-10.ts'

const YEARS = [2021, 2022, 2023, 2024, 2025, 2026]

/**
 * The criteria set of the demonstration province. From Quyết định 1094/QĐ-UBND of Quảng Nam it has only what is known of it: the
 * ten groups in their order, the scale of 100, that there is a bonus, who is scored, and the titles of the first three ranks
 * (Báo Quảng Nam, 25/12/2023 and 08/5/2024). Points, criteria, thresholds, knock-outs, quota and years are invented and say so.
 */
export const DEMONSTRATION_SET: CriteriaSet = {
  id: 'demonstration-ten-groups',
  title: 'Bộ tiêu chí minh họa đánh giá, phân loại công tác dân vận chính quyền',
  legalAct: {
    number: '1094/QĐ-UBND (chỉ lấy tên mười nhóm; điểm, ngưỡng là minh họa)',
    date: '2024-05-07',
    issuer: 'UBND tỉnh Quảng Nam',
  },
  effective: { from: '2021-01-01' },
  years: YEARS.map((year) => ({ year, from: `${year}-01-01`, to: `${year}-12-31` })),
  unitKinds: [
    { code: 'province-agency', title: 'Cơ quan, đơn vị thuộc tỉnh' },
    { code: 'locality', title: 'Địa phương thuộc tỉnh' },
    { code: 'central-agency-in-province', title: 'Cơ quan Trung ương đóng trên địa bàn' },
  ],
  scale: { baseMaximum: '100', decimals: 2, rounding: 'half-up' },
  notApplicable: 'full',
  groups: [...DEMONSTRATION_GROUPS_1_TO_5, ...DEMONSTRATION_GROUPS_6_TO_10],
  ranks: [
    { title: 'Hoàn thành xuất sắc', from: '90' },
    { title: 'Hoàn thành tốt', from: '75', below: '90' },
    { title: 'Hoàn thành', from: '50', below: '75' },
    { title: 'Không hoàn thành', from: '0', below: '50' },
  ],
  knockOuts: [{ code: 'L1', title: 'Không gửi báo cáo năm về công tác dân vận (minh họa)', rank: 'Không hoàn thành' }],
  ceilings: [
    {
      code: 'K1',
      title: 'Nhóm giải quyết khiếu nại, tố cáo đạt dưới một nửa số điểm (minh họa)',
      when: { percentOf: '4', is: 'less-than', value: '50' },
      notAbove: 'Hoàn thành',
    },
    {
      code: 'K2',
      title: 'Người đứng đầu bị kỷ luật trong năm (minh họa)',
      notAbove: 'Hoàn thành',
    },
  ],
  notRankedWhen: [{ code: 'KXL1', title: 'Đơn vị mới thành lập, hoạt động chưa đủ 6 tháng (minh họa)' }],
  quotas: [
    {
      code: 'TL1',
      title: 'Tỷ lệ xuất sắc trong khối (minh họa)',
      rank: 'Hoàn thành xuất sắc',
      atMostPercent: '70',
      of: 'ranked',
      rounding: 'down',
    },
  ],
  tieOrder: ['4', '6', '7'],
  demonstration: { note: 'Điểm và ngưỡng là số liệu minh họa, không phải của tỉnh Quảng Nam' },
}
