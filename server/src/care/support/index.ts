export { slaBreached, slaWarned, ticketCreated, ticketReplied, ticketResolved } from './events.ts'
export { createTicket, findTicket } from './service.ts'
