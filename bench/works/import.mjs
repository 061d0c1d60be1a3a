import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { inProject, root } from '../../scripts/project.mjs'
import { copyOf } from '../copies.mjs'
import { median, percentile95, ratio } from '../rounds.mjs'

/**
 * Twenty thousand petitions from an Excel file: by what the product's command `import` does once it runs, which checks every row, tries to
 * write it, gives each its number, writes its log, its words to search by and its entry in the trail, and notes what became of each row;
 * beside it the product's reader, and exceljs alone, each with COPY of the rows into the table of petitions with its indexes, and nothing
 * else. All three in this process, so that none pays for the start of one. Into a copy of the province.
 */
const ROWS = 20_000
const MOST_ROUNDS = 3
const UNIT = 'M-X001'

export const work = {
  name: 'import',
  title: `Importing ${ROWS} petitions from an Excel file`,
  async measure({ small, rounds, folder, rows = ROWS }) {
    const kept = await mkdtemp(join(tmpdir(), 'danvan-bench-import-'))
    const copy = await copyOf(await folder(small), 'import')
    try {
      const file = join(kept, 'petitions.xlsx')
      // Brings the copy up to date, as the product would find it.
      await danvan(copy, ['migrate'])
      const contestants = {
        product: () => importByProduct(copy, file, rows),
        'its reader and COPY': () => copyInto(copy, readByProduct(file), rows),
        'exceljs and COPY': () => copyInto(copy, readByExceljs(file), rows),
      }
      const times = Object.fromEntries(Object.keys(contestants).map((name) => [name, []]))
      for (let round = 0; round < Math.min(rounds, MOST_ROUNDS); round++) {
        // Another file in every round: the same one again is one import, and nothing comes in.
        await writeWorkbook(file, rows, round)
        for (const [name, run] of Object.entries(contestants)) {
          const start = performance.now()
          await run()
          times[name].push(performance.now() - start)
        }
      }
      return {
        rows: Object.entries(times).map(([title, all]) => ({
          title,
          median: median(all) / 1000,
          percentile95: percentile95(all) / 1000,
          unit: 's',
          rounds: all.length,
        })),
        bars: [
          {
            title: 'import, speed beside its own reader and COPY into the table with its indexes',
            value: ratio(times['its reader and COPY'], times.product),
            atLeast: 0.5,
          },
          {
            title: 'import, time beside exceljs’ streaming read and COPY',
            value: ratio(times.product, times['exceljs and COPY']),
            atMost: 1.5,
          },
        ],
      }
    } finally {
      await copy.drop()
      await rm(kept, { recursive: true, force: true })
    }
  },
}

const HEADINGS = [
  ...['Loại đơn', 'Đơn vị tiếp nhận', 'Ngày nhận', 'Nguồn đơn', 'Tóm tắt nội dung', 'Nội dung, yêu cầu của đơn'],
  ...['Họ tên người gửi', 'Địa chỉ người gửi', 'Điện thoại người gửi', 'Trùng với đơn đã vào sổ'],
]
const CONTENT =
  'Kính gửi Ủy ban nhân dân, gia đình tôi xin kiến nghị về việc bồi thường giải phóng mặt bằng. Mùa mưa nước ngập sâu, học sinh đi lại rất khó khăn; bà con trong ấp nhiều lần kiến nghị song chưa nhận được trả lời bằng văn bản. Đề nghị cấp có thẩm quyền kiểm tra, xử lý theo đúng quy định của pháp luật.'

/** Somebody has looked through the sheet: each row says that it is another petition, so that none is held back as a possible duplicate. */
async function writeWorkbook(file, rows, round) {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useSharedStrings: true })
  const sheet = workbook.addWorksheet('Đơn')
  sheet.addRow(HEADINGS).commit()
  for (let i = 1; i <= rows; i++) {
    const about = [
      'Kiến nghị',
      UNIT,
      '05/03/2026',
      'Bưu chính',
      `Về bồi thường giải phóng mặt bằng, hồ sơ ${round}-${i}`,
      CONTENT,
    ]
    sheet.addRow([...about, `Nguyễn Thị Hạnh ${i}`, `Ấp ${i % 40}`, '0912345678', 'Là đơn khác']).commit()
  }
  sheet.commit()
  await workbook.commit()
}

async function danvan({ environment }, commandArguments) {
  const { stdout } = await promisify(execFile)(process.execPath, [inProject('dist/main.js'), ...commandArguments], {
    cwd: root,
    env: { ...process.env, ...environment },
    maxBuffer: 64 * 1024 * 1024,
  })
  return stdout
}

async function importByProduct({ connectionString, environment, pool }, file, expected) {
  const { recordSheets, sheetImport } = await import(inProject('dist/commands/record-sheets.js'))
  const sheet = recordSheets().find(({ kind }) => kind === 'petitions')
  const settings = { dataDirectory: environment.DATA_DIR, databaseUrl: connectionString, demonstration: false }
  const before = await petitionsIn(pool)
  const code = await sheetImport(settings, sheet, {
    ...{ file, account: 'canbo.xa', dryRun: false, goodRows: false, json: false },
  })
  const added = (await petitionsIn(pool)) - before
  if (code !== 0 || added !== expected) throw new Error(`${added} petitions came in instead of ${expected}.`)
}

async function petitionsIn(pool) {
  const { rows } = await pool.query('select count(*)::int as count from petition')
  return rows[0].count
}

async function* readByProduct(file) {
  const { streamRows } = await import(inProject('dist/platform/spreadsheet/read-rows.js'))
  for await (const { number, cells } of streamRows(await readFile(file))) if (number > 1) yield cells
}

async function* readByExceljs(file) {
  const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  })
  for await (const sheet of reader) for await (const row of sheet) if (row.number > 1) yield row.values.slice(1)
}

/** The cells of the rows as columns of `petition`; what else a row must have is the same in all. */
async function copyInto({ pool }, rows, expected) {
  const { from } = await import('pg-copy-streams')
  const client = await pool.connect()
  let count = 0
  try {
    const { rows: found } = await client.query(
      `select unit.id, coalesce(max(petition.number), 0) as last from unit left join petition
       on petition.unit_id = unit.id and petition.year = 2026 where unit.code = $1 group by unit.id`,
      [UNIT],
    )
    const [{ id, last }] = found
    async function* lines() {
      for await (const [, , , , title, content, name, address, phone] of rows) {
        count += 1
        const values = [id, last + count, 2026, 'proposal', 'post', title, content, name, address, phone]
        yield `${[...values, 'classified', id, '2026-03-05', '2026-11-20'].map(copied).join('\t')}\n`
      }
    }
    await client.query('begin')
    const columns = `unit_id, number, year, kind_code, channel_code, title, content, sender_name, sender_address, sender_phone,
      state, handling_unit_id, received_on, registered_on`
    await pipeline(Readable.from(inPieces(lines())), client.query(from(`copy petition (${columns}) from stdin`)))
    // The register goes on after the last of them.
    await client.query(
      `insert into petition_numbering (unit_id, year, last_number) values ($1, 2026, $2)
       on conflict (unit_id, year) do update set last_number = excluded.last_number`,
      [id, last + count],
    )
    await client.query('commit')
  } finally {
    client.release()
  }
  if (count !== expected) throw new Error(`${count} rows were read instead of ${expected}.`)
}

async function* inPieces(lines) {
  let piece = []
  for await (const line of lines) {
    if (piece.push(line) < 500) continue
    yield piece.join('')
    piece = []
  }
  if (piece.length > 0) yield piece.join('')
}

const ESCAPES = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }
const copied = (value) => String(value).replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign])
