import path from 'node:path'

type Debian = { readonly lacking: (need: string) => string | undefined }
const { lacking } = (await import(path.join(import.meta.dirname, '../../scripts/debian.mjs'))) as Debian

/** Throws one sentence that names what is missing, before anything is started that would fail less clearly. */
export function requirePrograms(need: 'switch' | 'machines'): void {
  const sentence = lacking(need)
  if (sentence) throw new Error(sentence)
}
