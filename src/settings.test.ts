import { describe, expect, test } from 'vitest'
import { readSettings } from './settings.ts'

const PROVIDER = {
  OIDC_ISSUER: 'https://dangnhap.tinh.gov.vn/realms/canbo',
  OIDC_CLIENT_ID: 'danvan',
  OIDC_CLIENT_SECRET: 'chỉ hai bên biết',
}

describe('the identity provider of the settings', () => {
  test('is none unless it is named, and then has a name for people', () => {
    expect(readSettings({}).identityProvider).toBeNull()
    expect(readSettings(PROVIDER).identityProvider).toEqual({
      issuer: PROVIDER.OIDC_ISSUER,
      clientId: 'danvan',
      clientSecret: 'chỉ hai bên biết',
      label: 'tài khoản của tỉnh',
    })
    expect(readSettings({ ...PROVIDER, OIDC_LABEL: 'VNeID của cán bộ' }).identityProvider?.label).toBe(
      'VNeID của cán bộ',
    )
  })

  test.each(Object.keys(PROVIDER))('stops the start when only %s is missing, and says so', (name) => {
    expect(() => readSettings({ ...PROVIDER, [name]: '' })).toThrow(`Thiếu biến môi trường ${name}`)
  })

  test.each(['http://dangnhap.tinh.gov.vn', 'http://127.0.0.1.evil.example', 'dangnhap'])(
    'is not one without encryption on the way: %s',
    (issuer) => {
      expect(() => readSettings({ ...PROVIDER, OIDC_ISSUER: issuer })).toThrow('OIDC_ISSUER')
    },
  )

  test('may be on this very machine', () => {
    const issuer = 'http://127.0.0.1:4000'
    expect(readSettings({ ...PROVIDER, OIDC_ISSUER: issuer }).identityProvider?.issuer).toBe(issuer)
  })
})

describe('the encryption key of the settings', () => {
  test('is 32 bytes in base64, or none', () => {
    const key = Buffer.alloc(32, 7)
    expect(readSettings({ ENCRYPTION_KEY: key.toString('base64') }).encryptionKey).toEqual(key)
    expect(readSettings({}).encryptionKey).toBeNull()
  })

  test('is not shown when it cannot be used', () => {
    const start = () => readSettings({ ENCRYPTION_KEY: 'bimatngan' })
    expect(start).toThrow('ENCRYPTION_KEY')
    expect(start).not.toThrow('bimatngan')
  })
})

describe('the proxies whose word is taken', () => {
  test('are none beside those of this machine, or those that are named', () => {
    expect(readSettings({}).trustedProxies).toEqual([])
    const named = readSettings({ TRUSTED_PROXIES: '10.1.2.3, 192.168.0.0/16,fd00::/8' })
    expect(named.trustedProxies).toEqual(['10.1.2.3', '192.168.0.0/16', 'fd00::/8'])
  })

  test.each(['mọi nơi', '10.1.2', 'proxy.tinh.gov.vn', '10.0.0.0/33', '10.0.0.0/8/8'])('are not “%s”', (text) => {
    expect(() => readSettings({ TRUSTED_PROXIES: text })).toThrow('TRUSTED_PROXIES')
  })
})

describe('the schema of the settings', () => {
  const DATABASE_URL = 'postgresql://danvan@may/tinh'

  test('is public unless it is named, and then stands in the address', () => {
    expect(readSettings({ DATABASE_URL }).databaseUrl).toBe(DATABASE_URL)
    expect(readSettings({ DATABASE_URL, DATABASE_SCHEMA: 'hau_giang' }).databaseUrl).toBe(
      `${DATABASE_URL}?options=-c%20search_path%3Dhau_giang%2Cpublic`,
    )
  })

  test.each(['HauGiang', 'hậu_giang', 'x"; drop', 'pg_x', 'graphile_worker', 'a'.repeat(41), '1a'])(
    'is not “%s”',
    (name) => {
      expect(() => readSettings({ DATABASE_URL, DATABASE_SCHEMA: name })).toThrow('DATABASE_SCHEMA')
    },
  )

  test('goes with a PostgreSQL of its own only', () => {
    expect(() => readSettings({ DATABASE_SCHEMA: 'hau_giang' })).toThrow('DATABASE_URL')
  })
})

describe('the signing service of the settings', () => {
  const SERVICE = { SIGNING_SERVICE_URL: 'https://ky-so.tinh.gov.vn/csc/v2/', SIGNING_SERVICE_TOKEN: 'ma-bi-mat' }

  test('is none, or an address with what it knows us by', () => {
    expect(readSettings({}).signingService).toBeNull()
    expect(readSettings(SERVICE).signingService).toEqual({
      url: 'https://ky-so.tinh.gov.vn/csc/v2',
      token: 'ma-bi-mat',
    })
  })

  test.each(Object.keys(SERVICE))('stops the start when only %s is missing, and says so', (name) => {
    expect(() => readSettings({ ...SERVICE, [name]: '' })).toThrow(`Thiếu biến môi trường ${name}`)
  })

  test('is asked over an encrypted way alone, or within this machine', () => {
    const at = (SIGNING_SERVICE_URL: string) => () => readSettings({ ...SERVICE, SIGNING_SERVICE_URL })
    expect(at('http://ky-so.tinh.gov.vn')).toThrow('SIGNING_SERVICE_URL')
    expect(at('https://ten:mat-khau@ky-so.tinh.gov.vn')).toThrow('SIGNING_SERVICE_URL')
    expect(at('http://127.0.0.1:8080')().signingService?.url).toBe('http://127.0.0.1:8080')
  })

  test('does not show what it knows us by when it cannot be used', () => {
    const start = () => readSettings({ ...SERVICE, SIGNING_SERVICE_TOKEN: 'bí mật ngắn' })
    expect(start).toThrow('SIGNING_SERVICE_TOKEN')
    expect(start).not.toThrow('bí mật ngắn')
  })
})
