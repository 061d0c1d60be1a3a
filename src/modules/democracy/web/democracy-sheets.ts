import { sql } from 'kysely'
import {
  alikeKey,
  type RecordSheet,
  recordSheet,
  recordsOf,
  type SheetColumn,
  type SheetContext,
} from '../../../platform/spreadsheet/record-sheet.ts'
import { yearOf } from '../../../vocabulary/calendar-date.ts'
import { unitsFor } from '../../../vocabulary/official.ts'
import { unitsUnder } from '../../organisation/index.ts'
import { changeDisclosure, enterDisclosure, withdrawDisclosure } from '../actions/keep-disclosure.ts'
import { changeMediation, recordMediation } from '../actions/keep-mediation.ts'
import { addResidentialArea, changeResidentialArea } from '../actions/keep-residential-area.ts'
import { contentsOfYear, disclosureById } from '../queries/disclosures.ts'
import { mediationCaseById } from '../queries/mediation-cases.ts'
import { residentialAreaById, residentialAreas } from '../queries/residential-areas.ts'
import { QUARTERS } from '../rules/disclosure.ts'
import { areaFormValues, disclosureFormValues, mediationFormValues } from '../rules/form-values.ts'
import { MEDIATION_KINDS, MEDIATION_OUTCOMES } from '../rules/mediation.ts'
import { consultationSheet } from './consultation-sheet.ts'
import { decisionSheet } from './decision-sheet.ts'
import {
  AREA_LABELS as A,
  AreaFields,
  DISCLOSURE_LABELS as D,
  DisclosureFields,
  MEDIATION_LABELS as M,
  MediationFields,
} from './democracy-fields.ts'
import { inspectionSheet } from './inspection-sheet.ts'
import { opinionSheet } from './opinion-sheet.ts'

const readPermission = 'democracy.read'
const writePermission = 'democracy.write'
const readable = ({ official, today }: SheetContext) => unitsUnder(unitsFor(official, readPermission), today)
const CANNOT_TAKE_BACK = 'Bản ghi mới không hủy hàng loạt được: hoàn tác chỉ trả lại những bản ghi đã sửa.'

const unitColumn: SheetColumn = {
  ...{ key: 'unitId', title: D.unitId, kind: 'unit', required: true },
  ...{ help: 'Xã, phường mà bạn được ghi.', example: 'Chọn trong danh sách' },
}
const date = (key: string, title: string, help: string, required: boolean): SheetColumn => ({
  ...{ key, title, kind: 'date', help, required, example: '05/03/2026' },
})

