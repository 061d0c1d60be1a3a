export type DatabaseProxy = {
  connectionString: string
  leadTo: (elsewhere: string) => void
  cut: () => void
  refuse: () => void
  hang: () => void
  open: () => void
  stop: () => Promise<void>
}

export function startDatabaseProxy(connectionString: string): Promise<DatabaseProxy>
