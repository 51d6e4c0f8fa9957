import { afterAll, beforeAll, expect, test } from 'vitest'
import { buyer } from '../../../test/support/buyers.ts'
import { JPEG, PDF, PNG, SVG } from '../../../test/support/papers.ts'
import { openWorld, type World } from '../../../test/support/world.ts'
import { inTx, type Tx } from '../../platform/context.ts'
import { type AccountId, newId } from '../../platform/ids.ts'
import { enqueue } from '../../platform/jobs.ts'
import { createTenant } from '../../spine/tenants/index.ts'
import type { Case, DocumentType } from './case.ts'
import { jobs } from './jobs.ts'
import { decideDocument } from './review.ts'
import { findCase, openCase, uploadDocument, viewDocument } from './service.ts'

let world: World
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-01T09:00:00Z' })
})
afterAll(() => world.close())

async function opened(): Promise<{ accountId: AccountId; found: Case }> {
  const { accountId } = await buyer(world, '0.00')
  return { accountId, found: await openCase(world.context(world.operator.id, accountId), accountId, 'number:DE') }
}

const send = ({ accountId, found }: { accountId: AccountId; found: Case }, type: DocumentType, bytes: Buffer = PDF) =>
  uploadDocument(world.context(world.operator.id, accountId), found.id, { type, name: '../scan of <me>.pdf', bytes })

test('the first paper submits the case, with a day by which somebody looks at it; opening twice is the same case', async () => {
  const one = await opened()
  const events = await world.eventsOf(() => send(one, 'passport'))
  expect(events).toEqual(['kyc_document.uploaded.v1', 'kyc_case.submitted.v1'])
  const found = await findCase(world.context(), one.found.id)
  expect(found).toMatchObject({ status: 'pending', number: expect.stringMatching(/^K-\d{6}$/) })
  expect(found.reviewDueAt?.getTime()).toBe((found.submittedAt?.getTime() ?? 0) + 48 * 3_600_000)
  expect((await openCase(world.context(), one.accountId, 'number:DE')).id).toBe(one.found.id)
})

test.each([
  ['a PDF', PDF, 'application/pdf'],
  ['a JPEG', JPEG, 'image/jpeg'],
  ['a PNG', PNG, 'image/png'],
])('%s is taken for what its bytes are, under a harmless name', async (_, bytes, type) => {
  const document = await send(await opened(), 'utility_bill', bytes)
  expect(document.file).toMatchObject({ type, name: 'scan of me.pdf' })
})

test.each([
  ['a drawing with a script', SVG],
  ['a text', Buffer.from('I am Ana, believe me.')],
  ['nothing', Buffer.alloc(0)],
  ['eleven megabytes', Buffer.concat([PDF, Buffer.alloc(11 * 1024 * 1024)])],
])('%s is refused and changes nothing', async (_, bytes) => {
  const one = await opened()
  await expect(send(one, 'passport', bytes)).rejects.toMatchObject({ code: 'files.notTaken', status: 422 })
  expect((await findCase(world.context(), one.found.id)).status).toBe('not_started')
})

test('a paper that helps nothing is refused, and so is one after the verification', async () => {
  const one = await opened()
  await expect(send(one, 'loa')).rejects.toMatchObject({ code: 'verification.notNeeded' })
  for (const type of ['id_card', 'utility_bill'] as const) {
    await decideDocument(world.context(), (await send(one, type)).id, { kind: 'approved' })
  }
  await expect(send(one, 'passport')).rejects.toMatchObject({ code: 'verification.alreadyVerified', status: 409 })
})

test('a purpose nobody asks for is 422, another tenant does not see the case, and a new reseller asks for the same papers', async () => {
  const one = await opened()
  await expect(openCase(world.context(), one.accountId, 'number:XX')).rejects.toMatchObject({ code: 'verification.unknownPurpose' })
  const tenant = await createTenant(world.context(), { slug: `r-${newId().slice(-8)}`, name: 'Reseller' })
  await world.settle()
  await expect(findCase(world.context(tenant.id), one.found.id)).rejects.toMatchObject({ status: 404 })
  const policies = await world.query('select purpose from kyc_policy where tenant_id = $1', [tenant.id])
  expect(policies).toEqual([{ purpose: 'number:DE' }])
})

test('a link shows the paper for five minutes, to whoever has it; that it was asked for is in the audit log', async () => {
  const document = await send(await opened(), 'passport')
  const links: { url: string }[] = []
  expect(await world.eventsOf(async () => links.push(await viewDocument(world.context(), document.id)))).toEqual(['kyc_document.viewed.v1'])
  const url = links[0]?.url ?? ''
  const shown = await world.request({ method: 'GET', url })
  expect([shown.statusCode, shown.headers['content-type'], shown.rawPayload.equals(PDF)]).toEqual([200, 'application/pdf', true])
  expect(shown.headers['cache-control']).toBe('private, no-store')
  expect((await world.request({ method: 'GET', url: `${url}x` })).statusCode).toBe(404)
  expect((await world.request({ method: 'GET', url: '/api/v1/files' })).statusCode).toBe(404)
  world.clock.moveTo(new Date(world.clock.now().getTime() + 5 * 60_000))
  expect((await world.request({ method: 'GET', url })).statusCode).toBe(404)
})

test('the database itself refuses to change a decision', async () => {
  const document = await send(await opened(), 'passport')
  await decideDocument(world.context(), document.id, { kind: 'rejected', reason: 'Not readable.' })
  await expect(
    world.query(`update kyc_document set status = 'approved', rejection_reason = null where id = $1`, [document.id]),
  ).rejects.toThrow('a decided document does not change')
})

test('the owner is told once 30 days before a verification ends; then it is over and can be sent again', async () => {
  const one = await opened()
  const watch = () => inTx(world.context(), (tx: Tx) => enqueue(tx, jobs[0] as never, {})).then(() => world.settle())
  for (const type of ['id_card', 'utility_bill'] as const) {
    await decideDocument(world.context(), (await send(one, type)).id, {
      kind: 'approved',
      ...(type === 'id_card' && { expiresOn: '2026-06-30' }),
    })
  }
  const mails = async () =>
    (await world.query<{ template: string }>('select template from mail where account_id = $1 order by id', [one.accountId])).map(
      (mail) => mail.template,
    )
  await world.moveTo('2026-05-30T12:00:00Z')
  await watch()
  expect(await mails()).toEqual(['kyc.approved'])
  await world.moveTo('2026-06-01T12:00:00Z')
  await watch()
  await watch()
  expect(await mails()).toEqual(['kyc.approved', 'kyc.expiring'])
  await world.moveTo('2026-07-01T00:00:00Z')
  expect(await world.eventsOf(watch)).toEqual(['kyc_case.expired.v1'])
  expect((await findCase(world.context(), one.found.id)).status).toBe('expired')
  await send(one, 'id_card')
  expect((await findCase(world.context(), one.found.id)).status).toBe('pending')
})
