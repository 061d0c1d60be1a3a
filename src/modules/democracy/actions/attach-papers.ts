import type { Database } from '../../../platform/database/database.ts'
import type { Official } from '../../../vocabulary/official.ts'
import { attachFiles } from '../../documents/index.ts'

/** The parts of a plan of a People's Inspection Board that papers are attached to. */
export type InspectionPaperKind =
  | 'inspection-board-plan'
  | 'inspection-board-item'
  | 'inspection-board-recommendation'
  | 'inspection-board-answer'

/** Attaches received files to a part of a board's plan; whoever may read the plan may read them. Refuses as `attachFiles`. */
export async function attachPapers(
  transaction: Database,
  official: Official,
  { kind, id, unitId, files = [] }: { kind: InspectionPaperKind; id: string; unitId: string; files?: Files },
): Promise<void> {
  const subject = { kind, id }
  await attachFiles(transaction, official, { subject, unitId, storedFileIds: files, readPermission: 'democracy.read' })
}

type Files = readonly string[] | undefined
