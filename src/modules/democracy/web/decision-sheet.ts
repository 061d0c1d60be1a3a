import { sql } from 'kysely'
import {
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeDecision, recordDecision, withdrawDecision } from '../actions/keep-decision.ts'
import { communesFor } from '../queries/communes.ts'
import { communityDecisionById } from '../queries/community-decisions.ts'
import { residentialAreas } from '../queries/residential-areas.ts'
import { DECISION_FORMS, MATTERS } from '../rules/community-decision.ts'
import { decisionFormValues } from '../rules/form-values.ts'
import { places, whole } from './decision-forms.tsx'
import { DecisionFields, DECISION_LABELS as L, wholeCommune } from './democracy-fields.ts'

const count = (key: string, title: string, help: string, required: boolean): SheetColumn => ({
  ...{ key, title, kind: 'whole-number', required, help, example: '180' },
})

/** Votes of the people; quorum and pass rules are computed from the numbers. */
export const decisionSheet: RecordSheet = recordSheet({
  kind: 'community-decisions',
  title: 'Quyết định của cộng đồng dân cư',
  about:
    'Mỗi dòng là một cuộc biểu quyết của thôn, tổ dân phố hoặc của toàn xã, phường. Kết quả thông qua hay không do hệ thống tính. Biên bản, phiếu gửi ở trang của từng cuộc; việc gửi và công nhận ghi ở trang ấy.',
  readPermission: 'democracy.read',
  writePermission: 'democracy.write',
  columns: [
    {
      ...{ key: 'place', title: L.place, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const [areas, communes] = await Promise.all([
          residentialAreas(database, official, { permission: 'democracy.read', today }),
          communesFor(database, official, 'democracy.read', today),
        ])
        return Object.fromEntries([
          ...areas.map(({ id, name, unitName }) => [id, `${name}, ${unitName}`]),
          ...communes.map(({ id, name }) => [wholeCommune(id), `Toàn xã, phường: ${name}`]),
        ])
      },
      ...{ help: 'Chọn trong danh sách.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'matter', title: L.matter, kind: 'choice', required: true, choices: MATTERS },
      ...{ help: 'Chọn trong danh sách.', example: Object.values(MATTERS)[0] ?? '' },
    },
    {
      ...{ key: 'form', title: L.form, kind: 'choice', required: true, choices: DECISION_FORMS },
      ...{ help: 'Chọn trong danh sách.', example: DECISION_FORMS.meeting },
    },
    {
      ...{ key: 'title', title: L.title, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Góp tiền làm đường ấp 3' },
    },
    {
      ...{ key: 'content', title: L.content, kind: 'text' },
      ...{ help: 'Không quá 10.000 ký tự.', example: 'Mỗi hộ góp 500.000 đồng' },
    },
    {
      ...{ key: 'decidedOn', title: L.decidedOn, kind: 'date', required: true },
      ...{ help: 'Không sau hôm nay.', example: '05/03/2026' },
    },
    count('totalCount', L.totalCount, 'Để trống thì lấy số hộ đã ghi của thôn, tổ dân phố.', false),
    count('takingPartCount', L.takingPartCount, 'Không quá tổng số hộ.', true),
    count('inFavourCount', L.inFavourCount, 'Không quá số hộ tham gia.', true),
    count('againstCount', L.againstCount, 'Không quá số hộ tham gia.', true),
  ],
  fields: DecisionFields,
  records: recordsOf({
    table: 'community_decision',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'democracy.read'), today),
    only: sql`withdrawn_on is null`,
    one: async ({ database, official, today }, id) => {
      const decision = await communityDecisionById(database, official, id, today)
      return decision && decisionFormValues(decision)
    },
  }),
  add: async ({ database, official, today }, entered) =>
    recordDecision(database, official, whole(entered, await places({ database, official, today })), today),
  change: async ({ database, official, today }, id, entered) => {
    const given = whole(entered, await places({ database, official, today }))
    await changeDecision(database, official, { id, version: null, given, today })
  },
  takeBack: ({ database, official, today }, id, reason) => withdrawDecision(database, official, { id, reason, today }),
})
