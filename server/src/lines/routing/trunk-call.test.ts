import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callIdOf, pack, unpack } from './trunk-call.ts'

const leaf = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt(),
  fc.date({ noInvalidDate: true, min: new Date('1990-01-01'), max: new Date('2100-01-01') }),
)
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.string().filter((key) => !key.startsWith('$') && key !== '__proto__'),
      tie('value'),
      { maxKeys: 4, noNullPrototype: true },
    ),
  ),
}))

test('what is kept of a call comes back to the last digit', () => {
  fc.assert(
    fc.property(value, (kept) => {
      expect(unpack(JSON.parse(pack(kept)))).toEqual(kept)
    }),
  )
})

test('one call has one id, however often it is asked for', () => {
  const ask = { node: 'sw1', callId: 'x@y', fromTag: 't' }
  expect(callIdOf(ask)).toBe(callIdOf({ ...ask }))
  expect(callIdOf({ ...ask, fromTag: 'u' })).not.toBe(callIdOf(ask))
})
