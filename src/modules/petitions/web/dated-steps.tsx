import { z } from 'zod'
import { checked, choice } from '../../../platform/http/form-fields.ts'
import { CheckboxField, RadioField } from '../../../platform/page/index.ts'
import type { StepToTake } from '../actions/take-step.ts'
import {
  codesOf,
  ELIGIBILITY_GAPS,
  gapsOf,
  STOP_GROUNDS,
  stopGroundsOf,
  WITHDRAWAL_EXTENTS,
  type WithdrawalExtent,
} from '../rules/petition-grounds.ts'
import type { Standing } from '../rules/petition-standing.ts'
import { type MakeStep, NOTHING_MORE, type StepWords, severalOf } from './course-step.tsx'

/** Steps of which nothing need be known but the day, the reason and the paper. */
type PlainStep =
  | 'refused'
  | 'guided'
  | 'guided-to-split'
  | 'returned'
  | 'filed'
  | 'closed'
  | 'urged'
  | 'replied'
  | 'unmerged'

const PLAIN_STEPS: Readonly<Record<PlainStep, StepWords>> = {
  refused: {
    button: 'Ghi không thụ lý',
    day: 'Ngày thông báo',
    note: 'Lý do không thụ lý',
    about: 'Người gửi phải được thông báo bằng văn bản, nêu rõ lý do không thụ lý.',
  },
  guided: {
    button: 'Ghi hướng dẫn',
    day: 'Ngày hướng dẫn',
    note: 'Nội dung hướng dẫn',
    noteOptional: true,
    body: 'Cơ quan có thẩm quyền',
  },
  'guided-to-split': {
    button: 'Ghi hướng dẫn',
    day: 'Ngày hướng dẫn',
    note: 'Các nội dung cần viết riêng',
    about:
      'Đơn có nhiều nội dung thuộc nhiều loại hoặc nhiều cơ quan: hướng dẫn người gửi viết mỗi nội dung thành một đơn. Đơn này vẫn tiếp tục xử lý phần thuộc thẩm quyền.',
  },
  returned: { button: 'Ghi trả lại', day: 'Ngày trả lại', note: 'Lý do trả lại' },
  filed: { button: 'Xếp lưu đơn', day: 'Ngày xếp lưu', note: 'Lý do xếp lưu' },
  unmerged: {
    button: 'Bỏ nhập vụ việc',
    day: 'Ngày thực hiện',
    note: 'Lý do xử lý riêng',
    about: 'Đơn trở lại xử lý riêng; ngày nhận và thời hạn không đổi.',
  },
  urged: { button: 'Ghi đôn đốc', day: 'Ngày đôn đốc', note: 'Nội dung đôn đốc' },
  replied: { button: 'Ghi trả lời', day: 'Ngày nhận trả lời', note: 'Nội dung trả lời' },
  closed: { button: 'Kết thúc hồ sơ', day: 'Ngày kết thúc', note: 'Ghi chú', noteOptional: true },
}

/** Receiving and routing, and the ways to end: steps that are a day, a reason and a paper. */
export function datedSteps(make: MakeStep): void {
  for (const kind of Object.keys(PLAIN_STEPS) as PlainStep[]) {
    make({
      ...PLAIN_STEPS[kind],
      step: kind,
      own: NOTHING_MORE,
      event: (on): Extract<StepToTake['event'], { kind: PlainStep }> => ({ kind, on }),
    })
  }
  examinationStep(make)
  acceptanceStep(make)
  withdrawalStep(make)
  stoppingStep(make)
}

