import { createServer } from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { type EsimAccessSimulator, startEsimAccess, startTelna, type TelnaSimulator } from '../../../simulators/src/index.ts'
import type { EsimSupplier } from '../../src/lines/esim/port.ts'
import type { AdapterSettings } from '../../src/platform/ports.ts'
import { esimAccessConnection } from '../../src/providers/esimaccess/connection.ts'
import { signatureOf } from '../../src/providers/esimaccess/sign.ts'
import { esimAccessSupplier } from '../../src/providers/esimaccess/supplier.ts'
import { microsOf, timeOf } from '../../src/providers/esimaccess/wire.ts'
import { telnaConnection } from '../../src/providers/telna/connection.ts'
import { telnaSupplier } from '../../src/providers/telna/supplier.ts'
import { codeFrom } from '../../src/providers/telna/wire.ts'

const PROVIDER = '00000000-0000-4000-8000-000000000001'
const settingsOf = (settings: Record<string, string>): AdapterSettings => ({
  providerId: PROVIDER,
  settings,
  webhookBase: 'http://127.0.0.1:9',
  simulated: true,
})
const telnaSettings = ({ apiKey, url, smdp }: Pick<TelnaSimulator, 'apiKey' | 'url' | 'smdp'>) => settingsOf({ apiKey, baseUrl: url, smdp })
const accessSettings = ({ accessCode, secretKey, url }: Pick<EsimAccessSimulator, 'accessCode' | 'secretKey' | 'url'>) =>
  settingsOf({ accessCode, secretKey, baseUrl: url })

type Vendor = {
  readonly name: string
  readonly supplier: EsimSupplier
  readonly control: TelnaSimulator['control'] | EsimAccessSimulator['control']
  readonly packageCode: string
  readonly topUpCode: string
  /** The operation that buys. */
  readonly operation: string
  readonly topUpOperation: string
  readonly bought: () => number
  readonly topUps: () => number
  readonly allocated: () => Promise<void>
  readonly balance: (enough: boolean) => void
}

async function openTelna(): Promise<Vendor> {
  const sim = await startTelna()
  onTestFinished(() => sim.close())
  return {
    name: 'Telna',
    supplier: telnaSupplier(telnaSettings(sim)),
    control: sim.control,
    packageCode: '1003',
    topUpCode: '5003',
    operation: 'work-orders.create',
    topUpOperation: 'packages.create',
    bought: () => sim.state.orders.size,
    topUps: () => sim.state.packages.size - sim.state.orders.size,
    allocated: async () => {},
    balance: (enough) => {
      sim.control.clearFaults()
      if (!enough) sim.control.fault({ kind: 'fail', operation: 'work-orders.create', status: 402, message: 'Insufficient balance' })
    },
  }
}

async function openEsimAccess(): Promise<Vendor> {
  const sim = await startEsimAccess()
  onTestFinished(() => sim.close())
  return {
    name: 'eSIM Access',
    supplier: esimAccessSupplier(accessSettings(sim)),
    control: sim.control,
    packageCode: 'EU-5-30',
    topUpCode: 'TOPUP_EU-5-30',
    operation: 'esim.order',
    topUpOperation: 'esim.topup',
    bought: () => sim.state.orders.size,
    topUps: () => sim.state.topUps.size,
    allocated: () => sim.settled(),
    balance: (enough) => sim.control.balance(enough ? 100_000_000 : 10),
  }
}

const vendors = [
  ['Telna', openTelna],
  ['eSIM Access', openEsimAccess],
] as const

const wish = (vendor: Vendor, reference = 'ours') => ({ reference, packageCode: vendor.packageCode, known: [] as string[] })

/** A profile that is there, whether the vendor gives it at once or a little later. */
async function buy(vendor: Vendor, reference = 'ours') {
  const first = await vendor.supplier.order(wish(vendor, reference))
  await vendor.allocated()
  const found = first.kind === 'done' ? first : await vendor.supplier.find(wish(vendor, reference))
  if (found.kind !== 'done') throw new Error(`Not bought: ${JSON.stringify(found)}`)
  return found.value
}

test.each(vendors)('%s: a profile is bought with a code a phone can read, and found by our reference as the same one', async (_, open) => {
  const vendor = await open()
  const bought = await buy(vendor)
  expect(bought.activationCode).toMatch(/^(LPA:)?1\$[a-z.-]+\$[0-9A-F-]+$/)
  expect(bought).toMatchObject({ state: 'released', profile: { iccid: expect.stringMatching(/^89\d{17}$/) } })
  expect(await vendor.supplier.find(wish(vendor))).toEqual({ kind: 'done', value: bought })
  expect(vendor.bought()).toBe(1)
})

