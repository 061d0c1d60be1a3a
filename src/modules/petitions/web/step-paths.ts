import type { Step } from '../rules/legal-steps.ts'
import type { PetitionKind } from '../rules/petition-kind.ts'

/** Where each step is taken: below the petition's own address, named by what comes into being. */
export const STEP_PATHS: Readonly<Record<Step, string>> = {
  assigned: 'assignment',
  accepted: 'acceptance',
  examined: 'examination',
  'found-complex': 'complexity',
  extended: 'extension',
  suspended: 'suspension',
  resumed: 'resumption',
  stopped: 'stopping',
  'dialogue-held': 'dialogue',
  decided: 'decision',
  answered: 'answer',
  sent: 'sending',
  published: 'publication',
  executed: 'execution',
  'guided-to-split': 'guidance-to-split',
  split: 'part',
  merged: 'case',
  unmerged: 'case-removal',
  'second-round': 'second-round',
  reopened: 'reopening',
  appealed: 'appeal',
  urged: 'urging',
  replied: 'reply',
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
  examined: 'Xem xét điều kiện xử lý',
  'found-complex': 'Xác định vụ việc phức tạp',
  extended: 'Gia hạn',
  suspended: 'Tạm đình chỉ giải quyết',
  resumed: 'Tiếp tục giải quyết',
  stopped: 'Đình chỉ giải quyết',
  'dialogue-held': 'Ghi đối thoại',
  decided: 'Ghi kết quả giải quyết',
  answered: 'Trả lời',
  sent: 'Ghi việc gửi quyết định',
  published: 'Ghi việc công khai',
  executed: 'Ghi việc thi hành xong',
  'guided-to-split': 'Hướng dẫn tách đơn',
  split: 'Tách nội dung thành đơn riêng',
  merged: 'Nhập vào vụ việc của đơn trước',
  unmerged: 'Bỏ nhập vụ việc',
  'second-round': 'Ghi là đơn lần hai',
  reopened: 'Giải quyết lại',
  appealed: 'Ghi khiếu nại tiếp, khởi kiện',
  urged: 'Đôn đốc',
  replied: 'Ghi trả lời của nơi nhận',
  refused: 'Không thụ lý',
  guided: 'Hướng dẫn người gửi',
  transferred: 'Chuyển đơn',
  returned: 'Trả lại đơn',
  filed: 'Xếp lưu',
  withdrawn: 'Ghi việc rút đơn',
  classified: 'Phân loại lại',
  closed: 'Kết thúc hồ sơ',
}

/** What the step is called, whatever the petition. */
export const stepName = (step: Step): string => STEP_TITLES[step]

/** What the step is called on its button and its page. */
export function stepTitle(step: Step, petition: { kind: PetitionKind; handlerPersonId: string | null }): string {
  if (petition.kind === 'denunciation') {
    if (step === 'decided') return 'Ghi kết luận'
    if (step === 'sent') return 'Ghi việc gửi kết luận'
    if (step === 'second-round') return 'Ghi là tố cáo tiếp'
    if (step === 'appealed') return 'Ghi tố cáo tiếp lên cấp trên'
  }
  if (petition.kind === 'complaint' && step === 'second-round') return 'Ghi là khiếu nại lần hai'
  if (step === 'assigned' && petition.handlerPersonId !== null) return 'Phân công lại'
  return STEP_TITLES[step]
}
