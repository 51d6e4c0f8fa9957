export { numberActivated, numberReleased } from './events.ts'
export { numbersLine } from './line.ts'
export { displayOf, NumberId, parseE164, type PhoneNumber } from './number.ts'
export { findNumber, findNumberHolder, findUsableNumber, listNumbers } from './service.ts'
