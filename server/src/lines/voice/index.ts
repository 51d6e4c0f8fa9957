export type { CallAsk, CallDecider, CallEvent, CallRef, CallRoute, Decision, RecordedMessage, SwitchControl } from './port.ts'
