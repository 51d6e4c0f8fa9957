/** The printable characters of ASCII from the space on, five columns each, the lowest bit on top. */
const GLYPHS = Buffer.from(
  [
    '000000000000005f00000007000700147f147f14242a7f2a12231308646236495620500008070300001c2241000041221c002a1c7f1c2a08083e0808',
    '00807030000808080808000060600020100804023e5149453e00427f400072494949462141494d331814127f1027454545393c4a4949314121110907',
    '3649494936464949291e0000140000004034000000081422411414141414004122140802015909063e415d594e7c1211127c7f494949363e41414122',
    '7f4141413e7f494949417f090909013e414151737f0808087f00417f41002040413f017f081422417f404040407f021c027f7f0408107f3e4141413e',
    '7f090909063e4151215e7f09192946264949493203017f01033f4040403f1f2040201f3f4038403f631408146303047804036159494d43007f414141',
    '0204081020004141417f04020102044040404040000307080020545478407f284444383844444428384444287f385454541800087e090218a4a49c78',
    '7f0804047800447d40002040403d007f1028440000417f40007c047804787c080404783844444438fc1824241818242418fc7c080404084854545424',
    '04043f44243c4040207c1c2040201c3c4030403c44281028444c9090907c4464544c440008364100000077000000413608000201020402',
  ].join(''),
  'hex',
)

const COLUMNS = 5
const ROWS = 8
const SCALE = 2
const CELL = { width: (COLUMNS + 1) * SCALE, height: ROWS * SCALE } as const

export const SCREEN = { width: 640, height: 400, columns: 53, rows: 25 } as const

/** Where the pixels of the text are: one byte each, 1 for ink. Text beyond the edge is left out. */
export function drawn(lines: readonly string[]): Uint8Array {
  const ink = new Uint8Array(SCREEN.width * SCREEN.height)
  for (const [row, line] of lines.slice(0, SCREEN.rows).entries())
    for (const [column, character] of [...line].slice(0, SCREEN.columns).entries()) drawCharacter(ink, character, column, row)
  return ink
}

function drawCharacter(ink: Uint8Array, character: string, column: number, row: number): void {
  const glyph = character.charCodeAt(0) - 32
  if (glyph <= 0 || glyph * COLUMNS >= GLYPHS.length) return
  for (let x = 0; x < COLUMNS * SCALE; x += 1)
    for (let y = 0; y < ROWS * SCALE; y += 1) {
      const bits = GLYPHS[glyph * COLUMNS + Math.floor(x / SCALE)] ?? 0
      if (((bits >> Math.floor(y / SCALE)) & 1) === 0) continue
      ink[(row * CELL.height + y) * SCREEN.width + column * CELL.width + x + SCALE] = 1
    }
}
