const NORTH_AMERICA = /^\+1(\d{3})([\d•]{3})([\d•]{4})$/
const WITH_CODE = /^\+(7|2[07]|3[0-4,69]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|\d{3})([\d•]+)$/

/** An E.164 number in groups people can read, also where its last digits are hidden; anything else (a short code, a name) as it is. */
export function phoneText(e164: string): string {
  const american = NORTH_AMERICA.exec(e164)
  if (american) return `+1 ${american[1]} ${american[2]} ${american[3]}`
  const other = WITH_CODE.exec(e164)
  if (!other?.[1] || !other[2]) return e164
  return `+${other[1]} ${other[2].replace(/([\d•]{3})(?=[\d•]{2,})/g, '$1 ')}`
}
