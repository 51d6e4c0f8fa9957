import { createServer, type RequestListener } from 'node:http'
import { isIP } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { fetchWithin, loopback, outgoing } from './outgoing.ts'
import { isPublicAddress } from './public-address.ts'

const PRIVATE = { cause: { code: 'EPRIVATE' } }
const answer: RequestListener = (_, response) => response.end('here')

/** A server on this machine that would answer, and how many connections it got. */
async function openServer(listener = answer) {
  let connections = 0
  const server = createServer(listener).on('connection', () => {
    connections += 1
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, connections: () => connections }
}

/** Answers a look-up with these addresses. */
const leadingTo =
  (addresses: readonly string[] | (() => readonly string[])): Parameters<typeof fetchWithin>[1] =>
  (_, __, done) => {
    const found = typeof addresses === 'function' ? addresses() : addresses
    process.nextTick(
      done,
      null,
      found.map((address) => ({ address, family: isIP(address) })),
    )
  }

const onlyPublic = { allows: isPublicAddress, advice: '' }
const only = (address: string) => ({ allows: (one: string) => one === address, advice: '' })

describe('a request to an address that a person typed', () => {
  test('is refused when localhost is typed, even where somebody would answer, and the refusal says what to do', async () => {
    const { port, connections } = await openServer()
    await expect(outgoing(`http://localhost:${port}/`)).rejects.toMatchObject({
      cause: { code: 'EPRIVATE', message: 'localhost leads to an address that is not allowed. Enter the public address of the vendor.' },
    })
    expect(connections()).toBe(0)
    expect(await (await loopback(`http://localhost:${port}/`)).text()).toBe('here')
  })

  test.each(['http://127.0.0.1', 'http://2130706433', 'http://[::1]', 'http://[::ffff:127.0.0.1]', 'http://[64:ff9b::7f00:1]'])(
    'is refused without a look-up when the host is the address itself: %s',
    async (host) => {
      const { port, connections } = await openServer()
      await expect(outgoing(`${host}:${port}/`)).rejects.toMatchObject(PRIVATE)
      expect(connections()).toBe(0)
    },
  )

  test.each([[['127.0.0.1']], [['8.8.8.8', '127.0.0.1']], [['127.0.0.1', '8.8.8.8']], [['2606:4700::1', '::ffff:127.0.0.1']]])(
    'is refused at connect time, and nothing is sent, when one address of the name is private: %j',
    async (addresses) => {
      const { port, connections } = await openServer()
      const send = fetchWithin(onlyPublic, leadingTo(addresses))
      await expect(send(`http://api.example.com:${port}/`, { method: 'POST', body: 'secret' })).rejects.toMatchObject(PRIVATE)
      expect(connections()).toBe(0)
    },
  )

  test('is judged again at the next connection, so a name that leads elsewhere by then is refused by then', async () => {
    const { port, connections } = await openServer((_, response) => response.setHeader('connection', 'close').end('here'))
    const answers = [['127.0.0.1'], ['127.0.0.2']]
    const send = fetchWithin(
      only('127.0.0.1'),
      leadingTo(() => answers.shift() ?? []),
    )
    expect(await (await send(`http://api.example.com:${port}/`)).text()).toBe('here')
    expect(answers).toHaveLength(1)
    await expect(send(`http://api.example.com:${port}/`)).rejects.toMatchObject(PRIVATE)
    expect(connections()).toBe(1)
  })

  test('is refused where it is redirected to an address that is not allowed', async () => {
    const { port } = await openServer((_, response) => response.writeHead(302, { location: 'http://127.0.0.2/' }).end())
    await expect(fetchWithin(only('127.0.0.1'))(`http://127.0.0.1:${port}/`)).rejects.toMatchObject(PRIVATE)
  })

  test('fails as any look-up fails when the name does not exist', async () => {
    const missing = Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
    const send = fetchWithin(onlyPublic, (_, __, done) => process.nextTick(done, missing, []))
    await expect(send('http://api.example.com/')).rejects.toMatchObject({ cause: { code: 'ENOTFOUND' } })
  })
})

describe('the way to our own simulators', () => {
  test('leads to this machine', async () => {
    const { port } = await openServer()
    expect(await (await loopback(`http://127.0.0.1:${port}/`)).text()).toBe('here')
  })

  test.each(['http://8.8.8.8/', 'http://10.0.0.1/', 'http://169.254.169.254/', 'http://[2606:4700::1]/'])(
    'leads nowhere else: %s',
    async (url) => {
      await expect(loopback(url)).rejects.toMatchObject(PRIVATE)
    },
  )
})

describe('an address', () => {
  test.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450:4001:800::200e', '2001:4860:4860::8888'])(
    'of the internet is public: %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true)
    },
  )

  test.each([
    ...['0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '169.254.169.254', '172.31.255.255', '192.0.0.8', '192.0.2.1'],
    ...['192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '255.255.255.255'],
    ...['::', '::1', '::127.0.0.1', '::ffff:127.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', '64:ff9b:1::a00:1', '100::1'],
    ...['2001::1', '2001:db8::1', '2002:7f00:1::1', '3fff::1', '5f00::1', 'fc00::1', 'fd00::1', 'fe80::1', 'fe80::1%eth0', 'ff02::1'],
    ...['', 'localhost', '127.1'],
  ])('that is ours or nobody’s is not public: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false)
  })
})
