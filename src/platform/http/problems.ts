import type { z } from 'zod'

/** The first message of each field, by its name; problems of no field are under `form`. */
export function problemsByField(error: z.ZodError): Record<string, string> {
  const problems: Record<string, string> = {}
  for (const issue of error.issues) {
    const name = issue.path.length > 0 ? String(issue.path[0]) : 'form'
    problems[name] ??= issue.message
  }
  return problems
}
