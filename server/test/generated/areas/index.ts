import { archive } from './archive.ts'
import type { Area } from './area.ts'
import { carriers } from './carriers.ts'
import { charging } from './charging.ts'
import { cloud } from './cloud.ts'
import { esim } from './esim.ts'
import { monitoring } from './monitoring.ts'
import { notifications } from './notifications.ts'
import { packages } from './packages.ts'
import { rating } from './rating.ts'
import { routing } from './routing.ts'
import { support } from './support.ts'
import { verification } from './verification.ts'
import { voice } from './voice.ts'

/** Every area, in the order in which they are filled. */
export const areas: readonly Area[] = [
  rating,
  charging,
  voice,
  esim,
  cloud,
  packages,
  carriers,
  routing,
  verification,
  support,
  notifications,
  monitoring,
  archive,
]
