import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('cloud', {
  notFound: { status: 404, title: 'Server not found' },
  productNotFound: { status: 404, title: 'Server size not found' },
  unknownSize: { status: 422, title: 'No such server size' },
  unknownImage: { status: 422, title: 'No such image' },
  unknownRegion: { status: 422, title: 'No such region' },
  tooSmall: { status: 422, title: 'The size is too small for the image' },
  badKey: { status: 422, title: 'Not an SSH key' },
  minimumBalance: { status: 402, title: 'Not enough balance for a server' },
  quotaReached: { status: 409, title: 'Limit reached' },
  busy: { status: 409, title: 'The server is busy' },
  held: { status: 409, title: 'The server is suspended' },
  inTrash: { status: 409, title: 'The server is in the trash' },
  confirmationWrong: { status: 422, title: 'The confirmation does not match' },
  noConsole: { status: 409, title: 'No console right now' },
  ticketInvalid: { status: 403, title: 'The console ticket is not valid' },
  operatorOnly: { status: 422, title: 'Only the operator may do this' },
  nodeUnreachable: { status: 503, title: 'The machine of this server does not answer' },
})
