import { createRequire } from 'node:module'
import type twilio from 'twilio'

const require = createRequire(import.meta.url)

/** Twilio's official SDK, loaded when it is first needed: hundreds of files that a start need not wait for. */
export const twilioSdk = (): typeof twilio => require('twilio') as typeof twilio
