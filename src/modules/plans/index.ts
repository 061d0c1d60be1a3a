export { linkEvidence } from './actions/link-evidence.ts'
export { type OpenAssignment, openAssignments } from './queries/open-assignments.ts'
