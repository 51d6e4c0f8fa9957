import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasLuhn, installLinks, isEid, maskLpa, parseIccid, parseLpa, whichNumber } from './code.ts'

test.each([
  ['LPA:1$smdp.example.com$ABC-123', { server: 'smdp.example.com', matchingId: 'ABC-123', oid: null, confirmation: false }],
  ['1$smdp.example.com$ABC-123', { lpa: 'LPA:1$smdp.example.com$ABC-123' }],
  ['LPA:1$smdp.example.com$ABC-123$$1', { oid: null, confirmation: true }],
  ['LPA:1$smdp.example.com$ABC-123$1.3.6.1.2.1.53860.7.5.1.1', { oid: '1.3.6.1.2.1.53860.7.5.1.1', confirmation: false }],
  ['LPA:1$smdp.example.com$$1.3.6.1.4.1.31746', { matchingId: '', oid: '1.3.6.1.4.1.31746' }],
  ['LPA:1$smdp.example.com$', { matchingId: '' }],
  ['LPA:1$smdp.example.com$A_B', { warnings: ['The matching ID has unusual characters.'] }],
])('%s is an activation code', (text, expected) => {
  expect(parseLpa(text)).toMatchObject({ repairs: [], ...expected })
})

test.each([
  ' LPA:1$smdp.example.com$ABC-123\n',
  'lpa:1$smdp.example.com$ABC-123',
  'LPA:1%24smdp.example.com%24ABC-123',
  'https://esimsetup.apple.com/esim_qrcode_provisioning?carddata=LPA%3A1%24smdp.example.com%24ABC-123',
])('%s is repaired, and the repair is told', (text) => {
  const code = parseLpa(text)
  expect(code?.lpa).toBe('LPA:1$smdp.example.com$ABC-123')
  expect(code?.repairs.length).toBeGreaterThan(0)
})

test.each([
  'LPA:2$smdp.example.com$ABC',
  'LPA:1$$ABC',
  'LPA:1$smdp$ABC',
  'LPA:1$https://smdp.example.com$ABC',
  'LPA:1$smdp.example.com:443$ABC',
  'LPA:1$smdp.example.com/path$ABC',
  'LPA:1$10.0.0.1$ABC',
  'LPA:1$smdp.example.com$A BC',
  'LPA:1$smdp.example.com',
  'LPA:1$smdp.example.com$A$x',
  'LPA:1$smdp.example.com$A$1.2$2',
  'LPA:1$smdp.example.com$A$1.2$1$more',
  `LPA:1$smdp.example.com$${'A'.repeat(240)}`,
  'https://smdp.example.com/ABC',
  'ABC-123',
  '',
])('%s is none', (text) => {
  expect(parseLpa(text)).toBeUndefined()
})

test('whatever is put together by the grammar is read back the same, and any text never throws', () => {
  const label = fc.stringMatching(/^[a-z][a-z0-9]{0,10}$/)
  const token = fc.stringMatching(/^[A-Z0-9-]{0,30}$/)
  fc.assert(
    fc.property(label, label, token, fc.boolean(), (a, b, id, confirmation) => {
      const lpa = `LPA:1$${a}.${b}$${id}${confirmation ? '$$1' : ''}`
      expect(parseLpa(lpa)).toMatchObject({ lpa, server: `${a}.${b}`, matchingId: id, confirmation, repairs: [], warnings: [] })
    }),
  )
  fc.assert(fc.property(fc.string(), (text) => void parseLpa(text)))
})

test('a code in a log shows its server only', () => {
  expect(maskLpa('LPA:1$smdp.example.com$SECRET-1$$1')).toBe('LPA:1$smdp.example.com$…')
})

test.each(['8944538532008160222', '89852245280001138065', '8944538532008160222F'])('%s is an ICCID', (text) => {
  expect(parseIccid(text)?.warnings).toEqual([])
})

test.each(['89310410106543789301', '89852000263413436720'])('%s has a wrong check digit, which is only warned about', (text) => {
  expect(parseIccid(text)).toEqual({ iccid: text, warnings: ['The check digit of the ICCID is wrong.'] })
})

test.each(['123456789012345678', '8944', '894453853200816022234', '89445385320081602XX'])('%s is no ICCID', (text) => {
  expect(parseIccid(text)).toBeUndefined()
})

test('changing one digit always breaks the check of Luhn', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{18}$/), fc.integer({ min: 0, max: 17 }), fc.integer({ min: 1, max: 9 }), (digits, at, by) => {
      const check = [...'0123456789'].find((one) => hasLuhn(digits + one)) ?? ''
      const changed = `${digits.slice(0, at)}${(Number(digits[at]) + by) % 10}${digits.slice(at + 1)}`
      expect(hasLuhn(digits + check)).toBe(true)
      expect(hasLuhn(changed + check)).toBe(false)
    }),
  )
})

test.each(['89882119900000000000000000001654', '89049032007108882600137544319616', '89049032000000000000000000000163'])(
  '%s is an EID',
  (eid) => {
    expect(isEid(eid)).toBe(true)
  },
)

test.each(['89049032005008882600033489000000', '8904903200710888260013754431961', '12882119900000000000000000001654'])(
  '%s is none',
  (eid) => {
    expect(isEid(eid)).toBe(false)
  },
)

test('what was typed into the wrong field is recognised by its length', () => {
  expect(whichNumber('8904 9032 0071 0888 2600 1375 4431 9616')).toBe('EID')
  expect(whichNumber('8944538532008160222')).toBe('ICCID')
  expect(whichNumber('490154203237518')).toBe('IMEI')
  expect(whichNumber('12')).toBeUndefined()
})

test('the links carry the whole code, encoded', () => {
  const { apple, android } = installLinks('LPA:1$smdp.example.com$ABC')
  for (const link of [apple, android]) expect(new URL(link).searchParams.get('carddata')).toBe('LPA:1$smdp.example.com$ABC')
})
