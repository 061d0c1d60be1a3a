import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

/**
 * The form of a request id that is taken over from a proxy: hexadecimal, 16 to 36 signs, as nginx (`$request_id`) and UUIDs have it. Too
 * narrow for a name, and longer than a telephone number or the number of an identity card.
 */
const WELL_FORMED = /^(?=.{16,36}$)[0-9a-f]+(?:-[0-9a-f]+)*$/i

/**
 * Gives every request an id, by which a person's question, the log of this program and that of the proxy find one another: the proxy's own
 * (`X-Request-Id`) when the proxy is one that is trusted and the id is well-formed, otherwise a new one of 12 signs.
 */
export function requestIds(trustedProxies: readonly string[]): (request: IncomingMessage) => string {
  const trusted = new BlockList()
  for (const range of ['127.0.0.0/8', '::1', ...trustedProxies]) {
    const [address = '', length] = range.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (length === undefined) trusted.addAddress(address, family)
    else trusted.addSubnet(address, Number(length), family)
  }
  return ({ headers, socket }) => {
    const given = headers['x-request-id']
    const from = (socket?.remoteAddress ?? '').replace(/^::ffff:/i, '')
    const isTrusted = from !== '' && trusted.check(from, isIPv6(from) ? 'ipv6' : 'ipv4')
    if (isTrusted && typeof given === 'string' && WELL_FORMED.test(given)) return given.toLowerCase()
    return randomBytes(6).toString('hex')
  }
}
