import { isMap, isPair, isScalar, parseDocument, type Scalar, visit } from 'yaml'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Names whose values are numbers to count with; every other number in a set is a text (`2.50`, `1.10`) and is kept digit by digit. */
const COUNTED = new Set(['decimals', 'upToDays', 'count', 'year'])

/**
 * What a criteria set or its figures say, written as JSON or as YAML. In YAML a code such as `1.10` and points such as `2.50` need
 * no quotes: they are kept as they are written.
 * Refuses `criteria.set-unreadable` with the line where the reading stopped.
 */
export function readSetText(text: string): unknown {
  const plain = text.replace(/^\uFEFF/, '')
  return /^\s*[[{]/.test(plain) ? readJson(plain) : readYaml(plain)
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const position = error instanceof SyntaxError ? /position (\d+)/.exec(error.message)?.[1] : undefined
    const line = position === undefined ? undefined : text.slice(0, Number(position)).split('\n').length
    throw unreadable('JSON', line, 'Hãy kiểm tra dấu phẩy, dấu ngoặc và dấu nháy kép quanh đó.')
  }
}

function readYaml(text: string): unknown {
  const document = parseDocument(text, { version: '1.2', schema: 'core', prettyErrors: false, logLevel: 'silent' })
  const [wrong] = document.errors
  if (wrong) {
    const line = text.slice(0, wrong.pos[0]).split('\n').length
    throw unreadable('YAML', line, 'Hãy kiểm tra dấu hai chấm và khoảng thụt đầu dòng quanh đó.')
  }
  visit(document, {
    Scalar(key, node, path) {
      if (typeof node.value !== 'number') return
      const pair = path.at(-1)
      const name = key === 'value' && isPair(pair) && isScalar(pair.key) ? String(pair.key.value) : null
      if (key === 'key' || !(isCounted(name, node) || isFigure(path))) node.value = node.source ?? String(node.value)
    },
  })
  try {
    return document.toJS({ maxAliasCount: 100 })
  } catch {
    throw unreadable('YAML', undefined, 'Hãy bỏ các đoạn dùng lại (dấu & và *).')
  }
}

const isCounted = (name: string | null, node: Scalar) =>
  name !== null && COUNTED.has(name) && Number.isInteger(node.value)

/** The values under `figures` are the figures themselves. */
function isFigure(path: Parameters<Extract<Parameters<typeof visit>[1], { Scalar?: unknown }>['Scalar'] & {}>[2]) {
  const map = path.at(-2)
  const holder = path.at(-3)
  return isMap(map) && isPair(holder) && isScalar(holder.key) && holder.key.value === 'figures'
}

function unreadable(format: string, line: number | undefined, remedy: string): Refusal {
  const message = `Nội dung không phải là ${format} đúng cách viết${line === undefined ? '' : ` (lỗi ở dòng ${line})`}. ${remedy}`
  return new Refusal('invalid', 'criteria.set-unreadable', message, { content: message })
}
