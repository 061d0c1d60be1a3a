/** How a point that is marked twice stands. */
export const SECOND_MARK_STATES = {
  waiting: 'Chờ chấm lần hai',
  'waiting-first': 'Chờ thẩm định lần một',
  agreed: 'Hai lần khớp nhau',
  different: 'Lệch, chờ người thứ ba',
  settled: 'Đã thống nhất',
} as const

export type SecondMarkState = keyof typeof SECOND_MARK_STATES

/** Points are compared as numbers: `2.5` and `2.50` are the same. */
export function secondMarkState(mark: {
  points: string | null
  firstPoints: string | null
  settledPoints: string | null
}): SecondMarkState {
  if (mark.settledPoints !== null) return 'settled'
  if (mark.points === null) return 'waiting'
  if (mark.firstPoints === null) return 'waiting-first'
  return Number(mark.points) === Number(mark.firstPoints) ? 'agreed' : 'different'
}

/** True until two marks agree or somebody has settled their difference. */
export function isOpen(state: SecondMarkState): boolean {
  return state !== 'agreed' && state !== 'settled'
}

/** True while the second marker must not see the first verifier's points, nor the first the second's: until both are done. */
export function isBlind(state: SecondMarkState): boolean {
  return state === 'waiting' || state === 'waiting-first'
}
