import path from 'node:path'
import { readConfig } from '../config.ts'
import { findPrograms } from '../switch/debian.ts'
import { openHome, openSecrets } from './home.ts'
import type { Part } from './parts.ts'
import { runInstallation } from './run.ts'

const MAIN = path.join(import.meta.dirname, '..')
const ROOT = path.join(MAIN, '../../..')

/** Stands in while the settings are checked before the embedded database has its address. */
const ADDRESS_TO_COME = 'postgres://localhost/linecard'

type Start = { readonly demo: boolean; readonly simulated: boolean; readonly ownDatabase: boolean; readonly voice: boolean }

/** The parts in the order of their start; they end in the reverse one. */
function stagesOf({ demo, simulated, ownDatabase, voice }: Start): readonly (readonly Part[])[] {
  const keeper = { name: 'keeper', file: path.join(import.meta.dirname, 'keeper.ts') }
  const simulators = { name: 'simulators', file: path.join(ROOT, 'simulators/src/main.ts') }
  // Telling the demonstration takes minutes, and both cores.
  const early = !demo
  return [
    ownDatabase ? [keeper] : [],
    [{ name: 'migrate', file: path.join(MAIN, 'migrate.ts'), once: true }],
    // After the migration, which knows where their webhooks must go.
    simulated ? [simulators] : [],
    demo ? [{ name: 'demo', file: path.join(MAIN, 'demo.ts'), once: true, env: { LINECARD_DEMO: '1' } }] : [],
    [
      { name: 'worker', file: path.join(MAIN, 'worker.ts'), early },
      { name: 'api', file: path.join(MAIN, 'api.ts'), early },
      ...(voice ? [{ name: 'switch', file: path.join(MAIN, 'switch.ts') }] : []),
    ],
  ]
}

/** Runs the whole of Linecard on this machine until it is told to stop. */
async function main(): Promise<void> {
  // What the parts write is for their own user only.
  process.umask(0o077)
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const ownDatabase = given['DATABASE_URL'] === undefined
  const standIns = { LINECARD_MASTER_KEY: '-'.repeat(43), ...(ownDatabase && { DATABASE_URL: ADDRESS_TO_COME }) }
  const { PORT: port } = readConfig({ ...standIns, ...given })
  const home = path.resolve(given['LINECARD_HOME'] ?? path.join(ROOT, '.linecard'))
  const settings: NodeJS.ProcessEnv = {
    LINECARD_PUBLIC_URL: `http://localhost:${port}`,
    SIM_TWILIO_PORT: String(port + 10),
    SIM_STRIPE_PORT: String(port + 11),
    SIM_TELNA_PORT: String(port + 12),
    SIM_ESIMACCESS_PORT: String(port + 13),
    SWITCH_LINK_PORT: String(port + 20),
    SWITCH_MEDIA_CONTROL_PORT: String(port + 21),
    SWITCH_VOICEMAIL_PORT: String(port + 22),
    SIM_PACE: 'timed',
    NODE_COMPILE_CACHE: path.join(home, 'compiled'),
    ...given,
    PORT: String(port),
    LINECARD_HOME: home,
    SIM_HOME: path.join(home, 'simulators'),
  }
  const config = readConfig({ ...standIns, ...settings })
  const simulated = config.LINECARD_SIMULATORS === 'on'

  const voice = process.argv.includes('--voice')
  if (voice) findPrograms()
  openHome(home)
  const secrets = openSecrets(home)
  const demo = process.argv.includes('--demo')
  if (demo) process.stdout.write('Filling the demonstration business: the first time takes two to three minutes.\n')
  await runInstallation({
    home,
    stages: stagesOf({ demo, simulated, ownDatabase, voice }),
    env: {
      LINECARD_MASTER_KEY: secrets.masterKey,
      SIM_TWILIO_ACCOUNT_SID: secrets.twilioSid,
      SIM_TWILIO_AUTH_TOKEN: secrets.twilioToken,
      SIM_STRIPE_KEY: secrets.stripeKey,
      SIM_STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
      SIM_TELNA_KEY: secrets.telnaKey,
      SIM_ESIMACCESS_CODE: secrets.esimAccessCode,
      SIM_ESIMACCESS_SECRET: secrets.esimAccessSecret,
      ...settings,
    },
    ports: [
      { setting: 'PORT', host: config.HOST, port: config.PORT },
      ...(simulated
        ? [
            { setting: 'SIM_TWILIO_PORT', host: '127.0.0.1', port: config.SIM_TWILIO_PORT },
            { setting: 'SIM_STRIPE_PORT', host: '127.0.0.1', port: config.SIM_STRIPE_PORT },
            { setting: 'SIM_TELNA_PORT', host: '127.0.0.1', port: config.SIM_TELNA_PORT },
            { setting: 'SIM_ESIMACCESS_PORT', host: '127.0.0.1', port: config.SIM_ESIMACCESS_PORT },
          ]
        : []),
      ...(voice
        ? [
            { setting: 'SWITCH_PORT', host: config.SWITCH_ADDRESS, port: config.SWITCH_PORT },
            { setting: 'SWITCH_LINK_PORT', host: '127.0.0.1', port: config.SWITCH_LINK_PORT },
          ]
        : []),
    ],
    url: `http://localhost:${config.PORT}`,
  })
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
