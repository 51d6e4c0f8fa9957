import { expect, test } from 'vitest'
import { bytesText } from './bytes-text.ts'

test.each([
  [0, '0 bytes'],
  [812, '812 bytes'],
  [1024, '1 KB'],
  [1_572_864, '1.5 MB'],
  [5 * 1024 ** 3, '5 GB'],
  [107_374_182_400, '100 GB'],
])('%i bytes are read as %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text)
})
