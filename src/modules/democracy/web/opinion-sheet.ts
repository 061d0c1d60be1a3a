import { type RecordSheet, recordSheet, type SheetRecord } from '../../../platform/spreadsheet/record-sheet.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { changeOpinion, withdrawOpinion } from '../actions/mend-opinion.ts'
import { noSuchOpinion } from '../actions/out-of-reach.ts'
import { enterOpinions, groupOpinions } from '../actions/take-opinions.ts'
import {
  answerOfTheme,
  type OpinionRecord,
  opinionById,
  opinionsInReach,
  publishedToChoose,
} from '../queries/opinions.ts'
import { OPINION_CHANNELS } from '../rules/consultation.ts'
import { opinionFormValues } from '../rules/form-values.ts'
import { OPINION_LABELS as L, OpinionRowFields } from './democracy-fields.ts'

/** Opinions as they were said, without a name; a theme is answered at the page of its consultation. */
export const opinionSheet: RecordSheet = recordSheet({
  kind: 'consultation-opinions',
  title: 'Ý kiến góp vào cuộc lấy ý kiến',
  about:
    'Mỗi dòng là một ý kiến, không ghi tên, địa chỉ người góp ý; cột khác của tệp không được giữ lại. Ý kiến người dân tự gửi chỉ đổi được nhóm. Giải trình là của cả nhóm, ghi ở trang của cuộc lấy ý kiến.',
  readPermission: 'democracy.read',
  writePermission: 'democracy.write',
  onlyItsColumns: true,
  columns: [
    {
      ...{ key: 'consultationId', title: L.consultationId, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const published = await publishedToChoose(database, official, today)
        return Object.fromEntries(published.map(({ id, title, unitName }) => [id, `${title} – ${unitName}`]))
      },
      ...{ help: 'Chọn trong danh sách các cuộc đã công bố.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'channel', title: L.channel, kind: 'choice', required: true, choices: OPINION_CHANNELS },
      ...{ help: 'Chọn trong danh sách.', example: OPINION_CHANNELS.meeting },
    },
    {
      ...{ key: 'receivedOn', title: L.receivedOn, kind: 'date', required: true },
      ...{ help: 'Trong thời gian lấy ý kiến.', example: '05/03/2026' },
    },
    {
      ...{ key: 'content', title: L.content, kind: 'text', required: true },
      ...{ help: 'Không quá 10.000 ký tự; không ghi tên, địa chỉ người góp ý.', example: 'Nên làm tuyến ấp 3 trước' },
    },
    {
      ...{ key: 'theme', title: L.theme, kind: 'text' },
      ...{ help: 'Tên nhóm đang có hoặc tên mới; để trống khi chưa xếp nhóm.', example: 'Tuyến làm trước' },
    },
    {
      ...{ key: 'themeAnswer', title: L.themeAnswer, kind: 'text' },
      ...{ help: 'Chỉ để xem: để trống hoặc giữ nguyên như tệp tải về.', example: 'Tiếp thu, đưa vào kế hoạch' },
    },
  ],
  fields: OpinionRowFields,
  records: async ({ database, official, today }, which) =>
    (await opinionsInReach(database, official, which, today)).map(asRecord),
  add: async ({ database, official, today }, { consultationId, themeAnswer, theme, content, ...said }) => {
    refuseOtherAnswer(themeAnswer, [
      theme === '' ? '' : await answerOfTheme(database, { consultationId, title: theme }),
    ])
    const written = { consultationId, ...said, contents: [content] }
    const [id = ''] = await enterOpinions(database, official, written, today)
    if (theme !== '') await groupOpinions(database, official, { consultationId, opinionIds: [id], title: theme, today })
    return id
  },
  change: async ({ database, official, today }, id, { consultationId, themeAnswer, ...given }) => {
    const opinion = await opinionById(database, official, id, today)
    if (!opinion) throw noSuchOpinion()
    refuseOtherConsultation(opinion, consultationId)
    const { theme } = given
    const isMoved = theme !== (opinion.theme ?? '')
    const answer = theme === '' ? '' : await answerOfTheme(database, { consultationId, title: theme })
    refuseOtherAnswer(themeAnswer, [answer, ...(isMoved ? [opinion.answer ?? ''] : [])], isMoved)
    await changeOpinion(database, official, { id, version: null, given, today })
  },
  takeBack: async ({ database, official, today }, id, reason) => {
    await withdrawOpinion(database, official, { id, reason, today })
  },
})

function asRecord(opinion: OpinionRecord): SheetRecord {
  const { _version, ...values } = opinionFormValues(opinion)
  const { id, consultationId, answer } = opinion
  return { id, values: { consultationId, ...values, themeAnswer: answer ?? '' } }
}

function refuseOtherConsultation(opinion: OpinionRecord, consultationId: string): void {
  if (opinion.consultationId === consultationId) return
  const message = 'Ý kiến đã ghi không chuyển sang cuộc lấy ý kiến khác được. Hãy bỏ ý kiến này rồi ghi lại ở cuộc kia.'
  throw new Refusal('conflict', 'democracy.opinion-of-another', message, { consultationId: message })
}

/** An answer is the authority's and stands for the whole theme: a row may repeat it, not write it. */
function refuseOtherAnswer(said: string, answers: readonly string[], mayBeEmpty = true): void {
  if (answers.includes(said) || (said === '' && mayBeEmpty)) return
  const message =
    'Giải trình là của cả nhóm, ghi ở trang của cuộc lấy ý kiến. Hãy giữ nguyên ô này như tệp tải về, hoặc để trống với ý kiến mới.'
  throw new Refusal('invalid', 'democracy.answer-elsewhere', message, { themeAnswer: message })
}
