import { useState } from 'react'
import { AccessCard } from './access-card.tsx'
import { Enrolment } from './enrolment.tsx'
import { RecoveryCodes } from './recovery-codes.tsx'

/** Staff must have a second factor before their first minute in a console. */
export function EnrolStep({ onDone }: { readonly onDone: () => void | Promise<void> }) {
  const [codes, setCodes] = useState<readonly string[]>()
  if (codes) {
    return (
      <AccessCard title="Keep your recovery codes">
        <RecoveryCodes codes={codes} onDone={() => void onDone()} />
      </AccessCard>
    )
  }
  return (
    <AccessCard title="Set up your second factor" text="Everybody who works in a console signs in with one.">
      <Enrolment onCodes={setCodes} />
    </AccessCard>
  )
}
