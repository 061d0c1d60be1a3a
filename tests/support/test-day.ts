/** The day on which the tests take place, unless a test says otherwise: a Sunday morning in Viet Nam. */
export const TEST_NOW = new Date('2026-11-22T02:00:00Z')
export const TEST_TODAY = '2026-11-22'
