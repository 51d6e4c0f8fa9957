import { killUnderLoad } from '../e2e/support/killing.ts'
import { startProduct } from '../e2e/support/product.ts'

const ROUNDS = Number(process.argv[2] ?? 50)

/** Kills API, worker and database in turn under load, far longer than the tests do. */
const product = await startProduct()
try {
  const toll = await killUnderLoad(product, ROUNDS, (round) => process.stderr.write(`${JSON.stringify(round)}\n`))
  process.stdout.write(`${JSON.stringify(toll)}\n`)
  if (toll.lost > 0 || toll.doubled !== 0 || toll.wrongBalance) process.exitCode = 1
} finally {
  await product.stop()
}
