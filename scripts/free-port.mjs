import { once } from 'node:events'
import { createServer } from 'node:net'

/** A port of this machine that nobody listens on now, for a program of ours that is started in a moment. */
export async function freePort() {
  const [port] = await freePorts(1)
  return port
}

/** As many, each another. */
export async function freePorts(count) {
  const probes = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(probes.map((probe) => once(probe, 'listening')))
  const ports = probes.map((probe) => probe.address().port)
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')))
  return ports
}
