/** The only source of time in the product, so that a test or a sandbox tenant can move it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that starts at `start`, runs with real time and can be moved forward. */
export class MovableClock implements Clock {
  #offset: number

  constructor(start: Date | string) {
    this.#offset = new Date(start).getTime() - Date.now()
  }

  now(): Date {
    return new Date(Date.now() + this.#offset)
  }

  /** Moves the clock to `instant`; returns the milliseconds it moved by. */
  moveTo(instant: Date | string): number {
    const moved = new Date(instant).getTime() - this.now().getTime()
    this.#offset += moved
    return moved
  }
}

export const minutes = (count: number): number => count * 60_000
export const hours = (count: number): number => count * 3_600_000
export const days = (count: number): number => count * 86_400_000

/** `date` moved by `milliseconds`. */
export const later = (date: Date, milliseconds: number): Date => new Date(date.getTime() + milliseconds)

/** An instant as letters say it, to the minute: `2026-11-21 10:05 UTC`. */
export const minuteText = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`
