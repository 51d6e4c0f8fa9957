import type { RoutingPlan } from '../../../api/carriers.ts'

export const MODES = [
  { value: 'lcr', label: 'The cheapest first' },
  { value: 'lcrd', label: 'The cheapest first, close ones by priority' },
  { value: 'priority', label: 'By priority' },
  { value: 'weight', label: 'By share of calls' },
] as const

export const modeOf = (mode: RoutingPlan['mode']): string => MODES.find(({ value }) => value === mode)?.label ?? mode
