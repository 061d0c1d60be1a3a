import type { CriteriaSet } from '../../src/modules/criteria/rules/criteria-set.ts'

/** A set of four criteria that six units can go through by hand: one counted by the system, two told by the unit, one by the verifier. */
export const COMPACT_SET: CriteriaSet = {
  id: 'bo-gon',
  title: 'Bộ tiêu chí rút gọn',
  legalAct: { number: '11/QĐ-UBND', date: '2026-01-15', issuer: 'UBND tỉnh' },
  effective: { from: '2026-01-15' },
  years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
  unitKinds: [
    { code: 'xa', title: 'Ủy ban nhân dân cấp xã' },
    { code: 'so', title: 'Sở, ban, ngành' },
  ],
  scale: { baseMaximum: '100', decimals: 1, rounding: 'half-up' },
  notApplicable: 'full',
  groups: [
    {
      ...{ code: '1', title: 'Đối thoại với Nhân dân', maxPoints: '40', scorer: 'unit' },
      method: {
        kind: 'per-item',
        items: [{ of: { indicator: 'dialogue.count', title: 'cuộc đối thoại' }, each: '10' }],
      },
    },
    {
      ...{ code: '2', title: 'Tiếp công dân và kế hoạch', maxPoints: '50' },
      children: [
        {
          ...{ code: '2.1', title: 'Niêm yết lịch tiếp công dân', maxPoints: '30', scorer: 'unit' },
          method: { kind: 'yes-no' },
          evidence: [{ text: 'Ảnh chụp lịch niêm yết', required: true }],
        },
        {
          ...{ code: '2.2', title: 'Thời gian ban hành kế hoạch', maxPoints: '20', scorer: 'unit' },
          method: {
            kind: 'date',
            limit: { monthDay: '03-31', year: 'same', included: true },
            late: { eachDay: { points: '1' } },
          },
        },
      ],
    },
    {
      ...{ code: '3', title: 'Chất lượng công tác dân vận', maxPoints: '10', scorer: 'verifier' },
      method: { kind: 'free' },
    },
  ],
  ranks: [
    { title: 'Hoàn thành xuất sắc', from: '90' },
    { title: 'Hoàn thành tốt', from: '70' },
    { title: 'Hoàn thành', from: '50' },
    { title: 'Không hoàn thành', from: '0' },
  ],
  quotas: [
    {
      ...{ code: 'TL', title: 'Tỷ lệ xuất sắc', rank: 'Hoàn thành xuất sắc', atMostPercent: '50' },
      ...{ of: 'ranked', rounding: 'up' },
    },
  ],
}
