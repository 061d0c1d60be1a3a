import type { Marked, Marker } from '../mark.ts'
import type { ScoringMethod } from '../scoring-method.ts'
import { bonusMarker } from './bonus.ts'
import { dateMarker } from './date.ts'
import { deductionMarker } from './deduction.ts'
import { freeMarker } from './free.ts'
import { importedMarker } from './imported.ts'
import { levelsMarker } from './levels.ts'
import { perItemMarker } from './per-item.ts'
import { ratioMarker } from './ratio.ts'
import { stepsMarker } from './steps.ts'
import { yesNoMarker } from './yes-no.ts'

/** Turns a method, which is data, into the function that marks one criterion by it. Done once for each set. */
export function markerOf(method: ScoringMethod, criterion: Marked): Marker {
  switch (method.kind) {
    case 'yes-no':
      return yesNoMarker(method, criterion)
    case 'levels':
      return levelsMarker(method, criterion)
    case 'steps':
      return stepsMarker(method, criterion)
    case 'ratio':
      return ratioMarker(method, criterion)
    case 'per-item':
      return perItemMarker(method, criterion)
    case 'deduction':
      return deductionMarker(method, criterion, method.before === undefined ? null : markerOf(method.before, criterion))
    case 'bonus':
      return bonusMarker(method, criterion)
    case 'imported':
      return importedMarker(method, criterion)
    case 'free':
      return freeMarker(criterion)
    case 'date':
      return dateMarker(method, criterion)
  }
}
