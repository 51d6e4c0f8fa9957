import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('support', {
  notFound: { status: 404, title: 'No such ticket' },
  fileNotFound: { status: 404, title: 'No such file' },
  replyNotFound: { status: 404, title: 'No such prepared reply' },
  unknownEntity: { status: 422, title: 'The ticket cannot be about this' },
  unknownFile: { status: 422, title: 'This file was not sent for this ticket' },
  unknownColleague: { status: 422, title: 'Nobody of the team' },
  unknownZone: { status: 422, title: 'No such time zone' },
  ratedBefore: { status: 409, title: 'Rated before' },
  notResolved: { status: 409, title: 'Not resolved yet' },
  customersOnly: { status: 403, title: 'Only the customer rates' },
  titleTaken: { status: 409, title: 'A prepared reply has this title' },
})
