import * as openid from 'openid-client'
import { Refusal } from '../../../vocabulary/refusal.ts'

/** Where people may sign in instead of with a password here: any standard OpenID Connect provider. */
export type ProviderSettings = {
  issuer: string
  clientId: string
  clientSecret: string
  /** What people call it, after “bằng”: `tài khoản của tỉnh`. */
  label: string
}

/** What must be the same when somebody comes back as when they left. Kept in their browser alone, encrypted. */
export type Errand = { state: string; nonce: string; verifier: string }

export type IdentityProvider = {
  issuer: string
  label: string
  /** Where to send somebody so that the provider asks who they are. Refuses `identity.provider-unreachable`. */
  begin: (returnTo: string) => Promise<{ address: string; errand: Errand }>
  /**
   * Who came back, as the provider says and signs it. Refuses `identity.provider-unreachable`, `identity.provider-declined` (the
   * person or the provider said no) and `identity.provider-answer-unusable` (not an answer to this errand, or not from the provider).
   */
  finish: (arrivedAt: URL, errand: Errand) => Promise<{ subject: string }>
}

/** What the provider says of itself is asked for again after so long: it may have moved. */
const DISCOVERY_LIFE_IN_MINUTES = 60
const LONGEST_WAIT_IN_SECONDS = 8

/** Asks the provider about itself only when somebody wants to sign in, and again after it could not be reached. */
export function openIdentityProvider(settings: ProviderSettings): IdentityProvider {
  let known: { found: Promise<openid.Configuration>; at: number } | undefined

  const configuration = (): Promise<openid.Configuration> => {
    if (known && Date.now() - known.at < DISCOVERY_LIFE_IN_MINUTES * 60_000) return known.found
    const asked = { found: discover(settings), at: Date.now() }
    known = asked
    asked.found.catch(() => {
      if (known === asked) known = undefined
    })
    return asked.found
  }

  const reachable = () =>
    configuration().catch(() => {
      throw unreachable(settings.label)
    })

  return {
    issuer: settings.issuer,
    label: settings.label,
    begin: async (returnTo) => {
      const configured = await reachable()
      const verifier = openid.randomPKCECodeVerifier()
      const errand = { state: openid.randomState(), nonce: openid.randomNonce(), verifier }
      const address = openid.buildAuthorizationUrl(configured, {
        redirect_uri: returnTo,
        scope: 'openid',
        response_type: 'code',
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { address: address.href, errand }
    },
    finish: async (arrivedAt, { state, nonce, verifier }) => {
      const configured = await reachable()
      try {
        const tokens = await openid.authorizationCodeGrant(configured, arrivedAt, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const subject = tokens.claims()?.sub
        if (subject === undefined) throw unusable(settings.label)
        return { subject }
      } catch (error) {
        throw asRefusal(error, settings.label)
      }
    },
  }
}

async function discover({ issuer, clientId, clientSecret }: ProviderSettings): Promise<openid.Configuration> {
  const plain = issuer.startsWith('http:')
  const configured = await openid.discovery(
    new URL(issuer),
    clientId,
    undefined,
    authenticationWith(clientSecret),
    // Settings allow an address without TLS only on this very machine.
    { timeout: LONGEST_WAIT_IN_SECONDS, execute: plain ? [openid.allowInsecureRequests] : [] },
  )
  // The signature of what the provider says is checked too, not only the connection to it.
  openid.enableNonRepudiationChecks(configured)
  return configured
}

/** In the way that the standard names first, unless the provider says that it only takes the other. */
function authenticationWith(clientSecret: string): openid.ClientAuth {
  const [inHeader, inBody] = [openid.ClientSecretBasic(clientSecret), openid.ClientSecretPost(clientSecret)]
  return (server, client, body, headers) => {
    const taken = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (taken.includes('client_secret_basic') ? inHeader : inBody)(server, client, body, headers)
  }
}

/** Nobody answered, or not in time. */
const NO_ANSWER = ['OAUTH_TIMEOUT', 'OAUTH_ABORT']

function asRefusal(error: unknown, label: string): Refusal {
  if (error instanceof Refusal) return error
  if (error instanceof openid.AuthorizationResponseError) {
    return new Refusal(
      'not-allowed',
      'identity.provider-declined',
      `Bạn chưa đăng nhập được bằng ${label}: yêu cầu đã bị hủy hoặc bị từ chối. Hãy thử lại hoặc dùng mật khẩu.`,
    )
  }
  const code = (error as { code?: string }).code
  const isUnanswered = code === undefined ? error instanceof TypeError : NO_ANSWER.includes(code)
  return isUnanswered ? unreachable(label) : unusable(label)
}

function unreachable(label: string): Refusal {
  return new Refusal(
    'conflict',
    'identity.provider-unreachable',
    `Hiện không kết nối được nơi đăng nhập bằng ${label}. Hãy thử lại sau ít phút hoặc đăng nhập bằng mật khẩu.`,
  )
}

function unusable(label: string): Refusal {
  return new Refusal(
    'not-allowed',
    'identity.provider-answer-unusable',
    `Không xác nhận được lần đăng nhập bằng ${label}. Hãy thử lại từ đầu.`,
  )
}
