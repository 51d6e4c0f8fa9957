import QRCode from 'qrcode'
import { type Context, createContext, inTx } from '../../platform/context.ts'
import { DomainError } from '../../platform/errors.ts'
import { currentTenant } from '../../spine/tenants/index.ts'
import type { Bundle } from './bundle.ts'
import { bundlesOf } from './bundle-store.ts'
import { type InstallLinks, installLinks, parseLpa } from './code.ts'
import { errors } from './errors.ts'
import type { Esim, EsimId } from './esim.ts'
import { readInstallToken } from './install-link.ts'
import { writeReady } from './mails.ts'
import { bundleShown } from './reply.ts'
import { findEsim, type ShownCode, showCode } from './service.ts'

const QUIET_ZONE = 4
const PIXELS_PER_MODULE = 8

/** The code as a QR picture: bytes as they are, medium error correction, four modules of quiet zone (§1.7.3). */
export const qrPng = (lpa: string): Promise<Buffer> =>
  QRCode.toBuffer([{ data: Buffer.from(lpa, 'utf8'), mode: 'byte' }], {
    errorCorrectionLevel: 'M',
    margin: QUIET_ZONE,
    scale: PIXELS_PER_MODULE,
  })

/** Everything a person needs to install, by camera, by tap or by hand. */
export type Installation = {
  readonly lpa: string
  readonly server: string
  readonly matchingId: string
  readonly confirmation: boolean
  readonly links: InstallLinks
  /** A data URL. */
  readonly qr: string
}

export async function installationOf({ lpa, confirmation }: ShownCode): Promise<Installation> {
  const code = parseLpa(lpa)
  if (!code) throw new Error('A stored activation code is not one.')
  const picture = await qrPng(lpa)
  return {
    lpa,
    server: code.server,
    matchingId: code.matchingId,
    confirmation,
    links: installLinks(lpa),
    qr: `data:image/png;base64,${picture.toString('base64')}`,
  }
}

export type InstallPage = {
  readonly esim: Esim
  /** The plan that matters now. */
  readonly bundle: Bundle | null
  readonly brand: string
  /** Null once the code is used or the eSIM has ended. */
  readonly installation: Installation | null
}

/** What the page behind a link shows. The code only while it can be installed. Throws 404. */
export async function openInstallPage(context: Context, token: string): Promise<InstallPage> {
  const { tenantId, esimId } = readInstallToken(context.services, token)
  const scope = { tenantId, actor: context.actor, requestId: context.requestId, log: context.log }
  const own = createContext(context.services, scope)
  const esim = await findEsim(own, esimId).catch(() => {
    throw errors.linkInvalid({ detail: 'This eSIM is not there any more.' })
  })
  const { name } = await currentTenant(own)
  const bundle = bundleShown(await bundlesOf(own, [esim.id])) ?? null
  return { esim, bundle, brand: name, installation: await codeIfUsable(own, esim.id) }
}

async function codeIfUsable(context: Context, id: EsimId): Promise<Installation | null> {
  try {
    return await installationOf(await showCode(context, id, 'link'))
  } catch (error) {
    if (error instanceof DomainError && (error.code === errors.codeUsed.code || error.code === errors.ended.code)) return null
    throw error
  }
}

/** Mails the link to the page with the QR code once more. Throws 404; 409 when there is nothing to install. */
export async function mailAgain(context: Context, id: EsimId): Promise<Esim> {
  return inTx(context, async (tx) => {
    const esim = await findEsim(tx, id)
    const bundle = (await bundlesOf(tx, [id])).at(-1)
    if (esim.endedAt || !bundle) throw errors.ended({ detail: 'There is nothing to install on this eSIM.' })
    await writeReady(tx, esim, bundle)
    return esim
  })
}
