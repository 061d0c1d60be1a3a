import type { Job } from '../jobs/job.ts'

/** Every night. */
export const removeLeft: Job = {
  name: 'files.remove-left',
  title: 'Xóa khỏi đĩa tệp không thuộc bản ghi nào',
  schedule: { at: '03:40' },
  run: async (_payload, { files, database }) => files.removeLeft(database),
}
