const COLON = 0x3a
const COMMA = 0x2c
const LONGEST_PREFIX = 10

/** One message as a netstring: its length in bytes, a colon, the text, a comma. */
export function frame(text: string): Buffer {
  const body = Buffer.from(text)
  return Buffer.concat([Buffer.from(`${body.length}:`), body, Buffer.from(',')])
}

/** Takes a stream of netstrings apart, wherever it was cut. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0)

  /** The whole messages that `chunk` completes. Throws when the stream is no sequence of netstrings: there is no way back into it. */
  read(chunk: Buffer): readonly string[] {
    this.#rest = this.#rest.length > 0 ? Buffer.concat([this.#rest, chunk]) : chunk
    const messages: string[] = []
    for (;;) {
      const colon = this.#rest.indexOf(COLON)
      if (colon < 0) {
        if (this.#rest.length > LONGEST_PREFIX) throw new Error('A message without a length came over the link.')
        return messages
      }
      const digits = this.#rest.toString('latin1', 0, colon)
      if (!/^\d{1,9}$/.test(digits)) throw new Error('A message with a wrong length came over the link.')
      const end = colon + 1 + Number(digits)
      if (this.#rest.length <= end) return messages
      if (this.#rest[end] !== COMMA) throw new Error('A message of another length than announced came over the link.')
      messages.push(this.#rest.toString('utf8', colon + 1, end))
      this.#rest = this.#rest.subarray(end + 1)
    }
  }
}
