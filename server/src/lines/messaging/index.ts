export { messageReceived } from './events.ts'
export type { Message, MessageStatus } from './message.ts'
export { sendMessage } from './send.ts'
export { countMessages, list as listMessages } from './store.ts'
