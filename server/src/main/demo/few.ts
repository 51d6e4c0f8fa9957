/** Something somebody does. */
export type Deed = () => Promise<unknown>

const AT_ONCE = 4

/** Does deeds a few at a time; they begin in their order, so that dice rolled at the beginning of each fall the same in every run. */
export async function fewAtOnce(deeds: readonly Deed[]): Promise<void> {
  const waiting = deeds.values()
  const hand = async () => {
    for (const deed of waiting) await deed()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, hand))
}
