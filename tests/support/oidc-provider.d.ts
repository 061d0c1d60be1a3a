/** As much of the provider as its test needs; the package carries no types. */
declare module 'oidc-provider' {
  import type { Server } from 'node:http'

  export class Provider {
    constructor(
      issuer: string,
      configuration: {
        clients: readonly { client_id: string; client_secret: string; redirect_uris: readonly string[] }[]
        cookies: { keys: readonly string[] }
        /** How long each thing lives, in seconds. */
        ttl: Readonly<Record<string, number>>
      },
    )
    listen(port: number, host: string, listening: () => void): Server
  }
}
