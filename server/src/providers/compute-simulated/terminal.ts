import type { Terminal } from './rfb.ts'

const MOST_LINES = 18
const LONGEST_LINE = 200

/** A shell that answers what was typed, so that a console can be tried without a hypervisor. */
export class EchoShell implements Terminal {
  readonly #header: () => readonly string[]
  readonly #said: string[] = []
  #typed = ''

  constructor(header: () => readonly string[]) {
    this.#header = header
  }

  /** Answers what is to be printed after the character, for a terminal without a screen. */
  type(character: string): string {
    if (character === '\b') {
      this.#typed = this.#typed.slice(0, -1)
      return '\b \b'
    }
    if (character !== '\n') {
      if (this.#typed.length < LONGEST_LINE) this.#typed += character
      return character
    }
    const answer = this.#typed.startsWith('echo ') ? this.#typed.slice(5) : this.#typed && `${this.#typed}: not found in a simulated server`
    this.#said.push(`$ ${this.#typed}`, ...(answer ? [answer] : []))
    this.#said.splice(0, Math.max(0, this.#said.length - MOST_LINES))
    this.#typed = ''
    return `\r\n${answer ? `${answer}\r\n` : ''}$ `
  }

  lines(): readonly string[] {
    return ['', ...this.#header(), '', ...this.#said, `$ ${this.#typed}_`].map((line) => ` ${line}`)
  }
}
