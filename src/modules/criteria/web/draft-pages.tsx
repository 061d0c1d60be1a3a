import type { FastifyInstance } from 'fastify'
import { changesOf } from '../../../platform/audit/record-change.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  ChangeHistory,
  DataTable,
  InsetText,
  Layout,
  PageHeading,
  SummaryList,
  Tag,
} from '../../../platform/page/index.ts'
import { formatCalendarDate } from '../../../vocabulary/calendar-date.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { type CriteriaNode, isCriterion } from '../rules/criteria-set.ts'
import { describeMethod, SCORER_WORDS } from '../rules/describe-method.ts'
import type { ScoredUnit } from '../rules/score-unit.ts'
import { showDecimalText } from '../rules/vietnamese-number.ts'
import { workedCriterion, workedExample } from '../rules/worked-example.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { Lines } from './criterion-parts.tsx'
import {
  DraftAddress,
  draftPath,
  nodePath,
  Problems,
  problemsOfNode,
  problemsOfSet,
  type ShownDraft,
  shownDraft,
} from './draft-parts.tsx'

export const SET_BREADCRUMBS = [
  { href: '/assessments', text: 'Chấm điểm' },
  { href: '/criteria-sets', text: 'Bộ tiêu chí' },
]

/** A set while it is written: the whole tree with what the check says and what the sample comes to, at each node. */
export function draftPages(app: FastifyInstance): void {
  staffPage(app, {
    path: '/criteria-sets/drafts/:draftId',
    permission: 'criteria.manage',
    params: DraftAddress,
    draw: async ({ database, page, params }) => {
      const shown = await shownDraft({ database }, params.draftId)
      const { draft } = shown
      const changes = await changesOf(database, { kind: 'criteria-set-draft', id: draft.id })
      const title = draft.content.title === '' ? 'Bản soạn chưa có tên' : draft.content.title
      return (
        <Layout title={title} context={page} wide breadcrumbs={[...SET_BREADCRUMBS, { text: title }]}>
          <PageHeading caption="Bản soạn bộ tiêu chí" actions={isOpen(shown) && <DraftActions shown={shown} />}>
            {title}
          </PageHeading>
          <DemonstrationPoints note={draft.content.demonstration?.note ?? null} />
          <Standing shown={shown} />
          <Questions shown={shown} />
          <General shown={shown} />
          <Problems problems={problemsOfSet(shown)} withPlace />
          <Tree shown={shown} />
          <Ranking shown={shown} />
          <ChangeHistory changes={changes} />
        </Layout>
      )
    },
  })
}

const isOpen = ({ draft }: ShownDraft) => draft.keptAsSetId === null && draft.discardedOn === null

function DraftActions({ shown: { draft } }: { shown: ShownDraft }) {
  return (
    <ActionBar>
      <ButtonLink href={draftPath(draft.id, '/keeping')}>Đưa vào áp dụng</ButtonLink>
      <ButtonLink href={draftPath(draft.id, '/sample')} variant="secondary">
        Số liệu thử
      </ButtonLink>
      <ButtonLink href={draftPath(draft.id, '/nodes/new')} variant="secondary">
        Thêm nhóm, tiêu chí
      </ButtonLink>
    </ActionBar>
  )
}

function Standing({ shown }: { shown: ShownDraft }) {
  const { draft, problems } = shown
  if (draft.keptAsSetId !== null) {
    return (
      <InsetText>
        Bản soạn đã được đưa vào áp dụng thành{' '}
        <a class="govuk-link" href={`/criteria-sets/${draft.keptAsSetId}`}>
          một phiên bản của bộ tiêu chí
        </a>
        ; phiên bản ấy không sửa được nữa.
      </InsetText>
    )
  }
  if (draft.discardedOn !== null)
    return <InsetText>Bản soạn đã bỏ ngày {formatCalendarDate(draft.discardedOn)}.</InsetText>
  const mistakes = problems.filter((problem) => problem.severity === 'mistake').length
  const doubts = problems.length - mistakes
  const example = workedExample(draft.content, draft.sample)
  return (
    <SummaryList
      rows={[
        {
          label: 'Kiểm tra',
          value:
            mistakes === 0
              ? `Không còn lỗi${doubts > 0 ? `, ${formatNumber(doubts)} chỗ cần xem lại` : ''}.`
              : `Còn ${formatNumber(mistakes)} lỗi, ${formatNumber(doubts)} chỗ cần xem lại; từng chỗ nêu ở dưới.`,
        },
        {
          label: 'Điểm với số liệu thử',
          value: 'why' in example ? example.why : totalWords(example.scored),
        },
      ]}
    />
  )
}

