import { z } from 'zod'
import type { Context } from '../../../platform/http/context.ts'
import { Id } from '../../../platform/http/page.tsx'
import { InsetText } from '../../../platform/page/index.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { noSuchDraft } from '../actions/draft-criteria-set.ts'
import { countedIndicators, type DraftRecord, draftById } from '../queries/criteria-set-drafts.ts'
import { checkSet, type SetProblem } from '../rules/check-set.ts'
import { placedNodes } from '../rules/checks/node-place.ts'
import { type CriteriaNode, isCriterion } from '../rules/criteria-set.ts'
import { findNode, noSuchNode } from '../rules/edit-set.ts'

/** A draft as its pages show it, with what the check says of each place. */
export type ShownDraft = {
  draft: DraftRecord
  /** Codes of the indicators that the system counts, with their titles. */
  indicators: Map<string, string>
  problems: SetProblem[]
}

export const DraftAddress = z.object({ draftId: Id })
export const NodeAddress = z.object({ draftId: Id, code: z.string().min(1).max(80) })

/** Refuses `criteria.no-such-draft`. */
export async function shownDraft({ database }: Pick<Context, 'database'>, draftId: string): Promise<ShownDraft> {
  const draft = await draftById(database, draftId)
  if (!draft) throw noSuchDraft()
  const indicators = await countedIndicators(database)
  return { draft, indicators, problems: checkSet(draft.content, [...indicators.keys()]) }
}

/** The same for a form: a draft that has ended has none. Refuses `criteria.draft-ended`. */
export async function draftInWork(context: Pick<Context, 'database'>, draftId: string): Promise<ShownDraft> {
  const shown = await shownDraft(context, draftId)
  if (shown.draft.keptAsSetId === null && shown.draft.discardedOn === null) return shown
  throw new Refusal('not-allowed', 'criteria.draft-ended', 'Bản soạn này đã kết thúc nên không sửa được nữa.')
}

/** The node of the address. Refuses `criteria.no-such-node`. */
export function nodeIn({ draft }: ShownDraft, code: string): CriteriaNode {
  const found = findNode(draft.content, code)
  if (!found) throw noSuchNode(code)
  return found.node
}

/** What the check says of this very node, not of those inside it. */
export function problemsOfNode({ draft, problems }: ShownDraft, code: string): SetProblem[] {
  const placed = placedNodes(draft.content).find(({ node }) => node.code === code)
  if (!placed) return []
  const { path } = placed.place
  return problems.filter(
    (problem) =>
      problem.path === path || (problem.path.startsWith(`${path}.`) && !problem.path.startsWith(`${path}.children[`)),
  )
}

/** What the check says of anything but nodes. */
export function problemsOfSet({ problems }: ShownDraft): SetProblem[] {
  return problems.filter((problem) => !problem.path.startsWith('groups['))
}

/** The check's words on one place. */
export function Problems({ problems, withPlace }: { problems: readonly SetProblem[]; withPlace?: boolean }) {
  if (problems.length === 0) return null
  return (
    <InsetText>
      {problems.map((problem) => (
        <span key={`${problem.path} ${problem.code} ${problem.message}`}>
          <strong>{problem.severity === 'mistake' ? 'Lỗi: ' : 'Cần xem lại: '}</strong>
          {withPlace && `${problem.place}: `}
          {problem.message}
          <br />
        </span>
      ))}
    </InsetText>
  )
}

export const draftPath = (draftId: string, rest = '') => `/criteria-sets/drafts/${draftId}${rest}`
export const nodePath = (draftId: string, code: string, rest = '') =>
  draftPath(draftId, `/nodes/${encodeURIComponent(code)}${rest}`)

/** The branches into which a node may be put, with how they are called. */
export function branchOptions({ draft }: ShownDraft): { value: string; text: string }[] {
  return placedNodes(draft.content).flatMap(({ node }) =>
    isCriterion(node) ? [] : [{ value: node.code, text: `${node.code}. ${node.title}` }],
  )
}
