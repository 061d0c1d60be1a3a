import { parseArgs } from 'node:util'
import { z } from 'zod'
import { keptSealFile, readKeptSeal } from '../platform/audit/kept-seal.ts'
import { type TrailFault, type TrailState, verifyTrail } from '../platform/audit/verify-trail.ts'
import { Refusal } from '../vocabulary/refusal.ts'
import { formatNumber } from '../vocabulary/vietnamese.ts'
import { printJson, type Run, WrongUsage } from './command.ts'
import { openMigratedDatabase } from './with-database.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/i)

export const run: Run = async (argv, settings) => {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, expect: { type: 'string', multiple: true } },
  })
  if (positionals.join(' ') !== 'verify') throw new WrongUsage('Cần: audit verify')
  const expected = z.array(Hash).safeParse(values.expect ?? [])
  if (!expected.success) throw new WrongUsage('Dấu niêm phong sau --expect phải gồm 64 chữ số từ 0 đến 9, a đến f.')
  const { database, close } = await openMigratedDatabase(settings, { beside: true })
  try {
    const file = keptSealFile(settings.dataDirectory)
    const kept = await readKeptSeal(file).catch(() => {
      throw new Refusal(
        'invalid',
        'audit.kept-seal-unreadable',
        `Tệp ${file} không còn là một dấu niêm phong nên chưa kiểm tra được. Hãy lấy lại tệp từ bản sao lưu, hoặc chuyển tệp đi nơi khác rồi kiểm tra bằng --expect.`,
      )
    })
    const state = await verifyTrail(database, {
      kept,
      expected: expected.data.map((hash) => hash.toLowerCase()),
    })
    if (values.json) {
      printJson({ ...state, faults: state.faults.map((fault) => ({ ...fault, message: faultInWords(fault, file) })) })
    } else process.stdout.write(`${stateInWords(state, file).join('\n')}\n`)
    return state.faults.length === 0 ? 0 : 1
  } finally {
    await close()
  }
}

function stateInWords(state: TrailState, file: string): string[] {
  const { newestSeal, unsealed, faults, furtherFaultCount } = state
  const tail =
    unsealed.oldestAt === null
      ? 'Không còn dòng nào chưa niêm phong.'
      : `Chưa niêm phong: ${formatNumber(unsealed.count)} dòng, sớm nhất lúc ${instant(unsealed.oldestAt)}; khi hệ thống đang chạy, phần này chỉ dài vài giây.`
  return [
    `Nhật ký có ${formatNumber(state.sealedEntryCount)} dòng đã niêm phong trong ${formatNumber(state.sealCount)} lần. ${tail}`,
    ...(state.erasedEntryCount > 0
      ? [
          `${formatNumber(state.erasedEntryCount)} dòng đã xóa nội dung theo quy định về dữ liệu cá nhân; việc xóa được ghi trong nhật ký.`,
        ]
      : []),
    ...(newestSeal
      ? [
          `Lần niêm phong mới nhất: số ${newestSeal.number}, lúc ${instant(newestSeal.sealedAt)}, dấu niêm phong:`,
          `  ${newestSeal.hash}`,
          `Dấu này cũng nằm trong tệp ${file}. Nên chép ra nơi khác; lần sau kiểm tra thêm bằng: audit verify --expect DẤU`,
        ]
      : []),
    ...(faults.length === 0
      ? ['Không có dòng nào bị sửa, xóa, đổi chỗ hay chèn thêm.']
      : [
          `PHÁT HIỆN ${formatNumber(faults.length + furtherFaultCount)} ĐIỂM SAI:`,
          ...faults.map((fault) => `  - ${faultInWords(fault, file)}`),
          ...(furtherFaultCount > 0 ? [`  … và ${formatNumber(furtherFaultCount)} điểm khác.`] : []),
        ]),
  ]
}

function faultInWords(fault: TrailFault, file: string): string {
  const { kind, seal, entryIds, range, happenedAt, sealedAt } = fault
  const entries = `Dòng ${entryIds.join(', ')}`
  const when = happenedAt === null ? '' : ` (ghi thời điểm ${instant(happenedAt)})`
  const under = seal === null ? '' : `, niêm phong số ${seal}${sealedAt === null ? '' : ` lúc ${instant(sealedAt)}`}`
  switch (kind) {
    case 'entry-changed':
      return `${entries}${when} đã bị sửa sau khi niêm phong${under}.`
    case 'entry-removed':
      return `${entries} đã bị xóa${under}.`
    case 'entry-inserted':
      return `${entries}${when} xuất hiện sau khi khoảng thời gian đó đã niêm phong: có thể bị chèn vào${under}.`
    case 'erasure-unrecorded':
      return `${entries} bị xóa nội dung mà nhật ký không có dòng nào ghi lại việc xóa.`
    case 'seal-changed':
      return `Niêm phong số ${seal}${sealedAt === null ? '' : ` lúc ${instant(sealedAt)}`} (dòng ${range?.first ?? '?'} đến ${range?.last ?? '?'}) không khớp với các dòng của nó${entryIds.length > 0 ? `; không còn trong sổ niêm phong: dòng ${entryIds.join(', ')}` : ''}.`
    case 'seal-removed':
      return `Niêm phong số ${seal} đã bị xóa${entryIds.length > 0 ? `; niêm phong này gồm dòng ${entryIds.join(', ')}` : ''}.`
    case 'chain-cut':
      return seal === null
        ? 'Dấu niêm phong sau --expect không có trong chuỗi: phần cuối đã bị cắt, hoặc cả chuỗi đã bị làm lại.'
        : `Niêm phong số ${seal}${sealedAt === null ? '' : ` lúc ${instant(sealedAt)}`} ghi trong tệp ${file} không có trong chuỗi: phần cuối đã bị cắt, hoặc cả chuỗi đã bị làm lại. (Nếu thư mục này từng dùng với một cơ sở dữ liệu khác thì chuyển tệp đó đi nơi khác.)`
  }
}

const clock = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
})

/** To the second, as read in Viet Nam. */
const instant = (text: string) => clock.format(new Date(text))
