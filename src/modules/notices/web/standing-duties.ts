import type { Context } from '../../../platform/http/context.ts'
import type { Duty, Module } from '../../../platform/http/module.ts'
import { type StandingDuty, withoutRepeats } from '../rules/notice.ts'

/** What stands for a person, as the first page shows it, each with the key by which a notice speaks of it. */
export async function dutiesByKey(modules: readonly Module[], context: Context): Promise<Map<string, Duty>> {
  const found = await dutiesOf(modules, context)
  return new Map(found.reverse().map(({ standing, duty }) => [standing.key, duty]))
}

/** The same without its words. */
export async function standingDuties(modules: readonly Module[], context: Context): Promise<StandingDuty[]> {
  return withoutRepeats((await dutiesOf(modules, context)).map(({ standing }) => standing))
}

async function dutiesOf(modules: readonly Module[], context: Context) {
  const byModule = await Promise.all(
    modules.map(async ({ name, duties }) => ((await duties?.(context)) ?? []).map((duty) => ({ module: name, duty }))),
  )
  return byModule.flat().map(({ module, duty }) => ({
    duty,
    standing: {
      key: duty.key ?? duty.href,
      module,
      state: duty.state,
      isUrged: duty.isUrged ?? false,
      urging: duty.urging ?? null,
      href: duty.href,
      dueOn: duty.dueOn,
    },
  }))
}

/** What people call the duties of each module. */
export function titlesOf(modules: readonly Module[]): Record<string, string> {
  return Object.fromEntries(
    modules.flatMap(({ name, dutiesTitle }) => (dutiesTitle === undefined ? [] : [[name, dutiesTitle]])),
  )
}
