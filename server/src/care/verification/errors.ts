import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('verification', {
  notFound: { status: 404, title: 'No such verification' },
  documentNotFound: { status: 404, title: 'No such document' },
  unknownPurpose: { status: 422, title: 'Nothing needs this verification' },
  notNeeded: { status: 422, title: 'This paper is not needed' },
  ownReview: { status: 403, title: 'Not your own papers' },
  alreadyVerified: { status: 409, title: 'Verified already' },
})
