import { expect, test } from 'vitest'
import { staleFiles } from '../../../scripts/reference.ts'

test('the API description, the web client types and the page of settings are what the code says (npm run openapi writes them)', async () => {
  expect(await staleFiles()).toEqual([])
})
