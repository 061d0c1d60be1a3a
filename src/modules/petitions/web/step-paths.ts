import type { Step } from '../rules/legal-steps.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'

/** Where each step is taken: below the petition's own address, named by what comes into being. */
export const STEP_PATHS: Readonly<Record<Step, string>> = {
  assigned: 'assignment',
  accepted: 'acceptance',
  answered: 'answer',
  refused: 'refusal',
  guided: 'guidance',
  transferred: 'transfer',
  returned: 'return',
  filed: 'filing',
  withdrawn: 'withdrawal',
  classified: 'classification',
  closed: 'closure',
}

const STEP_TITLES: Readonly<Record<Step, string>> = {
  assigned: 'Phân công xử lý',
  accepted: 'Thụ lý',
  answered: 'Trả lời',
  refused: 'Không thụ lý',
  guided: 'Hướng dẫn người gửi',
  transferred: 'Chuyển đơn',
  returned: 'Trả lại đơn',
  filed: 'Xếp lưu',
  withdrawn: 'Ghi việc rút đơn',
  classified: 'Phân loại lại',
  closed: 'Kết thúc hồ sơ',
}

/** What the step is called on its button and its page. */
export function stepTitle(step: Step, petition: { kind: PetitionKind; handlerPersonId: string | null }): string {
  if (step === 'answered' && petition.kind === 'complaint') return 'Ghi kết quả giải quyết'
  if (step === 'answered' && petition.kind === 'denunciation') return 'Ghi kết luận'
  if (step === 'assigned' && petition.handlerPersonId !== null) return 'Phân công lại'
  return STEP_TITLES[step]
}
