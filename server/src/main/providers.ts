import { computePort } from '../lines/cloud/port.ts'
import { esimSupplierPort } from '../lines/esim/port.ts'
import { messageSupplierPort } from '../lines/messaging/port.ts'
import { numberSupplierPort } from '../lines/numbers/port.ts'
import type { Clock } from '../platform/clock.ts'
import { Adapters } from '../platform/ports.ts'
import { simulatedComputeConnection } from '../providers/compute-simulated/connection.ts'
import { simulatedDriver } from '../providers/compute-simulated/driver.ts'
import { esimAccessConnection } from '../providers/esimaccess/connection.ts'
import { esimAccessSupplier } from '../providers/esimaccess/supplier.ts'
import { qemuConnection } from '../providers/qemu/connection.ts'
import { qemuDriver } from '../providers/qemu/driver.ts'
import { stripeConnection } from '../providers/stripe/connection.ts'
import { stripeGateway } from '../providers/stripe/gateway.ts'
import { telnaConnection } from '../providers/telna/connection.ts'
import { telnaSupplier } from '../providers/telna/supplier.ts'
import { twilioConnection } from '../providers/twilio/connection.ts'
import { twilioMessages } from '../providers/twilio/messages.ts'
import { twilioNumbers } from '../providers/twilio/numbers.ts'
import { paymentGatewayPort } from '../spine/payments/port.ts'
import { connectionPort } from '../spine/providers/port.ts'

/** Every vendor's adapters, one line each; `home` is where those keep their files that run something on this machine. */
export function adapters(home: string, clock: Clock): Adapters {
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
  registry.provide(connectionPort, 'qemu', qemuConnection(home))
  registry.provide(computePort, 'qemu', qemuDriver(home))
  registry.provide(connectionPort, 'compute-simulated', simulatedComputeConnection(home, clock))
  registry.provide(computePort, 'compute-simulated', simulatedDriver(home, clock))
  return registry
}
