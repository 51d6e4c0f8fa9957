import { writeBigint, writeInstant, writeUuid } from './binary.ts'

const START = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const END = Buffer.from([0xff, 0xff])
const NULL_LENGTH = -1
/** What is handed to the connection at once. */
const PIECE = 1 << 18
const BASE = 10_000
/** No dimension, no flags, elements of text. */
const NO_TEXTS = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 25])
const JSONB_VERSION = '\u0001'

const writeInt = (bytes: Buffer, at: number, value: number) => bytes.writeInt32BE(value, at)

/** Where a row stands among the others. */
export type RowPlace = { readonly from: number; readonly to: number }

/**
 * Rows in the binary format of COPY, which the server reads faster than text and in which nothing a file says can end a field. The fields of a row are
 * written one after the other, in the order of the statement's columns.
 */
export class CopyRows {
  readonly #columns: number
  #bytes: Buffer
  #at = 0

  constructor(columns: number, bytes = 1 << 16) {
    this.#columns = columns
    this.#bytes = Buffer.allocUnsafe(bytes)
  }

  #room(length: number): void {
    if (this.#at + length <= this.#bytes.length) return
    const grown = Buffer.allocUnsafe(Math.max(this.#bytes.length * 2, this.#at + length))
    this.#bytes.copy(grown, 0, 0, this.#at)
    this.#bytes = grown
  }

  /** Writes one row by `write` and answers where it stands. */
  row(write: (fields: this) => void): RowPlace {
    const from = this.#at
    this.#room(2)
    this.#at = this.#bytes.writeInt16BE(this.#columns, this.#at)
    write(this)
    return { from, to: this.#at }
  }

  #fixed<Value>(value: Value | null, length: number, write: (bytes: Buffer, at: number, value: Value) => void): void {
    this.#room(4 + length)
    this.#at = this.#bytes.writeInt32BE(value === null ? NULL_LENGTH : length, this.#at)
    if (value === null) return
    write(this.#bytes, this.#at, value)
    this.#at += length
  }

  uuid(value: string | null): void {
    this.#fixed(value, 16, writeUuid)
  }

  /** An `int`. */
  int(value: number | null): void {
    this.#fixed(value, 4, writeInt)
  }

  bigint(value: bigint | null): void {
    this.#fixed(value, 8, writeBigint)
  }

  /** A `timestamptz`, from milliseconds since 1970. */
  instant(milliseconds: number | null): void {
    this.#fixed(milliseconds, 8, writeInstant)
  }

  /** Text of any kind; NUL, which PostgreSQL's text cannot hold, is left out. */
  text(value: string | null): void {
    const plain = value?.replaceAll('\u0000', '') ?? ''
    this.#room(4 + plain.length * 3)
    const length = this.#bytes.write(plain, this.#at + 4)
    this.#bytes.writeInt32BE(value === null ? NULL_LENGTH : length, this.#at)
    this.#at += 4 + length
  }

  /** A `text[]` without elements. */
  noTexts(): void {
    this.#raw(NO_TEXTS)
  }

  jsonb(value: object): void {
    this.#raw(Buffer.from(`${JSONB_VERSION}${JSON.stringify(value).replaceAll('\\u0000', '')}`))
  }

  /** A `numeric` from whole numbers of 1 and of 10^-12, neither negative: groups of four digits, as the server keeps it. */
  twelveDecimals(whole: number, fraction: number): void {
    const groups = [Math.floor(fraction / BASE ** 2), Math.floor(fraction / BASE) % BASE, fraction % BASE]
    for (let rest = whole; rest > 0; rest = Math.floor(rest / BASE)) groups.unshift(rest % BASE)
    this.#room(12 + groups.length * 2)
    const bytes = this.#bytes
    let at = bytes.writeInt32BE(8 + groups.length * 2, this.#at)
    at = bytes.writeInt16BE(groups.length, at)
    at = bytes.writeInt16BE(groups.length - 4, at)
    at = bytes.writeInt16BE(0, at)
    at = bytes.writeInt16BE(12, at)
    for (const group of groups) at = bytes.writeInt16BE(group, at)
    this.#at = at
  }

  #raw(value: Buffer): void {
    this.#room(4 + value.length)
    this.#at = this.#bytes.writeInt32BE(value.length, this.#at)
    this.#at += value.copy(this.#bytes, this.#at)
  }

  /** Fields another set of rows has written: what many rows have in common is put together once. */
  fields(written: Buffer): void {
    this.#room(written.length)
    this.#at += written.copy(this.#bytes, this.#at)
  }

  /** Everything written so far, for `fields`. */
  written(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, this.#at))
  }

  /** A whole COPY of these rows, in pieces. */
  *copyOf(rows: Iterable<RowPlace>): Generator<Buffer> {
    yield START
    let from = 0
    let to = 0
    for (const row of rows) {
      if (row.from === to && to - from < PIECE) {
        to = row.to
        continue
      }
      if (to > from) yield this.#bytes.subarray(from, to)
      ;({ from, to } = row)
    }
    if (to > from) yield this.#bytes.subarray(from, to)
    yield END
  }
}
