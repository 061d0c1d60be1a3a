import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { choice, day, optionalRecordId, optionalText, recordId, text } from '../../../platform/http/form-fields.ts'
import { markSecondRound, mergePetition, splitPetition } from '../actions/link-petitions.ts'
import { petitionByNumber } from '../queries/petition-by-number.ts'
import { PETITION_LABELS as L, ORDINARY_KINDS } from './petition-fields.ts'
import { STEP_LABELS } from './step-frame.tsx'

/** Steps that tie a petition to another: what is entered for them, and how that is done. Each answers where it goes on. */

export const NUMBER = 'Số đơn'

export const MergeFields = z.object({
  number: text(NUMBER, { longest: 20 }),
  unitId: recordId('Đơn vị'),
  on: day('Ngày thực hiện'),
  note: text('Vì sao cùng một vụ việc', { longest: 5000 }),
})

export async function mergeEntered(
  { database, official, today }: Context,
  petitionId: string,
  { number, unitId, on, note }: z.output<typeof MergeFields>,
): Promise<string> {
  const intoPetitionId = await petitionByNumber(database, official, { number, unitId }, today)
  await mergePetition(database, official, { petitionId, intoPetitionId, on, words: { note } }, today)
  return `/petitions/${petitionId}`
}

export const SecondRoundFields = z
  .object({
    number: optionalText(NUMBER, { longest: 20 }),
    unitId: optionalRecordId('Đơn vị'),
    on: day('Ngày xác định'),
    note: optionalText('Ghi chú', { longest: 5000 }),
    documentNumber: optionalText(STEP_LABELS.documentNumber, { longest: 100 }),
  })
  .superRefine(({ number, unitId }, context) => {
    if ((number === '') === (unitId === null)) return
    const message = 'Hãy ghi cả số đơn và đơn vị, hoặc bỏ trống cả hai khi đơn lần đầu không có trong hệ thống này.'
    context.addIssue({ code: 'custom', path: [number === '' ? 'number' : 'unitId'], message })
  })

export async function secondRoundEntered(
  { database, official, today }: Context,
  petitionId: string,
  { number, unitId, on, ...words }: z.output<typeof SecondRoundFields>,
): Promise<string> {
  const firstPetitionId = unitId === null ? null : await petitionByNumber(database, official, { number, unitId }, today)
  await markSecondRound(database, official, { petitionId, firstPetitionId, on, words }, today)
  return `/petitions/${petitionId}`
}

export const SplitFields = z.object({
  kind: choice(L.kind, ORDINARY_KINDS),
  title: text(L.title, { longest: 300 }),
  content: optionalText(L.content, { longest: 20_000 }),
  on: day('Ngày tách'),
  note: optionalText('Ghi chú', { longest: 5000 }),
})

/** It goes on with the new petition. */
export async function splitEntered(
  { database, official, today }: Context,
  petitionId: string,
  { kind, title, content, on, note }: z.output<typeof SplitFields>,
): Promise<string> {
  const given = { petitionId, kind, title, content, on, words: { note } }
  return `/petitions/${await splitPetition(database, official, given, today)}`
}
