import { z } from 'zod'
import {
  choice,
  day,
  optionalRecordId,
  optionalText,
  optionalWholeNumber,
  recordId,
  storedFiles,
  text,
} from '../../../platform/http/form-fields.ts'
import { PETITION_CHANNELS, PETITION_KINDS } from '../rules/petition-kind.ts'

/** What people call the fields of a petition. */
export const PETITION_LABELS = {
  kind: 'Loại đơn',
  channel: 'Nguồn đơn',
  receivedOn: 'Ngày nhận',
  unitId: 'Đơn vị tiếp nhận',
  behalfUnitId: 'Tiếp nhận thay cho cơ quan',
  forwardedBy: 'Cơ quan, người chuyển đơn',
  title: 'Tóm tắt nội dung',
  content: 'Nội dung, yêu cầu của đơn',
  senderName: 'Họ tên người gửi',
  senderAddress: 'Địa chỉ người gửi',
  senderPhone: 'Điện thoại người gửi',
  signatoryCount: 'Số người ký đơn',
  files: 'Tệp đính kèm',
} as const

const L = PETITION_LABELS

const phone = optionalText(L.senderPhone, { longest: 30 }).pipe(
  z.string().regex(/^([+\d][\d\s.()-]{5,29})?$/, `${L.senderPhone} chỉ gồm chữ số, ví dụ 0912 345 678.`),
)

const mendable = {
  channel: choice(L.channel, PETITION_CHANNELS),
  receivedOn: day(L.receivedOn),
  behalfUnitId: optionalRecordId(L.behalfUnitId),
  forwardedBy: optionalText(L.forwardedBy, { longest: 200 }),
  title: text(L.title, { longest: 300 }),
  content: optionalText(L.content, { longest: 20_000 }),
  senderName: optionalText(L.senderName, { longest: 200 }),
  senderAddress: optionalText(L.senderAddress, { longest: 300 }),
  senderPhone: phone,
  signatoryCount: optionalWholeNumber(L.signatoryCount, { least: 1, most: 100_000 }).transform((count) => count ?? 1),
  files: storedFiles(L.files),
}

/** Checks a petition, entered in the form or sent to `/api/v1/petitions`. */
export const PetitionFields = z.object({
  kind: choice(L.kind, PETITION_KINDS),
  unitId: recordId(L.unitId),
  ...mendable,
})

/** What people call the fields that a denunciation has besides, and those of its sender, which go to the protected store. */
export const DENUNCIATION_LABELS = {
  ...PETITION_LABELS,
  senderName: 'Họ tên người tố cáo',
  senderAddress: 'Địa chỉ người tố cáo',
  senderPhone: 'Điện thoại người tố cáo',
  senderContact: 'Cách liên hệ người tố cáo mong muốn',
  originalWords: 'Lời người tố cáo, ghi nguyên văn',
  denouncedName: 'Họ tên người bị tố cáo',
  denouncedUnitId: 'Đơn vị bị tố cáo, hoặc nơi người bị tố cáo công tác',
  toUnitId: 'Đơn vị cấp trên nhận xử lý',
  files: 'Đơn gốc, chứng cứ',
} as const

const D = DENUNCIATION_LABELS

/** What is asked of who denounces; kept apart from the petition. */
export const denouncerFields = {
  senderName: optionalText(D.senderName, { longest: 200 }),
  senderAddress: optionalText(D.senderAddress, { longest: 300 }),
  senderPhone: phone,
  senderContact: optionalText(D.senderContact, { longest: 300 }),
  originalWords: optionalText(D.originalWords, { longest: 20_000 }),
  files: storedFiles(D.files),
}

export const denouncedFields = {
  denouncedName: optionalText(D.denouncedName, { longest: 200 }),
  denouncedUnitId: optionalRecordId(D.denouncedUnitId),
  toUnitId: optionalRecordId(D.toUnitId),
}

/** A petition of any kind, with what only denunciations have: for its form and for the API. */
export const AnyPetitionFields = PetitionFields.extend({ ...denouncerFields, ...denouncedFields })

/** The petition to be registered that these fields give. */
export function petitionToRegister(entered: z.output<typeof AnyPetitionFields>) {
  const { denouncedName, denouncedUnitId, toUnitId, ...given } = entered
  const isDenounced = denouncedName !== '' || denouncedUnitId !== null
  return isDenounced ? { ...given, denounced: { name: denouncedName, unitId: denouncedUnitId, toUnitId } } : given
}

/** Kinds that the ordinary form takes; denunciations have a form of their own. */
export const { denunciation: _protected, ...ORDINARY_KINDS } = PETITION_KINDS

export const OrdinaryPetitionFields = PetitionFields.extend({ kind: choice(L.kind, ORDINARY_KINDS) })

/** What can be mended of a registered petition. */
export const PetitionChangeFields = z.object(mendable)
