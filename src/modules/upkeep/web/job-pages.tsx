import type { FastifyInstance } from 'fastify'
import { staffPage } from '../../../platform/http/page.tsx'
import type { Job } from '../../../platform/jobs/job.ts'
import { scheduleInWords } from '../../../platform/jobs/schedule.ts'
import { DataTable, Layout, PageHeading, Tag } from '../../../platform/page/index.ts'
import { formatInstant, formatNumber, withCapital } from '../../../vocabulary/vietnamese.ts'
import { giveJobUp, noSuchJob, retryJob } from '../actions/settle-job.ts'
import { countJobs, failedJobs, JOB_STATES, type JobState, jobById, lastRuns } from '../queries/jobs.ts'
import { PERMISSION, requireKeeper, settlingForm, UpkeepNavigation } from './upkeep-parts.tsx'

const BACK = { href: '/jobs', text: 'Việc chạy nền' }

/** What the system does by itself: what waits, what runs, what failed and why, when each was done last. */
export function jobPages(app: FastifyInstance, jobs: readonly Job[]): void {
  const titleOf = (name: string) => jobs.find((job) => job.name === name)?.title ?? 'Việc của phiên bản khác'
  staffPage(app, {
    path: '/jobs',
    permission: PERMISSION,
    draw: async (context) => {
      const { database, page } = context
      await requireKeeper(context)
      const [counts, failed, runs] = await Promise.all([countJobs(database), failedJobs(database), lastRuns(database)])
      const of = (name: string, state: JobState) =>
        counts.find((count) => count.name === name && count.state === state)?.count ?? 0
      const names = [...new Set([...jobs.map(({ name }) => name), ...counts.map(({ name }) => name)])]
      const inAll = counts.filter(({ state }) => state === 'failed' || state === 'again')
      const failedInAll = inAll.reduce((sum, { count }) => sum + count, 0)
      return (
        <Layout title="Việc chạy nền" context={page} wide>
          <PageHeading caption="Vận hành">Việc chạy nền</PageHeading>
          <UpkeepNavigation current="/jobs" />
          <p class="govuk-body">
            Những việc hệ thống tự làm. Việc bị lỗi được thử lại, lần sau cách lần trước lâu hơn; thử đủ số lần mà vẫn
            lỗi thì nằm lại ở đây cho đến khi bạn cho chạy lại hoặc bỏ.
          </p>
          <DataTable
            caption="Các loại việc"
            phone="stack"
            empty=""
            columns={[
              { key: 'title', title: 'Việc', rowHeader: true, width: 'one-third' },
              { key: 'schedule', title: 'Lịch chạy' },
              { key: 'last', title: 'Lần chạy gần nhất' },
              { key: 'waiting', title: JOB_STATES.waiting, numeric: true },
              { key: 'running', title: JOB_STATES.running, numeric: true },
              { key: 'again', title: JOB_STATES.again, numeric: true },
              { key: 'failed', title: 'Hỏng', numeric: true },
            ]}
            rows={names.map((name) => {
              const schedule = jobs.find((job) => job.name === name)?.schedule
              return {
                title: titleOf(name),
                schedule: schedule ? withCapital(scheduleInWords(schedule)) : 'Khi có việc',
                last: schedule ? <LastRun run={runs.find((run) => run.name === name)} /> : '–',
                waiting: formatNumber(of(name, 'waiting')),
                running: formatNumber(of(name, 'running')),
                again: formatNumber(of(name, 'again')),
                failed: formatNumber(of(name, 'failed')),
              }
            })}
          />
          <DataTable
            caption={`Việc bị lỗi: ${formatNumber(failedInAll)}${failedInAll > failed.length ? `, hiện ${formatNumber(failed.length)} việc` : ''}`}
            phone="stack"
            empty="Không có việc nào bị lỗi."
            columns={[
              { key: 'title', title: 'Việc', rowHeader: true },
              { key: 'state', title: 'Tình trạng' },
              { key: 'problem', title: 'Lỗi', width: 'one-third' },
              { key: 'attempts', title: 'Số lần thử' },
              { key: 'settle', title: 'Xử lý' },
            ]}
            rows={failed.map((job) => ({
              title: `${titleOf(job.name)} (số ${job.id})`,
              state: (
                <>
                  <Tag colour={job.state === 'failed' ? 'red' : 'yellow'} text={JOB_STATES[job.state]} />
                  {job.state === 'again' && ` lúc ${formatInstant(job.runAt)}`}
                </>
              ),
              problem: job.problem,
              attempts: `${job.attempts}/${job.mostAttempts}`,
              settle: (
                <>
                  <a class="govuk-link" href={`/jobs/${job.id}/retrial`}>
                    Chạy lại
                  </a>
                  <br />
                  <a class="govuk-link" href={`/jobs/${job.id}/giving-up`}>
                    Bỏ việc này
                  </a>
                </>
              ),
            }))}
          />
        </Layout>
      )
    },
  })

  const load: Parameters<typeof settlingForm>[1]['load'] = async ({ database }, id) => {
    const job = await jobById(database, id)
    if (!job) throw noSuchJob()
    return (
      <p class="govuk-body">
        {titleOf(job.name)}, đã thử {job.attempts} lần. {job.problem}
      </p>
    )
  }
  const jobToSettle = async (database: Parameters<typeof jobById>[0], id: string) => ({
    id,
    title: titleOf((await jobById(database, id))?.name ?? ''),
  })
  settlingForm(app, {
    ...{
      id: 'jobId',
      path: '/jobs/:jobId/retrial',
      back: BACK,
      title: 'Chạy lại việc bị lỗi',
      button: { text: 'Chạy lại ngay' },
      load,
    },
    settle: async ({ database, official }, id) => retryJob(database, official, await jobToSettle(database, id)),
  })
  settlingForm(app, {
    ...{ id: 'jobId', path: '/jobs/:jobId/giving-up', back: BACK, title: 'Bỏ việc bị lỗi', load },
    button: { text: 'Bỏ việc này', warning: true },
    settle: async ({ database, official }, id) => giveJobUp(database, official, await jobToSettle(database, id)),
  })
}

function LastRun({ run }: { run: Awaited<ReturnType<typeof lastRuns>>[number] | undefined }) {
  if (!run) return <>Chưa chạy lần nào</>
  if (run.endedAt === null) return <>Bắt đầu {formatInstant(run.startedAt)}, chưa xong</>
  if (run.endedWell) return <>{formatInstant(run.startedAt)}, xong</>
  return (
    <>
      {formatInstant(run.startedAt)}, lỗi: {run.problem}
    </>
  )
}
