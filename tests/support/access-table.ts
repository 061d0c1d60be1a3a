import { ROWS_OF_CITIZENS } from './access-rows-of-citizens.ts'
import { ROWS_OF_RESULTS } from './access-rows-of-results.ts'

/**
 * What every route asks for, and how far that reaches. FORM is a page with a form: its GET and the POST of the form filled in.
 *
 *   everybody   anyone, signed in or not             signed-in   anyone who has signed in
 *   holder      whoever holds the permission         token       whoever knows the one-time link, or is signing in
 *   reach       who holds it for the unit of the record: the post's unit and those below, or as far as the post reaches
 *   unit        the same without the wider reach of a post: what a unit does itself
 *   exactly     only in the very unit of the post
 *   others      reach, but never for the unit in which one works, nor for one above it
 *   nobody      nobody of those who ask here: only who made it, or only where people sign in through a provider
 *   province    who holds it for any unit in the province of the record
 *   root        who holds it for the whole province of the record
 *   whole       who holds it for a whole province; what is asked about belongs to no unit
 *
 * `a.read>a.write`: the route lets readers in, and writing asks for the second; with `>>`, so does looking at the form.
 *
 * A route that is not in the table fails tests/access-matrix.test.ts; so does one whose permission is another.
 */
const TABLE = `${ROWS_OF_CITIZENS.trim()}
  ${ROWS_OF_RESULTS.trim()}
  GET  /healthz                                                            public                 everybody
  GET  /readyz                                                             public                 everybody
  GET  /status                                                             public                 everybody
  FORM /sign-in                                                            public                 everybody
  POST /sign-out                                                           public                 everybody
  GET  /accounts                                                           account.manage         holder
  GET  /accounts/:accountId                                                account.manage         reach
  FORM /people/:personId/account                                           account.manage         reach
  FORM /accounts/:accountId/closure                                        account.manage         reach
  FORM /accounts/:accountId/reopening                                      account.manage         reach
  FORM /accounts/:accountId/password-link                                  account.manage         reach
  FORM /password/:token                                                    public                 token
  GET  /account                                                            signed-in              signed-in
  GET  /drafts                                                             signed-in              signed-in
  FORM /account/session-endings                                            signed-in              signed-in
  FORM /account/password                                                   signed-in              signed-in
  FORM /founding/:token                                                    public                 token
  GET  /units                                                              organisation.read      holder
  FORM /units/new                                                          organisation.manage    reach
  FORM /units/:unitId/versions/new                                         organisation.manage    reach
  GET  /units/:unitId                                                      organisation.read      holder
  FORM /people/new                                                         organisation.manage    reach
  FORM /people/:personId/posts/new                                         organisation.manage    reach
  FORM /people/:personId/edit                                              organisation.manage    reach
  FORM /posts/:postId/ending                                               organisation.manage    reach
  GET  /people                                                             organisation.read      holder
  GET  /people/:personId                                                   organisation.read      reach
  GET  /posts/:postId                                                      organisation.read      reach
  FORM /documents/outgoing/new                                             document.write         reach
  FORM /documents/incoming/new                                             document.write         reach
  FORM /documents/:documentId/edit                                         document.write         reach
  GET  /documents                                                          document.read          holder
  GET  /documents/:documentId                                              document.read          reach
  FORM /documents/:documentId/handling                                     document.write         reach
  FORM /documents/:documentId/withdrawal                                   document.write         reach
  FORM /documents/:documentId/attachments/:attachmentId/removal            document.write         reach
  FORM /documents/:documentId/limits                                       document.write         reach
  GET  /documents/:documentId/readers                                      document.read          reach
  GET  /documents/register                                                 document.read          holder
  GET  /documents/register.xlsx                                            document.read          holder
  GET  /documents/register.pdf                                             document.read          holder
  GET  /documents/duplicates                                               document.write         holder
  FORM /documents/own-signature                                            document.sign          holder
  FORM /documents/seal                                                     document.write         holder
  FORM /documents/numbering                                                document.manage        exactly
  GET  /attachments/:attachmentId                                          document.read          reach
  FORM /documents/:documentId/person-signature                             document.sign          unit
  FORM /documents/:documentId/body-signature                               document.write         unit
  FORM /documents/:documentId/person-signature/certificate                 document.sign          unit
  FORM /documents/:documentId/person-signature/service                     document.sign          unit
  FORM /documents/:documentId/body-signature/certificate                   document.write         unit
  FORM /documents/:documentId/body-signature/service                       document.write         unit
  FORM /documents/:documentId/dispatch                                     document.write         unit
  FORM /coordination/new                                                    coordination.write     reach
  GET  /coordination                                                        coordination.read      holder
  GET  /coordination/:coordinationId                                        coordination.read      reach
  FORM /coordination/:coordinationId/edit                                   coordination.write     reach
  FORM /coordination/:coordinationId/withdrawal                             coordination.write     reach
  FORM /coordination/:coordinationId/reviews/new                            coordination.write     reach
  FORM /coordination/:coordinationId/parties/:partyId/signature             coordination.sign      unit
  FORM /coordination/:coordinationId/parties/:partyId/signature/removal     coordination.sign      unit
  FORM /coordination/:coordinationId/parties/:partyId/report                coordination.write     unit
  FORM /plans/new                                                          plan.write             reach
  FORM /plans/:planId/edit                                                 plan.write             reach
  GET  /plans                                                              plan.read              holder
  GET  /plans/:planId                                                      plan.read              reach
  GET  /plans/:planId/coverage                                             plan.read              reach
  GET  /plans/:planId/coverage.xlsx                                        plan.read              reach
  GET  /plans/:planId/timeline                                             plan.read              reach
  FORM /plans/:planId/copy                                                 plan.write             reach
  GET  /plans/:planId/comparison                                           plan.read              reach
  FORM /plans/:planId/reviews/new                                          plan.write             reach
  GET  /plans/:planId/reviews/:reviewId                                    plan.read              reach
  FORM /plans/:planId/contents/new                                         plan.write             reach
  FORM /plans/:planId/contents/:contentId/edit                             plan.write             reach
  FORM /plans/:planId/withdrawal                                           plan.write             reach
  FORM /plans/:planId/tasks/new                                            task.assign            reach
  FORM /tasks/:taskId/edit                                                 task.assign            reach
  FORM /tasks/:taskId/withdrawal                                           task.assign            reach
  GET  /tasks                                                              plan.read              holder
  FORM /tasks/reminders/new                                                task.assign            reach
  GET  /tasks/:taskId                                                      plan.read              reach
  GET  /tasks/:taskId/reporting                                            plan.read              reach
  GET  /tasks/assignments/:assignmentId                                    plan.read              reach
  FORM /tasks/assignments/:assignmentId/completion                         task.progress          unit
  FORM /tasks/assignments/:assignmentId/reopening                          task.progress          unit
  FORM /tasks/assignments/:assignmentId/comment                            task.progress          unit
  FORM /tasks/assignments/:assignmentId/evidence/new                       task.progress          unit
  FORM /tasks/assignments/:assignmentId/evidence/:evidenceId/removal       task.progress          unit
  FORM /tasks/assignments/:assignmentId/refusal                            task.progress          unit
  FORM /tasks/assignments/:assignmentId/receipt                            task.progress          unit
  FORM /tasks/assignments/:assignmentId/question                           task.progress          unit
  FORM /tasks/assignments/:assignmentId/question/answer                    task.assign            reach
  FORM /tasks/assignments/:assignmentId/evidence/:evidenceId/milestone     task.progress          unit
  FORM /tasks/assignments/:assignmentId/answer                             task.assign            reach
  FORM /activities/new                                                     activity.record        reach
  FORM /activities/:activityId/edit                                        activity.record        reach
  GET  /activities                                                         activity.read          holder
  GET  /activities/:activityId                                             activity.read          reach
  GET  /opinions                                                           activity.read          holder
  GET  /opinions/:opinionId                                                activity.read          reach
  FORM /opinions/:opinionId/answer                                         opinion.answer         reach
  FORM /opinions/:opinionId/assignment                                     opinion.answer         reach
  FORM /opinions/:opinionId/link/:otherOpinionId                           opinion.answer         reach
  FORM /opinions/:opinionId/separation                                     opinion.answer         reach
  FORM /activities/:activityId/withdrawal                                  activity.record        reach
  GET  /activities/planned                                                 activity.read          holder
  FORM /activities/planned/new                                             activity.record        reach
  GET  /activities/planned/:plannedActivityId                              activity.read          reach
  FORM /activities/planned/:plannedActivityId/edit                         activity.record        reach
  FORM /activities/planned/:plannedActivityId/announcement                 activity.record        reach
  FORM /activities/planned/:plannedActivityId/cancellation                 activity.record        reach
  FORM /activities/planned/:plannedActivityId/result                       activity.record        reach
  FORM /activities/planned/:plannedActivityId/invitations/new              activity.record        reach
  FORM /activities/planned/:plannedActivityId/attendance                   activity.record        reach
  GET  /activities/planned/:plannedActivityId/check-in                     activity.record        reach
  FORM /activities/invitations/:invitationId/answer                        activity.record        reach
  GET  /activities/planned/:plannedActivityId/invitation.docx              activity.record        reach
  GET  /activities/:activityId/minutes.docx                                activity.read          reach
  FORM /activities/:activityId/public-result                               activity.record        reach
  FORM /activities/:activityId/photos/new                                  activity.record        reach
  FORM /activities/:activityId/photos/:photoId/edit                        activity.record        reach
  FORM /activities/:activityId/photos/:photoId/removal                     activity.record        reach
  FORM /activities/paste                                                   activity.record        reach
  FORM /activities/paste/:pasteId                                          activity.record        nobody
  FORM /activities/:activityId/recommendations/new                         activity.record        reach
  GET  /recommendations                                                    activity.read          holder
  GET  /recommendations/:recommendationId                                  activity.read          reach
  FORM /recommendations/:recommendationId/answer                           activity.record        reach
  FORM /recommendations/:recommendationId/closure                          activity.record        reach
  FORM /recommendations/:recommendationId/return                           activity.record        reach
  FORM /recommendations/:recommendationId/edit                             activity.record        reach
  FORM /recommendations/:recommendationId/withdrawal                       activity.record        reach
  FORM /movement/models/new                                                movement.write         reach
  FORM /movement/models/:modelId/edit                                      movement.write         reach
  FORM /movement/models/:modelId/review                                    movement.write         reach
  GET  /movement                                                           movement.read          holder
  GET  /movement/fields                                                    movement-field.manage  holder
  FORM /movement/fields/new                                                movement-field.manage  whole
  FORM /movement/fields/:fieldCode/edit                                    movement-field.manage  whole
  GET  /movement/models/:modelId                                           movement.read          reach
  GET  /movement/models/:modelId/descent                                   movement.read          reach
  FORM /movement/contests/new                                              movement.write         reach
  FORM /movement/contests/:contestId/entries/new                           movement.write         reach
  FORM /movement/entries/:entryId/award                                    movement.write         reach
  FORM /movement/entries/:entryId/edit                                     movement.write         reach
  FORM /movement/entries/:entryId/removal                                  movement.write         reach
  GET  /movement/contests                                                  movement.read          holder
  GET  /movement/contests/:contestId                                       movement.read          reach
  GET  /movement/entries/:entryId                                          movement.read          reach
  GET  /movement/entries/:entryId/file                                     movement.write         nobody
  FORM /movement/entries/:entryId/admission                                movement.write         nobody
  FORM /movement/contests/:contestId/secretaries/new                       movement.write         reach
  FORM /movement/contests/:contestId/works/new                             movement.write         reach
  FORM /movement/contests/:contestId/publication                           movement.write         reach
  FORM /movement/stages/:stageId/edit                                      movement.write         reach
  GET  /movement/boards/:boardId                                           movement.read          reach
  FORM /movement/boards/:boardId/members/new                               movement.write         reach
  FORM /movement/boards/:boardId/members/:personId/removal                 movement.write         reach
  FORM /movement/models/:modelId/visits/new                                movement.write         reach
  FORM /movement/visits/:modelVisitId/photos/new                           movement.write         reach
  FORM /movement/photos/:modelPhotoId/edit                                 movement.write         reach
  FORM /movement/photos/:modelPhotoId/removal                              movement.write         reach
  FORM /movement/models/:modelId/fading                                    movement.write         reach
  FORM /movement/models/:modelId/release                                   movement.write         reach
  GET  /movement/panels                                                    movement.read          holder
  FORM /movement/panels/new                                                movement.write         reach
  FORM /movement/boards/:boardId/models                                    movement.write         reach
  FORM /movement/boards/:boardId/opening                                   movement.write         reach
  FORM /movement/boards/:boardId/decision                                  movement.write         reach
  FORM /movement/boards/subjects/:subjectId/discussion                     movement.write         reach
  GET  /movement/marking                                                   movement.mark          holder
  GET  /movement/marking/:boardId                                          movement.mark          nobody
  FORM /movement/marking/:boardId/closing                                  movement.mark          nobody
  FORM /movement/marking/subjects/:subjectId                               movement.mark          nobody
  FORM /movement/marking/subjects/:subjectId/conflict                      movement.mark          nobody
  GET  /movement/marking/subjects/:subjectId/file                          movement.mark          nobody
  GET  /democracy                                                          democracy.read         holder
  GET  /democracy/overview                                                 democracy.read         holder
  FORM /democracy/disclosures/new                                          democracy.write        reach
  GET  /democracy/disclosures/:disclosureId                                democracy.read         reach
  FORM /democracy/disclosures/:disclosureId/edit                           democracy.write        reach
  FORM /democracy/disclosures/:disclosureId/postings/new                   democracy.write        reach
  FORM /democracy/disclosures/:disclosureId/withdrawal                     democracy.write        reach
  GET  /democracy/consultations                                            democracy.read         holder
  FORM /democracy/consultations/new                                        democracy.write        reach
  GET  /democracy/consultations/:consultationId                            democracy.read         reach
  FORM /democracy/consultations/:consultationId/edit                       democracy.write        reach
  FORM /democracy/consultations/:consultationId/publication                democracy.write        reach
  FORM /democracy/consultations/:consultationId/opinions/new               democracy.write        reach
  FORM /democracy/consultations/:consultationId/grouping                   democracy.write        reach
  FORM /democracy/consultations/:consultationId/conclusion                 democracy.write        reach
  FORM /democracy/consultations/:consultationId/withdrawal                 democracy.write        reach
  FORM /democracy/consultation-themes/:themeId/answer                      democracy.write        reach
  FORM /democracy/consultation-opinions/:consultationOpinionId/edit        democracy.write        reach
  FORM /democracy/consultation-opinions/:consultationOpinionId/withdrawal  democracy.write        reach
  GET  /democracy/decisions                                                democracy.read         holder
  FORM /democracy/decisions/new                                            democracy.write        reach
  GET  /democracy/decisions/:decisionId                                    democracy.read         reach
  FORM /democracy/decisions/:decisionId/edit                               democracy.write        reach
  FORM /democracy/decisions/:decisionId/delivery                           democracy.write        reach
  FORM /democracy/decisions/:decisionId/recognition                        democracy.write        reach
  FORM /democracy/decisions/:decisionId/withdrawal                         democracy.write        reach
  GET  /democracy/inspection                                               democracy.read         holder
  FORM /democracy/inspection/new                                           democracy.write        reach
  GET  /democracy/inspection/:inspectionPlanId                             democracy.read         reach
  FORM /democracy/inspection/:inspectionPlanId/edit                        democracy.write        reach
  FORM /democracy/inspection/:inspectionPlanId/sending                     democracy.write        reach
  FORM /democracy/inspection/:inspectionPlanId/items/new                   democracy.write        reach
  FORM /democracy/inspection/:inspectionPlanId/withdrawal                  democracy.write        reach
  GET  /democracy/inspection-items                                         democracy.read         holder
  GET  /democracy/inspection-items/:inspectionItemId                       democracy.read         reach
  FORM /democracy/inspection-items/:inspectionItemId/edit                  democracy.write        reach
  FORM /democracy/inspection-items/:inspectionItemId/result                democracy.write        reach
  FORM /democracy/inspection-items/:inspectionItemId/dropping              democracy.write        reach
  FORM /democracy/inspection-items/:inspectionItemId/recommendations/new   democracy.write        reach
  FORM /democracy/inspection-items/:inspectionItemId/withdrawal            democracy.write        reach
  GET  /democracy/inspection-recommendations                               democracy.read         holder
  FORM /democracy/inspection-recommendations/:boardRecommendationId/edit   democracy.write        reach
  FORM /democracy/inspection-recommendations/:boardRecommendationId/answer democracy.write        reach
  GET  /democracy/mediation                                                democracy.read         holder
  FORM /democracy/mediation/new                                            democracy.write        reach
  GET  /democracy/mediation/:mediationId                                   democracy.read         reach
  FORM /democracy/mediation/:mediationId/edit                              democracy.write        reach
  GET  /democracy/residential-areas                                        democracy.read         holder
  FORM /democracy/residential-areas/new                                    democracy.write        reach
  FORM /democracy/residential-areas/:areaId/edit                           democracy.write        reach
  GET  /personal-data/requests                                             personal-data.handle   holder
  FORM /personal-data/requests/new                                         personal-data.handle   reach
  GET  /personal-data/requests/:dataRequestId                              personal-data.handle   reach
  FORM /personal-data/requests/:dataRequestId/answer                       personal-data.handle   reach
  GET  /personal-data/retention                                            signed-in              signed-in
  GET  /                                                                   public                 everybody
  FORM /verify                                                             public                 everybody
  GET  /verify/:code                                                       public                 everybody
  GET  /api/v1/openapi.json                                                public                 everybody
  GET  /api/v1/units                                                       organisation.read      holder
  GET  /api/v1/documents                                                   document.read          holder
  POST /api/v1/documents                                                   document.write         reach
  GET  /api/v1/plans                                                       plan.read              holder
  POST /api/v1/plans                                                       plan.write             reach
  POST /api/v1/reorganisations                                             organisation.manage    holder
  POST /api/v1/plans/:planId/tasks                                         task.assign            reach
  GET  /api/v1/tasks                                                       plan.read              holder
  GET  /api/v1/activities                                                  activity.read          holder
  POST /api/v1/activities                                                  activity.record        reach
  GET  /api/v1/petitions                                                   petition.read          holder
  POST /api/v1/petitions                                                   petition.register      reach
  GET  /api/v1/petitions/:petitionId                                       petition.read          reach
  POST /api/v1/petitions/:petitionId/examination                           petition.answer        reach
  POST /api/v1/petitions/:petitionId/acceptance                            petition.answer        reach
  POST /api/v1/petitions/:petitionId/complexity                            petition.answer        reach
  POST /api/v1/petitions/:petitionId/extension                             petition.answer        reach
  POST /api/v1/petitions/:petitionId/suspension                            petition.answer        reach
  POST /api/v1/petitions/:petitionId/resumption                            petition.answer        reach
  POST /api/v1/petitions/:petitionId/stopping                              petition.answer        reach
  POST /api/v1/petitions/:petitionId/dialogue                              petition.answer        reach
  POST /api/v1/petitions/:petitionId/decision                              petition.answer        reach
  POST /api/v1/petitions/:petitionId/sending                               petition.answer        reach
  POST /api/v1/petitions/:petitionId/publication                           petition.answer        reach
  POST /api/v1/petitions/:petitionId/execution                             petition.answer        reach
  POST /api/v1/petitions/:petitionId/guidance-to-split                     petition.answer        reach
  POST /api/v1/petitions/:petitionId/part                                  petition.register      reach
  POST /api/v1/petitions/:petitionId/case                                  petition.answer        reach
  POST /api/v1/petitions/:petitionId/case-removal                          petition.answer        reach
  POST /api/v1/petitions/:petitionId/second-round                          petition.answer        reach
  POST /api/v1/petitions/:petitionId/reopening                             petition.assign        reach
  POST /api/v1/petitions/:petitionId/appeal                                petition.answer        reach
  POST /api/v1/petitions/:petitionId/urging                                petition.assign        reach
  POST /api/v1/petitions/:petitionId/reply                                 petition.answer        reach
  POST /api/v1/petitions/:petitionId/refusal                               petition.answer        reach
  POST /api/v1/petitions/:petitionId/guidance                              petition.answer        reach
  POST /api/v1/petitions/:petitionId/return                                petition.answer        reach
  POST /api/v1/petitions/:petitionId/filing                                petition.answer        reach
  POST /api/v1/petitions/:petitionId/withdrawal                            petition.answer        reach
  POST /api/v1/petitions/:petitionId/closure                               petition.answer        reach
  POST /api/v1/petitions/:petitionId/assignment                            petition.assign        reach
  POST /api/v1/petitions/:petitionId/transfer                              petition.answer        reach
  POST /api/v1/petitions/:petitionId/answer                                petition.answer        reach
  POST /api/v1/petitions/:petitionId/classification                        petition.register      reach
  GET  /api/v1/models                                                      movement.read          holder
  POST /api/v1/models                                                      movement.write         reach
  GET  /api/v1/figures                                                     figure.read            reach
  GET  /api/v1/figures/pivot                                                figure.read            reach
  GET  /api/v1/indicators                                                  figure.read            holder
  GET  /api/v1/figures/:indicator/records                                  figure.read            reach
  GET  /api/v1/reports                                                     report.read            holder
  GET  /api/v1/reports/:reportId                                           report.read            reach
  GET  /api/v1/reports/:reportId/supplements                               report.read            reach
  GET  /api/v1/reports/:reportId/findings                                  report.read            reach
  GET  /api/v1/report-requests/:requestId/board                            report.read            reach
  GET  /api/v1/report-types                                                report.read            holder
  GET  /api/v1/report-types/:typeCode                                      report.read            holder
  GET  /api/v1/assessment-years                                            criteria.read          holder
  GET  /api/v1/assessment-years/:yearId/results                            criteria.read          province
  GET  /api/v1/assessments/:assessmentId                                   criteria.read          reach
  GET  /api/v1/awards                                                      award.read             holder
  POST /api/v1/awards                                                      award.propose          reach
  FORM /account/address                                                    signed-in              signed-in
  FORM /account/address/removal                                            signed-in              signed-in
  FORM /address/:token                                                     public                 token
  GET  /notices                                                            signed-in              signed-in
  FORM /notices/choices                                                    signed-in              signed-in
  FORM /notices/reading                                                    signed-in              signed-in
  GET  /jobs                                                               job.manage             whole
  FORM /jobs/:jobId/retrial                                                job.manage             whole
  FORM /jobs/:jobId/giving-up                                              job.manage             whole
  GET  /mail                                                               job.manage             whole
  FORM /mail/:mailId/resending                                             job.manage             whole
  FORM /mail/:mailId/giving-up                                             job.manage             whole
  GET  /webhooks                                                           job.manage             whole
  FORM /webhooks/new                                                       job.manage             whole
  GET  /webhooks/:webhookId                                                job.manage             whole
  FORM /webhooks/:webhookId/ending                                         job.manage             whole
  FORM /webhooks/deliveries/:deliveryId/resending                          job.manage             whole
  FORM /account/recovery-codes                                             signed-in              signed-in
  FORM /account/second-factor                                              signed-in              signed-in
  FORM /account/second-factor/removal                                      signed-in              signed-in
  GET  /account/tokens                                                     signed-in              signed-in
  FORM /account/tokens/:tokenId/closure                                    signed-in              nobody
  FORM /account/tokens/new                                                 signed-in              signed-in
  FORM /accounts/:accountId/access-ending                                  account.manage         reach
  FORM /accounts/:accountId/provider-link                                  account.manage         nobody
  FORM /accounts/:accountId/second-factor-reset                            account.manage         reach
  GET  /spreadsheets                                                       spreadsheet.use        holder
  GET  /spreadsheets/template.xlsx                                         spreadsheet.use        holder
  GET  /spreadsheets/records.xlsx                                          spreadsheet.use        holder
  FORM /spreadsheets/import                                                spreadsheet.use        holder
  GET  /spreadsheets/batches/:batchId                                      spreadsheet.use        nobody
  GET  /spreadsheets/batches/:batchId/faults.xlsx                          spreadsheet.use        nobody
  FORM /spreadsheets/batches/:batchId/application                          spreadsheet.use        nobody
  FORM /spreadsheets/batches/:batchId/undoing                              spreadsheet.use        nobody
  FORM /spreadsheets/batches/:batchId/removal                              spreadsheet.use        nobody
  GET  /audit                                                              audit.read             holder
  GET  /blocks                                                             organisation.read      holder
  GET  /blocks/:blockId                                                    organisation.read      holder
  FORM /blocks/:blockId/members/:unitId/ending                             block.manage           reach
  FORM /blocks/:blockId/members/new                                        block.manage           reach
  FORM /blocks/new                                                         block.manage           reach
  GET  /delegations                                                        organisation.read      holder
  FORM /delegations/:delegationId/withdrawal                               organisation.read>>organisation.manage reach
  FORM /delegations/new                                                    post.delegate          holder
  FORM /posts/:postId/handover                                             post.hand-over         reach
  GET  /calendar                                                           signed-in              signed-in
  FORM /calendar/:year/edit                                                calendar.manage        whole
  GET  /roles                                                              account.manage         holder
  FORM /roles/new                                                          role.manage            whole
  FORM /roles/:roleCode/edit                                               role.manage            whole
  FORM /roles/:roleCode/removal                                            role.manage            whole
  FORM /sign-in/code                                                       public                 token
  GET  /sign-in/provider                                                   public                 nobody
  GET  /sign-in/provider/return                                            public                 nobody
  FORM /sign-in/second-factor                                              public                 token
  FORM /units/:unitId/members/new                                          organisation.manage    reach
  GET  /units/export                                                       organisation.manage    holder
  FORM /units/import                                                       organisation.manage    holder
  FORM /units/import/:fileId                                               organisation.manage    nobody
  GET  /units/reorganisations                                              organisation.manage    holder
  FORM /units/reorganisations/new                                          organisation.manage    holder
  GET  /units/reorganisations/:reorganisationId                            organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/execution                  organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/rows/:number/removal       organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/rows/new                   organisation.manage    reach
  FORM /units/reorganisations/:reorganisationId/undoing                    organisation.manage    reach
`

/** How far a permission reaches; told above. */
export type Rule =
  | 'everybody'
  | 'signed-in'
  | 'holder'
  | 'token'
  | 'reach'
  | 'unit'
  | 'exactly'
  | 'province'
  | 'root'
  | 'whole'
  | 'others'
  | 'nobody'

export type Row = {
  kind: 'GET' | 'POST' | 'FORM'
  pattern: string
  /** What the route itself names. */
  permission: string
  /** What looking asks for. */
  reading: string
  /** What writing asks for besides, where the route is open to more readers. */
  writing: string
  rule: Rule
}

export const ROWS: readonly Row[] = TABLE.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/) as [Row['kind'], string, string, Rule])
  .map(([kind, pattern, asked, rule]) => {
    const [permission = '', writing = permission] = asked.split(/>+/)
    return { kind, pattern, permission, reading: asked.includes('>>') ? writing : permission, writing, rule }
  })
