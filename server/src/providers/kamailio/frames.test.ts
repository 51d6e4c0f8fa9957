import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FrameReader, frame } from './frames.ts'

test('messages come out as they went in, wherever the stream was cut', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (texts, cuts) => {
      const stream = Buffer.concat(texts.map(frame))
      const reader = new FrameReader()
      const read: string[] = []
      for (let at = 0, turn = 0; at < stream.length; turn += 1) {
        const size = cuts[turn % cuts.length] ?? 1
        read.push(...reader.read(stream.subarray(at, at + size)))
        at += size
      }
      expect(read).toEqual(texts)
    }),
  )
})

test('a length counts bytes, not characters', () => {
  expect(frame('é').toString('latin1')).toBe('2:Ã©,')
})

test.each([['x:abc,'], ['3:abcd'], ['12345678901234'], [':,'], ['-1:,']])('%s is no sequence of messages', (text) => {
  expect(() => new FrameReader().read(Buffer.from(text))).toThrow('came over the link')
})