test.each(vendors)('%s: out of stock is refused for good, and says nothing about the next order', async (_, open) => {
  const vendor = await open()
  vendor.control.stock(vendor.packageCode, 0)
  expect(await vendor.supplier.order(wish(vendor))).toMatchObject({ kind: 'refused', retryable: false })
  expect(vendor.bought()).toBe(0)
})

test.each(vendors)('%s: an empty account is refused as one of ours', async (_, open) => {
  const vendor = await open()
  vendor.balance(false)
  expect(await vendor.supplier.order(wish(vendor))).toMatchObject({ kind: 'refused', code: 'supplier_balance' })
  vendor.balance(true)
  expect((await buy(vendor)).state).toBe('released')
})

test.each(vendors)('%s: 429 was not processed: refused for now, the next one is taken', async (_, open) => {
  const vendor = await open()
  vendor.control.fault({ kind: 'fail', operation: vendor.operation, status: 429, retryAfter: 1, count: 1 })
  expect(await vendor.supplier.order(wish(vendor))).toMatchObject({ kind: 'refused', retryable: true })
  expect(vendor.bought()).toBe(0)
  await buy(vendor)
})

test.each(
  vendors.flatMap(([name, open]) =>
    (
      [
        { kind: 'drop-after-effect', operation: '' },
        { kind: 'fail-after-effect', operation: '', status: 500 },
        { kind: 'delay-after-effect', operation: '', ms: 10_500 },
      ] as const
    ).map((fault) => [name, fault.kind, open, fault] as const),
  ),
)(
  '%s, %s: nobody knows, the look-up finds it, and it was bought once',
  async (_, __, open, fault) => {
    const vendor = await open()
    vendor.control.fault({ ...fault, operation: vendor.operation, count: 1 })
    expect(await vendor.supplier.order(wish(vendor))).toEqual({ kind: 'pending', reference: '' })
    await vendor.supplier.find(wish(vendor))
    await vendor.allocated()
    expect(await vendor.supplier.find(wish(vendor))).toMatchObject({ kind: 'done' })
    expect(vendor.bought()).toBe(1)
  },
  20_000,
)

test.each(vendors)('%s: while the vendor is down a look-up tells nothing', async (_, open) => {
  const vendor = await open()
  const { profile } = await buy(vendor)
  vendor.control.fault({ kind: 'down' })
  expect(await vendor.supplier.find(wish(vendor))).toMatchObject({ kind: 'pending' })
  expect(await vendor.supplier.switchData(profile, false)).toMatchObject({ kind: 'pending' })
  await expect(vendor.supplier.report([profile])).rejects.toThrow()
  expect(await vendor.supplier.probe()).toBe(false)
})

test.each(vendors)('%s: usage and the way to the phone are reported, also backwards', async (_, open) => {
  const vendor = await open()
  const { profile } = await buy(vendor)
  vendor.control.reportUsage(profile.iccid, 1_048_576)
  vendor.control.install(profile.iccid)
  const [report] = await vendor.supplier.report([profile])
  expect(report).toMatchObject({ profile, state: 'enabled', usedBytes: 1_048_576n, over: false, eid: expect.stringMatching(/^89\d{30}$/) })
  vendor.control.reportUsage(profile.iccid, 5)
  expect((await vendor.supplier.report([profile]))[0]?.usedBytes).toBe(5n)
  expect(await vendor.supplier.report([{ supplierReference: 'nobody', iccid: '8900000000000000000' }]).catch(() => [])).toEqual([])
})

test.each(vendors)('%s: data is stopped and restored, once or twice alike', async (_, open) => {
  const vendor = await open()
  const { profile } = await buy(vendor)
  for (const on of [false, false, true, true]) {
    expect(await vendor.supplier.switchData(profile, on)).toEqual({ kind: 'done', value: {} })
  }
})

test.each(vendors)('%s: a top-up reaches the profile once, also when its answer was lost', async (_, open) => {
  const vendor = await open()
  const { profile, packageReference } = await buy(vendor)
  const topUp = { reference: 'top-up', packageCode: vendor.topUpCode, onto: profile, known: [packageReference] }
  vendor.control.fault({ kind: 'drop-after-effect', operation: vendor.topUpOperation, count: 1 })
  expect(await vendor.supplier.order(topUp)).toEqual({ kind: 'pending', reference: '' })
  expect(await vendor.supplier.find(topUp)).toMatchObject({ kind: 'done', value: { profile } })
  expect(vendor.topUps()).toBe(1)
})

/** A vendor that answers everything with the same words. */
async function openOracle(status: number, body: string): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status, { 'content-type': 'application/json' }).end(body))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
}

