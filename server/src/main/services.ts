import path from 'node:path'
import { templateLetters } from '../care/notifications/module.ts'
import { type Clock, systemClock } from '../platform/clock.ts'
import type { Services } from '../platform/context.ts'
import { Databases } from '../platform/database.ts'
import { createLogger } from '../platform/log.ts'
import { fileObjects } from '../platform/objects.ts'
import { createSecretBox } from '../platform/secrets.ts'
import { SessionLane } from '../spine/charging/index.ts'
import { PostingLane } from '../spine/ledger/index.ts'
import type { Line } from '../spine/orders/line.ts'
import type { Access, Simulators } from '../spine/providers/index.ts'
import { RatePlans } from '../spine/rating/index.ts'
import type { Config } from './config.ts'
import { embeddedServer } from './embedded.ts'
import { gates, modules } from './modules.ts'
import { adapters } from './providers.ts'
import { rights } from './roles.ts'

export type Running = Services & { stop(): Promise<void> }

function simulatorsOf(config: Config): Simulators {
  if (config.LINECARD_SIMULATORS === 'off') return new Map()
  const {
    SIM_TWILIO_ACCOUNT_SID: accountSid,
    SIM_TWILIO_AUTH_TOKEN: authToken,
    SIM_STRIPE_KEY: secretKey,
    SIM_STRIPE_WEBHOOK_SECRET: webhookSecret,
    SIM_TELNA_KEY: apiKey,
    SIM_ESIMACCESS_CODE: accessCode,
    SIM_ESIMACCESS_SECRET: esimSecretKey,
  } = config
  const at = (port: number) => ({ baseUrl: `http://127.0.0.1:${port}` })
  const access = new Map<string, Access>()
  if (accountSid && authToken) access.set('twilio', { settings: { ...at(config.SIM_TWILIO_PORT), accountSid }, secrets: { authToken } })
  if (secretKey && webhookSecret) access.set('stripe', { settings: at(config.SIM_STRIPE_PORT), secrets: { secretKey, webhookSecret } })
  // Codes that are only a matching ID belong to the server of the contract, which the simulator has too.
  if (apiKey) access.set('telna', { settings: { ...at(config.SIM_TELNA_PORT), smdp: 'smdp.simulated-telna.com' }, secrets: { apiKey } })
  if (accessCode && esimSecretKey)
    access.set('esimaccess', { settings: at(config.SIM_ESIMACCESS_PORT), secrets: { accessCode, secretKey: esimSecretKey } })
  return access
}

/** The engines of one process: database, clock, secrets, ledger lane, adapters, lines. */
export function createServices(name: string, config: Config, lines: readonly Line[], clock: Clock = systemClock): Running {
  const log = createLogger(name, config.LOG_LEVEL)
  const databases = new Databases(config.DATABASE_URL, config.DATABASE_CONNECTIONS, (err) =>
    log.warn({ err }, 'a database connection was lost'),
  )
  const ledger = new PostingLane(config.DATABASE_URL, clock, log)
  const charging = new SessionLane(config.DATABASE_URL, clock, log)
  return {
    databases,
    clock,
    log,
    secrets: createSecretBox(config.LINECARD_MASTER_KEY.split(',')),
    objects: fileObjects(path.join(config.LINECARD_HOME, 'objects')),
    adapters: adapters(config.LINECARD_HOME, clock),
    ledger,
    charging,
    ratePlans: new RatePlans(clock),
    simulators: simulatorsOf(config),
    lines: new Map(lines.map((line) => [line.kind, line])),
    gates,
    rights,
    retention: modules.flatMap((module) => module.retention ?? []),
    embedded: embeddedServer(config),
    letters: templateLetters,
    moduleNames: modules.map((module) => module.name),
    home: path.resolve(config.LINECARD_HOME),
    // Whoever listens everywhere is reached here.
    apiUrl: `http://${config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST}:${config.PORT}`,
    publicUrl: config.LINECARD_PUBLIC_URL.replace(/\/$/, ''),
    smtpUrl: config.SMTP_URL,
    mailFrom: config.MAIL_FROM,
    async stop() {
      await charging.close()
      await ledger.close()
      await databases.close()
    },
  }
}
