/** What fits a description, so that most of what is sent reaches the rules behind it. */
const WORDS = ['Đối thoại với nhân dân', 'Thôn Phú Đông, xã Điện Bàn', 'Đề nghị sửa đường liên thôn', '3', '12', 'Có']
const DAYS = ['01/03/2026', '2026-06-30', '20/11/2026', '15/01/2026', '2025-12-31']

export function fitting(schema, chance, { name = '', ids }) {
  if (!schema || typeof schema !== 'object') return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return chance.pick(schema.enum)
  const either = schema.anyOf ?? schema.oneOf
  if (either) return fitting(chance.pick(either), chance, { name, ids })
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => fitting(part, chance, { name, ids })))
  const type = Array.isArray(schema.type) ? chance.pick(schema.type) : schema.type
  if (type === 'object') return fittingObject(schema, chance, ids)
  if (type === 'array')
    return Array.from({ length: chance.below(4) }, () => fitting(schema.items, chance, { name, ids }))
  if (type === 'boolean') return chance.is(0.5)
  if (type === 'number' || type === 'integer') return chance.pick([0, 1, 3, 2026])
  if (type === 'null') return null
  return fittingText(schema, chance, { name, ids })
}

function fittingObject({ properties = {}, required = [] }, chance, ids) {
  const told = Object.entries(properties).filter(([key]) => required.includes(key) || chance.is(0.5))
  return Object.fromEntries(told.map(([key, part]) => [key, fitting(part, chance, { name: key, ids })]))
}

function fittingText({ pattern = '' }, chance, { name, ids }) {
  if (/unit/i.test(name)) return chance.pick(ids('units')) ?? '1'
  if (/(Id|Ids)$/.test(name) || pattern.includes('\\d{1,18}')) return String(1 + chance.below(200))
  if (/(On|By|Day|from|to|asOf)$/.test(name)) return chance.pick(DAYS)
  if (/year/i.test(name)) return '2026'
  if (/count|number/i.test(name)) return String(chance.below(100))
  return chance.pick(WORDS)
}
