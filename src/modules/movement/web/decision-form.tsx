import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { staffForm } from '../../../platform/http/form.tsx'
import { Id } from '../../../platform/http/page.tsx'
import {
  CheckboxField,
  DateField,
  Form,
  Layout,
  PageHeading,
  SubmitButton,
  SubmitButtons,
  TextArea,
  TextField,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { decideRound, standings } from '../actions/decide-board.ts'
import { refuseUnlessTalkedOver } from '../actions/keep-board.ts'
import { decidePanel } from '../actions/keep-panel.ts'
import { criteriaOf, sheetsOf, subjectsOf } from '../queries/boards.ts'
import { inVietnamese } from '../rules/marking.ts'
import { theirBoard } from './board-pages.tsx'
import { byId, DecisionFields, JUDGED_LABELS as L } from './judged-fields.ts'
import { boardTitle } from './marking-pages.tsx'

/** Deciding a round: what goes on to the next, or in the last one which prize each work gets. */
export function decisionForm(app: FastifyInstance): void {
  staffForm(app, {
    path: '/movement/boards/:boardId/decision',
    permission: 'movement.write',
    params: z.object({ boardId: Id }),
    fields: DecisionFields,
    load: async (context) => {
      const { database } = context
      const board = await theirBoard(context, context.params.boardId)
      refuseUnlessTalkedOver(board)
      const [criteria, subjects, sheets] = [
        await criteriaOf(database, board.id),
        await subjectsOf(database, board.id),
        await sheetsOf(database, board.id),
      ]
      return { board, ranked: standings(subjects, sheets, { ...board, criteria }) }
    },
    initial: (_data, { today }) => ({ decidedOn: formatCalendarDate(today) }),
    draw: ({ context, data: { board, ranked }, form }) => (
      <Layout
        title="Ghi quyết định"
        context={context.page}
        form={form}
        backLink={{ href: `/movement/boards/${board.id}`, text: 'Trở lại' }}
      >
        <PageHeading caption={boardTitle(board)}>{TITLES[decides(board)]}</PageHeading>
        <Form form={form}>
          {decides(board) === 'awards' ? (
            <>
              <p class="govuk-body">Ghi tên giải cho bài được trao giải; để trống với bài không có giải.</p>
              {ranked.map((one) => (
                <TextField
                  key={one.id}
                  form={form}
                  name={`prize-${one.id}`}
                  label={standingInWords(one)}
                  width={20}
                  optional
                />
              ))}
            </>
          ) : (
            <CheckboxField
              form={form}
              name="chosen"
              label={decides(board) === 'recognition' ? 'Mô hình được công nhận' : L.chosen}
              options={ranked.map((one) => ({ value: one.id, text: standingInWords(one) }))}
            />
          )}
          <TextField
            form={form}
            name="decision"
            label={L.decision}
            hint="Ví dụ: Quyết định số 45/QĐ-BTC ngày 20/11/2026"
          />
          <DateField form={form} name="decidedOn" label={L.decidedOn} />
          <TextArea
            form={form}
            name="choiceReason"
            label={L.choiceReason}
            optional
            rows={2}
            hint="Cần ghi khi chọn giữa các bài bằng điểm, hoặc không theo thứ tự điểm."
          />
          <SubmitButtons cancelHref={`/movement/boards/${board.id}`}>
            <SubmitButton>Lưu quyết định</SubmitButton>
          </SubmitButtons>
        </Form>
      </Layout>
    ),
    submit: async ({ database, official, today, params: { boardId } }, entered, { board }) => {
      const prizes = byId(entered, 'prize')
      const awarded = Object.keys(prizes).filter((id) => prizes[id] !== '')
      const { decision, decidedOn, choiceReason } = entered
      const what = decides(board)
      const chosenIds = what === 'awards' ? awarded : entered.chosen
      const decide = what === 'recognition' ? decidePanel : decideRound
      await decide(
        database,
        official,
        { boardId, chosenIds, reasons: prizes, decision, decidedOn, choiceReason },
        today,
      )
      return `/movement/boards/${boardId}`
    },
  })
}

const TITLES = {
  awards: 'Quyết định trao giải',
  round: 'Quyết định bài vào vòng sau',
  recognition: 'Quyết định công nhận mô hình',
} as const

/** What a decision of the board is about. */
function decides(board: { kind: 'jury' | 'panel'; isLast: boolean }): keyof typeof TITLES {
  if (board.kind === 'panel') return 'recognition'
  return board.isLast ? 'awards' : 'round'
}

function standingInWords(one: {
  place: number | null
  number: number | null
  title: string
  result: string | null
}): string {
  const result = one.result === null ? 'chưa chấm' : `${inVietnamese(one.result)} điểm`
  return `${one.place === null ? '' : `Thứ ${one.place} – `}${one.number === null ? '' : `số ${one.number} – `}${one.title} (${result})`
}