function totalWords(scored: ScoredUnit): string {
  const rank = scored.rank === null ? `không xếp loại (${scored.notRanked})` : `xếp loại “${scored.rank}”`
  return `${showDecimalText(scored.total)} điểm, ${rank}`
}

function Questions({ shown: { draft } }: { shown: ShownDraft }) {
  const open = draft.questions.filter((question) => !question.decided).length
  if (draft.questions.length === 0) return null
  return (
    <InsetText>
      {open === 0
        ? `Cả ${formatNumber(draft.questions.length)} chỗ nhập từ tệp Excel đã được quyết định.`
        : `Còn ${formatNumber(open)} trong ${formatNumber(draft.questions.length)} chỗ nhập từ tệp Excel cần người soạn quyết định.`}{' '}
      <a class="govuk-link" href={draftPath(draft.id, '/questions')}>
        Xem từng chỗ
      </a>
    </InsetText>
  )
}

function General({ shown }: { shown: ShownDraft }) {
  const { id, content: set } = shown.draft
  return (
    <>
      <h2 class="govuk-heading-m">Thông tin chung</h2>
      <SummaryList
        rows={[
          {
            label: 'Văn bản ban hành',
            value: `${set.legalAct.number || 'chưa ghi số'}, ${set.legalAct.issuer || 'chưa ghi cơ quan'}`,
          },
          { label: 'Năm áp dụng', value: set.years.map((each) => each.year).join(', ') || 'Chưa ghi' },
          { label: 'Loại đơn vị', value: <Lines lines={set.unitKinds.map((kind) => kind.title)} /> },
          {
            label: 'Thang điểm',
            value: `${showDecimalText(set.scale.baseMaximum)} điểm, ${set.scale.decimals} chữ số thập phân`,
          },
        ]}
      />
      {isOpen(shown) && (
        <p class="govuk-body">
          <a class="govuk-link" href={draftPath(id, '/general')}>
            Sửa thông tin chung
          </a>
        </p>
      )}
    </>
  )
}

function Tree({ shown }: { shown: ShownDraft }) {
  const { draft } = shown
  const example = workedExample(draft.content, draft.sample)
  const scored = 'scored' in example ? example.scored : null
  return (
    <DataTable
      caption="Các nhóm và tiêu chí"
      phone="stack"
      empty="Chưa có nhóm nào. Hãy bấm “Thêm nhóm, tiêu chí”, hoặc nhập từ tệp Excel của phụ lục."
      columns={[
        { key: 'node', title: 'Nội dung', rowHeader: true, width: 'one-third' },
        { key: 'points', title: 'Điểm', numeric: true },
        { key: 'rule', title: 'Cách chấm', width: 'one-third' },
        { key: 'sample', title: 'Với số liệu thử', width: 'one-quarter' },
      ]}
      rows={linesOf(draft.content.groups, 0).map(({ node, depth }) => ({
        node: <NodeCell shown={shown} node={node} depth={depth} />,
        points: node.maxPoints === null ? 'Không giới hạn' : showDecimalText(node.maxPoints),
        rule: isCriterion(node) ? <RuleCell shown={shown} node={node} /> : node.role && ROLE_WORDS[node.role],
        sample: isCriterion(node) ? workedCriterion(draft.content, node, draft.sample) : groupWords(scored, node.code),
      }))}
    />
  )
}

export const ROLE_WORDS = { base: '', bonus: 'Điểm thưởng', deduction: 'Điểm trừ' } as const

function groupWords(scored: ScoredUnit | null, code: string): string {
  const group = scored?.groups.find((each) => each.code === code)
  return group ? `${showDecimalText(group.points)} điểm` : ''
}

function NodeCell({ shown, node, depth }: { shown: ShownDraft; node: CriteriaNode; depth: number }) {
  const words = `${node.code}. ${node.title}`
  return (
    <>
      {depth > 0 && <span aria-hidden="true">{'– '.repeat(depth)}</span>}
      {isOpen(shown) ? (
        <a class="govuk-link" href={nodePath(shown.draft.id, node.code)}>
          {isCriterion(node) ? words : <strong>{words}</strong>}
        </a>
      ) : (
        words
      )}
      <Problems problems={problemsOfNode(shown, node.code)} />
    </>
  )
}

