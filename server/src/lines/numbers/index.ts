export { numberActivated, numberReleased } from './events.ts'
export { numbersLine } from './line.ts'
export { displayOf, NumberId, type PhoneNumber, parseE164 } from './number.ts'
export { findNumber, findNumberHolder, findUsableNumber, listNumbers, numberNames } from './service.ts'
