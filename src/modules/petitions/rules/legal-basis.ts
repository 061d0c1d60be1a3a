import type { EventKind } from './petition-event.ts'
import type { PetitionKind } from './petition-kind.ts'

const COMPLAINTS = 'Luật Khiếu nại 02/2011/QH13'
const DENUNCIATIONS = 'Luật Tố cáo 25/2018/QH14'
const RECEPTION = 'Luật Tiếp công dân 42/2013/QH13'
const HANDLING = 'Thông tư 05/2021/TT-TTCP'

type Basis = string | Partial<Readonly<Record<PetitionKind, string>>>

const ABOUT_PROPOSALS = { proposal: `Khoản 2 Điều 26 ${RECEPTION}`, feedback: `Khoản 2 Điều 26 ${RECEPTION}` }

const BASES: Partial<Readonly<Record<EventKind, Basis>>> = {
  classified: `Điều 6 ${HANDLING}`,
  accepted: { complaint: `Điều 27 ${COMPLAINTS}`, denunciation: `Điều 29 ${DENUNCIATIONS}`, ...ABOUT_PROPOSALS },
  refused: { complaint: `Điều 11, Điều 27 ${COMPLAINTS}`, denunciation: `Điều 24, Điều 29 ${DENUNCIATIONS}` },
  guided: HANDLING,
  transferred: {
    complaint: HANDLING,
    denunciation: `Khoản 2 Điều 24 ${DENUNCIATIONS}; Điều 14 ${HANDLING}`,
    ...ABOUT_PROPOSALS,
  },
  returned: HANDLING,
  filed: HANDLING,
  answered: {
    complaint: `Điều 31 ${COMPLAINTS}`,
    denunciation: `Điều 35 ${DENUNCIATIONS}`,
    proposal: `Điều 28 ${RECEPTION}`,
    feedback: `Điều 28 ${RECEPTION}`,
  },
  withdrawn: { complaint: `Điều 10 ${COMPLAINTS}`, denunciation: `Điều 33 ${DENUNCIATIONS}` },
}

/** The article on which a step rests for that kind of petition, kept with the step; empty where none governs it. */
export function legalBasis(step: EventKind, kind: PetitionKind | null): string {
  const basis = BASES[step]
  if (basis === undefined || typeof basis === 'string') return basis ?? ''
  return (kind && basis[kind]) ?? ''
}
