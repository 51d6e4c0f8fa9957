import { defineErrors } from '../../platform/errors.ts'

export const errors = defineErrors('voice', {
  deviceNotFound: { status: 404, title: 'No such device' },
  tooManyDevices: { status: 409, title: 'No more devices on this account' },
  ruleNotFound: { status: 404, title: 'No such call rule' },
  ruleNotValid: { status: 422, title: 'This rule cannot work' },
  targetNotAllowed: { status: 422, title: 'Calls cannot go there' },
  tooManyRules: { status: 409, title: 'No more rules on this number' },
  orderNotWhole: { status: 422, title: 'The order does not name every rule once' },
  unknownZone: { status: 422, title: 'Not a time zone' },
  callNotFound: { status: 404, title: 'No such call' },
  callNotUp: { status: 409, title: 'This call is not up' },
  voicemailNotFound: { status: 404, title: 'No such message' },
  voicemailErased: { status: 409, title: 'This message is gone for good' },
})