function RuleCell({ shown, node }: { shown: ShownDraft; node: Extract<CriteriaNode, { method: object }> }) {
  const year = shown.draft.content.years.at(-1)?.year ?? Number(shown.draft.content.effective.from.slice(0, 4))
  return (
    <>
      <Lines lines={describeMethod(node, year)} />
      <br />
      <Tag colour="grey" text={node.scoredBy ?? SCORER_WORDS[node.scorer]} />{' '}
      {isOpen(shown) && (
        <a class="govuk-link" href={nodePath(shown.draft.id, node.code, '/method')}>
          Sửa cách chấm<span class="govuk-visually-hidden"> của mục {node.code}</span>
        </a>
      )}
    </>
  )
}

function linesOf(nodes: readonly CriteriaNode[], depth: number): { node: CriteriaNode; depth: number }[] {
  return nodes.flatMap((node) => [{ node, depth }, ...(isCriterion(node) ? [] : linesOf(node.children, depth + 1))])
}

function Ranking({ shown }: { shown: ShownDraft }) {
  const { id, content: set } = shown.draft
  const rules = [
    ...(set.knockOuts ?? []).map((rule) => ({ rule, list: 'knock-outs', says: `xếp loại “${rule.rank}”` })),
    ...(set.ceilings ?? []).map((rule) => ({
      rule,
      list: 'ceilings',
      says: 'notAbove' in rule ? `không xếp trên “${rule.notAbove}”` : 'không xếp trên mức của nơi được nêu',
    })),
    ...(set.notRankedWhen ?? []).map((rule) => ({ rule, list: 'not-ranked', says: 'không xếp loại' })),
    ...(set.quotas ?? []).map((rule) => ({
      rule,
      list: 'quotas',
      says: `“${rule.rank}” không quá ${showDecimalText(rule.atMostPercent)}%`,
    })),
  ]
  return (
    <>
      <h2 class="govuk-heading-m">Xếp loại</h2>
      <SummaryList
        rows={[
          {
            label: 'Mức xếp loại',
            value: <Lines lines={set.ranks.map((rank) => `${rank.title}: từ ${showDecimalText(rank.from)} điểm`)} />,
          },
          { label: 'Khi bằng điểm, xét lần lượt', value: (set.tieOrder ?? []).join(', ') || 'Chưa ghi' },
        ]}
      />
      <DataTable
        caption="Điều kiện loại, khống chế, tỷ lệ"
        phone="stack"
        empty="Chưa có quy định nào ngoài ngưỡng điểm."
        columns={[
          { key: 'rule', title: 'Quy định', rowHeader: true, width: 'one-half' },
          { key: 'says', title: 'Hệ quả' },
        ]}
        rows={rules.map(({ rule, list, says }) => ({
          rule: isOpen(shown) ? (
            <a class="govuk-link" href={draftPath(id, `/rules/${list}/${encodeURIComponent(rule.code)}`)}>
              {rule.title || rule.code}
            </a>
          ) : (
            rule.title
          ),
          says,
        }))}
      />
      {isOpen(shown) && (
        <ActionBar>
          <ButtonLink href={draftPath(id, '/ranks')} variant="secondary">
            Sửa mức xếp loại, thứ tự khi bằng điểm
          </ButtonLink>
          <ButtonLink href={draftPath(id, '/rules/knock-outs/new')} variant="secondary">
            Thêm điều kiện loại
          </ButtonLink>
          <ButtonLink href={draftPath(id, '/rules/ceilings/new')} variant="secondary">
            Thêm khống chế
          </ButtonLink>
          <ButtonLink href={draftPath(id, '/rules/not-ranked/new')} variant="secondary">
            Thêm trường hợp không xếp loại
          </ButtonLink>
          <ButtonLink href={draftPath(id, '/rules/quotas/new')} variant="secondary">
            Thêm tỷ lệ tối đa
          </ButtonLink>
          <ButtonLink href={draftPath(id, '/discarding')} variant="secondary">
            Bỏ bản soạn
          </ButtonLink>
        </ActionBar>
      )}
    </>
  )
}
