import type { FastifyInstance } from 'fastify'
import type { Fact } from '../../../platform/database/fact.ts'
import { staffPage } from '../../../platform/http/page.tsx'
import { ActionBar, ButtonLink, Layout, PageHeading } from '../../../platform/page/index.ts'
import { may } from '../../../vocabulary/official.ts'
import { mayAppeal } from '../rules/appeal.ts'
import { mayVerify } from '../rules/assessment-state.ts'
import { isSelfScored } from '../rules/score-sheet.ts'
import { DemonstrationPoints } from './assessment-tags.tsx'
import { criterionPath, shownCriterion } from './criterion-in-sheet.ts'
import { EvidenceLinked, FiguresUsed, PointsGiven, WhatIsAsked } from './criterion-parts.tsx'
import { ExchangeList } from './exchange-list.tsx'
import { CriterionAddress, captionOf } from './self-assessment-form.tsx'

/** One criterion of one unit: every point with its reason, its figures with their records, and what proves it. */
export function criterionPage(app: FastifyInstance, facts: readonly Fact[]): void {
  staffPage(app, {
    path: '/assessments/:assessmentId/criteria/:code',
    permission: 'criteria.read',
    params: CriterionAddress,
    draw: async (context) => {
      const shown = await shownCriterion(context, context.params, facts)
      const { assessment, criterion, previous, next } = shown
      const assesses = shown.mayAssess && may(context.official, 'criteria.self-assess')
      const verifies =
        may(context.official, 'criteria.verify') &&
        assessment.isMineToVerify &&
        mayVerify(assessment.yearState, assessment.state)
      const appeals =
        may(context.official, 'criteria.submit') &&
        assessment.isMineToSubmit &&
        mayAppeal(assessment.yearState, assessment.state) &&
        !shown.appeals.some((each) => each.criterionCode === criterion.code)
      return (
        <Layout
          title={`${criterion.code} ${criterion.title}`}
          context={context.page}
          breadcrumbs={[
            { href: '/assessments', text: 'Chấm điểm' },
            { href: `/assessments/years/${assessment.yearId}`, text: `Năm ${assessment.year}` },
            { href: `/assessments/${assessment.id}`, text: assessment.unitName },
            { text: `Tiêu chí ${criterion.code}` },
          ]}
        >
          <PageHeading
            caption={captionOf(shown)}
            actions={
              (assesses || verifies || appeals) && (
                <ActionBar>
                  {assesses && isSelfScored(criterion) && (
                    <ButtonLink href={criterionPath(assessment.id, criterion.code, 'self-assessment')}>
                      Tự chấm
                    </ButtonLink>
                  )}
                  {verifies && (
                    <ButtonLink href={criterionPath(assessment.id, criterion.code, 'verification')}>
                      Thẩm định
                    </ButtonLink>
                  )}
                  {verifies && (
                    <ButtonLink
                      href={criterionPath(assessment.id, criterion.code, 'explanation-request')}
                      variant="secondary"
                    >
                      Yêu cầu giải trình
                    </ButtonLink>
                  )}
                  {appeals && (
                    <ButtonLink href={criterionPath(assessment.id, criterion.code, 'appeal')} variant="secondary">
                      Kiến nghị về điểm
                    </ButtonLink>
                  )}
                </ActionBar>
              )
            }
          >
            {`${criterion.code}. ${criterion.title}`}
          </PageHeading>
          <DemonstrationPoints note={assessment.demonstrationNote} />
          <PointsGiven shown={shown} />
          <ExchangeList shown={shown} official={context.official} />
          <FiguresUsed shown={shown} />
          <EvidenceLinked shown={shown} facts={facts} mayChange={assesses} />
          <h2 class="govuk-heading-m">Tiêu chí yêu cầu gì</h2>
          <WhatIsAsked shown={shown} />
          <p class="govuk-body">
            {previous && (
              <a class="govuk-link" href={criterionPath(assessment.id, previous.code)}>
                {`← ${previous.code} ${previous.title}`}
              </a>
            )}
            {previous && next && <br />}
            {next && (
              <a class="govuk-link" href={criterionPath(assessment.id, next.code)}>
                {`→ ${next.code} ${next.title}`}
              </a>
            )}
          </p>
        </Layout>
      )
    },
  })
}
