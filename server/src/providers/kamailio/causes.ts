/** Q.850 causes of SIP codes, by RFC 3398 section 8.2.6.1 and, for what it leaves open, RFC 4497. */
const CAUSES: Readonly<Record<number, number>> = {
  400: 41,
  401: 21,
  402: 21,
  403: 21,
  404: 1,
  405: 63,
  406: 79,
  407: 21,
  408: 102,
  410: 22,
  413: 127,
  414: 127,
  415: 79,
  416: 127,
  420: 127,
  421: 127,
  423: 127,
  480: 18,
  481: 41,
  482: 25,
  483: 25,
  484: 28,
  485: 1,
  486: 17,
  487: 16,
  488: 65,
  500: 41,
  501: 79,
  502: 38,
  503: 41,
  504: 102,
  505: 127,
  513: 127,
  580: 47,
  600: 17,
  603: 21,
  604: 1,
  606: 88,
}

const NORMAL = 16
const TIMER = 102
const INTERWORKING = 127

/** The Q.850 cause in a Reason header (RFC 3326), whichever other reasons it names. */
export function causeInReason(header: string | undefined): number | null {
  const cause = /Q\.850\s*;\s*(?:[^,;]*;\s*)*?cause\s*=\s*(\d{1,3})/i.exec(header ?? '')?.[1]
  return cause === undefined ? null : Number(cause)
}

/** The cause of a final code when nobody gave one. A call cut by the platform ended by its timer. */
export function causeOfCode(code: number, releasedBy: string | undefined): number {
  if (code < 300) return releasedBy === 'platform' ? TIMER : NORMAL
  return CAUSES[code] ?? INTERWORKING
}
