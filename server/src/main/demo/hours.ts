const HOUR_MS = 3_600_000

/** When something happens on a day: sometimes at night, in the morning, often at noon, and in the afternoon or evening; once on days of the weekend. */
export function momentsOf(midnight: Date, roll: () => number): readonly { readonly at: Date; readonly isNight: boolean }[] {
  const isWeekend = [0, 6].includes(midnight.getUTCDay())
  const night = roll() < 0.3 ? [0.5 + 5 * roll()] : []
  const hours = isWeekend ? [9 + 11 * roll()] : [7.5 + 4 * roll(), ...(roll() < 0.4 ? [12 + 2 * roll()] : []), 14.5 + 8 * roll() ** 2]
  const instant = (hour: number) => new Date(midnight.getTime() + hour * HOUR_MS)
  return [...night.map((hour) => ({ at: instant(hour), isNight: true })), ...hours.map((hour) => ({ at: instant(hour), isNight: false }))]
}
