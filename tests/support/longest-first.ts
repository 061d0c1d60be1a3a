import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The files that take minutes, the longest first: begun last, one of them alone would keep the whole run waiting. */
const LONGEST = [
  'tests/journeys/accessibility.test.ts',
  'tests/access-matrix.test.ts',
  'tests/access-exits.test.ts',
  'tests/commands.test.ts',
  'tests/defences/harmful-words.test.ts',
  'tests/journeys/activities.test.ts',
  'tests/large-spreadsheet.test.ts',
  'tests/denouncer-exits.test.ts',
  'tests/routes.test.ts',
]

/** Begins with the files that take longest, whatever a machine knows of earlier runs; the others as vitest orders them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const group = ({ project }: TestSpecification) => project.config.sequence.groupOrder
    return sorted.sort((first, second) => group(first) - group(second) || place(first) - place(second))
  }
}

function place({ moduleId }: TestSpecification): number {
  const found = LONGEST.findIndex((path) => moduleId.endsWith(path))
  return found === -1 ? LONGEST.length : found
}
