/** Every database that the tests make begins so, and only those are ever dropped. */
export const TEST_PREFIX = 'danvan_test_'
export const EMPTY_TEMPLATE = `${TEST_PREFIX}empty`
export const PROVINCE_TEMPLATE = `${TEST_PREFIX}province`

/** The address of another database on the same server. */
export function databaseUrl(serverUrl: string, name: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.toString()
}