test.each(['{}', '"fine"', 'not json', '{"success":true,"obj":{"orderNo":7}}', '{"success":false}'])(
  'an answer nobody understands, %s, is neither success nor failure',
  async (body) => {
    const url = await openOracle(200, body)
    const suppliers = [
      telnaSupplier(telnaSettings({ apiKey: 'k', url, smdp: 'smdp.example.com' })),
      esimAccessSupplier(accessSettings({ accessCode: 'c', secretKey: 's', url })),
    ]
    for (const supplier of suppliers) {
      expect(await supplier.order({ reference: 'ours', packageCode: 'X', known: [] })).toEqual({ kind: 'pending', reference: '' })
      expect(await supplier.find({ reference: 'ours', packageCode: 'X', known: [] })).toMatchObject({ kind: 'pending' })
    }
  },
)

test('where nobody listens nothing was processed: refused for now', async () => {
  const [telna, access] = [await startTelna(), await startEsimAccess()]
  const suppliers = [telnaSupplier(telnaSettings(telna)), esimAccessSupplier(accessSettings(access))]
  await telna.close()
  await access.close()
  for (const supplier of suppliers)
    expect(await supplier.order({ reference: 'ours', packageCode: 'X', known: [] })).toMatchObject({
      kind: 'refused',
      code: 'ECONNREFUSED',
      retryable: true,
    })
})

test('an address that was typed and leads to our own machine is certainly not asked, though somebody would answer there', async () => {
  const requests: string[] = []
  const own = createServer((request, response) => {
    requests.push(request.url ?? '')
    response.end('{}')
  })
  await new Promise<void>((resolve) => own.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void own.close())
  const address = own.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const url of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
    const { simulated: _, ...telna } = telnaSettings({ apiKey: 'k', url, smdp: 'smdp.example.com' })
    const { simulated: __, ...access } = accessSettings({ accessCode: 'c', secretKey: 's', url })
    for (const supplier of [telnaSupplier(telna), esimAccessSupplier(access)])
      expect(await supplier.order({ reference: 'ours', packageCode: 'X', known: [] })).toMatchObject({ kind: 'refused', code: 'EPRIVATE' })
  }
  expect(requests).toEqual([])
})

test('Telna: a reference that is not there is not there, for orders and for top-ups', async () => {
  const vendor = await openTelna()
  const { profile, packageReference } = await buy(vendor)
  expect(await vendor.supplier.find(wish(vendor, 'theirs'))).toMatchObject({ kind: 'refused', code: 'not_found' })
  const topUp = { reference: 'x', packageCode: vendor.topUpCode, onto: profile, known: [packageReference] }
  expect(await vendor.supplier.find(topUp)).toMatchObject({ kind: 'refused', code: 'not_found' })
})

test('Telna: a bare matching ID is completed with the server of the contract, a complete code is left as it is', async () => {
  expect(codeFrom('ABC-1', 'smdp.example.com', false)).toBe('1$smdp.example.com$ABC-1')
  expect(codeFrom('ABC-1', 'smdp.example.com', true)).toBe('1$smdp.example.com$ABC-1$$1')
  for (const whole of ['LPA:1$a.example$B', '1$a.example$B$$1']) expect(codeFrom(whole, 'smdp.example.com', true)).toBe(whole)
  const vendor = await openTelna()
  const codes = [(await buy(vendor, 'a')).activationCode, (await buy(vendor, 'b')).activationCode]
  for (const code of codes) expect(code).toMatch(/1\$smdp\.simulated-telna\.com\$/)
})

test('eSIM Access: the signature is that of the vendor’s own example', () => {
  const example = {
    timestamp: '1628670421',
    requestId: '4ce9d9cdac9e4e17b3a2c66c358c1ce2',
    accessCode: '11111',
    secretKey: '1111',
    body: '{"imsi":"326543826"}',
  }
  expect(signatureOf(example).toUpperCase()).toBe('7EB765E27DF5373DEA2DBC8C41A7D9557743E46C8054750F3D851B3FD01D0835')
})

test('eSIM Access: money is in ten-thousandths, and times have no colon in their zone', () => {
  expect(microsOf(82_000)).toBe(8_200_000n)
  expect(timeOf('2025-03-19T18:00:00+0000')).toEqual(new Date('2025-03-19T18:00:00Z'))
  expect(timeOf('yesterday')).toBeNull()
})

test('eSIM Access: while profiles are being allocated the order is pending under the vendor’s number, and is not ordered again', async () => {
  const sim = await startEsimAccess({ pace: 'manual' })
  onTestFinished(() => sim.close())
  const supplier = esimAccessSupplier(accessSettings(sim))
  const ours = { reference: 'ours', packageCode: 'EU-5-30', known: [] }
  const first = await supplier.order(ours)
  const [orderNo] = sim.state.orders.keys()
  expect(first).toEqual({ kind: 'pending', reference: orderNo })
  expect(await supplier.find(ours)).toEqual({ kind: 'pending', reference: orderNo })
  await sim.control.advance()
  expect(await supplier.find(ours)).toMatchObject({ kind: 'done' })
  expect(sim.state.orders.size).toBe(1)
})

