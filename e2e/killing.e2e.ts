import { expect, test } from 'vitest'
import { killUnderLoad } from './support/killing.ts'
import { startProduct } from './support/product.ts'

test('every acknowledged charge is there exactly once, though API, worker and database are killed under load', async () => {
  const product = await startProduct()
  try {
    const toll = await killUnderLoad(product, 6)
    expect(toll).toMatchObject({ kills: 6, lost: 0, doubled: 0, wrongBalance: false })
    expect(toll.acknowledged).toBeGreaterThan(300)
  } finally {
    await product.stop()
  }
})
