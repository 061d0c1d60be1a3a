import { Tag, type TagColour } from '../../../platform/page/index.ts'
import type { RecordSheet } from '../../../platform/spreadsheet/record-sheet.ts'
import { may, type Official } from '../../../vocabulary/official.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { BATCH_STATES, type BatchState } from '../rules/batch.ts'

/** The kinds that this person may bring in. */
export function writableBy(official: Official, sheets: readonly RecordSheet[]): RecordSheet[] {
  return sheets.filter(({ writePermission }) => may(official, writePermission))
}

/** The kinds whose records this person may take out. */
export function readableBy(official: Official, sheets: readonly RecordSheet[]): RecordSheet[] {
  return sheets.filter(({ readPermission }) => may(official, readPermission))
}

/** The kind that is asked for in the address, or the first; a kind that is not this person's is not there. */
export function sheetAsked(among: readonly RecordSheet[], kind: string | undefined): RecordSheet {
  const sheet = kind === undefined ? among[0] : among.find((each) => each.kind === kind)
  if (sheet) return sheet
  throw new Refusal(
    'not-found',
    'spreadsheet.no-such-kind',
    'Không có loại bản ghi này, hoặc chức vụ của bạn không được ghi loại này.',
  )
}

const COLOURS: Readonly<Record<BatchState, TagColour>> = {
  reading: 'blue',
  checking: 'blue',
  checked: 'yellow',
  applying: 'blue',
  applied: 'green',
  undoing: 'blue',
  undone: 'grey',
  refused: 'red',
  'set-aside': 'grey',
}

export function BatchTag({ state }: { state: BatchState }) {
  return <Tag colour={COLOURS[state]} text={BATCH_STATES[state]} />
}
