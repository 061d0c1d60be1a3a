import './require-node.mjs'

/**
 * Measures how long pages take on a system that holds a generated province (`danvan demo --scale N`): lists, records and searches, each
 * in turn in every round. `node scripts/measure-pages.mjs http://127.0.0.1:3000 [ROUNDS]`. Prints medians and 95th percentiles in
 * milliseconds, as a table in Markdown. One request at a time; nothing is changed in the system.
 */
const PASSWORD = 'dan-van-kheo-2026'
const [base, rounds = '30'] = process.argv.slice(2)

/** One page, or several that are asked in turn: each as somebody. */
const PAGES = [
  { name: 'danh sách đơn, một xã', as: 'canbo.xa', paths: ['/petitions'] },
  { name: 'danh sách đơn, cả tỉnh', as: 'lanhdao.tinh', paths: ['/petitions'] },
  { name: 'quá hạn, cả tỉnh', as: 'lanhdao.tinh', paths: ['/petitions?view=late'] },
  {
    name: 'tình trạng ít gặp, cả tỉnh',
    as: 'lanhdao.tinh',
    paths: ['/petitions?state=stopped', '/petitions?state=accepted'],
  },
  {
    name: 'một loại, một tháng, cả tỉnh',
    as: 'lanhdao.tinh',
    paths: ['/petitions?kind=complaint&from=01/03/2021&to=31/03/2021'],
  },
  { name: 'tìm theo số đơn, cả tỉnh', as: 'lanhdao.tinh', paths: ['/petitions?words=12/2024'] },
  { name: 'trang một đơn, một xã', as: 'canbo.xa', records: true },
  { name: 'trang một đơn, cả tỉnh', as: 'lanhdao.tinh', records: true },
  ...searches('từ hiếm', ['Khuyển Dương', 'Xẻo Vẹt', 'Búng Tàu', 'Nhị Tỳ', 'Cái Nhum']),
  ...searches('từ hiếm, không dấu', ['khuyen duong', 'xeo vet', 'bung tau', 'nhi ty', 'cai nhum']),
  ...searches('từ thường gặp', ['giải phóng mặt bằng', 'nước thải', 'đất', 'tiếng ồn karaoke', 'hỗ trợ']),
  ...searches('từ thường gặp, không dấu', ['giai phong mat bang', 'nuoc thai', 'dat', 'tieng on karaoke', 'ho tro']),
  ...searches('từ không đi cùng nhau', ['karaoke khai thác cát', 'cầu dân sinh xử phạt karaoke']),
  { name: 'việc chờ, lãnh đạo xã', as: 'lanhdao.xa', paths: ['/'] },
  {
    name: 'hoạt động, cả tỉnh',
    as: 'lanhdao.tinh',
    paths: ['/activities', '/activities?words=karaoke', '/activities?words=xeo+vet'],
  },
  {
    name: 'ý kiến, một xã',
    as: 'canbo.xa',
    paths: ['/opinions', '/opinions?state=waiting', '/opinions?words=chieu+sang'],
  },
  {
    name: 'ý kiến, cả tỉnh',
    as: 'lanhdao.tinh',
    paths: ['/opinions', '/opinions?state=waiting', '/opinions?words=chieu+sang'],
  },
  {
    name: 'đơn công khai',
    as: null,
    paths: ['/public/petitions', '/public/petitions?words=karaoke', '/public/petitions?words=khuyen+duong'],
  },
]

function searches(name, words) {
  const paths = words.map((typed) => `/petitions?words=${encodeURIComponent(typed)}`)
  return [
    { name: `tìm ${name}, một xã`, as: 'canbo.xa', paths },
    { name: `tìm ${name}, cả tỉnh`, as: 'lanhdao.tinh', paths },
  ]
}

const cookies = new Map([[null, '']])
for (const who of new Set(PAGES.map(({ as }) => as))) if (who) cookies.set(who, await signIn(who))
const measured = await Promise.all(
  PAGES.map(async (page) => ({ ...page, paths: page.records ? await records(page.as) : page.paths, times: [] })),
)
// The first time each page is read from the disk and compiled; that is another question.
for (let round = -1; round < Number(rounds); round += 1)
  for (const { as, paths, times } of measured) {
    const time = await timed(paths[(round + 1) % paths.length], as)
    if (round >= 0) times.push(time)
  }
console.log('| Trang | trung vị (ms) | p95 (ms) |\n|---|---|---|')
for (const { name, times } of measured) console.log(`| ${name} | ${at(times, 0.5)} | ${at(times, 0.95)} |`)

async function signIn(userName) {
  const page = await fetch(`${base}/sign-in`)
  const form = new URLSearchParams(fieldsOf(await page.text()))
  form.set('userName', userName)
  form.set('password', PASSWORD)
  const before = cookiesOf(page)
  const headers = { 'content-type': 'application/x-www-form-urlencoded', cookie: before, origin: base }
  const answer = await fetch(`${base}/sign-in`, { method: 'POST', body: form, headers, redirect: 'manual' })
  if (answer.status !== 303 && answer.status !== 302) throw new Error(`${userName} could not sign in: ${answer.status}`)
  return [before, cookiesOf(answer)].filter(Boolean).join('; ')
}

function fieldsOf(html) {
  return [...html.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([input]) => [
    /name="([^"]*)"/.exec(input)?.[1] ?? '',
    /value="([^"]*)"/.exec(input)?.[1] ?? '',
  ])
}

function cookiesOf(answer) {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}

async function records(who) {
  const pages = await Promise.all(
    ['', '?kind=complaint', '?to=31/12/2019'].map((asked) =>
      fetch(`${base}/petitions${asked}`, { headers: { cookie: cookies.get(who) } }),
    ),
  )
  const found = (await Promise.all(pages.map((page) => page.text()))).flatMap((html) =>
    [...html.matchAll(/href="(\/petitions\/\d+)"/g)].map(([, path]) => path),
  )
  if (found.length === 0) throw new Error(`${who} finds no petition to open.`)
  return found
}

async function timed(path, who) {
  const start = performance.now()
  const answer = await fetch(`${base}${path}`, { headers: { cookie: cookies.get(who) } })
  await answer.text()
  // A denunciation in the list is one that this reader may not open: that page is read as well.
  if (answer.status >= 500 || answer.status === 429) throw new Error(`${path} answered ${answer.status}.`)
  return performance.now() - start
}

function at(times, share) {
  const sorted = [...times].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1)
}
