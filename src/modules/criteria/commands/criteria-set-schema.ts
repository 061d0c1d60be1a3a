import { z } from 'zod'
import type { Ceiling, CriteriaNode, CriteriaSet, Transition } from '../rules/criteria-set.ts'
import { conditionSchema, decimalSchema } from './schema-parts.ts'
import { scoringMethodSchema } from './scoring-method-schema.ts'

const code = z.string().min(1)
const titledCodeSchema = z.strictObject({ code, title: z.string() })
const roundingSchema = z.enum(['half-up', 'half-even', 'down', 'up'])
const yearSchema = z.int().min(1900).max(2999)
const modeSchema = z.enum(['full', 'rescale', 'nothing'])

const nodeCommon = {
  code,
  title: z.string(),
  role: z.enum(['base', 'bonus', 'deduction']).exactOptional(),
  appliesTo: z.array(z.string()).exactOptional(),
  maxPoints: decimalSchema.nullable(),
}

const nodeSchema: z.ZodType<CriteriaNode> = z.lazy(() =>
  z.union([
    z.strictObject({
      ...nodeCommon,
      minPoints: decimalSchema.nullable().exactOptional(),
      capped: z.boolean().exactOptional(),
      children: z.array(nodeSchema),
    }),
    z.strictObject({
      ...nodeCommon,
      minPoints: decimalSchema.nullable().exactOptional(),
      scorer: z.enum(['unit', 'verifier', 'department', 'superior', 'survey', 'import']),
      scoredBy: z.string().exactOptional(),
      method: scoringMethodSchema,
      guidance: z.string().exactOptional(),
      evidence: z.array(z.strictObject({ text: z.string(), required: z.boolean() })).exactOptional(),
      notApplicable: modeSchema.exactOptional(),
      notApplicableTo: z.array(z.string()).exactOptional(),
    }),
  ]),
)

const rule = { code, title: z.string(), when: conditionSchema.exactOptional() }

const ceilingSchema: z.ZodType<Ceiling> = z.union([
  z.strictObject({ ...rule, notAbove: z.string() }),
  z.strictObject({
    code,
    title: z.string(),
    notAboveRankOf: z.strictObject({ figure: code, holds: z.enum(['rank', 'unit']) }),
  }),
])

const transition = { year: yearSchema, unitKinds: z.array(z.string()).exactOptional(), clause: z.string() }

const transitionSchema: z.ZodType<Transition> = z.union([
  z.strictObject({ ...transition, use: z.enum(['this-set', 'replaced-set']) }),
  z.strictObject({ ...transition, use: z.literal('by-period'), from: z.string(), percent: decimalSchema }),
])

/** A criteria set as it is written in a file; unknown words are refused, so that a slip of the pen is not silently ignored. */
export const criteriaSetSchema: z.ZodType<CriteriaSet> = z.strictObject({
  id: z.string(),
  title: z.string(),
  legalAct: z.strictObject({ number: z.string(), date: z.string(), issuer: z.string() }),
  replaces: z.string().exactOptional(),
  transitions: z.array(transitionSchema).exactOptional(),
  effective: z.strictObject({ from: z.string(), to: z.string().exactOptional() }),
  years: z.array(z.strictObject({ year: yearSchema, from: z.string(), to: z.string() })),
  unitKinds: z.array(titledCodeSchema),
  blocks: z.array(titledCodeSchema).exactOptional(),
  scale: z.strictObject({
    baseMaximum: decimalSchema,
    decimals: z.number(),
    rounding: roundingSchema,
    totalMaximum: decimalSchema.exactOptional(),
  }),
  notApplicable: modeSchema,
  groups: z.array(nodeSchema),
  ranks: z.array(z.strictObject({ title: z.string(), from: decimalSchema, below: decimalSchema.exactOptional() })),
  knockOuts: z.array(z.strictObject({ ...rule, rank: z.string() })).exactOptional(),
  ceilings: z.array(ceilingSchema).exactOptional(),
  notRankedWhen: z.array(z.strictObject(rule)).exactOptional(),
  quotas: z
    .array(
      z.strictObject({
        code,
        title: z.string(),
        rank: z.string(),
        atMostPercent: decimalSchema,
        of: z.union([z.literal('ranked'), z.array(z.string())]),
        rounding: roundingSchema,
      }),
    )
    .exactOptional(),
  tieOrder: z.array(z.string()).exactOptional(),
  demonstration: z.strictObject({ note: z.string() }).exactOptional(),
})
