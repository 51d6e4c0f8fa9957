import { spawnSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** A file with a tone, as A-law or as WAV; the caller removes it. */
export function makeTone(seconds: number, hertz: number, format: 'al' | 'wav'): string {
  const file = path.join(os.tmpdir(), `lc-tone-${process.pid}.${format}`)
  const encoded = format === 'al' ? ['-t', 'al'] : ['-b', '16']
  spawnSync('sox', ['-n', '-r', '8000', '-c', '1', ...encoded, file, 'synth', String(seconds), 'sine', String(hertz), 'gain', '-6'])
  return file
}

/** What is to be heard in a WAV file: its length, its pitch and how loud it is (1 is the most). */
export function hear(wav: Buffer): { readonly seconds: number; readonly hertz: number; readonly loudness: number } {
  const file = path.join(os.tmpdir(), `lc-heard-${process.pid}.wav`)
  writeFileSync(file, wav)
  const said = spawnSync('sox', [file, '-n', 'stat'], { encoding: 'utf8' }).stderr
  rmSync(file)
  const figure = (name: RegExp) => Number(name.exec(said)?.[1])
  return {
    seconds: figure(/Length \(seconds\):\s+([\d.]+)/),
    hertz: figure(/Rough\s+frequency:\s+(\d+)/),
    loudness: figure(/RMS\s+amplitude:\s+([\d.]+)/),
  }
}
