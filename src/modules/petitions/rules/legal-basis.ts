import type { CalendarDate } from '../../../vocabulary/calendar-date.ts'
import type { EventKind } from './petition-event.ts'
import { NEW_LAW_FROM } from './petition-grounds.ts'
import type { PetitionKind } from './petition-kind.ts'

const COMPLAINTS = 'Luật Khiếu nại 02/2011/QH13'
const DENUNCIATIONS = 'Luật Tố cáo 25/2018/QH14'
const RECEPTION = 'Luật Tiếp công dân 42/2013/QH13'
const HANDLING = 'Thông tư 05/2021/TT-TTCP'
const DECREE_31 = 'Nghị định 31/2019/NĐ-CP'
/** Read in an unofficial copy only. */
const DECREE_124_AMENDED =
  'Nghị định 124/2020/NĐ-CP (được sửa đổi, bổ sung bởi Nghị định 155/2026/NĐ-CP; chưa đối chiếu Công báo)'

/** The ground of a step: the same at all times, or another before and after the law of 1 July 2026. */
type Dated = string | { readonly before: string; readonly since: string }
type Basis = Dated | Partial<Readonly<Record<PetitionKind, Dated>>>

const ABOUT_PROPOSALS = { proposal: `Khoản 2 Điều 26 ${RECEPTION}`, feedback: `Khoản 2 Điều 26 ${RECEPTION}` }
const ANSWERS = { proposal: `Điều 28 ${RECEPTION}`, feedback: `Điều 28 ${RECEPTION}` }

const BASES: Partial<Readonly<Record<EventKind, Basis>>> = {
  classified: `Điều 6 ${HANDLING}`,
  examined: `Khoản 2 Điều 6 ${HANDLING}`,
  split: `Khoản 3 Điều 25 ${RECEPTION}; ${HANDLING}`,
  separated: `Khoản 3 Điều 25 ${RECEPTION}; ${HANDLING}`,
  'guided-to-split': `Khoản 3 Điều 25 ${RECEPTION}; ${HANDLING}`,
  merged: HANDLING,
  unmerged: HANDLING,
  'second-round': { complaint: `Điều 7, Điều 33 ${COMPLAINTS}`, denunciation: `Điều 37 ${DENUNCIATIONS}` },
  accepted: {
    complaint: {
      before: `Điều 27 ${COMPLAINTS}`,
      since: `Điều 27 ${COMPLAINTS}; khoản 1 Điều 16 ${DECREE_124_AMENDED}`,
    },
    denunciation: `Điều 29 ${DENUNCIATIONS}`,
    ...ABOUT_PROPOSALS,
  },
  refused: { complaint: `Điều 11, Điều 27 ${COMPLAINTS}`, denunciation: `Điều 24, Điều 29 ${DENUNCIATIONS}` },
  guided: HANDLING,
  transferred: {
    complaint: HANDLING,
    denunciation: `Khoản 2 Điều 24 ${DENUNCIATIONS}; Điều 14 ${HANDLING}`,
    ...ABOUT_PROPOSALS,
  },
  returned: HANDLING,
  filed: HANDLING,
  'found-complex': {
    complaint: { before: `Điều 28 ${COMPLAINTS}`, since: `Điều 28 ${COMPLAINTS}; Điều 3a ${DECREE_124_AMENDED}` },
    denunciation: `Điều 30 ${DENUNCIATIONS}; Điều 3 ${DECREE_31}`,
  },
  extended: { denunciation: `Điều 24, Điều 30 ${DENUNCIATIONS}; Điều 3 ${DECREE_31}` },
  suspended: {
    complaint: `Luật 136/2025/QH15 (chưa đối chiếu Công báo); Điều 28b ${DECREE_124_AMENDED}`,
    denunciation: `Khoản 1, khoản 2 Điều 34 ${DENUNCIATIONS}`,
  },
  resumed: {
    complaint: `Luật 136/2025/QH15 (chưa đối chiếu Công báo); Điều 28b ${DECREE_124_AMENDED}`,
    denunciation: `Khoản 2 Điều 34 ${DENUNCIATIONS}`,
  },
  stopped: {
    complaint: {
      before: `Điều 10, Điều 11 ${COMPLAINTS}`,
      since: `Điều 10 ${COMPLAINTS}; Điều 7a, Điều 28b ${DECREE_124_AMENDED}`,
    },
    denunciation: `Khoản 3 Điều 34 ${DENUNCIATIONS}`,
  },
  'dialogue-held': {
    complaint: {
      before: `Điều 30, Điều 39 ${COMPLAINTS}`,
      since: `Điều 30, Điều 39 ${COMPLAINTS}; Điều 28 ${DECREE_124_AMENDED}`,
    },
  },
  decided: { complaint: `Điều 31, Điều 40 ${COMPLAINTS}`, denunciation: `Điều 35 ${DENUNCIATIONS}` },
  answered: { complaint: `Điều 31 ${COMPLAINTS}`, denunciation: `Điều 35 ${DENUNCIATIONS}`, ...ANSWERS },
  sent: { complaint: `Điều 32, Điều 41 ${COMPLAINTS}`, denunciation: `Khoản 3 Điều 35 ${DENUNCIATIONS}` },
  published: { complaint: `Điều 41 ${COMPLAINTS}`, denunciation: `Điều 40 ${DENUNCIATIONS}` },
  executed: { complaint: `Điều 46 ${COMPLAINTS}`, denunciation: `Điều 36 ${DENUNCIATIONS}` },
  withdrawn: {
    complaint: { before: `Điều 10 ${COMPLAINTS}`, since: `Điều 10 ${COMPLAINTS}; Điều 7a ${DECREE_124_AMENDED}` },
    denunciation: `Điều 33 ${DENUNCIATIONS}`,
  },
  reopened: {
    complaint: { before: COMPLAINTS, since: 'Luật 136/2025/QH15 (chưa đối chiếu Công báo)' },
    denunciation: `Khoản 3 Điều 37 ${DENUNCIATIONS}`,
  },
  appealed: { complaint: `Điều 7, Điều 33 ${COMPLAINTS}`, denunciation: `Điều 37 ${DENUNCIATIONS}` },
  urged: `Điều 26 ${RECEPTION}`,
}

/**
 * The article on which a step rests for that kind of petition on the day it took effect, with the act in its version of that day; kept
 * with the step. Empty where none governs it.
 */
export function legalBasis(step: EventKind, kind: PetitionKind | null, on: CalendarDate): string {
  const basis = BASES[step]
  if (basis === undefined) return ''
  if (typeof basis === 'string') return basis
  if ('since' in basis) return versionOn(basis, on)
  const ofKind = kind === null ? undefined : basis[kind]
  return ofKind === undefined ? '' : versionOn(ofKind, on)
}

function versionOn(basis: Dated, on: CalendarDate): string {
  if (typeof basis === 'string') return basis
  return on < NEW_LAW_FROM ? basis.before : basis.since
}
