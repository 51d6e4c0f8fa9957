import path from 'node:path'
import { readConfig } from '../config.ts'
import { claimPort, lockHome, openHome, openSecrets } from './home.ts'
import type { Part } from './parts.ts'
import { Supervisor } from './supervisor.ts'

const MAIN = path.join(import.meta.dirname, '..')
const SIMULATORS = path.join(import.meta.dirname, '../../../../simulators/src/main.ts')

/** Runs the whole of Linecard on this machine until it is told to stop. */
async function main(): Promise<void> {
  const demo = process.argv.includes('--demo')
  const port = Number(process.env['PORT'] ?? 4000)
  const host = process.env['HOST'] ?? '127.0.0.1'
  const home = openHome(process.env['LINECARD_HOME'] ?? '.linecard')
  const unlock = lockHome(home)
  const secrets = openSecrets(home)
  const simulated = process.env['LINECARD_SIMULATORS'] !== 'off'
  const publicUrl = process.env['LINECARD_PUBLIC_URL'] ?? `http://localhost:${port}`
  const env: NodeJS.ProcessEnv = {
    LINECARD_MASTER_KEY: secrets.masterKey,
    ...process.env,
    LINECARD_HOME: home,
    LINECARD_PUBLIC_URL: publicUrl,
    LINECARD_SIMULATORS: simulated ? 'on' : 'off',
    PORT: String(port),
    SIM_HOME: path.join(home, 'simulators'),
    SIM_TWILIO_PORT: process.env['SIM_TWILIO_PORT'] ?? String(port + 10),
    SIM_STRIPE_PORT: process.env['SIM_STRIPE_PORT'] ?? String(port + 11),
    SIM_TWILIO_ACCOUNT_SID: secrets.twilioSid,
    SIM_TWILIO_AUTH_TOKEN: secrets.twilioToken,
    SIM_STRIPE_KEY: secrets.stripeKey,
    SIM_STRIPE_WEBHOOK_SECRET: secrets.stripeWebhookSecret,
    SIM_PACE: process.env['SIM_PACE'] ?? 'timed',
    NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? path.join(home, 'compiled'),
  }
  const ownDatabase = process.env['DATABASE_URL'] === undefined || process.env['DATABASE_URL'] === ''
  if (!ownDatabase) readConfig(env)
  await claimPort('PORT', host, port)
  if (simulated) for (const name of ['SIM_TWILIO_PORT', 'SIM_STRIPE_PORT']) await claimPort(name, '127.0.0.1', Number(env[name]))

  const parts: Part[] = [
    ...(ownDatabase ? [{ name: 'keeper', file: path.join(import.meta.dirname, 'keeper.ts') }] : []),
    { name: 'migrate', file: path.join(MAIN, 'migrate.ts'), once: true },
    ...(simulated ? [{ name: 'simulators', file: SIMULATORS }] : []),
    ...(demo ? [{ name: 'demo', file: path.join(MAIN, 'demo.ts'), once: true }] : []),
    { name: 'api', file: path.join(MAIN, 'api.ts') },
    { name: 'worker', file: path.join(MAIN, 'worker.ts') },
  ]
  let setup: string | undefined
  let announced = false
  const supervisor = new Supervisor({
    parts,
    env,
    logs: path.join(home, 'logs'),
    onReady: (_part, ready) => {
      if (typeof ready['setup'] === 'string' && !announced) setup = ready['setup']
    },
  })
  let asked = 0
  const stop = () => {
    asked += 1
    if (asked > 1) return supervisor.kill()
    supervisor.stop().then(
      () => {
        unlock()
        process.exit(0)
      },
      (error: unknown) => {
        process.stderr.write(`${(error as Error).message}\n`)
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  process.on('disconnect', stop)
  try {
    if (demo) process.stdout.write('Filling the demonstration business; this takes a minute the first time.\n')
    await supervisor.start()
  } catch (error) {
    if (asked > 0) return
    await supervisor.stop()
    unlock()
    throw error
  }
  announced = true
  process.stdout.write(`Linecard is ready at http://localhost:${port}\n`)
  if (setup) process.stdout.write(`Set up your business at ${setup}\n`)
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
})
