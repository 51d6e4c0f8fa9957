import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Product, startProduct } from './support/product.ts'
import { callers, endSipp, place } from './support/sipp.ts'

let product: Product

beforeAll(async () => {
  product = await startProduct({ voice: true })
})
afterAll(async () => {
  await endSipp()
  await product?.stop()
})

const processes = () => JSON.parse(readFileSync(path.join(product.home, 'processes.json'), 'utf8')) as Record<string, number>
const caller = () => product.sip.replace(/\.\d+:\d+$/, '.77')
/** A call from an address that is neither a carrier of ours nor a provider. */
const stray = () => place(product.sip, { scenario: callers.refused(403), number: '+442071234567', address: caller() })

test('the product itself decides: a call from an address that nobody knows is 403', async () => {
  const played = await stray()
  expect(played.messages.map(({ first }) => first)).toContainEqual(expect.stringMatching(/^SIP\/2\.0 403/))
  expect(played.asExpected).toBe(true)
})

test('a switch whose process is killed is back with the same manners, and nothing of the old one is left', async () => {
  const before = processes()['switch'] ?? 0
  process.kill(before, 'SIGKILL')
  await expect
    .poll(
      async () => {
        const now = processes()['switch'] ?? before
        return now !== before && (await stray()).asExpected
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(true)
})
