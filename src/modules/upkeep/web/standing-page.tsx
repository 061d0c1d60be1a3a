import type { FastifyInstance } from 'fastify'
import type { Database } from '../../../platform/database/database.ts'
import { sendPage } from '../../../platform/http/page.tsx'
import { publicContext, servicesOf } from '../../../platform/http/request.ts'
import { Layout, PageHeading, SummaryList, Tag, type TagColour } from '../../../platform/page/index.ts'
import { formatInstant } from '../../../vocabulary/vietnamese.ts'
import { type LeftSince, leftSince } from '../queries/standing.ts'
import { type Part, type PartState, partsOf } from '../rules/standing.ts'

const STATES: Readonly<Record<PartState, { text: string; colour: TagColour }>> = {
  good: { text: 'Hoạt động tốt', colour: 'green' },
  slow: { text: 'Chậm', colour: 'orange' },
  wrong: { text: 'Có sự cố', colour: 'red' },
  unknown: { text: 'Chưa biết', colour: 'grey' },
  absent: { text: 'Không dùng', colour: 'grey' },
}
/** Who opens this page already waits: what does not answer in this time does not answer. */
const MOST_MILLISECONDS = 2_000

/** What works and what does not, for anybody, in plain words and without figures; it is drawn without the database too. */
export function standingPage(app: FastifyInstance): void {
  const config = { permission: 'public', withoutDatabase: true } as const
  app.get('/status', { config }, async (request, reply) => {
    const { supportContact, mail, pace } = servicesOf(app)
    const { database, page, now } = publicContext(request)
    const left = await inTime(database)
    const parts = partsOf({ ...pace(), databaseAnswers: left !== null, left, sendsMail: mail !== null })
    const troubled = parts.filter(({ state }) => state === 'slow' || state === 'wrong')
    reply.header('cache-control', 'no-store')
    return sendPage(
      reply,
      <Layout title="Tình trạng hệ thống" context={page}>
        <PageHeading>Tình trạng hệ thống</PageHeading>
        <p class="govuk-body-l">
          {troubled.length === 0
            ? 'Hệ thống đang hoạt động bình thường.'
            : 'Có phần đang chậm hoặc gặp sự cố, xem dưới đây.'}
        </p>
        <SummaryList rows={parts.map((part) => ({ label: part.title, value: <Standing {...part} /> }))} />
        <h2 class="govuk-heading-m">Khi cần giúp</h2>
        <p class="govuk-body">
          {supportContact === null ? 'Báo người quản trị hệ thống của cơ quan bạn.' : `Gọi ${supportContact}.`} Nói rõ
          việc đang làm, lúc mấy giờ, và mã ghi trên trang báo lỗi nếu có.
        </p>
        <p class="govuk-body">Xem lúc {formatInstant(now)}. Tải lại trang để biết tình trạng mới nhất.</p>
      </Layout>,
    )
  })
}

function Standing({ state, since, advice }: Part) {
  const { text, colour } = STATES[state]
  return (
    <>
      <Tag colour={colour} text={text} />
      {since && <p class="govuk-body govuk-!-margin-top-2">Từ {formatInstant(since)}.</p>}
      {advice !== '' && <p class="govuk-body govuk-!-margin-top-2">{advice}</p>}
    </>
  )
}

/** Null when the database does not answer in time, whatever the reason. */
async function inTime(database: Database): Promise<LeftSince | null> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), MOST_MILLISECONDS)
  })
  const answer = leftSince(database).catch(() => null)
  return Promise.race([answer, tooLate]).finally(() => clearTimeout(timer))
}
