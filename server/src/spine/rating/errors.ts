import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('rating', {
  notFound: { status: 404, title: 'Rate plan not found' },
  versionNotFound: { status: 404, title: 'No such version of the rate plan' },
  nameTaken: { status: 409, title: 'Another rate plan has this name' },
  termsFixed: { status: 409, title: 'Committed prices rest on these terms' },
  badTerms: { status: 422, title: 'Calls cannot be charged by these terms' },
  draftOpen: { status: 409, title: 'There are uncommitted changes' },
  nothingToCommit: { status: 409, title: 'There is nothing to commit' },
  changedMeanwhile: { status: 409, title: 'The rate plan was changed meanwhile' },
  pastDate: { status: 422, title: 'The past cannot be priced anew' },
  noticeTooShort: { status: 422, title: 'The notice is too short' },
  marginTooLow: { status: 422, title: 'The margin is too low' },
  columnsUnknown: { status: 422, title: 'The columns of the sheet are not known' },
  invalidRows: { status: 422, title: 'The sheet has rows that cannot be taken' },
})
