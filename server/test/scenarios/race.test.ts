import { expect, test } from 'vitest'
import type { DomainError } from '../../src/platform/errors.ts'
import { newId } from '../../src/platform/ids.ts'
import { placeOrder } from '../../src/spine/orders/index.ts'
import { brokenLaws, buyer, priceNumbersAt, purse } from '../support/buyers.ts'
import { worldForTest } from '../support/world.ts'

test('story 3: of two purchases of 7.00 from a wallet of 10.00 exactly one happens, fifty times over', async () => {
  const world = await worldForTest({ vendors: true })
  await priceNumbersAt(world, '7.00')
  const wanted = async (areaCode: string) => {
    const reply = await world.request({ method: 'GET', url: `/api/v1/number-searches?country=US&limit=50&areaCode=${areaCode}` })
    return (reply.json().items as { e164: string }[]).map(({ e164 }) => [
      { kind: 'number', attributes: { e164, country: 'US', type: 'local' } },
    ])
  }
  const wishes = [...(await wanted('415')), ...(await wanted('212'))]
  for (let round = 0; round < 50; round += 1) {
    const one = await buyer(world, '10.00')
    const pair = [wishes[round * 2] ?? [], wishes[round * 2 + 1] ?? []]
    const results = await Promise.allSettled(pair.map((wish) => placeOrder(world.context(), one.accountId, wish, newId())))
    const refused = results.filter((result) => result.status === 'rejected').map((result) => result.reason as DomainError)
    expect(refused).toMatchObject([{ status: 402, facts: { shortfall: '4.00' } }])
    await world.settle()
    expect(await purse(world, one)).toEqual(['3.00', '0.00'])
  }
  expect(world.vendors.twilio.state.purchases).toHaveLength(50)
  expect(await brokenLaws(world)).toEqual([])
}, 120_000)
