import { randomBytes } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createSecretBox } from '../../platform/secrets.ts'
import { opening, sealing } from './sealed-file.ts'

const box = createSecretBox([Buffer.alloc(32, 9).toString('base64url')])
const sealed = (plain: Buffer) => buffer(Readable.from([plain]).pipe(sealing(box, 'file/1')))
const opened = (bytes: Buffer, belongsTo = 'file/1') =>
  new Promise<Buffer>((resolve, reject) => {
    const stream = Readable.from([bytes]).pipe(opening(box, belongsTo))
    stream.once('error', reject)
    buffer(stream).then(resolve, reject)
  })

test.each([0, 1, 1024 * 1024 - 1, 1024 * 1024, 1024 * 1024 + 1, 3_500_000])('a file of %i bytes comes back as it was', async (size) => {
  const plain = randomBytes(size)
  expect((await opened(await sealed(plain))).equals(plain)).toBe(true)
})

test('a changed byte anywhere is noticed', async () => {
  const plain = randomBytes(5_000)
  const file = await sealed(plain)
  await fc.assert(
    fc.asyncProperty(fc.nat(file.length - 1), async (at) => {
      const changed = Buffer.from(file)
      changed[at] = (changed[at] ?? 0) ^ 1
      await expect(opened(changed)).rejects.toThrow()
    }),
    { numRuns: 40 },
  )
})

test('a file that was cut short is noticed, also at the border of two chunks', async () => {
  const file = await sealed(randomBytes(2_500_000))
  const header = file.indexOf(10) + 1
  const firstChunk = header + 4 + 1024 * 1024 + 16
  for (const end of [header, firstChunk, firstChunk + 3, file.length - 1]) await expect(opened(file.subarray(0, end))).rejects.toThrow()
})

test('a file opens only as what it was sealed as', async () => {
  await expect(opened(await sealed(Buffer.from('secret')), 'file/2')).rejects.toThrow()
})
