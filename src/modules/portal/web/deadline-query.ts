import { z } from 'zod'

const short = z.string().max(20).optional().catch(undefined)

/** The question as it stands in the address, so that a link carries it. Asked texts are read later, to say what is wrong with them. */
export const DeadlineQuery = z.object({
  step: short,
  date: short,
  circumstance: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((given) => (given === undefined ? [] : [given].flat())),
  extensions: short,
  suspendedFrom: short,
  resumedOn: short,
})

export type DeadlineQuestion = z.output<typeof DeadlineQuery>
