/** Work cut into slices: each `yield` is a place where other requests may run. */
export type Sliced<Result> = Generator<undefined, Result>

const LONGEST_SLICE_MS = 8

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** Runs the work to its end without holding the process for longer than a slice, so that calls are rated meanwhile. */
export async function inSlices<Result>(work: Sliced<Result>): Promise<Result> {
  let until = performance.now() + LONGEST_SLICE_MS
  for (;;) {
    const { done, value } = work.next()
    if (done) return value
    if (performance.now() < until) continue
    await nextTurn()
    until = performance.now() + LONGEST_SLICE_MS
  }
}
