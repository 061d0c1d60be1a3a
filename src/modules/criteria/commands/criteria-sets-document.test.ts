import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { compileCriteriaSet } from '../rules/compile-criteria-set.ts'
import type { CriteriaSet } from '../rules/criteria-set.ts'
import { scoreUnit } from '../rules/score-unit.ts'
import { setForYear } from '../rules/set-for-year.ts'
import type { UnitInputs } from '../rules/unit-inputs.ts'
import { checkCriteriaFile, readCriteriaFile } from './check.ts'
import { scoreCriteriaFile } from './score.ts'

const DOCUMENT = new URL('../../../../docs/criteria-sets.md', import.meta.url)
const INDICATORS = ['dialogue.count', 'petition.answered', 'petition.answered-on-time', 'training.count']

interface Block {
  readonly kind: string
  readonly value: unknown
}

/** The document cut at its headings, each part with its fenced blocks in order. */
const parts = readFileSync(DOCUMENT, 'utf8')
  .split(/^(?=##)/m)
  .map((part) => ({
    heading: part.split('\n')[0] ?? '',
    blocks: [...part.matchAll(/^```json ([\w-]+)\n(.*?)^```/gms)].map(
      ([, kind = '', text = '']): Block => ({ kind, value: JSON.parse(text) }),
    ),
  }))

const sample = parts.flatMap((part) => part.blocks).find((block) => block.kind === 'bo-mau')?.value

/** A set as the document means it: the sample with some parts, or its first criterion, put in place. */
function changed(block: Block | undefined): unknown {
  const set = structuredClone(sample) as { groups: { children: unknown[] }[] }
  if (block?.kind === 'thay') return { ...set, ...(block.value as object) }
  if (block?.kind === 'tieu-chi') set.groups[0]?.children.splice(0, 1, block.value)
  return set
}

function readSet(block: Block | undefined): CriteriaSet {
  const { set, problems } = readCriteriaFile(changed(block))
  if (set === null) throw new Error(JSON.stringify(problems))
  return set
}

/** Runs the blocks of one part in their order; gives how many expectations it held. */
function run(blocks: readonly Block[]): number {
  let change: Block | undefined
  let inputs: unknown
  let decided: Record<string, string> = {}
  let held = 0
  for (const block of blocks) {
    switch (block.kind) {
      case 'bo-mau':
      case 'thay':
      case 'tieu-chi':
        change = block
        break
      case 'so-lieu':
        inputs = block.value
        expect(checkCriteriaFile(changed(change), INDICATORS).problems).toEqual([])
        break
      case 'diem-nguoi-cham':
        decided = block.value as Record<string, string>
        break
      case 'ket-qua':
        expect(scoreCriteriaFile(changed(change), inputs)).toMatchObject(partial(block.value))
        held += 1
        break
      case 'ket-qua-hai-bo':
        expect(scoreCriteriaFile([sample, changed(change)], inputs)).toMatchObject(partial(block.value))
        held += 1
        break
      case 'diem':
        expect(scoreCriteriaFile(changed(change), inputs)).toHaveProperty(
          'criteria',
          expect.arrayContaining([expect.objectContaining(block.value as object)]),
        )
        held += 1
        break
      case 'ket-qua-nguoi-cham':
        expect(scoreUnit(compileCriteriaSet(readSet(change)), inputs as UnitInputs, decided)).toMatchObject(
          block.value as object,
        )
        held += 1
        break
      case 'bo-cua-nam':
        for (const [year, id] of Object.entries(block.value as object)) {
          expect(setForYear([readSet(undefined), readSet(change)], 'xa', Number(year)).id).toBe(id)
        }
        held += 1
        break
      case 'loi':
        expect(checkCriteriaFile(changed(change), INDICATORS).problems).toMatchObject(block.value as object[])
        held += 1
        break
      default:
        throw new Error(`unknown block ${block.kind}`)
    }
  }
  return held
}

/** An answer lists every effect; an example shows those that it is about. */
function partial(value: unknown): object {
  if (Array.isArray(value)) return value.map(partial)
  const { effects, ...rest } = value as { effects?: object[] }
  if (effects === undefined) return rest
  return { ...rest, effects: expect.arrayContaining(effects.map((effect) => expect.objectContaining(effect))) }
}

describe('the document on criteria sets', () => {
  test('has an example for each of the eighteen kinds of rule', () => {
    const numbers = parts.flatMap((part) => /^### (\d+)\./.exec(part.heading)?.[1] ?? []).map(Number)
    expect(numbers).toEqual(Array.from({ length: 18 }, (_, index) => index + 1))
  })

  for (const { heading, blocks } of parts.filter((part) => part.blocks.length > 0)) {
    test(`is right under “${heading.replace(/^#+ /, '')}”`, () => {
      expect(run(blocks)).toBeGreaterThan(0)
    })
  }
})
