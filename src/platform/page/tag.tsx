export type TagColour = 'grey' | 'green' | 'teal' | 'blue' | 'purple' | 'orange' | 'yellow' | 'red'

/** A word with a colour. The word alone must say it all; red is for what is late or wrong. */
export function Tag({ colour, text }: { colour: TagColour; text: string }) {
  return <strong class={`govuk-tag govuk-tag--${colour} app-tag`}>{text}</strong>
}

/** The states that records of all kinds pass through, so that they look the same everywhere. */
const STATES = {
  draft: { colour: 'grey', text: 'Bản nháp' },
  'not-started': { colour: 'grey', text: 'Chưa bắt đầu' },
  'in-progress': { colour: 'blue', text: 'Đang thực hiện' },
  waiting: { colour: 'yellow', text: 'Chờ xử lý' },
  submitted: { colour: 'purple', text: 'Đã gửi' },
  returned: { colour: 'orange', text: 'Trả lại' },
  accepted: { colour: 'green', text: 'Đã tiếp nhận' },
  done: { colour: 'green', text: 'Hoàn thành' },
  closed: { colour: 'grey', text: 'Đã đóng' },
  cancelled: { colour: 'grey', text: 'Đã hủy' },
  'due-soon': { colour: 'orange', text: 'Sắp đến hạn' },
  overdue: { colour: 'red', text: 'Quá hạn' },
} as const satisfies Record<string, { colour: TagColour; text: string }>

export type State = keyof typeof STATES

/** The state of a record; `text` when its own word is more exact (“Chờ thẩm định”). */
export function StateTag({ state, text }: { state: State; text?: string | undefined }) {
  return <Tag colour={STATES[state].colour} text={text ?? STATES[state].text} />
}
