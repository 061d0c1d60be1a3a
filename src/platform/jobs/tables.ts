import type { ColumnType, Generated } from 'kysely'
import type { Given } from '../database/tables.ts'

declare module '../database/database.ts' {
  interface Tables {
    running_process: { id: Generated<number>; started_at: Given<Date>; worker_ids: Generated<string[]> }
    job_run: {
      job_name: string
      started_at: Date
      ended_at: Date | null
      ended_well: boolean | null
      problem: ColumnType<string, string | undefined, string>
    }
  }
}
