import { expect, test } from 'vitest'
import { signedInCustomer } from '../../src/spine/access/browser-for-tests.ts'
import { checkInvariants } from '../../src/spine/ledger/index.ts'
import { worldForTest } from '../support/world.ts'

test('story 1: 50.00 by card, told three times, come back later: one payment, one entry, one receipt', async () => {
  const world = await worldForTest({ now: '2026-05-01T00:00:00Z', vendors: true })
  const { stripe } = world.vendors
  const { browser, email } = await signedInCustomer(world)
  await world.settle()
  const key = { headers: { 'idempotency-key': 'story-1-top-up' } }
  const wish = { amount: '50.00', currency: 'USD' }
  stripe.control.fault({ kind: 'duplicate', times: 3 })
  let id = ''

  const events = await world.eventsOf(async () => {
    const started = await browser.post('/payments', wish, key)
    expect(started).toMatchObject({
      status: 201,
      body: { status: 'pending', redirectUrl: null, amount: { currency: 'USD', amount: '50.00' } },
    })
    id = String(started.body['id'])
    await world.settle()

    const ready = await browser.get(`/payments/${id}`)
    expect(ready.body).toMatchObject({ status: 'requires_action', redirectUrl: expect.stringContaining(stripe.url) })
    const paid = await fetch(String(ready.body['redirectUrl']), {
      method: 'POST',
      body: new URLSearchParams({ card: '4242 4242 4242 4242' }),
      redirect: 'manual',
    })
    const back = paid.headers.get('location')
    await world.settle()

    // The browser comes back after everything was told.
    expect(back).toBe(`${world.services.publicUrl}/wallet?payment=${id}`)
    expect((await browser.get(`/payments/${id}`)).body).toMatchObject({ status: 'completed', failure: null, late: false })
  })
  expect(events).toEqual(['payment.started.v1', 'payment.ready.v1', 'payment.completed.v1'])
  for (const topic of ['payment_intent.succeeded', 'checkout.session.completed'])
    expect(stripe.control.webhooks().filter((one) => one.topic === topic)).toHaveLength(3)

  expect((await browser.get('/payments')).body['items']).toMatchObject([{ id, status: 'completed' }])
  const wallets = (await browser.get('/wallets')).body['items'] as { id: string }[]
  expect(wallets).toMatchObject([
    { balance: { currency: 'USD', amount: '50.00' }, held: { amount: '0.00' }, available: { amount: '50.00' } },
  ])
  const entries = await browser.get(`/wallets/${wallets[0]?.id}/entries`)
  expect(entries.body['items']).toMatchObject([
    {
      kind: 'recharge',
      amount: { amount: '50.00' },
      before: { amount: '0.00' },
      after: { amount: '50.00' },
      subjectType: 'payment',
      subjectId: id,
    },
  ])
  const stored = await world.query('select amount_micros, balance_before_micros, balance_after_micros from entry')
  expect(stored).toEqual([{ amount_micros: '50000000', balance_before_micros: '0', balance_after_micros: '50000000' }])
  const receipts = await world.query(`select recipient from mail where template = 'wallet.topup_receipt'`)
  expect(receipts).toEqual([{ recipient: email }])

  const again = await browser.post('/payments', wish, key)
  expect(again).toMatchObject({ status: 201, body: { id } })
  const more = await browser.post('/payments', { ...wish, amount: '60.00' }, key)
  expect(more).toMatchObject({ status: 422, code: 'request.keyReused' })
  await world.settle()
  expect(stripe.state.sessions.size).toBe(1)
  expect((await checkInvariants(world.context())).filter(({ ok }) => !ok)).toEqual([])
})
