import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { hostileText, mutated } from './hostile.mjs'

/** A file with something broken in it: its bytes, or what stands in it in its own format. */
export function brokenFile({ name, content }, chance) {
  if (chance.is(0.4)) return brokenBytes(content, chance)
  if (/\.(xlsx|docx)$/.test(name)) return brokenArchive(content, chance)
  if (/\.(geo)?json$/.test(name)) return brokenJson(content, chance)
  if (/\.pdf$/.test(name)) return Buffer.from(brokenText(content.toString('latin1'), chance), 'latin1')
  return brokenBytes(content, chance)
}

function brokenBytes(content, chance) {
  const place = chance.below(content.length + 1)
  const way = chance.below(6)
  if (way === 0) return content.subarray(0, place)
  if (way === 1) return Buffer.concat([content.subarray(0, place), content.subarray(chance.below(content.length))])
  if (way === 2)
    return Buffer.concat([
      content.subarray(0, place),
      Buffer.alloc(1 + chance.below(4096), chance.below(256)),
      content.subarray(place),
    ])
  const copy = Buffer.from(content)
  const changes = 1 + chance.below(way === 3 ? 3 : 64)
  for (let change = 0; change < changes && copy.length > 0; change++)
    copy[chance.below(copy.length)] = chance.below(256)
  return copy
}

function brokenArchive(content, chance) {
  const parts = unzipSync(content)
  const names = Object.keys(parts)
  const name = chance.pick(names)
  const way = chance.below(8)
  if (way === 0) delete parts[name]
  else if (way === 1) {
    parts[chance.pick(['../../outside.xml', '/etc/outside', 'a'.repeat(300), `${name}/x`, 'xl\\evil.xml'])] =
      parts[name]
  } else if (way === 2) parts[name] = new Uint8Array(chance.is(0.1) ? 40_000_000 : 100_000)
  else parts[name] = strToU8(brokenText(strFromU8(parts[name]), chance))
  return Buffer.from(zipSync(parts, { level: way === 2 ? 9 : 1 }))
}

function brokenJson(content, chance) {
  let value = JSON.parse(content.toString('utf8'))
  for (let change = 0; change <= chance.below(3); change++) value = mutated(value, chance)
  return Buffer.from(JSON.stringify(value) ?? '')
}

/** Text in which numbers, names or whole pieces are others than they should be. */
function brokenText(text, chance) {
  const changes = 1 + chance.below(5)
  let broken = text
  for (let change = 0; change < changes; change++) broken = brokenOnce(broken, chance)
  return broken
}

function brokenOnce(text, chance) {
  const place = chance.below(text.length + 1)
  const way = chance.below(6)
  const nearest = (pattern, replacement) => text.slice(0, place) + text.slice(place).replace(pattern, () => replacement)
  if (way === 0) return nearest(/\d+/, chance.pick(['-1', '0', '99999999', '4294967296', '1e99', '٣']))
  if (way === 1) return nearest(/"[^"]*"/, `"${hostileText(chance).slice(0, 2000)}"`)
  if (way === 2) return nearest(/<[^>]*>/, '')
  if (way === 3) return nearest(/<([a-zA-Z:]+)/, '<a'.repeat(1 + chance.below(3000)))
  if (way === 4) return text.slice(0, place) + text.slice(place + chance.below(200))
  const piece = text.slice(place, place + chance.below(300))
  return text.slice(0, place) + piece.repeat(1 + chance.below(200)) + text.slice(place)
}
