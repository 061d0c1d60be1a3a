import type { z } from 'zod'
import { ActivityFields } from '../modules/activities/web/activity-fields.ts'
import { PreparationFields } from '../modules/activities/web/preparation-fields.ts'
import { CoordinationFields, ReportFields, ReviewFields } from '../modules/coordination/web/coordination-fields.ts'
import { CriterionFields } from '../modules/criteria/web/criterion-fields.ts'
import { NewViewFields, SharingFields, ViewNameFields } from '../modules/dashboards/web/view-fields.ts'
import {
  AreaFields,
  ConsultationFields,
  DecisionFields,
  DisclosureFields,
  MediationFields,
  PostingFields,
} from '../modules/democracy/web/democracy-fields.ts'
import {
  InspectionItemFields,
  InspectionPlanFields,
  InspectionResultFields,
  RecommendationAnswerFields,
  RecommendationFields,
} from '../modules/democracy/web/inspection-fields.ts'
import { DocumentFields } from '../modules/documents/web/document-fields.ts'
import { LimitsFields } from '../modules/documents/web/limits-fields.ts'
import { ValueFields } from '../modules/indicators/web/value-fields.ts'
import { ModelFields } from '../modules/movement/web/model-fields.ts'
import { NewPlanFields, PlanFields, TaskFields } from '../modules/plans/web/plan-fields.ts'
import { OverrideFields } from '../modules/reports/web/override-fields.ts'
import { SectionFields } from '../modules/reports/web/section-fields.ts'
import { SupplementFields } from '../modules/reports/web/supplement-fields.ts'

/**
 * The fields of the forms that check in the browser what the server checks again, by the name that the form gives (`draftOf`).
 * They are the very same: tests/form-checks.test.ts compares them with what the routes use.
 */
export const FORM_CHECKS: Readonly<Record<string, z.ZodType>> = {
  activity: ActivityFields,
  'community-decision': DecisionFields,
  consultation: ConsultationFields,
  coordination: CoordinationFields,
  'coordination-report': ReportFields,
  'coordination-review': ReviewFields,
  'dashboard-view': NewViewFields,
  'dashboard-view-name': ViewNameFields,
  'dashboard-view-sharing': SharingFields,
  disclosure: DisclosureFields,
  document: DocumentFields,
  'indicator-value': ValueFields,
  'document-limits': LimitsFields,
  'inspection-board-answer': RecommendationAnswerFields,
  'inspection-board-item': InspectionItemFields,
  'inspection-board-plan': InspectionPlanFields,
  'inspection-board-recommendation': RecommendationFields,
  'inspection-board-result': InspectionResultFields,
  mediation: MediationFields,
  model: ModelFields,
  'new-plan': NewPlanFields,
  plan: PlanFields,
  'planned-activity': PreparationFields,
  posting: PostingFields,
  'report-override': OverrideFields,
  'report-section': SectionFields,
  'report-supplement': SupplementFields,
  'residential-area': AreaFields,
  'self-assessment': CriterionFields,
  task: TaskFields,
}
