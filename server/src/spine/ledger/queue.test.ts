import { pino } from 'pino'
import { expect, test } from 'vitest'
import { BatchQueue, type Waiting } from './queue.ts'

type Item = { readonly name: number; readonly key?: string }
type Sent = { readonly names: readonly number[]; readonly track: number; readonly answer: () => Promise<void> }

const turn = () => new Promise((resolve) => setImmediate(resolve))

/** A queue whose batches stay under way until the test answers them. */
function openQueue(tracks: number) {
  const sent: Sent[] = []
  const queue = new BatchQueue<Item, number>({
    keyOf: (item) => item.key,
    tracks,
    log: pino({ level: 'silent' }),
    send: (batch: readonly Waiting<Item, number>[], track) =>
      new Promise((resolve) => {
        const answer = async () => {
          for (const { item, resolve: tell } of batch) tell(item.name)
          resolve()
          await turn()
          await turn()
        }
        sent.push({ names: batch.map(({ item }) => item.name), track, answer })
      }),
  })
  return { queue, sent }
}

test('what arrives in one moment is shared out evenly over all tracks', async () => {
  const { queue, sent } = openQueue(2)
  for (let name = 0; name < 7; name += 1) void queue.push({ name })
  await turn()
  expect(sent.map((batch) => batch.names)).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6],
  ])
  expect(new Set(sent.map((batch) => batch.track)).size).toBe(2)
})

test('a caller alone leaves at once, and the next one does not wait for it while a track is free', async () => {
  const { queue, sent } = openQueue(2)
  void queue.push({ name: 1 })
  await turn()
  void queue.push({ name: 2 })
  await turn()
  expect(sent.map((batch) => batch.names)).toEqual([[1], [2]])
})

test('what arrives while every track is taken leaves with the first that is free', async () => {
  const { queue, sent } = openQueue(1)
  void queue.push({ name: 1 })
  await turn()
  const later = [2, 3, 4].map((name) => queue.push({ name }))
  await turn()
  expect(sent).toHaveLength(1)
  await sent[0]?.answer()
  expect(sent[1]?.names).toEqual([2, 3, 4])
  await sent[1]?.answer()
  expect(await Promise.all(later)).toEqual([2, 3, 4])
})

test('items with one key are under way one after the other, in the order they came; others pass them', async () => {
  const { queue, sent } = openQueue(2)
  const hold = [1, 2, 3].map((name) => queue.push({ name, key: 'hold' }))
  void queue.push({ name: 4 })
  await turn()
  expect(sent.map((batch) => batch.names)).toEqual([[1, 4]])
  await sent[0]?.answer()
  expect(sent.map((batch) => batch.names)).toEqual([[1, 4], [2]])
  await sent[1]?.answer()
  await sent[2]?.answer()
  expect(sent.map((batch) => batch.names)).toEqual([[1, 4], [2], [3]])
  expect(await Promise.all(hold)).toEqual([1, 2, 3])
})

test('a closing queue waits for what is under way and for what waits', async () => {
  const { queue, sent } = openQueue(1)
  void queue.push({ name: 1 })
  await turn()
  void queue.push({ name: 2 })
  let closed = false
  const closing = queue.close().then(() => {
    closed = true
  })
  await sent[0]?.answer()
  expect([sent.length, closed]).toEqual([2, false])
  await sent[1]?.answer()
  await closing
  await expect(async () => queue.assertRoom()).rejects.toMatchObject({ code: 'request.busy' })
})
