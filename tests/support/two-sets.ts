import type { CriteriaSet, Criterion, Transition } from '../../src/modules/criteria/rules/criteria-set.ts'

const dialogues = (maxPoints: string, each: string): Criterion => ({
  ...{ code: '1', title: 'Đối thoại với Nhân dân', maxPoints, scorer: 'unit' },
  method: { kind: 'per-item', items: [{ of: { indicator: 'dialogue.count', title: 'cuộc đối thoại' }, each }] },
})

/** Scores dialogues only, on fifty points. */
export const OLD_SET: CriteriaSet = {
  ...{ id: 'cu', title: 'Bộ cũ', legalAct: { number: '01/QĐ-UBND', date: '2025-02-01', issuer: 'UBND tỉnh' } },
  effective: { from: '2025-02-01' },
  years: [{ year: 2026, from: '2026-01-01', to: '2026-12-31' }],
  unitKinds: [
    { code: 'xa', title: 'Xã' },
    { code: 'so', title: 'Sở' },
  ],
  scale: { baseMaximum: '50', decimals: 1, rounding: 'half-up' },
  notApplicable: 'full',
  groups: [dialogues('50', '10')],
  ranks: [
    { title: 'Tốt', from: '40' },
    { title: 'Chưa đạt', from: '0' },
  ],
}

export const SPLIT: Transition = {
  ...{ year: 2026, unitKinds: ['xa'], use: 'by-period', from: '2026-08-07', percent: '37.5' },
  clause: 'khoản 2 Điều 3: việc trước ngày 07/8/2026 chấm theo bộ cũ',
}

/** In its place from 7 August 2026 for communes; other kinds of unit are scored by it for the whole year. */
export const NEW_SET: CriteriaSet = {
  ...OLD_SET,
  ...{ id: 'moi', title: 'Bộ mới', replaces: 'cu', transitions: [SPLIT], effective: { from: '2026-08-07' } },
  legalAct: { number: '02/QĐ-UBND', date: '2026-08-07', issuer: 'UBND tỉnh' },
  scale: { ...OLD_SET.scale, baseMaximum: '100', decimals: 2 },
  groups: [
    dialogues('60', '20'),
    { code: '2', title: 'Có lịch tiếp công dân', maxPoints: '40', scorer: 'unit', method: { kind: 'yes-no' } },
  ],
  ranks: [
    { title: 'Tốt', from: '80' },
    { title: 'Đạt', from: '40' },
    { title: 'Chưa đạt', from: '0' },
  ],
}
