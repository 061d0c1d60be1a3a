import { readFile } from 'node:fs/promises'
import { Refusal } from '../vocabulary/refusal.ts'

/** The text of a file. Refuses `file.unreadable`, naming the file. */
export async function readTextFile(path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'ENOENT' ? 'không có tệp này' : error.code === 'EISDIR' ? 'đây là thư mục' : 'không có quyền đọc'
    throw new Refusal('invalid', 'file.unreadable', `Không đọc được tệp “${path}”: ${why}. Hãy kiểm tra lại đường dẫn.`)
  })
}

/** What a JSON file says. Refuses `file.unreadable` and `file.not-json`, naming the file. */
export async function readJsonFile(path: string): Promise<unknown> {
  const text = await readTextFile(path)
  try {
    // Editors on Windows like to begin a file with a mark that JSON does not know.
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    const where = error instanceof SyntaxError ? placeIn(text, error.message) : ''
    throw new Refusal(
      'invalid',
      'file.not-json',
      `Tệp “${path}” không phải là JSON đúng cách viết${where}. Hãy kiểm tra dấu phẩy, dấu ngoặc và dấu nháy kép quanh đó.`,
    )
  }
}

/** “ở dòng 3, cột 12”, as far as the parser tells where it stopped. */
function placeIn(text: string, message: string): string {
  const position = /position (\d+)/.exec(message)?.[1]
  if (position === undefined) return text.trim() === '' ? ' (tệp trống)' : ''
  const before = text.slice(0, Number(position)).split('\n')
  return ` (lỗi ở dòng ${before.length}, cột ${(before.at(-1)?.length ?? 0) + 1})`
}
