import { DataTable, Tag } from '../../../platform/page/index.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import type { Appeal } from '../queries/appeals.ts'
import { APPEAL_STATES } from '../rules/appeal.ts'
import { type CriteriaNode, type Criterion, isCriterion } from '../rules/criteria-set.ts'
import { SCORER_WORDS } from '../rules/describe-method.ts'
import { isLackingEvidence } from '../rules/evidence-asked.ts'
import { isSelfScored, sheetLines } from '../rules/score-sheet.ts'
import type { CriterionScore } from '../rules/score-unit.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { showPoints } from './assessment-tags.tsx'
import { criterionPath, type ShownSheet } from './criterion-in-sheet.ts'

/** The sheet as a list of groups and criteria: what each is worth, what it has, what it still needs. */
export function SheetTables({
  shown,
  evidence,
  assesses,
}: {
  shown: ShownSheet
  /** Pieces of evidence by code of criterion. */
  evidence: ReadonlyMap<string, number>
  assesses: boolean
}) {
  const { assessment, compiled, sheet, self } = shown
  const selfOf = new Map(self.criteria.map((score) => [score.code, score]))
  const keptOf = new Map(sheet.scores.map((score) => [score.criterionCode, score]))
  // On a phone every cell is a line: columns that nobody has filled yet would be a screen of dashes for each group.
  const isVerified = sheet.scores.some((score) => score.verifiedPoints !== null)
  const given = (points: string | null | undefined) => (isVerified ? showPoints(points) : '')
  const openQuestions = new Set(
    shown.explanations.flatMap((each) => (each.answer === null ? [each.criterionCode] : [])),
  )
  return (
    <>
      {groupsOf(shown).map(({ group, criteria }) => (
        <DataTable
          key={group.code}
          caption={`${group.code}. ${group.title}${group.maxPoints === null || group.maxPoints === '0' ? '' : ` (${showDecimalText(group.maxPoints)} điểm)`}`}
          phone="stack"
          empty="Không có tiêu chí nào cho loại đơn vị này."
          columns={[
            { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-third' },
            { key: 'most', title: 'Tối đa', numeric: true },
            { key: 'self', title: 'Tự chấm', numeric: true },
            { key: 'verified', title: 'Thẩm định', numeric: true },
            { key: 'final', title: 'Sau kiến nghị', numeric: true },
            { key: 'evidence', title: 'Minh chứng', numeric: true },
            { key: 'state', title: 'Tình trạng', width: 'one-quarter' },
          ]}
          rows={criteria.map((criterion) => {
            const kept = keptOf.get(criterion.code)
            const score = selfOf.get(criterion.code)
            const act = assesses && isSelfScored(criterion) ? 'self-assessment' : undefined
            return {
              criterion: (
                <a class="govuk-link" href={criterionPath(assessment.id, criterion.code, act)}>
                  {`${criterion.code} ${criterion.title}`}
                </a>
              ),
              most: mostOf(criterion),
              self: isSelfScored(criterion) ? showPoints(score?.points) : '–',
              verified: given(kept?.verifiedPoints),
              final: given(kept?.appealPoints ?? kept?.verifiedPoints),
              evidence: formatNumber(evidence.get(criterion.code) ?? 0),
              state: (
                <CriterionState
                  criterion={criterion}
                  score={score}
                  changed={kept?.verifiedChanged ?? false}
                  lacksEvidence={isLackingEvidence(criterion, score, evidence.get(criterion.code) ?? 0)}
                  asked={openQuestions.has(criterion.code)}
                  appeal={shown.appeals.findLast((each) => each.criterionCode === criterion.code)}
                />
              ),
            }
          })}
          footer={{
            criterion: 'Cộng',
            most: group.maxPoints === null ? '' : showDecimalText(group.maxPoints),
            self: showPoints(
              (isCriterion(group) ? selfOf.get(group.code) : self.groups.find((each) => each.code === group.code))
                ?.points,
            ),
            verified: sumOf(
              compiled,
              criteria.map((criterion) => keptOf.get(criterion.code)?.verifiedPoints),
            ),
            final: sumOf(
              compiled,
              criteria.map(
                (criterion) => keptOf.get(criterion.code)?.appealPoints ?? keptOf.get(criterion.code)?.verifiedPoints,
              ),
            ),
            evidence: '',
            state: '',
          }}
        />
      ))}
    </>
  )
}

function CriterionState({
  criterion,
  score,
  changed,
  lacksEvidence: lacking,
  asked,
  appeal,
}: {
  criterion: Criterion
  score: CriterionScore | undefined
  changed: boolean
  lacksEvidence: boolean
  asked: boolean
  appeal: Appeal | undefined
}) {
  if (asked) return <Tag colour="yellow" text="Cần giải trình" />
  if (appeal)
    return (
      <Tag
        colour={appeal.state === 'waiting' ? 'yellow' : 'teal'}
        text={`Kiến nghị: ${APPEAL_STATES[appeal.state].toLowerCase()}`}
      />
    )
  if (changed) return <Tag colour="orange" text="Thẩm định thay đổi" />
  if (!isSelfScored(criterion)) return <span class="app-muted">{SCORER_WORDS[criterion.scorer]}</span>
  switch (score?.state) {
    case 'missing':
      return score.explanation.startsWith('Chưa có số liệu') ? (
        <Tag colour="yellow" text="Chưa có số liệu" />
      ) : (
        <Tag colour="orange" text="Số liệu chưa khớp" />
      )
    case 'granted-in-full':
    case 'left-out':
    case 'not-granted':
      return <Tag colour="grey" text="Không áp dụng" />
    default:
      return lacking ? <Tag colour="orange" text="Thiếu minh chứng" /> : <Tag colour="green" text="Đã có điểm" />
  }
}

/** The most that a criterion gives, or takes where it only takes. */
export function mostOf({ maxPoints, minPoints }: Criterion): string {
  if (minPoints !== undefined && minPoints !== null && Number(minPoints) < 0) return showPoints(minPoints)
  return maxPoints === null ? 'Không giới hạn' : showDecimalText(maxPoints)
}

function sumOf(compiled: ShownSheet['compiled'], points: readonly (string | null | undefined)[]): string {
  const known = points.filter((each): each is string => each !== null && each !== undefined)
  if (known.length === 0) return ''
  return showPoints(compiled.scale.write(known.reduce((sum, each) => sum + compiled.scale.toParts(each), 0)))
}

/** The groups of the top level with the criteria below them, however deep. */
export function groupsOf({ compiled, assessment }: Pick<ShownSheet, 'compiled' | 'assessment'>) {
  const groups: { group: CriteriaNode; criteria: Criterion[] }[] = []
  for (const { depth, node } of sheetLines(compiled.set, assessment.unitKind)) {
    if (depth === 0) groups.push({ group: node, criteria: [] })
    if (isCriterion(node)) groups.at(-1)?.criteria.push(node)
  }
  return groups
}
