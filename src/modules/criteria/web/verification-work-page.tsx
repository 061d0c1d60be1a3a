import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { addressChoice, addressWords } from '../../../platform/http/address-fields.ts'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Figure,
  FigureGrid,
  FilterBar,
  filterView,
  Layout,
  optionsOf,
  PageHeading,
  SelectField,
  Tag,
  TextField,
} from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { setOfYear } from '../queries/sheets.ts'
import { type AssignmentRecord, assignmentsOf, seenByCriterion, unitsToVerify } from '../queries/verification-work.ts'
import { ASSESSMENT_STATES, type AssessmentState, isRunning } from '../rules/assessment-state.ts'
import { assignedTo, codesDownTo, isMineToMark } from '../rules/assignment.ts'
import { criteriaFor, isSelfScored } from '../rules/score-sheet.ts'
import { criteriaOf } from '../rules/set-inputs.ts'
import { AssessmentStateTag } from './assessment-tags.tsx'
import { crumbs, requireReadable } from './timetable-pages.tsx'

/** Whose a unit is to verify: given to the reader, to others, or to nobody yet. */
const WHOSE = { mine: 'Giao cho tôi', others: 'Giao cho người khác', nobody: 'Chưa giao' } as const
type Whose = keyof typeof WHOSE

/** What waits for a verifier stands first. */
const ORDER: readonly AssessmentState[] = ['submitted', 'self-assessing', 'not-started', 'verified', 'decided']

function whose(accountId: string, assignments: readonly AssignmentRecord[], unitId: string): Whose {
  const given = assignedTo(assignments, unitId, [])
  if (given.length === 0) return 'nobody'
  return given.includes(accountId) ? 'mine' : 'others'
}