test('eSIM Access: an unused profile is taken back once or twice alike, a used one is not, and an ended one gets no top-up', async () => {
  const vendor = await openEsimAccess()
  const unused = await buy(vendor, 'unused')
  expect(await vendor.supplier.cancel(unused.profile)).toEqual({ kind: 'done', value: {} })
  expect(await vendor.supplier.cancel(unused.profile)).toEqual({ kind: 'done', value: {} })
  expect((await vendor.supplier.report([unused.profile]))[0]?.over).toBe(true)
  const topUp = { reference: 'x', packageCode: vendor.topUpCode, onto: unused.profile, known: [] }
  expect(await vendor.supplier.order(topUp)).toMatchObject({ kind: 'refused', code: '200002' })
  const used = await buy(vendor, 'used')
  vendor.control.install(used.profile.iccid)
  expect(await vendor.supplier.cancel(used.profile)).toMatchObject({ kind: 'refused', code: '200002' })
})

test('eSIM Access: usage lags behind what phones use', async () => {
  const sim = await startEsimAccess()
  onTestFinished(() => sim.close())
  const supplier = esimAccessSupplier(accessSettings(sim))
  await supplier.order({ reference: 'ours', packageCode: 'EU-5-30', known: [] })
  await sim.settled()
  const [esim] = sim.state.esims.values()
  const profile = { supplierReference: esim?.esimTranNo ?? '', iccid: esim?.iccid ?? '' }
  sim.control.lag(true)
  sim.control.use(profile.iccid, 1_000)
  expect((await supplier.report([profile]))[0]?.usedBytes).toBe(0n)
  sim.control.reportUsage(profile.iccid, 1_000)
  expect((await supplier.report([profile]))[0]?.usedBytes).toBe(1_000n)
})

test('webhooks say what they are about, duplicates carry the same id, and rubbish is about nothing', async () => {
  const received: Buffer[] = []
  const receiver = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push(Buffer.concat(parts))
      response.writeHead(200).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void receiver.close())
  const address = receiver.address()
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`
  const sim = await startEsimAccess()
  onTestFinished(() => sim.close())
  const supplier = esimAccessSupplier(accessSettings(sim))
  await supplier.announce(url)
  sim.control.fault({ kind: 'duplicate', operation: 'ORDER_STATUS', count: 1 })
  await supplier.order({ reference: 'ours', packageCode: 'EU-5-30', known: [] })
  await sim.settled()
  const [health, first, second] = received.map((body) => supplier.readNotice(body))
  const [esim] = sim.state.esims.values()
  expect(health).toMatchObject({ iccid: null, supplierReference: null })
  expect(first).toMatchObject({ iccid: esim?.iccid, supplierReference: esim?.esimTranNo })
  expect(second?.eventId).toBe(first?.eventId)
  expect(supplier.readNotice(Buffer.from('rubbish'))).toBeUndefined()

  const telna = await startTelna()
  onTestFinished(() => telna.close())
  telna.control.webhook(url)
  const other = telnaSupplier(telnaSettings(telna))
  const bought = await other.order({ reference: 'ours', packageCode: '1003', known: [] })
  if (bought.kind !== 'done') throw new Error('Telna gives profiles at once.')
  telna.control.reportUsage(bought.value.profile.iccid, 4 * 1024 ** 3)
  await telna.settled()
  const last = received.at(-1) ?? Buffer.alloc(0)
  expect(other.readNotice(last)).toMatchObject({
    iccid: bought.value.profile.iccid,
    supplierReference: bought.value.profile.supplierReference,
  })
  expect(other.readNotice(Buffer.from('rubbish'))).toBeUndefined()
  expect(other.hookSecret).not.toBe(supplier.hookSecret)
})

test('the connection test tells a right key from a wrong one, and a provider without credentials says so', async () => {
  const [telna, access] = [await startTelna(), await startEsimAccess()]
  onTestFinished(async () => {
    await telna.close()
    await access.close()
  })
  expect(await telnaConnection(telnaSettings(telna)).test()).toMatchObject({ ok: true, message: 'Connected; 8 products can be ordered.' })
  expect(await telnaConnection(telnaSettings({ ...telna, apiKey: 'wrong' })).test()).toMatchObject({ ok: false })
  expect(await esimAccessConnection(accessSettings(access)).test()).toMatchObject({
    ok: true,
    message: 'Connected; the balance is 10000.00 USD.',
  })
  expect(await esimAccessConnection(accessSettings({ ...access, secretKey: 'wrong' })).test()).toMatchObject({ ok: false })
  expect(() => telnaSupplier(settingsOf({}))).toThrow('no credentials')
  expect(() => esimAccessSupplier(settingsOf({}))).toThrow('no credentials')
})
