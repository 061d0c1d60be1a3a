import { expect, test } from 'vitest'
import { inSchema, optionsOf, schemaOf, withSessionOptions } from './schema.ts'

const ADDRESS = 'postgresql://danvan@%2Ftmp%2Fsocket/tinh'

test('the schema of an address is read as it was put there, beside what else it says', () => {
  for (const address of [ADDRESS, `${ADDRESS}?sslmode=require&options=-c%20work_mem%3D8MB`]) {
    const made = inSchema(address, 'hau_giang')
    expect(schemaOf(made)).toBe('hau_giang')
    expect(made).toContain(address.split('&options')[0])
  }
  expect(optionsOf(inSchema(`${ADDRESS}?options=-c%20work_mem%3D8MB`, 'hau_giang'))).toBe(
    '-c work_mem=8MB -c search_path=hau_giang,public',
  )
  expect(schemaOf(ADDRESS)).toBe('public')
})

test('a connection looks into its schema, then where the extensions are, then into its own queue', () => {
  const of = (address: string) => optionsOf(withSessionOptions(address, '-c statement_timeout=1'))
  expect(of(ADDRESS)).toMatch(/^-c statement_timeout=1 .*search_path=public,graphile_worker$/)
  expect(of(inSchema(ADDRESS, 'hau_giang'))).toMatch(/search_path=hau_giang,public,graphile_worker_hau_giang$/)
})
