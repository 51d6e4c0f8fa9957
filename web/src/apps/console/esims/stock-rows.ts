/** One profile a line: ICCID and activation code with a comma, semicolon or tab between; a heading is passed over. */
export const readRows = (text: string): { iccid: string; activationCode: string }[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"|"$/g, '')))
    .filter(([first]) => first && /\d/.test(first))
    .map(([iccid = '', activationCode = '']) => ({ iccid, activationCode }))
