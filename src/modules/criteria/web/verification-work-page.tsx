import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { Id, staffPage } from '../../../platform/http/page.tsx'
import {
  ActionBar,
  ButtonLink,
  DataTable,
  Figure,
  FigureGrid,
  Layout,
  PageHeading,
  Tag,
} from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { formatNumber } from '../../../vocabulary/vietnamese.ts'
import { setOfYear } from '../queries/sheets.ts'
import { assignmentsOf, seenByCriterion, unitsToVerify } from '../queries/verification-work.ts'
import { isRunning } from '../rules/assessment-state.ts'
import { assignedTo, codesDownTo, isMineToMark } from '../rules/assignment.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import { criteriaOf } from '../rules/set-inputs.ts'
import { AssessmentStateTag } from './assessment-tags.tsx'
import { crumbs, requireReadable } from './timetable-pages.tsx'

/** The work of a verifier: unit by unit, or one criterion over all units, each with how far it is. */
export function verificationWorkPage(app: FastifyInstance): void {
  staffPage(app, {
    path: '/assessments/years/:yearId/verification',
    permission: 'criteria.verify',
    params: z.object({ yearId: Id }),
    draw: async (context) => {
      const { database, official, today, page, params } = context
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
      const criteria = criteriaOf(set.groups).filter(isSelfScored)
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
              of: formatNumber(handedIn.length),
              who: namesFor(assignedTo(assignments, '', codesDownTo(set, code))) || (
                <span class="app-muted">Chưa giao</span>
              ),
            }))}
          />
          <DataTable
            caption="Theo đơn vị"
            phone="stack"
            empty="Không có đơn vị nào bạn được thẩm định trong năm này."
            columns={[
              { key: 'unit', title: 'Đơn vị', rowHeader: true, width: 'one-third' },
              { key: 'block', title: 'Khối' },
              { key: 'state', title: 'Tình trạng' },
              { key: 'seen', title: 'Tiêu chí đã xem', numeric: true },
              { key: 'who', title: 'Giao cho' },
            ]}
            rows={units.map((unit) => ({
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