/** The work of a verifier: unit by unit, or one criterion over all units, each with how far it is. */
export function verificationWorkPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/verification',
    permission: 'criteria.verify',
    params: z.object({ yearId: Id }),
    query: z.object({
      state: addressChoice<AssessmentState>(ASSESSMENT_STATES),
      whose: addressChoice<Whose>(WHOSE),
      words: addressWords,
    }),
    draw: async (context) => {
      const { database, official, today, page, params, query } = context
      const year = await requireReadable(context, params.yearId)
      const [assignments, units, { set }] = await Promise.all([
        assignmentsOf(database, year.id),
        unitsToVerify(database, official, year.id, today),
        setOfYear(database, year.id),
      ])
      const handedIn = units.filter((unit) => unit.state === 'submitted' || unit.state === 'verified')
      const seen = await seenByCriterion(
        database,
        handedIn.map((unit) => unit.id),
      )
      // A criterion of departments is not counted for communes, and not listed where no unit of the year is asked for it.
      const kinds = new Map(
        [...new Set(units.map((unit) => unit.unitKind))].map((kind) => [
          kind,
          new Set(criteriaFor(set, kind).map(({ code }) => code)),
        ]),
      )
      const asked = (code: string) => (unit: { unitKind: string }) => kinds.get(unit.unitKind)?.has(code) ?? false
      const criteria = criteriaOf(set.groups).filter(
        (criterion) => isSelfScored(criterion) && units.some(asked(criterion.code)),
      )
      const named = query.words
        ? new Set((await unitsToVerify(database, official, year.id, today, query)).map((unit) => unit.id))
        : null
      const listed = units
        .filter(
          (unit) =>
            (named === null || named.has(unit.id)) &&
            (query.state === undefined || unit.state === query.state) &&
            (query.whose === undefined || query.whose === whose(official.accountId, assignments, unit.unitId)),
        )
        .sort((first, second) => ORDER.indexOf(first.state) - ORDER.indexOf(second.state))
      const namesFor = (accountIds: readonly string[]) =>
        [...new Set(accountIds)]
          .map((id) =>
            id === official.accountId ? 'Bạn' : assignments.find((each) => each.accountId === id)?.fullName,
          )
          .join('; ')
      return (
        <Layout
          title={`Việc thẩm định năm ${year.year}`}
          context={page}
          wide
          breadcrumbs={crumbs(year, 'Việc thẩm định')}
        >
          <PageHeading
            caption={year.rootName}
            actions={
              <ActionBar>
                <ButtonLink href={`/assessments/years/${year.id}/second-marks`} variant="secondary">
                  Chấm lần hai
                </ButtonLink>
                {may(official, 'criteria.manage') && isRunning(year.state) && (
                  <ButtonLink href={`/assessments/years/${year.id}/assignments`} variant="secondary">
                    Phân công
                  </ButtonLink>
                )}
              </ActionBar>
            }
          >
            {`Việc thẩm định năm ${year.year}`}
          </PageHeading>
          <FigureGrid>
            <Figure
              value={formatNumber(units.filter((unit) => unit.state === 'submitted').length)}
              label="bảng tự chấm chờ thẩm định"
            />
            <Figure
              value={formatNumber(units.filter((unit) => unit.state === 'verified').length)}
              label="bảng đã thẩm định xong"
            />
            <Figure
              value={formatNumber(units.length - handedIn.length)}
              label="đơn vị chưa nộp"
              note="Không kể đơn vị bạn công tác"
            />
          </FigureGrid>
          <DataTable
            caption="Theo tiêu chí: một tiêu chí của mọi đơn vị"
            phone="stack"
            empty="Bộ tiêu chí không có tiêu chí nào do đơn vị tự chấm."
            columns={[
              { key: 'criterion', title: 'Tiêu chí', rowHeader: true, width: 'one-half' },
              { key: 'seen', title: 'Đã xem', numeric: true },
              { key: 'of', title: 'Đã nộp', numeric: true },
              { key: 'who', title: 'Giao cho' },
            ]}
            rows={criteria.map(({ code, title }) => ({
              criterion: isRunning(year.state) ? (
                <a class="govuk-link" href={`/assessments/years/${year.id}/verification/${encodeURIComponent(code)}`}>
                  {`${code} ${title}`}
                </a>
              ) : (
                `${code} ${title}`
              ),
              seen: formatNumber(seen.get(code) ?? 0),
              of: formatNumber(handedIn.filter(asked(code)).length),
              who: namesFor(assignedTo(assignments, '', codesDownTo(set, code))) || (
                <span class="app-muted">Chưa giao</span>
              ),
            }))}
          />
          <h2 class="govuk-heading-m">{`Theo đơn vị (${formatNumber(listed.length)})`}</h2>
          <UnitFilter path={`/assessments/years/${year.id}/verification`} query={query} />
          <DataTable
            caption="Theo đơn vị"
            captionHidden
            phone="stack"
            empty={
              units.length === 0
                ? 'Không có đơn vị nào bạn được thẩm định trong năm này.'
                : 'Không có đơn vị nào khớp điều kiện lọc.'
            }
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
              { key: 'block', title: 'Khối' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'seen', title: 'Tiêu chí đã xem', numeric: true },
              { key: 'who', title: 'Giao cho' },
            ]}
            rows={listed.map((unit) => ({
              unit: (
                <a class="govuk-link" href={`/assessments/${unit.id}`}>
                  {unit.unitName}
                </a>
              ),
              block: unit.blockTitle,
              state: <AssessmentStateTag state={unit.state} />,
              seen: formatNumber(unit.seen),
              who: isMineToMark(assignments, official.accountId, unit.unitId, []) ? (
                namesFor(assignedTo(assignments, unit.unitId, [])) || <span class="app-muted">Chưa giao</span>
              ) : (
                <Tag colour="grey" text={namesFor(assignedTo(assignments, unit.unitId, []))} />
              ),
            }))}
          />
        </Layout>
      )
    },
  })
}

type UnitQuery = { state?: AssessmentState | undefined; whose?: Whose | undefined; words?: string | undefined }

function UnitFilter({ path, query: { state, whose: asked, words } }: { path: string; query: UnitQuery }) {
  const values = { state: state ?? '', whose: asked ?? '', words: words ?? '' }
  const form = filterView(values)
  return (
    <FilterBar resetHref={path} active={Object.values(values).some((value) => value !== '')}>
      <SelectField
        form={form}
        name="state"
        label="Tình trạng"
        emptyText="Mọi tình trạng"
        options={optionsOf(ASSESSMENT_STATES)}
      />
      <SelectField form={form} name="whose" label="Giao cho" emptyText="Mọi người" options={optionsOf(WHOSE)} />
      <TextField form={form} name="words" label="Tên đơn vị" hint="Không cần gõ dấu" />
    </FilterBar>
  )
}
