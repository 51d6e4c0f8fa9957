import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('archive', {
  noPolicy: { status: 404, title: 'Nothing of this name is kept for a time' },
  noHold: { status: 404, title: 'No such legal hold' },
  noBackup: { status: 404, title: 'No such backup' },
  alreadyHeld: { status: 409, title: 'This account is under a legal hold' },
  holdLifted: { status: 409, title: 'This hold was lifted before' },
  notOurDatabase: { status: 409, title: 'The database is looked after elsewhere' },
  backupRunning: { status: 409, title: 'A backup is being made' },
  tooShort: { status: 422, title: 'Kept too short' },
})
