export { voiceCalls } from './calls.ts'
export { callEnded, callMissed, voicemailReceived } from './events.ts'
export { attendCalls } from './live.ts'
export type { CallAsk, CallDecider, CallEvent, CallRef, CallRoute, Decision, RecordedMessage, SwitchControl } from './port.ts'