function examinationStep(make: MakeStep): void {
  make({
    step: 'examined',
    button: 'Lưu kết quả xem xét',
    day: 'Ngày xem xét',
    note: 'Ghi chú',
    noteOptional: true,
    about:
      'Đánh dấu những điều kiện còn thiếu. Không đánh dấu gì nghĩa là đơn đủ điều kiện xử lý (khoản 2 Điều 6 Thông tư 05/2021/TT-TTCP).',
    own: z.object({ gaps: severalOf('lý do', ELIGIBILITY_GAPS) }),
    initial: ({ standing }) => ({ gaps: [...(standing.gaps ?? [])] }),
    draw: (form, { petition }) => (
      <CheckboxField
        form={form}
        name="gaps"
        label="Chưa đủ điều kiện vì"
        optional
        options={gapsOf(petition.kind).map((gap) => ({ value: gap, text: ELIGIBILITY_GAPS[gap] }))}
      />
    ),
    event: (on, { gaps }) => ({ kind: 'examined', on, gaps }),
  })
}

function acceptanceStep(make: MakeStep): void {
  make({
    step: 'accepted',
    button: 'Ghi thụ lý',
    day: 'Ngày thụ lý',
    note: 'Ghi chú',
    noteOptional: true,
    about: 'Từ ngày thụ lý bắt đầu tính thời hạn giải quyết khiếu nại, tố cáo.',
    own: z.object({ remote: checked() }),
    draw: (form, { petition }) =>
      petition.kind === 'complaint' && (
        <CheckboxField
          form={form}
          name="remote"
          label="Địa bàn"
          optional
          options={[
            {
              value: 'yes',
              text: 'Vùng sâu, vùng xa đi lại khó khăn',
              hint: 'Thời hạn giải quyết khiếu nại dài hơn (Điều 28, Điều 37 Luật Khiếu nại 02/2011/QH13).',
            },
          ]}
        />
      ),
    event: (on, { remote }) => ({ kind: 'accepted', on, ...(remote ? { remote: true } : {}) }),
  })
}

function extentsOf({ kind, acceptedOn }: Standing): WithdrawalExtent[] {
  const afterAcceptance = acceptedOn !== null && (kind === 'complaint' || kind === 'denunciation')
  return codesOf(WITHDRAWAL_EXTENTS).filter((extent) => {
    if (extent === 'whole') return !afterAcceptance
    return extent === 'part' || kind === 'denunciation'
  })
}

function withdrawalStep(make: MakeStep): void {
  make({
    step: 'withdrawn',
    button: 'Ghi rút đơn',
    day: 'Ngày rút đơn',
    note: 'Ghi chú',
    noteOptional: true,
    about:
      'Việc rút đơn phải bằng văn bản có chữ ký hoặc điểm chỉ của người gửi. Đơn khiếu nại, tố cáo đã thụ lý mà rút toàn bộ thì ghi ở bước “Đình chỉ giải quyết”.',
    own: z.object({ extent: choice('Mức độ rút đơn', WITHDRAWAL_EXTENTS) }),
    initial: ({ standing }) => ({ extent: extentsOf(standing)[0] ?? '' }),
    draw: (form, { standing }) => (
      <RadioField
        form={form}
        name="extent"
        label="Mức độ rút đơn"
        options={extentsOf(standing).map((extent) => ({
          value: extent,
          text: WITHDRAWAL_EXTENTS[extent],
          ...(extent === 'goes-on'
            ? { hint: 'Khi hành vi có dấu hiệu vi phạm, việc rút do bị đe dọa, mua chuộc, hoặc người tố cáo vu khống.' }
            : {}),
        }))}
      />
    ),
    event: (on, { extent }) => ({ kind: 'withdrawn', on, extent }),
  })
}

function stoppingStep(make: MakeStep): void {
  make({
    step: 'stopped',
    button: 'Ghi đình chỉ',
    day: 'Ngày ký quyết định',
    note: 'Lý do cụ thể',
    own: z.object({ ground: choice('Căn cứ đình chỉ', STOP_GROUNDS) }),
    draw: (form, { petition }) => (
      <RadioField
        form={form}
        name="ground"
        label="Căn cứ đình chỉ"
        options={stopGroundsOf(petition.kind).map((ground) => ({ value: ground, text: STOP_GROUNDS[ground] }))}
      />
    ),
    event: (on, { ground }) => ({ kind: 'stopped', on, ground }),
  })
}
