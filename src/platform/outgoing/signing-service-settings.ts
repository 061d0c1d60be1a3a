/** A service that keeps the keys of signers, and how it knows this installation. The address has no slash at its end. */
export type SigningServiceSettings = { url: string; token: string }
