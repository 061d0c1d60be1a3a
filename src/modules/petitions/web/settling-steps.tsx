import { z } from 'zod'
import { checked, choice } from '../../../platform/http/form-fields.ts'
import { CheckboxField, HiddenField, RadioField } from '../../../platform/page/index.ts'
import { reopeningGrounds } from '../rules/obstacles-after-the-end.ts'
import {
  APPEALS,
  COMPLEXITY_CRITERIA,
  codesOf,
  MANNERS,
  OUTCOMES,
  REOPENING_GROUNDS,
  SUSPENSION_GROUNDS,
  suspensionGroundsOf,
} from '../rules/petition-grounds.ts'
import { recommendedIn } from '../rules/recommended.ts'
import { type MakeStep, NOTHING_MORE, severalOf } from './course-step.tsx'
import { RecommendedFields, RecommendedInputs } from './recommended-fields.tsx'

const optionsOf = <Code extends string>(
  titles: Readonly<Record<Code, string>>,
  codes: readonly Code[] = codesOf(titles),
) => codes.map((code) => ({ value: code, text: titles[code] }))

/** The course of settling a complaint or denunciation, and what follows the decision. */
export function settlingSteps(make: MakeStep): void {
  complexityStep(make)
  extensionStep(make)
  suspensionStep(make)
  resumptionStep(make)
  dialogueStep(make)
  decisionStep(make)
  afterDecisionSteps(make)
  reopeningStep(make)
  appealStep(make)
}

function complexityStep(make: MakeStep): void {
  make({
    step: 'found-complex',
    button: 'Lưu văn bản xác định',
    day: 'Ngày văn bản xác định',
    note: 'Nội dung xác định, chứng minh từng tiêu chí',
    about:
      'Văn bản xác định phải lưu trong hồ sơ. Khiếu nại phức tạp có thời hạn dài hơn thay cho thời hạn thường; tố cáo có một tiêu chí được gia hạn một lần, từ hai tiêu chí được gia hạn hai lần.',
    own: z.object({ criteria: severalOf('tiêu chí', COMPLEXITY_CRITERIA, 1) }),
    initial: ({ standing }) => ({ criteria: [...standing.complexity] }),
    draw: (form) => (
      <CheckboxField
        form={form}
        name="criteria"
        label="Tiêu chí của vụ việc phức tạp"
        options={optionsOf(COMPLEXITY_CRITERIA)}
      />
    ),
    event: (on, { criteria }) => ({ kind: 'found-complex', on, criteria }),
  })
}

function extensionStep(make: MakeStep): void {
  make({
    step: 'extended',
    button: 'Ghi gia hạn',
    day: 'Ngày ký quyết định',
    note: 'Lý do gia hạn',
    about:
      'Trước khi thụ lý: kéo dài thành 10 ngày làm việc khi phải kiểm tra, xác minh tại nhiều địa điểm. Sau khi thụ lý: mỗi lần gia hạn không quá 30 ngày.',
    own: NOTHING_MORE,
    event: (on) => ({ kind: 'extended', on }),
  })
}

function suspensionStep(make: MakeStep): void {
  make({
    step: 'suspended',
    button: 'Ghi tạm đình chỉ',
    day: 'Ngày ký quyết định',
    note: 'Lý do cụ thể',
    about: 'Từ ngày này thời hạn giải quyết ngừng chạy, và chạy tiếp từ ngày có quyết định tiếp tục giải quyết.',
    own: z.object({ ground: choice('Căn cứ tạm đình chỉ', SUSPENSION_GROUNDS) }),
    initial: ({ petition }) => ({ ground: suspensionGroundsOf(petition.kind)[0] ?? '' }),
    draw: (form, { petition }) => (
      <RadioField
        form={form}
        name="ground"
        label="Căn cứ tạm đình chỉ"
        options={optionsOf(SUSPENSION_GROUNDS, suspensionGroundsOf(petition.kind))}
      />
    ),
    event: (on, { ground }) => ({ kind: 'suspended', on, ground }),
  })
}

function resumptionStep(make: MakeStep): void {
  make({
    step: 'resumed',
    button: 'Ghi tiếp tục giải quyết',
    day: 'Ngày ký quyết định',
    note: 'Ghi chú',
    noteOptional: true,
    about: 'Thời hạn chạy tiếp từ ngày này, chỉ còn số ngày chưa dùng.',
    own: NOTHING_MORE,
    event: (on) => ({ kind: 'resumed', on }),
  })
}

