export interface FoundBrowser {
  readonly executablePath: string
  readonly env: Record<string, string | undefined>
}

export function findBrowser(): Promise<FoundBrowser | null>
export function packedBrowserDirectory(): Promise<string>
