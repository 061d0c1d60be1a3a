import { sql } from 'kysely'
import { type RecordSheet, recordSheet, recordsOf } from '../../../platform/spreadsheet/record-sheet.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeConsultation, prepareConsultation, withdrawConsultation } from '../actions/keep-consultation.ts'
import { consultationById } from '../queries/consultations.ts'
import { CONSULTATION_MATTERS } from '../rules/consultation.ts'
import { consultationFormValues } from '../rules/form-values.ts'
import { ConsultationFields, CONSULTATION_LABELS as L } from './democracy-fields.ts'

/** Consultations as they are prepared; they are published one by one. */
export const consultationSheet: RecordSheet = recordSheet({
  kind: 'consultations',
  title: 'Cuộc lấy ý kiến Nhân dân',
  about:
    'Mỗi dòng là một cuộc lấy ý kiến đang chuẩn bị; công bố, nhóm ý kiến và giải trình ở trang của từng cuộc. Dự thảo, tài liệu gửi ở trang ấy.',
  readPermission: 'democracy.read',
  writePermission: 'democracy.write',
  columns: [
    {
      ...{ key: 'unitId', title: L.unitId, kind: 'unit', required: true },
      ...{ help: 'Xã, phường mà bạn được ghi.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'matter', title: L.matter, kind: 'choice', required: true, choices: CONSULTATION_MATTERS },
      ...{ help: 'Chọn trong danh sách.', example: CONSULTATION_MATTERS.planning },
    },
    {
      ...{ key: 'title', title: L.title, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Quy hoạch bến đò' },
    },
    {
      ...{ key: 'content', title: L.content, kind: 'text', required: true },
      ...{ help: 'Không quá 20.000 ký tự.', example: 'Đặt bến ở đâu, giờ hoạt động thế nào?' },
    },
    {
      ...{ key: 'documentNumber', title: L.documentNumber, kind: 'text' },
      ...{ help: 'Không quá 100 ký tự.', example: '12/DT-UBND' },
    },
    {
      ...{ key: 'opensOn', title: L.opensOn, kind: 'date', required: true },
      ...{ help: 'Ngày/tháng/năm.', example: '05/03/2026' },
    },
    {
      ...{ key: 'closesOn', title: L.closesOn, kind: 'date', required: true },
      ...{ help: 'Không trước ngày bắt đầu.', example: '05/04/2026' },
    },
  ],
  fields: ConsultationFields,
  records: recordsOf({
    table: 'consultation',
    units: ({ official, today }) => unitsUnder(unitsFor(official, 'democracy.read'), today),
    only: sql`withdrawn_on is null`,
    one: async ({ database, official, today }, id) => {
      const consultation = await consultationById(database, official, id, today)
      return consultation && consultationFormValues(consultation)
    },
  }),
  add: ({ database, official, today }, entered) => prepareConsultation(database, official, entered, today),
  change: ({ database, official, today }, id, given) =>
    changeConsultation(database, official, { id, version: null, given, today }),
  takeBack: ({ database, official, today }, id, reason) =>
    withdrawConsultation(database, official, { id, reason, today }),
})
