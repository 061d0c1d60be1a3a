import { z } from 'zod'
import { optionalText, optionalWholeNumber } from '../../../platform/http/form-fields.ts'
import { type ActivityDetails, DETAIL_FIELDS, type DetailField, type DetailName } from '../rules/activity-details.ts'

const LONGEST = 500
const MOST = 1_000_000

/** What people call the details, for messages about two people editing the same record. */
export const DETAIL_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
  DETAIL_FIELDS.map(({ name, label }) => [name, label]),
)

/** The words of what can be chosen among them. */
export const DETAIL_CHOICES: Readonly<Record<string, Readonly<Record<string, string>>>> = Object.fromEntries(
  DETAIL_FIELDS.flatMap((field) => (field.type === 'choice' ? [[field.name, field.choices] as const] : [])),
)

const optionalChoice = (label: string, choices: Readonly<Record<string, string>>) =>
  z
    .string()
    .optional()
    .transform((value) => value ?? '')
    .refine((value) => value === '' || Object.hasOwn(choices, value), `Hãy chọn lại ${label.toLowerCase()}.`)

function checkOf(field: DetailField) {
  if (field.type === 'choice') return optionalChoice(field.label, field.choices)
  if (field.type === 'number') return optionalWholeNumber(field.label, { most: MOST })
  return optionalText(field.label, { longest: LONGEST })
}

/** Checks what only some kinds have, whatever the kind; the rule keeps what belongs to it. All of it can be left out. */
export const DETAIL_SHAPE = Object.fromEntries(DETAIL_FIELDS.map((field) => [field.name, checkOf(field)])) as Record<
  DetailName,
  ReturnType<typeof checkOf>
>

type Entered = Partial<Record<DetailName, string | number | null>>

/** What was entered, with the details together under one name. */
export function splitDetails<Given extends Entered>(
  given: Given,
): Omit<Given, DetailName> & { details: ActivityDetails } {
  const names: readonly string[] = DETAIL_FIELDS.map(({ name }) => name)
  const kept = Object.fromEntries(Object.entries(given).filter(([name]) => !names.includes(name)))
  const details = Object.fromEntries(
    DETAIL_FIELDS.flatMap(({ name }) => {
      const value = given[name]
      return value === undefined || value === null || value === '' ? [] : [[name, value] as const]
    }),
  )
  return { ...(kept as Omit<Given, DetailName>), details }
}
