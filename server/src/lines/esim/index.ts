export { maskLpa, parseLpa } from './code.ts'
export { bundleDepleted, bundleLevelReached, esimAssigned, integrationDown, integrationUp, poolLow } from './events.ts'
export { announceHooks, pollUsage, probeSuppliers, watchBundles } from './jobs.ts'
export { createPlan, publishPlan } from './plans.ts'
