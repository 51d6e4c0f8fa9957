import { esimSupplierPort } from '../lines/esim/port.ts'
import { messageSupplierPort } from '../lines/messaging/port.ts'
import { numberSupplierPort } from '../lines/numbers/port.ts'
import { Adapters } from '../platform/ports.ts'
import { esimAccessConnection } from '../providers/esimaccess/connection.ts'
import { esimAccessSupplier } from '../providers/esimaccess/supplier.ts'
import { stripeConnection } from '../providers/stripe/connection.ts'
import { stripeGateway } from '../providers/stripe/gateway.ts'
import { telnaConnection } from '../providers/telna/connection.ts'
import { telnaSupplier } from '../providers/telna/supplier.ts'
import { twilioConnection } from '../providers/twilio/connection.ts'
import { twilioMessages } from '../providers/twilio/messages.ts'
import { twilioNumbers } from '../providers/twilio/numbers.ts'
import { paymentGatewayPort } from '../spine/payments/port.ts'
import { connectionPort } from '../spine/providers/port.ts'

/** Every vendor's adapters, one line each. */
export function adapters(): Adapters {
  const registry = new Adapters()
  registry.provide(connectionPort, 'stripe', stripeConnection)
  registry.provide(connectionPort, 'twilio', twilioConnection)
  registry.provide(connectionPort, 'telna', telnaConnection)
  registry.provide(connectionPort, 'esimaccess', esimAccessConnection)
  registry.provide(paymentGatewayPort, 'stripe', stripeGateway)
  registry.provide(numberSupplierPort, 'twilio', twilioNumbers)
  registry.provide(messageSupplierPort, 'twilio', twilioMessages)
  registry.provide(esimSupplierPort, 'telna', telnaSupplier)
  registry.provide(esimSupplierPort, 'esimaccess', esimAccessSupplier)
  return registry
}
