import { readFileSync } from 'node:fs'

/** Loaded before the system (`node --import`): its clock goes wrong by as many milliseconds as the file `CLOCK_FILE` says. */
const file = process.env.CLOCK_FILE
let shift = 0
const look = () => {
  try {
    shift = Number(readFileSync(file, 'utf8')) || 0
  } catch {}
}

if (file) {
  look()
  setInterval(look, 50).unref()
  const True = Date
  const now = () => True.now() + shift
  globalThis.Date = new Proxy(True, {
    construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
    apply: () => new True(now()).toString(),
    get: (target, name, receiver) => (name === 'now' ? now : Reflect.get(target, name, receiver)),
  })
}
