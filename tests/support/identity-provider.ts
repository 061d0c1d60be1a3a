import type { Server } from 'node:http'
import { Provider } from 'oidc-provider'

/** What both sides know of each other. */
export const CLIENT = { clientId: 'danvan', clientSecret: 'only-both-sides-know-this', label: 'tài khoản của tỉnh' }

/**
 * A real OpenID Connect provider, listening. Its own pages ask who one is and believe it: the name given there is the subject.
 */
export async function startIdentityProvider(given: {
  port: number
  systemAddress: string
}): Promise<{ stop: () => Promise<void> }> {
  const provider = new Provider(`http://127.0.0.1:${given.port}`, {
    clients: [
      {
        client_id: CLIENT.clientId,
        client_secret: CLIENT.clientSecret,
        redirect_uris: [`${given.systemAddress}/sign-in/provider/return`],
      },
    ],
    cookies: { keys: ['only for this test'] },
    ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 },
  })
  const server = await new Promise<Server>((resolve) => {
    const listening = provider.listen(given.port, '127.0.0.1', () => resolve(listening))
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
