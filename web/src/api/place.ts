const SHOP = /^\/t\/([a-z0-9][a-z0-9-]{1,38})(?=\/|$)/

/** The reseller whose pages are open, taken from /t/{slug}/…, or undefined on the operator's own pages. */
export const openSlug: string | undefined = SHOP.exec(window.location.pathname)?.[1]

/** Where this brand's pages start: '' for the operator, '/t/{slug}' for a reseller. */
export const basePath = openSlug ? `/t/${openSlug}` : ''

/** The header that says whose pages a request comes from. */
export const tenantHeader: Readonly<Record<string, string>> = openSlug ? { 'Linecard-Tenant': openSlug } : {}

/** A path of this brand as an address another site may send the visitor back to. */
export const fullPath = (path: string): string => `${basePath}${path}`
