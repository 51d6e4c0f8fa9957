import { readConfig } from './config.ts'
import { migrate } from './migrations.ts'
import { lines, modules } from './modules.ts'
import { seed, simulatedWebhook } from './seed.ts'
import { createServices } from './services.ts'

/** The one-shot part that brings the database up to date before anything else starts. */
try {
  const config = readConfig(process.env)
  await migrate(config.DATABASE_URL)
  const services = createServices('migrate', config, lines)
  await seed(services, modules)
  const webhook = await simulatedWebhook(services)
  await services.stop()
  process.send?.({ ready: true, ...(webhook && { env: { SIM_STRIPE_WEBHOOK_URL: webhook } }) })
  process.disconnect?.()
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
