import { describe, expect, test } from 'vitest'
import { refusedAddress } from './address.ts'
import { leavesSimulator, merged, type Provider, soundsSecret, withoutSimulator } from './provider.ts'

describe('an address that a person types', () => {
  test.each([
    'https://api.example.com',
    'https://api.example.com:8443/v1',
    'https://8.8.8.8/',
    'https://172.32.0.1',
    'https://locally.example',
  ])('that is https and public is taken: %s', (address) => {
    expect(refusedAddress(address)).toBeUndefined()
  })

  test.each([
    ['not an address', 'Use an address such as https://api.example.com.'],
    ['http://api.example.com', 'Use https.'],
    ['file:///etc/passwd', 'Use https.'],
    ['https://key:secret@api.example.com', 'Leave credentials out of the address.'],
  ])('%s is refused: %s', (address, reason) => {
    expect(refusedAddress(address)).toBe(reason)
  })

  test.each([
    'https://localhost',
    'https://LOCALHOST.',
    'https://db',
    'https://metadata.google.internal',
    'https://printer.local',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://0.0.0.0',
    'https://10.1.2.3',
    'https://172.16.0.1',
    'https://172.31.255.255',
    'https://192.168.1.1',
    'https://169.254.169.254/latest/meta-data',
    'https://100.64.0.1',
    'https://198.18.0.1',
    'https://224.0.0.1',
    'https://255.255.255.255',
    'https://[::1]',
    'https://[::ffff:127.0.0.1]',
    'https://[fd00::1]',
    'https://[64:ff9b::7f00:1]',
  ])('that leads into our own network is refused: %s', (address) => {
    expect(refusedAddress(address)).toBe('This address is not public.')
  })
})

describe('a simulated provider', () => {
  const simulated = {
    settings: { simulator: 'true', baseUrl: 'http://127.0.0.1:4010', accountSid: 'AC1', region: 'ie1' },
  } as unknown as Provider
  const real = { settings: { accountSid: 'AC1' } } as unknown as Provider

  test.each([
    ['a secret is entered', {}, { authToken: 't' }, true],
    ['another account is entered', { accountSid: 'AC2' }, {}, true],
    ['an address is entered', { baseUrl: 'https://api.example.com' }, {}, true],
    ['it is switched off', { simulator: 'false' }, {}, true],
    ['the account it has is saved again', { accountSid: 'AC1' }, {}, false],
    ['something else is changed', { region: 'us1' }, {}, false],
    ['nothing is changed', {}, {}, false],
  ])(
    'when %s leaves the simulator or stays: %o %o → %s',
    (_, settings: Record<string, string>, secrets: Record<string, string>, leaves) => {
      expect(leavesSimulator(simulated, settings, secrets)).toBe(leaves)
      expect(leavesSimulator(real, settings, secrets)).toBe(false)
    },
  )

  test('leaves nothing of the simulator behind', () => {
    expect(withoutSimulator(simulated.settings)).toEqual({ region: 'ie1' })
  })
})

test('an empty text takes a setting away', () => {
  expect(merged({ a: '1', b: '2' }, { a: '', c: '3' })).toEqual({ b: '2', c: '3' })
})

test.each([
  ['secretKey', true],
  ['authToken', true],
  ['webhookSecret', true],
  ['apiKey', true],
  ['password', true],
  ['publishable', false],
  ['accountSid', false],
  ['baseUrl', false],
])('%s sounds like a secret: %s', (name, secret) => {
  expect(soundsSecret(name)).toBe(secret)
})
