/** Numbers that look random and are the same in every demonstration (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** One of several things. */
export const pick = <const Things extends readonly [unknown, ...unknown[]]>(things: Things, roll: () => number): Things[number] =>
  things[Math.floor(roll() * things.length)]