function dialogueStep(make: MakeStep): void {
  make({
    step: 'dialogue-held',
    button: 'Lưu đối thoại',
    day: 'Ngày đối thoại',
    note: 'Thành phần, ý kiến các bên, kết quả',
    about:
      'Khiếu nại lần hai bắt buộc đối thoại. Thông báo cho các bên trước ít nhất 5 ngày; biên bản lập ít nhất 3 bản, ghi người có mặt, vắng mặt và lý do.',
    own: z.object({ absent: checked() }),
    draw: (form) => (
      <CheckboxField
        form={form}
        name="absent"
        label="Người khiếu nại"
        optional
        options={[
          {
            value: 'yes',
            text: 'Vắng mặt không có lý do chính đáng',
            hint: 'Vắng mặt không có lý do không làm dừng việc giải quyết.',
          },
        ]}
      />
    ),
    event: (on, { absent }) => ({ kind: 'dialogue-held', on, ...(absent ? { absent: true } : {}) }),
  })
}

function decisionStep(make: MakeStep): void {
  make({
    step: 'decided',
    button: 'Lưu kết quả',
    day: 'Ngày ban hành',
    note: 'Nội dung quyết định, kết luận',
    own: z.object({
      outcome: choice('Kết quả', OUTCOMES),
      manner: choice('Cách giải quyết', MANNERS),
      ...RecommendedFields,
    }),
    initial: () => ({ manner: 'decision' }),
    draw: (form, { petition }) => (
      <>
        <RadioField
          form={form}
          name="outcome"
          label={petition.kind === 'denunciation' ? 'Nội dung tố cáo' : 'Nội dung khiếu nại'}
          options={optionsOf(OUTCOMES)}
        />
        {petition.kind === 'denunciation' ? (
          <HiddenField form={form} name="manner" value="decision" />
        ) : (
          <RadioField form={form} name="manner" label="Cách giải quyết" options={optionsOf(MANNERS)} />
        )}
        <RecommendedInputs form={form} code={petition.kind === 'denunciation' ? '03/KQGQ' : '01/KQGQ'} />
      </>
    ),
    event: (on, { outcome, manner, ...given }) => {
      const recommended = recommendedIn(given)
      return { kind: 'decided', on, outcome, manner, ...(recommended ? { recommended } : {}) }
    },
  })
}

function afterDecisionSteps(make: MakeStep): void {
  make({
    step: 'sent',
    button: 'Ghi việc gửi',
    day: 'Ngày gửi',
    note: 'Ghi chú',
    noteOptional: true,
    own: NOTHING_MORE,
    event: (on) => ({ kind: 'sent', on }),
  })
  make({
    step: 'published',
    button: 'Ghi việc công khai',
    day: 'Ngày công khai',
    note: 'Hình thức, nơi công khai',
    about:
      'Bằng ít nhất một hình thức: công bố tại cuộc họp, niêm yết, thông báo trên phương tiện thông tin đại chúng. Công khai về tố cáo không được để lộ người tố cáo.',
    own: NOTHING_MORE,
    event: (on) => ({ kind: 'published', on }),
  })
  make({
    step: 'executed',
    button: 'Ghi việc thi hành xong',
    day: 'Ngày thi hành xong',
    note: 'Kết quả thi hành',
    own: NOTHING_MORE,
    event: (on) => ({ kind: 'executed', on }),
  })
}

function reopeningStep(make: MakeStep): void {
  make({
    step: 'reopened',
    button: 'Giải quyết lại',
    day: 'Ngày quyết định giải quyết lại',
    note: 'Lý do cụ thể',
    about: 'Thời hạn giải quyết tính lại từ ngày này. Các bước đã làm vẫn còn trong quá trình xử lý.',
    own: z.object({ ground: choice('Căn cứ giải quyết lại', REOPENING_GROUNDS) }),
    draw: (form, { standing }) => (
      <RadioField
        form={form}
        name="ground"
        label="Căn cứ giải quyết lại"
        options={optionsOf(REOPENING_GROUNDS, reopeningGrounds(standing))}
      />
    ),
    event: (on, { ground }) => ({ kind: 'reopened', on, ground }),
  })
}

function appealStep(make: MakeStep): void {
  make({
    step: 'appealed',
    button: 'Lưu',
    day: 'Ngày biết việc này',
    note: 'Ghi chú',
    noteOptional: true,
    about:
      'Ghi khi người gửi không đồng ý với kết quả. Đơn lần hai gửi đến cơ quan dùng hệ thống này vào sổ riêng và liên kết với đơn này.',
    own: z.object({ to: choice('Người gửi đã', APPEALS) }),
    initial: () => ({ to: 'higher' }),
    draw: (form, { petition }) => (
      <RadioField
        form={form}
        name="to"
        label="Người gửi đã"
        options={optionsOf(APPEALS).filter(({ value }) => value !== 'court' || petition.kind === 'complaint')}
      />
    ),
    event: (on, { to }) => ({ kind: 'appealed', on, to }),
  })
}
