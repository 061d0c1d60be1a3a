import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import { asDownload } from '../../../platform/http/download.ts'
import { readAddress, staffPage } from '../../../platform/http/page.tsx'
import { allow } from '../../../platform/http/permission.ts'
import { signedInContext } from '../../../platform/http/request.ts'
import { ActionBar, ButtonLink, InsetText, Layout, PageHeading } from '../../../platform/page/index.ts'
import { SPREADSHEET_MEDIA_TYPE } from '../../../platform/spreadsheet/write-rows.ts'
import { Refusal } from '../../../vocabulary/refusal.ts'
import { indicatorDefinitions, readableUnits } from '../../indicators/index.ts'
import { pivotTable } from '../queries/pivot-table.ts'
import { MOST_CELLS_IN_FILE, MOST_CELLS_ON_PAGE } from '../rules/pivot.ts'
import { addressOfQuestion, PivotQuery, questionOf } from './pivot-fields.ts'
import { PivotForm } from './pivot-form.tsx'
import { PivotResult } from './pivot-parts.tsx'
import { pivotAsWorkbook } from './pivot-workbook.ts'

/** The table that anybody makes of the figures within reach: on the page, and as an Excel file. */
export function pivotPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/dashboards/pivot',
    permission: 'figure.read',
    query: PivotQuery,
    draw: async ({ database, official, today, page, query }) => {
      const question = questionOf(query)
      const days = { period: { from: today }, asOf: today, today }
      const [indicators, units] = await Promise.all([
        indicatorDefinitions(database, undefined, today),
        readableUnits(database, official, days),
      ])
      const known = question.indicators.filter((code) => indicators.some((each) => each.code === code))
      const asked = { ...question, indicators: known.length > 0 ? known : [indicators[0]?.code ?? ''] }
      const answer = await pivotTable(database, facts, official, asked, { today, mostCells: MOST_CELLS_ON_PAGE }).catch(
        told,
      )
      const refusal = answer instanceof Refusal ? answer : null
      const address = addressOfQuestion(asked)
      return (
        <Layout
          title="Bảng số liệu tự chọn"
          context={page}
          wide
          breadcrumbs={[{ href: '/dashboards', text: 'Bảng theo dõi' }, { text: 'Bảng số liệu tự chọn' }]}
        >
          <PageHeading
            actions={
              <ActionBar>
                <ButtonLink href={`/dashboards/views/new?${address}`}>Lưu bảng này</ButtonLink>
                <ButtonLink href={`/dashboards/pivot.xlsx?${address}`} variant="secondary">
                  Tải tệp Excel
                </ButtonLink>
              </ActionBar>
            }
          >
            Bảng số liệu tự chọn
          </PageHeading>
          <PivotForm
            question={asked}
            indicators={indicators}
            units={units}
            facts={facts}
            problems={refusal?.fields ?? {}}
            open={query.indicator.length === 0 || refusal !== null}
          />
          {answer instanceof Refusal ? (
            <InsetText>{answer.messageForPerson}</InsetText>
          ) : (
            <PivotResult question={asked} table={answer} today={today} />
          )}
        </Layout>
      )
    },
  })

  app.get('/dashboards/pivot.xlsx', allow('figure.read'), async (request, reply) => {
    const { database, official, today } = signedInContext(request)
    const question = questionOf(readAddress(PivotQuery, request.query))
    const table = await pivotTable(database, facts, official, question, { today, mostCells: MOST_CELLS_IN_FILE })
    const content = await pivotAsWorkbook(question, table, today)
    return asDownload(reply, { name: 'bang-so-lieu.xlsx', mediaType: SPREADSHEET_MEDIA_TYPE }).send(content)
  })
}

/** What a person can put right is told on the page, with the form as it was filled in. */
export function told(refusal: unknown): Refusal {
  if (refusal instanceof Refusal && refusal.kind === 'invalid') return refusal
  throw refusal
}
