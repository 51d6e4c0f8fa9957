export type { Authorization, Ending, Grant, SessionCost, SessionId, Settlement } from './session.ts'
