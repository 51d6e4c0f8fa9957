import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, type World } from '../../../test/support/world.ts'
import { type Browser, invited, type Staff, setUpOperator, signedInCustomer } from '../../spine/access/browser-for-tests.ts'
import { openCaller, openGateways, SwitchPlayer } from './calling-for-tests.ts'
import { digestHashes } from './device.ts'

let world: World
let ana: Browser
let olga: Staff
beforeAll(async () => {
  world = await openWorld({ now: '2026-03-01T00:00:00Z' })
  olga = await setUpOperator(world, 'USD')
  ana = (await signedInCustomer(world)).browser
})
afterAll(() => world.close())

type Registered = {
  device: { id: string; sipUsername: string; status: string }
  credentials: { username: string; password: string; realm: string } | null
}
const register = async (browser: Browser, body: object) => {
  const sent = await browser.post('/devices', body)
  return { ...sent, ...(sent.body as Registered) }
}

test('a device gets a credential once, which the switch can check by both digests and nobody can read again', async () => {
  const events = await world.eventsOf(async () => {
    const { status, device, credentials } = await register(ana, { name: 'Desk', kind: 'sip_phone' })
    expect(status).toBe(201)
    expect(credentials?.password).toMatch(/^[\w-]{32}$/)
    const [row] = await world.query<{ ha1_md5: string; ha1_sha256: string; secret: string; status: string }>(
      'select * from device where id = $1',
      [device.id],
    )
    const { username = '', realm = '', password = '' } = credentials ?? {}
    const { ha1Md5, ha1Sha256 } = digestHashes(username, realm, password)
    expect(row).toMatchObject({ ha1_md5: ha1Md5, ha1_sha256: ha1Sha256, status: 'active' })
    expect(row?.secret).not.toContain(password)
    expect(JSON.stringify((await ana.get(`/devices/${device.id}`)).body)).not.toContain(password)
  })
  expect(events).toEqual(['device.registered.v1'])
})

test('known hardware keeps its credential and only gets a new push address', async () => {
  const hardware = { name: 'Pixel', kind: 'android', hardwareId: 'hardware-1' }
  const first = await register(ana, { ...hardware, push: { service: 'fcm', token: 'token-number-one' } })
  const again = await register(ana, { ...hardware, push: { service: 'fcm', token: 'token-number-two' } })
  expect(again.device.id).toBe(first.device.id)
  expect(again.credentials).toBeNull()
  const [row] = await world.query<{ push_token: string }>('select push_token from device where id = $1', [first.device.id])
  expect(world.services.secrets.open(row?.push_token ?? '', `device/${first.device.id}/push`)).toBe('token-number-two')
})

test('a new password replaces the old one at once', async () => {
  const { device, credentials } = await register(ana, { name: 'Rotated', kind: 'web' })
  const sent = await ana.post(`/devices/${device.id}/rotate`, {})
  const { credentials: fresh } = sent.body as Registered
  expect(fresh?.password).not.toBe(credentials?.password)
  const [row] = await world.query<{ ha1_md5: string }>('select ha1_md5 from device where id = $1', [device.id])
  expect(row?.ha1_md5).toBe(digestHashes(fresh?.username ?? '', fresh?.realm ?? '', fresh?.password ?? '').ha1Md5)
})

test('ten devices are the most, also when two are added at the same moment', async () => {
  const { browser } = await signedInCustomer(world)
  const answers = await Promise.all(
    Array.from({ length: 13 }, (_, index) => register(browser, { name: `Phone ${index}`, kind: 'sip_phone' })),
  )
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(10)
  expect(answers.filter(({ status, code }) => status === 409 && code === 'voice.tooManyDevices')).toHaveLength(3)
  const one = answers.find(({ status }) => status === 201)?.device.id
  expect((await browser.post(`/devices/${one}/suspend`, {})).body).toMatchObject({ status: 'suspended' })
  expect((await register(browser, { name: 'Eleventh', kind: 'web' })).status).toBe(201)
  expect((await browser.post(`/devices/${one}/resume`, {})).code).toBe('voice.tooManyDevices')
})

test('a suspended or revoked device calls nobody, at once; revoked is for good', async () => {
  await openGateways(world)
  const player = new SwitchPlayer(world)
  const bea = await openCaller(world, '+14155550130')
  const staff = olga.browser
  for (const [verb, status] of [
    ['suspend', 'suspended'],
    ['revoke', 'revoked'],
  ]) {
    expect((await staff.post(`/devices/${bea.deviceId}/${verb}`, {})).body).toMatchObject({ status })
    expect(await player.outbound(bea, '+14155559999')).toMatchObject({ kind: 'reject', code: 403 })
  }
  expect((await staff.post(`/devices/${bea.deviceId}/resume`, {})).code).toBe('request.invalidTransition')
  expect((await staff.post(`/devices/${bea.deviceId}/rotate`, {})).code).toBe('request.invalidTransition')
  expect((await staff.post(`/devices/${bea.deviceId}/push`, { service: 'fcm', token: 'a-push-token' })).status).toBe(409)
  expect(await player.ask({ device: 'nobody', requestUser: '+14155559999' })).toMatchObject({ kind: 'reject', code: 403 })
})

test('devices of a person who is locked out are locked out too, and come back', async () => {
  const { browser, email } = await signedInCustomer(world)
  const { device } = await register(browser, { name: 'Mine', kind: 'ios' })
  const [user] = await world.query<{ id: string }>('select id from app_user where lower(email) = lower($1)', [email])
  const statusNow = async () => (await world.query<{ status: string }>('select status from device where id = $1', [device.id]))[0]?.status
  await olga.browser.post(`/users/${user?.id}/suspend`, {})
  await world.settle()
  expect(await statusNow()).toBe('suspended')
  await olga.browser.post(`/users/${user?.id}/resume`, {})
  await world.settle()
  expect(await statusNow()).toBe('active')
})

test('nobody sees or changes the devices of somebody else', async () => {
  const { device } = await register(ana, { name: 'Private', kind: 'web' })
  const { browser: other } = await signedInCustomer(world)
  for (const [method, path] of [
    ['GET', ''],
    ['POST', '/rotate'],
    ['POST', '/suspend'],
    ['POST', '/revoke'],
  ] as const) {
    expect((await other.send(method, `/devices/${device.id}${path}`, method === 'POST' ? {} : undefined)).code).toBe('voice.deviceNotFound')
  }
  expect(JSON.stringify((await other.get('/devices')).body)).not.toContain(device.id)
  const finance = await invited(world, olga.browser, 'finance')
  expect((await finance.browser.post(`/devices/${device.id}/revoke`, {})).status).toBe(403)
})
