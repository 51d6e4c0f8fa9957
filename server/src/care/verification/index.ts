export { type CaseId, REJECTIONS_FOR_TICKET } from './case.ts'
export { caseExpired, caseRejected, caseSubmitted, caseVerified } from './events.ts'
export { countPending, findCase } from './service.ts'