const disclosures = recordSheet({
  kind: 'disclosures',
  title: 'Văn bản phải công khai',
  about:
    'Mỗi dòng là một văn bản, tài liệu phải công khai. Tệp công khai, việc niêm yết và minh chứng ghi ở trang của từng văn bản.',
  readPermission,
  writePermission,
  columns: [
    unitColumn,
    {
      ...{ key: 'contentCode', title: D.contentCode, kind: 'choice', required: true },
      choices: async ({ database, today }) =>
        Object.fromEntries((await contentsOfYear(database, yearOf(today))).map(({ code, title }) => [code, title])),
      ...{ help: 'Chọn trong danh sách của Luật Thực hiện dân chủ ở cơ sở.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'year', title: D.year, kind: 'whole-number', required: true },
      ...{ help: 'Bốn chữ số.', example: '2026' },
    },
    {
      ...{ key: 'quarter', title: D.quarter, kind: 'choice', choices: QUARTERS },
      ...{ help: 'Chỉ ghi với nội dung công khai hằng quý.', example: QUARTERS[1] },
    },
    {
      ...{ key: 'title', title: D.title, kind: 'text', required: true },
      ...{ help: 'Không quá 300 ký tự.', example: 'Quyết toán ngân sách xã năm 2025' },
    },
    {
      ...{ key: 'documentNumber', title: D.documentNumber, kind: 'text' },
      ...{ help: 'Không quá 100 ký tự.', example: '12/BC-UBND' },
    },
    date('documentIssuedOn', D.documentIssuedOn, 'Ngày ghi trên văn bản.', true),
    {
      ...{ key: 'summary', title: D.summary, kind: 'text' },
      ...{ help: 'Không quá 5.000 ký tự.', example: 'Thu, chi ngân sách xã năm 2025' },
    },
  ],
  fields: DisclosureFields,
  records: recordsOf({
    ...{ table: 'disclosure', units: readable, only: sql`withdrawn_on is null` },
    one: async ({ database, official, today }, id) => {
      const disclosure = await disclosureById(database, official, id, today)
      return disclosure && disclosureFormValues(disclosure)
    },
  }),
  add: ({ database, official, today }, entered) => enterDisclosure(database, official, entered, today),
  change: ({ database, official, today }, id, given) =>
    changeDisclosure(database, official, { id, version: null, given, today }),
  takeBack: ({ database, official, today }, id, reason) =>
    withdrawDisclosure(database, official, { id, reason, today }),
})

const residentialAreaSheet = recordSheet({
  kind: 'residential-areas',
  title: 'Thôn, ấp, tổ dân phố',
  about: `Mỗi dòng là một thôn, ấp, tổ dân phố với số hộ. ${CANNOT_TAKE_BACK}`,
  // Who only reads does not keep this list.
  readPermission: writePermission,
  writePermission,
  columns: [
    unitColumn,
    {
      ...{ key: 'name', title: A.name, kind: 'text', required: true },
      ...{ help: 'Không quá 100 ký tự.', example: 'Ấp 3' },
    },
    {
      ...{ key: 'householdCount', title: A.householdCount, kind: 'whole-number', required: true },
      ...{ help: 'Tổng số hộ.', example: '215' },
    },
    date('countedOn', A.countedOn, 'Ngày mà số hộ được tính.', true),
    date('endedOn', A.endedOn, 'Để trống khi còn hoạt động.', false),
  ],
  fields: AreaFields,
  alike: ({ unitId, name }) => alikeKey('name', unitId, name),
  records: recordsOf({
    table: 'residential_area',
    units: ({ official, today }) => unitsUnder(unitsFor(official, writePermission), today),
    one: async ({ database, official, today }, id) => {
      const area = await residentialAreaById(database, official, id, today)
      return area && areaFormValues(area)
    },
  }),
  add: ({ database, official, today }, entered) => addResidentialArea(database, official, entered, today),
  change: ({ database, official, today }, id, given) =>
    changeResidentialArea(database, official, { id, version: null, given, today }),
})

const mediations = recordSheet({
  kind: 'mediations',
  title: 'Vụ, việc hòa giải ở cơ sở',
  about: `Mỗi dòng là một vụ, việc; không ghi tên các bên, nội dung vụ việc. ${CANNOT_TAKE_BACK}`,
  readPermission,
  writePermission,
  columns: [
    {
      ...{ key: 'residentialAreaId', title: M.residentialAreaId, kind: 'choice', required: true },
      choices: async ({ database, official, today }) => {
        const areas = await residentialAreas(database, official, { permission: readPermission, today })
        return Object.fromEntries(areas.map(({ id, name, unitName }) => [id, `${name}, ${unitName}`]))
      },
      ...{ help: 'Chọn trong danh sách thôn, tổ dân phố của xã, phường.', example: 'Chọn trong danh sách' },
    },
    {
      ...{ key: 'kind', title: M.kind, kind: 'choice', required: true, choices: MEDIATION_KINDS },
      ...{ help: 'Chọn trong danh sách.', example: Object.values(MEDIATION_KINDS)[0] ?? '' },
    },
    date('begunOn', M.begunOn, 'Ngày nhận vụ, việc.', true),
    date('endedOn', M.endedOn, 'Để trống khi đang hòa giải.', false),
    {
      ...{ key: 'outcome', title: M.outcome, kind: 'choice', choices: MEDIATION_OUTCOMES },
      ...{ help: 'Để trống khi đang hòa giải.', example: MEDIATION_OUTCOMES.settled },
    },
  ],
  fields: MediationFields,
  records: recordsOf({
    ...{ table: 'mediation_case', units: readable },
    one: async ({ database, official, today }, id) => {
      const mediation = await mediationCaseById(database, official, id, today)
      return mediation && mediationFormValues(mediation)
    },
  }),
  add: ({ database, official, today }, entered) => recordMediation(database, official, entered, today),
  change: ({ database, official, today }, id, given) =>
    changeMediation(database, official, { id, version: null, given, today }),
})

/** What of grassroots democracy comes in from spreadsheets. */
export const democracySheets: readonly RecordSheet[] = [
  disclosures,
  consultationSheet,
  opinionSheet,
  decisionSheet,
  residentialAreaSheet,
  mediations,
  inspectionSheet,
]
