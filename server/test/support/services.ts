import os from 'node:os'
import path from 'node:path'
import { Config } from '../../src/main/config.ts'
import { lines } from '../../src/main/modules.ts'
import { createServices, type Running } from '../../src/main/services.ts'
import type { Clock } from '../../src/platform/clock.ts'
import type { Line } from '../../src/spine/orders/line.ts'

/** How tests sign in to the simulators they start in their own process. */
export const SIMULATED = {
  SIM_TWILIO_ACCOUNT_SID: `AC${'0'.repeat(31)}1`,
  SIM_TWILIO_AUTH_TOKEN: 'token-of-the-tests',
  SIM_STRIPE_KEY: 'sk_test_of_the_tests',
  SIM_STRIPE_WEBHOOK_SECRET: 'whsec_of_the_tests',
  SIM_TELNA_KEY: 'telna-key-of-the-tests',
  SIM_ESIMACCESS_CODE: 'esimaccess-code-of-the-tests',
  SIM_ESIMACCESS_SECRET: 'esimaccess-secret-of-the-tests',
} as const

const MASTER_KEY = Buffer.alloc(32, 7).toString('base64url')

/** The product's own engines over a test database and a clock of the test's choosing. */
export function testServices(
  databaseUrl: string,
  clock: Clock,
  overrides: Partial<Config> = {},
  extraLines: readonly Line[] = [],
): Running {
  const config = {
    ...Config.parse({
      DATABASE_URL: databaseUrl,
      LINECARD_MASTER_KEY: MASTER_KEY,
      LINECARD_HOME: path.join(os.tmpdir(), `lc-objects-${process.pid}`),
      DATABASE_CONNECTIONS: '8',
      LOG_LEVEL: process.env['TEST_LOG'] ?? 'fatal',
      ...SIMULATED,
    }),
    ...overrides,
  }
  return createServices('test', config, [...lines, ...extraLines], clock)
}
