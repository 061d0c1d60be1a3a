/** What one can ask about: a step of a procedure that has a last day. */
export type Step = {
  readonly id: string
  readonly matter: string
  readonly title: string
  readonly limit: number | null
  readonly unit: string
  readonly direction: 'after' | 'before' | 'at-least'
  readonly replacedBy?: string
  readonly complexLimit?: number
  readonly remote?: { readonly complexLimit?: number }
  readonly extension?:
    | { readonly kind: 'replace'; readonly because: 'complex' | 'several-places' }
    | { readonly kind: 'add'; readonly times: number }
}

export const SECTIONS = ['complaints', 'denunciations', 'reception', 'democracy', 'personalData'] as const
export type Section = (typeof SECTIONS)[number]

/** The steps that people choose from, by section: those with a last day, each under its rule of today. */
export function stepsBySection<S extends Step>(steps: readonly S[]): { section: Section; steps: S[] }[] {
  const offered = steps.filter(
    (step) => step.direction !== 'at-least' && step.limit !== null && step.replacedBy === undefined,
  )
  return SECTIONS.map((section) => ({ section, steps: offered.filter((step) => sectionOf(step) === section) }))
}

function sectionOf({ id }: Step): Section {
  if (id.startsWith('kn-')) return 'complaints'
  if (id.startsWith('tc-')) return 'denunciations'
  if (id.startsWith('pd-')) return 'personalData'
  return id.startsWith('dc-') ? 'democracy' : 'reception'
}

/** What can change the limit of a step, and so is asked. */
export type Asked = {
  remote: boolean
  complex: boolean
  severalPlaces: boolean
  mostExtensions: 0 | 1 | 2
  suspension: boolean
}

/** Which circumstances matter for a step. Whatever would change nothing is not asked. */
export function circumstancesOf(step: Step): Asked {
  const { extension } = step
  return {
    remote: step.remote !== undefined,
    complex: step.complexLimit !== undefined || step.remote?.complexLimit !== undefined,
    severalPlaces: extension?.kind === 'replace' && extension.because === 'several-places',
    mostExtensions: extension?.kind === 'add' ? (extension.times === 1 ? 1 : 2) : 0,
    suspension: /-resolve/.test(step.id) && step.direction === 'after',
  }
}
