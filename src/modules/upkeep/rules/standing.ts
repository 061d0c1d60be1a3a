/** What is known of the system at one moment. `since`: when the trouble began, as far as this process knows. */
export type Known = {
  databaseAnswers: boolean
  failingSince: Date | null
  slowSince: Date | null
  /** Null where the database cannot be asked. */
  left: { jobs: Date | null; mail: Date | null } | null
  sendsMail: boolean
}

export type PartState = 'good' | 'slow' | 'wrong' | 'unknown' | 'absent'

/** One thing that people do with the system, and how it stands. */
export type Part = { title: string; state: PartState; since: Date | null; advice: string }

const PAGES = 'Mở trang, tra cứu, ghi hồ sơ'
const JOBS = 'Việc chạy nền (thông báo, gửi thư, việc theo lịch)'
const MAIL = 'Thư điện tử'
const NOT_KNOWN = 'Chưa biết được khi cơ sở dữ liệu không trả lời.'

/** What works, what is slow and what does not work, in the words of those who work with it. */
export function partsOf({ databaseAnswers, failingSince, slowSince, left, sendsMail }: Known): Part[] {
  return [pages({ databaseAnswers, failingSince, slowSince }), jobs(left), mail(left, sendsMail)]
}

function pages({
  databaseAnswers,
  failingSince,
  slowSince,
}: Pick<Known, 'databaseAnswers' | 'failingSince' | 'slowSince'>): Part {
  if (!databaseAnswers) {
    const advice =
      'Biểu mẫu đang mở vẫn giữ chữ đã gõ: chưa đóng trang, đợi rồi gửi lại; gửi hai lần vẫn chỉ ghi một lần.'
    return { title: PAGES, state: 'wrong', since: failingSince, advice }
  }
  if (failingSince) {
    const advice = 'Có lúc bị lỗi. Nếu trang báo lỗi, đợi ít phút rồi thử lại và báo mã ghi trên trang.'
    return { title: PAGES, state: 'wrong', since: failingSince, advice }
  }
  if (slowSince)
    return { title: PAGES, state: 'slow', since: slowSince, advice: 'Vẫn làm việc được; không bấm gửi nhiều lần.' }
  return { title: PAGES, state: 'good', since: null, advice: '' }
}

function jobs(left: Known['left']): Part {
  if (left === null) return { title: JOBS, state: 'unknown', since: null, advice: NOT_KNOWN }
  if (left.jobs === null) return { title: JOBS, state: 'good', since: null, advice: '' }
  return {
    title: JOBS,
    state: 'slow',
    since: left.jobs,
    advice: 'Vẫn làm việc được; kết quả có chậm, không cần gửi lại.',
  }
}

function mail(left: Known['left'], sendsMail: boolean): Part {
  if (!sendsMail) {
    return { title: MAIL, state: 'absent', since: null, advice: 'Thông báo hiện ở trang Thông báo của từng người.' }
  }
  if (left === null) return { title: MAIL, state: 'unknown', since: null, advice: NOT_KNOWN }
  if (left.mail === null) return { title: MAIL, state: 'good', since: null, advice: '' }
  return {
    title: MAIL,
    state: 'slow',
    since: left.mail,
    advice: 'Xem ở trang Thông báo; thư được gửi khi máy chủ thư nhận lại.',
  }
}
