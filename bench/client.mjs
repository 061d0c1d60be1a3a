import { connect as open } from 'node:net'

/**
 * A keep-alive HTTP/1.1 client of JSON on a bare socket, one request at a time: the load must take as little as it can of the cores that
 * it shares with what is measured.
 */
export function connect(base, headers = {}) {
  const { hostname, port } = new URL(base)
  const socket = open(Number(port), hostname)
  socket.setNoDelay(true)
  const fixed = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  let received = Buffer.alloc(0)
  let waiting = null
  const settle = (how, value) => {
    const asked = waiting
    waiting = null
    asked?.[how](value)
  }
  socket.on('error', (error) => settle('reject', error))
  socket.on('close', () => settle('reject', new Error('The connection was closed.')))
  socket.on('data', (data) => {
    received = received.length > 0 ? Buffer.concat([received, data]) : data
    const answer = wholeAnswer(received)
    if (answer === null) return
    received = received.subarray(answer.end)
    settle('resolve', { status: answer.status, body: answer.body.toString('utf8') })
  })
  return {
    /** Sends JSON and gives what is answered; refuses another status than one of success. `more`: headers of this request alone. */
    async send(method, path, content, more = {}) {
      const body = content === undefined ? '' : JSON.stringify(content)
      const own = Object.entries(more).map(([name, value]) => `${name}: ${value}\r\n`)
      const type = body ? `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n` : ''
      const answered = new Promise((resolve, reject) => {
        waiting = { resolve, reject }
      })
      socket.write(`${method} ${path} HTTP/1.1\r\nhost: bench\r\n${fixed.join('')}${own.join('')}${type}\r\n${body}`)
      const { status, body: text } = await answered
      if (status < 200 || status >= 300) throw new Error(`${method} ${path} answered ${status}: ${text.slice(0, 500)}`)
      return text ? JSON.parse(text) : null
    },
    close: () => socket.destroy(),
  }
}

/** The first answer in the bytes, or null while some of it is still to come. */
function wholeAnswer(bytes) {
  const head = bytes.indexOf('\r\n\r\n')
  if (head < 0) return null
  const lines = bytes.latin1Slice(0, head)
  const status = Number(lines.slice(9, 12))
  const length = /content-length: *(\d+)/i.exec(lines)
  if (length) {
    const end = head + 4 + Number(length[1])
    return bytes.length < end ? null : { status, body: bytes.subarray(head + 4, end), end }
  }
  if (!/transfer-encoding: *chunked/i.test(lines)) return { status, body: Buffer.alloc(0), end: head + 4 }
  const parts = []
  for (let at = head + 4; ; ) {
    const line = bytes.indexOf('\r\n', at)
    if (line < 0) return null
    const size = Number.parseInt(bytes.latin1Slice(at, line), 16)
    const next = line + 2 + size + 2
    if (bytes.length < next) return null
    if (size === 0) return { status, body: Buffer.concat(parts), end: next }
    parts.push(bytes.subarray(line + 2, next - 2))
    at = next
  }
}
